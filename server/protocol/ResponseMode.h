// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Form.h"
#include "http/Request.h"
#include "http/Response.h"
#include "protocol/Issuer.h"
#include "protocol/Services.h"

#include <span>

namespace auth::protocol {

/// What an authorization endpoint answers a client with, once its redirect URI is known to be good.
struct AuthorizationResponse {
    QString redirectUri;
    QString clientName;
    Form parameters; ///< `code` or `error`, `state`, `iss` (RFC 9207).
    bool afterForm = false; ///< It answers a form of ours: `form-action` of that page bounds where it may lead.
    bool interstitial = false; ///< The application wants a navigation instead of a redirect.
};

/// One `response_mode`. A file in response_modes/, named by its wire value.
struct ResponseMode {
    const char *name;
    http::Response (*respond)(Services *services, const Issuer &issuer, const http::Request &request, const AuthorizationResponse &response);
};

/// Every response mode, from the files in response_modes/.
std::span<const ResponseMode *const> responseModes();
const ResponseMode *findResponseMode(const QString &name);

}
