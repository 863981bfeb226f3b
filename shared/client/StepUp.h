// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/DeviceLogin.h"
#include "core/AuthenticationDemand.h"

#include <functional>

namespace auth::client {

/// Answers the challenge of RFC 9470 §3: the person of \a profile's login proves in the browser what \a demand says, and
/// the new login takes the old one's place. What was refused can be sent again then, once. Not for a service account, nor
/// where there is no login; Forbidden where somebody else logs in.
Task<std::expected<void, Failure>> stepUp(
    Http *http, Profile profile, AuthenticationDemand demand, std::function<void(QString url)> show);

/// The same where there is no browser, with a code on another device. RFC 8628 cannot say what is demanded: the server asks
/// whoever lets a device in for a sign-in that is recent in their own realm.
Task<std::expected<void, Failure>> stepUpWithDevice(Http *http, Profile profile, std::function<void(DeviceCode)> show);

/// For a person: `This needs a login of the last 15 minutes, with a second factor.`
QString describe(const AuthenticationDemand &demand);

}
