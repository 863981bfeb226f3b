// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Http.h"

#include <QtCore/QJsonObject>

#include <expected>

namespace auth::client {

/// A login as the store keeps it: where it is for, and what it gave.
struct Login {
    QString server; ///< Tokens go to this one and to no other.
    QString issuer;
    QString tokenEndpoint;
    QString revocationEndpoint; ///< May be empty.
    QString clientId;
    QString clientSecret; ///< Of a service account whose secret has no file.
    QString secretFile; ///< Of a service account.
    QString keyFile; ///< Of a service account that signs, in place of a secret.
    QString resource;
    QString scope;
    QString accessToken;
    QString refreshToken;
    qint64 expiresAt = 0; ///< Of the access token; seconds since 1970.

    bool isService() const { return !clientSecret.isEmpty() || !secretFile.isEmpty() || !keyFile.isEmpty(); }
    QJsonObject toJson() const;
    static Login fromJson(const QJsonObject &object);
};

/// Of what is logged in, one token that the server takes for some time yet: the profile's login, renewed where it has to
/// be. \a refused is one that the server did not take. Only one process of a context renews at a time: a refresh token
/// that two present is taken for stolen. NotLoggedIn where somebody has to log in first.
Task<std::expected<QByteArray, Failure>> accessToken(Http *http, Profile profile, QByteArray refused);

/// Keeps \a login in place of the profile's, for this process and the others of the context.
Task<std::expected<void, Failure>> replaceLogin(Profile profile, Login login);

/// \a login with the tokens that the token endpoint exchanges a grant for.
Task<std::expected<Login, Failure>> redeem(
    Http *http, Profile profile, Login login, QList<std::pair<QString, QString>> parameters);
/// As above, with the service account's own credentials.
Task<std::expected<Login, Failure>> redeemClientCredentials(Http *http, Profile profile, Login login);
/// Ends \a login at the server (RFC 7009): the refresh token takes the access tokens of its login with it.
Task<std::expected<void, Failure>> revoke(Http *http, Profile profile, Login login);

/// What a login asks for: `read` is every permission that reads, nothing is all that one has.
QString requestedScope(const Profile &profile);

}
