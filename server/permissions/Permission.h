// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"

#include <QtCore/QJsonObject>

#include <optional>

namespace auth {

using PermissionId = Id<struct PermissionTag>;

/// An action on a resource that applications ask about: `orders:read`. The last colon stands before the action.
struct Permission {
    RealmId realmId;
    PermissionId id;
    QString name; ///< Unique in the realm, fixed.
    std::optional<ApplicationId> applicationId; ///< Whose it is; none: the realm's.
    QString application; ///< Its client_id.
    QString description;
    qint64 version = 1;
    Timestamp createdAt {};
    Timestamp updatedAt {};

    QString resource() const { return name.left(name.lastIndexOf(u':')); }
    QString action() const { return name.mid(name.lastIndexOf(u':') + 1); }
};

/// A permission as audit rows and answers show it.
QJsonObject permissionToJson(const Permission &permission);

}
