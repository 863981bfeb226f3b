// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Issuer.h"

namespace auth::protocol {

namespace {

constexpr QByteArrayView kRealms("/realms/");

}

Issuers::Issuers(QByteArray publicUrl, QByteArray rootRealm, RealmDirectory *realms)
    : m_publicUrl(std::move(publicUrl))
    , m_rootRealm(std::move(rootRealm))
    , m_realms(realms)
{
}

Issuer Issuers::of(RealmPointer realm) const
{
    if (realm->name == m_rootRealm)
        return { std::move(realm), m_publicUrl, {} };
    QByteArray prefix = kRealms.toByteArray() + realm->name;
    return { std::move(realm), m_publicUrl + prefix, std::move(prefix) };
}

Task<Result<Issuer>> Issuers::find(QByteArray realmName, Deadline deadline)
{
    auto realm = CO_TRY(co_await m_realms->find(std::move(realmName), deadline));
    if (!realm->enabled)
        co_return failure(ErrorCode::NotFound, QStringLiteral("There is no such realm."), QStringLiteral("realm is disabled"));
    co_return of(std::move(realm));
}

Task<Result<Issuer>> Issuers::resolve(http::Request request)
{
    const QByteArray name = request.pathParameter("realm").toUtf8();
    if (name == m_rootRealm)
        co_return failure(ErrorCode::NotFound, QStringLiteral("There is no such realm."), QStringLiteral("the root realm is not served under /realms/"));
    co_return co_await find(name.isEmpty() ? m_rootRealm : name, request.deadline);
}

std::optional<QByteArray> Issuers::realmName(QByteArrayView identifier) const
{
    if (!identifier.startsWith(m_publicUrl))
        return std::nullopt;
    const auto rest = identifier.sliced(m_publicUrl.size());
    if (rest.isEmpty())
        return m_rootRealm;
    if (!rest.startsWith(kRealms) || rest.sliced(kRealms.size()).contains('/'))
        return std::nullopt;
    const QByteArray name = rest.sliced(kRealms.size()).toByteArray();
    return name == m_rootRealm || name.isEmpty() ? std::nullopt : std::optional(name);
}

}
