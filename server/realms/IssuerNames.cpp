// SPDX-License-Identifier: GPL-3.0-or-later
#include "realms/IssuerNames.h"

#include "http/RequestHost.h"

namespace auth {

namespace {

constexpr QByteArrayView kRealms("/realms/");

}

QByteArray IssuerNames::byPath(const QByteArray &realmName) const
{
    return realmName == rootRealm ? publicUrl : publicUrl + kRealms.toByteArray() + realmName;
}

QByteArray IssuerNames::byHost(const QByteArray &host) const
{
    return http::originAt(publicUrl, host);
}

QList<QByteArray> IssuerNames::of(const Realm &realm) const
{
    QList<QByteArray> names { byPath(realm.name) };
    for (const QString &host : realm.hostNames)
        names.append(byHost(host.toLatin1()));
    return names;
}

std::optional<QByteArray> IssuerNames::realmName(QByteArrayView identifier) const
{
    if (!identifier.startsWith(publicUrl))
        return std::nullopt;
    const auto rest = identifier.sliced(publicUrl.size());
    if (rest.isEmpty())
        return rootRealm;
    if (!rest.startsWith(kRealms) || rest.sliced(kRealms.size()).contains('/'))
        return std::nullopt;
    const QByteArray name = rest.sliced(kRealms.size()).toByteArray();
    return name == rootRealm || name.isEmpty() ? std::nullopt : std::optional(name);
}

std::optional<QByteArray> IssuerNames::hostName(const QByteArray &identifier) const
{
    const QByteArray host = http::hostOf(identifier);
    return !host.isEmpty() && identifier == byHost(host) && identifier != publicUrl ? std::optional(host)
                                                                                    : std::nullopt;
}

}
