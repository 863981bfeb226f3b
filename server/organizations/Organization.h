// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Field.h"
#include "core/Id.h"
#include "core/Result.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

namespace auth {

using OrganizationId = Id<struct OrganizationTag>;

/// A group of people of a realm who belong together: a customer, a department.
struct Organization {
    RealmId realmId;
    OrganizationId id;
    QString name; ///< Unique in the realm, fixed: applications and tokens know it by this name.
    QString displayName;
    QString description;
    bool enabled = true;
    bool requireMfa = false; ///< Signing in to it needs a second factor.
    QStringList domains; ///< Of mail, lower case, sorted; each of one organisation of the realm.
    qint64 version = 1;
    Timestamp createdAt {};
    Timestamp updatedAt {};
};

/// What a new organisation is made from, and what a change of one names. Null takes a member back to its default.
struct OrganizationChanges {
    Field<QString> name;
    Field<QString> displayName;
    Field<QString> description;
    Field<bool> enabled;
    Field<bool> requireMfa;
    Field<QStringList> domains;
};

/// \a base with \a changes, checked whole: every problem at once.
Result<Organization> applyChanges(Organization base, const OrganizationChanges &changes);

/// As audit rows and answers show it.
QJsonObject organizationToJson(const Organization &organization);

}
