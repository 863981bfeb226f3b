// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Listing.h"
#include "permissions/Role.h"
#include "realms/Change.h"

namespace auth {

/// The SQL of roles: what they are, what they inherit and what they give.
class RoleStore {
public:
    explicit RoleStore(db::Database *database)
        : m_database(database)
    {
    }

    Task<Result<std::optional<Role>>> find(RealmId realmId, RoleId id, Deadline deadline) const;
    Task<Result<std::optional<Role>>> findByName(RealmId realmId, QString name, Deadline deadline) const;
    Task<Result<db::ListPage>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec();
    static Role fromRow(const db::Rows &rows, int row);

    Task<Result<std::optional<Role>>> lock(ChangePointer change, RealmId realmId, RoleId id) const;
    /// Those of \a names that there are, in the change.
    Task<Result<std::vector<Role>>> findAll(ChangePointer change, RealmId realmId, QStringList names) const;
    /// False when the name is taken.
    Task<Result<bool>> insert(ChangePointer change, Role role) const;
    Task<Result<bool>> update(ChangePointer change, Role role) const;
    Task<Result<void>> remove(ChangePointer change, RealmId realmId, RoleId id) const;
    /// Makes parents, permissions and rights of the row what \a role has; \a realms are the ids of its realms.
    Task<Result<void>> replaceContents(ChangePointer change, Role role, QList<RealmId> realms) const;

    /// A role above another one.
    struct Link {
        RoleId role;
        RoleId parent;
        QString parentName;
    };
    /// All links on the ways up from \a id.
    Task<Result<QList<Link>>> ancestry(ChangePointer change, RealmId realmId, RoleId id) const;
    /// Makes the permissions that are missing. Their names, sorted.
    Task<Result<QStringList>> ensurePermissions(ChangePointer change, RealmId realmId, QStringList names) const;

private:
    db::Database *m_database;
};

}
