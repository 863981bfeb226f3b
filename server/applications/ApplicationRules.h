// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/Application.h"
#include "core/Field.h"
#include "core/Result.h"

namespace auth {

/// What a new application is made from, and what a change of one names. Null takes a member back to the default of the
/// application's type.
struct ApplicationChanges {
    Field<QString> clientId; ///< Only for a new one.
    Field<QString> clientSecret; ///< 32 characters or more; made where the application needs one and none is given.
    Field<QString> clientName;
    Field<QString> type;
    Field<bool> enabled;
    Field<QStringList> redirectUris;
    Field<QStringList> postLogoutRedirectUris;
    Field<QStringList> allowedOrigins;
    Field<QStringList> grantTypes;
    Field<QStringList> responseTypes;
    Field<QString> tokenEndpointAuthMethod;
    Field<QString> scope;
    Field<bool> requirePkce;
    Field<bool> requireConsent;
    Field<QString> accessTokenSignedResponseAlg;
    Field<QString> idTokenSignedResponseAlg;
    Field<QString> userinfoSignedResponseAlg;
    Field<qint64> accessTokenLifetime;
    Field<qint64> refreshTokenLifetime;
    Field<QJsonObject> jwks;
    Field<QString> jwksUri;
    QJsonObject metadata; ///< Members by their registered names; null removes one.
};

/// \a base (a new application, or the one that is there) with \a changes, checked whole: every problem at once.
/// Sources: RFC 7591 §2, OpenID Connect Registration §2, RFC 9700 §2.1, RFC 8252 §7 and §8; security.md Z3, Z4, N1, N2,
/// I10.
Result<Application> applyChanges(Application base, const ApplicationChanges &changes);

/// The secret that an application is to have: the given one, a new one unless it \a hasOne, or none where it does not
/// authenticate itself.
Result<QString> newSecret(const Application &application, const Field<QString> &given, bool hasOne);

/// What a user agent's client may ask for when its registration names no `scope` (RFC 7591 §2 leaves it to the server).
inline constexpr auto kDefaultScope = "openid profile email address phone offline_access";

}
