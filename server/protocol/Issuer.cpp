// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Issuer.h"

#include "http/RequestHost.h"

namespace auth::protocol {

namespace {

std::unexpected<Error> noSuchRealm(const char *detail)
{
    return failure(ErrorCode::NotFound, QStringLiteral("There is no such realm."), QString::fromLatin1(detail));
}

}

Issuers::Issuers(QByteArray publicUrl, QByteArray rootRealm, RealmDirectory *realms)
    : m_names { std::move(publicUrl), std::move(rootRealm) }
    , m_publicHost(http::hostOf(m_names.publicUrl))
    , m_realms(realms)
{
}

Issuer Issuers::of(RealmPointer realm) const
{
    QByteArray identifier = m_names.byPath(realm->name);
    QByteArray prefix = identifier.sliced(m_names.publicUrl.size());
    return { std::move(realm), std::move(identifier), std::move(prefix) };
}

Task<Result<Issuer>> Issuers::find(QByteArray realmName, Deadline deadline)
{
    auto realm = CO_TRY(co_await m_realms->find(std::move(realmName), deadline));
    if (!realm->enabled)
        co_return noSuchRealm("realm is disabled");
    co_return of(std::move(realm));
}

Task<Result<Issuer>> Issuers::at(QByteArray host, QByteArray realmName, Deadline deadline)
{
    if (!host.isEmpty() && host != m_publicHost) {
        if (RealmPointer realm = CO_TRY(co_await m_realms->findByHost(host, deadline))) {
            if (!realmName.isEmpty())
                co_return noSuchRealm("a host name serves one realm, at the root");
            if (!realm->enabled)
                co_return noSuchRealm("realm is disabled");
            co_return Issuer { std::move(realm), m_names.byHost(host), {} };
        }
    }
    if (realmName == m_names.rootRealm)
        co_return noSuchRealm("the root realm is not served under /realms/");
    co_return co_await find(realmName.isEmpty() ? m_names.rootRealm : realmName, deadline);
}

Task<Result<Issuer>> Issuers::resolve(http::Request request)
{
    return at(http::requestHost(request), request.pathParameter("realm").toUtf8(), request.deadline);
}

Task<Result<Issuer>> Issuers::byIdentifier(QByteArray identifier, Deadline deadline)
{
    if (const auto name = m_names.realmName(identifier))
        co_return co_await find(*name, deadline);
    if (const auto host = m_names.hostName(identifier)) {
        const RealmPointer realm = CO_TRY(co_await m_realms->findByHost(*host, deadline));
        if (realm && realm->enabled)
            co_return Issuer { realm, identifier, {} };
    }
    co_return noSuchRealm("no issuer of ours");
}

bool Issuers::isIssuerOf(const Realm &realm, const QByteArray &identifier) const
{
    return m_names.of(realm).contains(identifier);
}

}
