// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Listing.h"
#include "permissions/Permission.h"
#include "realms/Change.h"

namespace auth {

/// A permission and the roles that give it.
struct MatrixRow {
    Permission permission;
    QStringList direct; ///< Roles that hold it themselves.
    QStringList inherited; ///< Roles that have it through others only.
};

/// The SQL of permissions.
class PermissionStore {
public:
    explicit PermissionStore(db::Database *database)
        : m_database(database)
    {
    }

    Task<Result<std::optional<Permission>>> find(RealmId realmId, PermissionId id, Deadline deadline) const;
    Task<Result<std::optional<Permission>>> findByName(RealmId realmId, QString name, Deadline deadline) const;
    Task<Result<db::ListPage>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec();
    Task<Result<db::ListPage>> matrix(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &matrixSpec();
    static Permission fromRow(const db::Rows &rows, int row);
    static MatrixRow matrixRow(const db::Rows &rows, int row);

    Task<Result<std::optional<Permission>>> lock(ChangePointer change, RealmId realmId, PermissionId id) const;
    /// False when the name is taken.
    Task<Result<bool>> insert(ChangePointer change, Permission permission) const;
    Task<Result<void>> update(ChangePointer change, Permission permission) const;
    Task<Result<void>> remove(ChangePointer change, RealmId realmId, PermissionId id) const;

private:
    db::Database *m_database;
};

}
