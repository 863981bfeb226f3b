// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Http.h"
#include "client/Tokens.h"

namespace auth::client {

/// What a realm's issuer says of itself (OpenID Connect Discovery §3, RFC 8414).
struct Provider {
    QString issuer;
    QString authorizationEndpoint;
    QString tokenEndpoint;
    QString revocationEndpoint;
    QString deviceAuthorizationEndpoint; ///< Empty: it has none.
    bool namesIssuerInResponse = false; ///< RFC 9207.
    QStringList scopes;
    QString resource; ///< The admin API, as tokens name it.

    /// A login with what it says, not yet with tokens.
    Login login() const;
};

/// Reads the metadata of the realm that \a profile logs in to.
Task<std::expected<Provider, Failure>> discover(Http *http, Profile profile);

}
