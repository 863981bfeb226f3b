// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "core/Result.h"
#include "core/Task.h"

#include <QtCore/QJsonObject>

namespace auth::demo {

/// Where the demo signs in, and as whom.
struct DemoOptions {
    QByteArray publicUrl; ///< What browsers see: `http://localhost:8080`, without a slash at the end.
    QByteArray issuer; ///< Begins with publicUrl.
    /// Where this process listens, for calls from server to server: publicUrl may be a TLS proxy whose certificate
    /// nobody knows.
    QByteArray backchannelUrl;
    QByteArray clientId;
    QByteArray clientSecret; ///< client_secret_basic; empty for a public client.

    QByteArray redirectUri() const { return publicUrl + "/demo/callback"; }
    QByteArray postLogoutRedirectUri() const { return publicUrl + "/demo"; }
};

/// What a sign-in that has been begun must find again at the callback.
struct PendingSignIn {
    QByteArray state;
    QByteArray nonce;
    QByteArray codeVerifier;
    static PendingSignIn make();
};

/// Tokens of a person who is signed in, and what the demo found in them.
struct SignedIn {
    QByteArray idToken;
    QByteArray accessToken;
    QByteArray refreshToken;
    QJsonObject answer; ///< Of the token endpoint, without the tokens.
    QJsonObject idTokenHeader;
    QJsonObject idTokenClaims;
    QJsonObject userinfo;
    int refreshes = 0;
};

/// The provider's metadata (OpenID Connect Discovery 1.0 §4), its issuer checked (§4.3).
Task<Result<QJsonObject>> discover(DemoOptions options);
/// Where the browser goes to sign in (OpenID Connect Core §3.1.2.1, RFC 7636 §4.3).
QByteArray authorizationUrl(const DemoOptions& options, const QJsonObject& metadata, const PendingSignIn& pending);
/// Redeems \a code, validates the ID token (OpenID Connect Core §3.1.3.7) and asks userinfo.
Task<Result<SignedIn>> redeem(
    DemoOptions options, QJsonObject metadata, PendingSignIn pending, QByteArray code, qint64 now);
/// RFC 6749 §6 and OpenID Connect Core §12.2.
Task<Result<SignedIn>> refresh(DemoOptions options, QJsonObject metadata, SignedIn person, qint64 now);
/// OpenID Connect RP-Initiated Logout 1.0 §2.
QByteArray logoutUrl(const DemoOptions& options, const QJsonObject& metadata, const SignedIn& person);

}
