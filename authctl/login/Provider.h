// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Network.h"
#include "login/Tokens.h"

namespace auth::cli {

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

/// Reads the metadata of the realm that \a options log in to.
std::expected<Provider, Failure> discover(const Options &options);

Failure unreachable(const QString &what, const HttpAnswer &answer);
/// An error answer of an OAuth endpoint (RFC 6749 §5.2).
Failure oauthFailure(const HttpAnswer &answer);

}
