// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Field.h"
#include "core/Result.h"
#include "permissions/Permission.h"
#include "permissions/Role.h"

namespace auth {

/// What a new role is made from, and what a change of one names. Null takes a member back to its default.
struct RoleChanges {
    Field<QString> name;
    Field<QString> application; ///< Must be what the name says; only for a new one.
    Field<QString> description;
    Field<QStringList> parents;
    Field<QStringList> permissions;
    Field<QStringList> rights;
    Field<QStringList> realms;
    Field<bool> requireMfa;
    Field<bool> requireVerifiedEmail;
    Field<bool> requireVerifiedPhone;
};

/// The client_id that the name of a role begins with; empty for a role of the realm.
QString applicationOfRole(const QString &name);

/// \a base (a new role, or the one that is there) with \a changes, checked whole: every problem at once. \a known are
/// the rights that there are. Whether parents, applications and realms exist is not checked here.
Result<Role> applyChanges(Role base, const RoleChanges &changes, const QStringList &known);

/// What a new permission is made from, and what a change of one names.
struct PermissionChanges {
    Field<QString> name; ///< Only for a new one.
    Field<QString> application; ///< A client_id.
    Field<QString> description;
};

Result<Permission> applyChanges(Permission base, const PermissionChanges &changes);

/// Why \a name is no name of a permission; empty when it is one.
QString permissionNameProblem(const QString &name);

}
