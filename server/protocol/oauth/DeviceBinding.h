// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "devices/Device.h"
#include "http/Request.h"
#include "realms/Realm.h"

namespace auth {
class RealmKeys;
}

/// What tokens are bound to (decision 0008): fingerprints under a key of the realm. Nobody can make one, or compare
/// those of two applications or two realms.
namespace auth::oauth {

/// In bytes: nobody looks for a second device that has the same.
inline constexpr qsizetype kFingerprintSize = 16;

/// Of the person's device, as \a clientId sees it: the same in all of its tokens, and another one for each application.
Result<QByteArray> deviceFingerprint(RealmKeys *keys, const Realm &realm, DeviceId device, const QByteArray &clientId);

/// Of the program that presents the tokens of \a grant: browser or product and system, without versions, so that one
/// that is kept up to date stays the same. Empty where it does not say what it is.
Result<QByteArray> agentFingerprint(RealmKeys *keys, const Realm &realm, GrantId grant, const http::Request &request);

}
