// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace auth {

/// RFC 8628 §3.4.
inline constexpr auto kDeviceCodeGrant = "urn:ietf:params:oauth:grant-type:device_code";

enum class ApplicationType : quint8 { Web, Spa, Native, Machine };

/// A client secret as it is kept: SHA-256 of 32 or more random characters.
struct ApplicationSecret {
    QByteArray hash;
    std::optional<Timestamp> expiresAt;
};

/// What can be said about a secret without having it.
struct ApplicationSecretInfo {
    Uuid id;
    Timestamp createdAt {};
    std::optional<Timestamp> expiresAt;
};

/// An OAuth client. Fields that RFC 7591 or OpenID Connect Registration name carry that name on the wire.
struct Application {
    RealmId realmId;
    ApplicationId id;
    QByteArray clientId;
    QString clientName;
    ApplicationType type = ApplicationType::Web;
    bool enabled = true;
    QStringList redirectUris;
    QStringList postLogoutRedirectUris;
    QStringList allowedOrigins;
    QStringList grantTypes;
    QStringList responseTypes;
    QByteArray tokenEndpointAuthMethod; ///< none, client_secret_basic, client_secret_post, …
    QString scope; ///< Space-separated; what the application may ask for.
    bool requirePkce = true;
    bool requireConsent = false;
    QByteArray accessTokenSignedResponseAlg; ///< Empty: the realm's.
    QByteArray idTokenSignedResponseAlg; ///< Empty: the realm's.
    QByteArray userinfoSignedResponseAlg; ///< Empty: plain JSON.
    std::optional<std::chrono::seconds> accessTokenLifetime;
    std::optional<std::chrono::seconds> refreshTokenLifetime;
    QJsonObject jwks;
    QString jwksUri;
    QJsonObject metadata; ///< logo_uri, policy_uri, tos_uri, client_uri, contacts, audiences of a resource server, …
    std::vector<ApplicationSecret> secrets;
    qint64 version = 1;
    Timestamp createdAt {};
    Timestamp updatedAt {};
    std::optional<Timestamp> deletedAt; ///< Such an application is seen in lists only.

    bool isPublic() const { return tokenEndpointAuthMethod == "none"; }
    bool allowsGrant(QLatin1StringView grantType) const { return grantTypes.contains(grantType); }
    QStringList scopes() const { return scope.split(u' ', Qt::SkipEmptyParts); }
    QString title() const { return clientName.isEmpty() ? QString::fromUtf8(clientId) : clientName; }
};

/// Shared, immutable: a cache entry that changes is replaced.
using ApplicationPointer = std::shared_ptr<const Application>;

}
