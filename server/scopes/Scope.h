// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"

#include <QtCore/QHash>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <memory>
#include <optional>

namespace auth {

using ScopeId = Id<struct ScopeTag>;
using ResourceServerId = Id<struct ResourceServerTag>;

/// The audience of access tokens (RFC 8707).
struct ResourceServer {
    RealmId realmId;
    ResourceServerId id;
    QString name;
    QString identifier; ///< `aud`.
    QString description;
    qint64 version = 1;
    Timestamp createdAt {};
    Timestamp updatedAt {};
};

/// A scope that the realm describes.
struct Scope {
    RealmId realmId;
    ScopeId id;
    QString name;
    QString description;
    QString consentText; ///< What the consent page says about it.
    QStringList claims; ///< That userinfo (and access tokens, for `roles` and `permissions`) then has; sorted.
    QStringList permissions; ///< That tokens may carry, `orders:read` or `orders:*`; sorted.
    std::optional<ResourceServerId> resourceServerId;
    QString resourceServer; ///< Its name.
    QString resource; ///< Its identifier.
    qint64 version = 1;
    Timestamp createdAt {};
    Timestamp updatedAt {};

    bool covers(const QString &permission) const;
};

/// What the protocol knows about a realm's scopes, by name.
using RealmScopes = QHash<QString, Scope>;
/// Shared, immutable: a cache entry that changes is replaced.
using RealmScopesPointer = std::shared_ptr<const RealmScopes>;

/// As audit rows and answers show them.
QJsonObject scopeToJson(const Scope &scope);
QJsonObject resourceServerToJson(const ResourceServer &server);

}
