// SPDX-License-Identifier: GPL-3.0-or-later
#include "passwords/Lockout.h"

#include "core/Text.h"
#include "crypto/Hash.h"

#include <algorithm>

namespace auth {

QString networkOf(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4); // Also of ::ffff:192.0.2.1.
    if (isIpv4)
        return QHostAddress(ipv4).toString();
    Q_IPV6ADDR bytes = address.toIPv6Address();
    std::fill(bytes.c + 8, bytes.c + 16, quint8(0));
    return QHostAddress(bytes).toString() + QStringLiteral("/64");
}

Uuid lockoutAccount(std::optional<UserId> user, const QString &identifier)
{
    if (user)
        return user->value;
    const QByteArray hash = crypto::sha256("nobody:" + canonicalName(identifier).toUtf8());
    Uuid id;
    std::copy_n(hash.cbegin(), id.bytes.size(), id.bytes.begin());
    return id;
}

}
