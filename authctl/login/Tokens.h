// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Failure.h"

#include <QtCore/QJsonObject>

#include <expected>

namespace auth::cli {

/// A login as the store keeps it: where it is for, and what it gave.
struct Login {
    QString server; ///< Tokens go to this one and to no other.
    QString issuer;
    QString tokenEndpoint;
    QString revocationEndpoint; ///< May be empty.
    QString clientId;
    QString clientSecret; ///< Of a service account whose secret has no file.
    QString secretFile; ///< Of a service account.
    QString resource;
    QString scope;
    QString accessToken;
    QString refreshToken;
    qint64 expiresAt = 0; ///< Of the access token; seconds since 1970.

    bool isService() const { return !clientSecret.isEmpty() || !secretFile.isEmpty(); }
    QJsonObject toJson() const;
    static Login fromJson(const QJsonObject &object);
};

/// A token that the server takes for some time yet: AUTHCTL_TOKEN, else the context's login, renewed where it has to
/// be.
/// \a refused is one that the server did not take. Only one process of a context renews at a time: a refresh token that
/// two present is taken for stolen. NotLoggedIn where somebody has to log in first.
std::expected<QByteArray, Failure> accessToken(const Options &options, const QByteArray &refused = {});
/// Is there more than AUTHCTL_TOKEN to get a token from?
bool canRenew(const Options &options);

/// Exchanges a grant for tokens at the token endpoint, and fills \a login with them.
std::expected<void, Failure> redeem(
    const Options &options, Login &login, const QList<std::pair<QString, QString>> &parameters);
/// As above, with the service account's own credentials.
std::expected<void, Failure> redeemClientCredentials(const Options &options, Login &login);

}
