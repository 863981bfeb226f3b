// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "factors/Factor.h"
#include "keys/RealmKeys.h"

namespace auth {

/// Under the realm's key, bound to the row.
Result<QByteArray> sealTotpSecret(RealmKeys *keys, const Realm &realm, UserId userId, AuthenticatorId id, QByteArrayView secret);
Result<Secret> openTotpSecret(RealmKeys *keys, const Realm &realm, UserId userId, AuthenticatorId id, const QByteArray &sealed);

}
