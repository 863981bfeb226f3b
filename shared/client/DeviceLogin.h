// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Provider.h"

#include <functional>

namespace auth::client {

/// What a person needs to log in on another device.
struct DeviceCode {
    QString verificationUri;
    QString userCode;
    QString verificationUriComplete; ///< With the code in it; may be empty.
};

/// RFC 8628, as the public client \a clientId: \a show gets the code that is entered on another device.
Task<std::expected<Login, Failure>> loginWithDevice(
    Http *http, Profile profile, Provider provider, QString clientId, std::function<void(DeviceCode)> show);

}
