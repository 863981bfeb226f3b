// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "permissions/PermissionStore.h"
#include "permissions/RoleRules.h"

namespace auth {

/// The rules of permissions.
class PermissionService {
public:
    explicit PermissionService(db::Database *database)
        : m_store(database)
    {
    }

    /// By name or id. NotFound.
    Task<Result<Permission>> find(RealmId realmId, QString nameOrId, Deadline deadline) const;

    struct Page {
        std::vector<Permission> permissions;
        db::ListPage page;
    };
    Task<Result<Page>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec() { return PermissionStore::listSpec(); }

    struct MatrixPage {
        std::vector<MatrixRow> rows;
        db::ListPage page;
    };
    Task<Result<MatrixPage>> matrix(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &matrixSpec() { return PermissionStore::matrixSpec(); }

    /// \a applicationId is that of the application named in \a changes. ValidationFailed, or Conflict.
    Task<Result<Permission>> create(ChangePointer change, RealmId realmId, PermissionChanges changes,
        std::optional<ApplicationId> applicationId) const;
    Task<Result<Permission>> update(ChangePointer change, RealmId realmId, PermissionId id, PermissionChanges changes,
        std::optional<ApplicationId> applicationId, std::optional<qint64> ifVersion) const;
    /// Roles and grants lose it.
    Task<Result<void>> remove(
        ChangePointer change, RealmId realmId, PermissionId id, std::optional<qint64> ifVersion) const;

private:
    Task<Result<Permission>> lockedAt(
        ChangePointer change, RealmId realmId, PermissionId id, std::optional<qint64> ifVersion) const;

    PermissionStore m_store;
};

}
