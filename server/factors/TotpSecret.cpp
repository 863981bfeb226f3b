// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/TotpSecret.h"

namespace auth {

namespace {

QByteArray placeOf(UserId userId, AuthenticatorId id)
{
    return "authenticators.secret:" + userId.toBytes() + ':' + id.toBytes();
}

}

Result<QByteArray> sealTotpSecret(RealmKeys *keys, const Realm &realm, UserId userId, AuthenticatorId id, QByteArrayView secret)
{
    return keys->seal(realm, secret, placeOf(userId, id));
}

Result<Secret> openTotpSecret(RealmKeys *keys, const Realm &realm, UserId userId, AuthenticatorId id, const QByteArray &sealed)
{
    return keys->open(realm, sealed, placeOf(userId, id));
}

}
