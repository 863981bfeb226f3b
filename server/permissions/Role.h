// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <optional>

namespace auth {

using RoleId = Id<struct RoleTag>;

/// A role of a realm, or of one of its applications. Whoever has it has its permissions, and all that its parents have.
struct Role {
    RealmId realmId;
    RoleId id;
    QString name; ///< `editor`, or `shop:editor` of the application `shop`. Unique in the realm.
    std::optional<ApplicationId> applicationId;
    QString application; ///< Its client_id.
    QString description;
    bool builtIn = false;
    QStringList parents; ///< Names of roles, sorted.
    QStringList permissions; ///< Its own, sorted.
    QStringList rights; ///< Its own in the admin API, sorted.
    bool requireMfa = false; ///< Counts only where its holder signed in with two factors; with all that it inherits.
    bool requireVerifiedEmail = false; ///< The same for people whose mail address is verified.
    bool requireVerifiedPhone = false; ///< The same for people whose phone number is verified.
    std::optional<QStringList> realms; ///< Names of the realms its rights are limited to; only in the system realm.
    qint64 version = 1;
    Timestamp createdAt {};
    Timestamp updatedAt {};
};

/// A role as audit rows and answers show it.
QJsonObject roleToJson(const Role &role);

}
