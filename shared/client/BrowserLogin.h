// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Provider.h"
#include "core/AuthenticationDemand.h"

#include <functional>

namespace auth::client {

/// Authorization code with PKCE (RFC 7636) through the system's browser and a loopback address (RFC 8252 §7.3), as the
/// public client \a clientId. \a show gets the URL, for where no browser opens. Waits five minutes. \a demand is what
/// the person has to prove (RFC 9470 §4); without one, a browser that is logged in will do.
Task<std::expected<Login, Failure>> loginWithBrowser(Http *http, Profile profile, Provider provider, QString clientId,
    std::function<void(QString url)> show, AuthenticationDemand demand = {});

}
