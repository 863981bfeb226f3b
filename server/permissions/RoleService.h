// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "permissions/RoleRules.h"
#include "permissions/RoleStore.h"
#include "realms/RealmDirectory.h"

namespace auth {

/// The rules of roles: hierarchy, what is built in, and what a role may hold.
class RoleService {
public:
    /// \a known are the rights that operations of the admin API need.
    RoleService(db::Database *database, RealmDirectory *realms, QStringList known);

    /// By name or id. NotFound.
    Task<Result<Role>> find(RealmId realmId, QString nameOrId, Deadline deadline) const;

    struct Page {
        std::vector<Role> roles;
        db::ListPage page;
    };
    Task<Result<Page>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec() { return RoleStore::listSpec(); }

    /// \a applicationId is that of the application that the name begins with. ValidationFailed with all problems,
    /// Conflict where the name is taken or the parents would form a cycle.
    Task<Result<Role>> create(ChangePointer change, RealmPointer realm, RoleChanges changes,
        std::optional<ApplicationId> applicationId) const;
    /// VersionMismatch when \a ifVersion is another one than the row's.
    Task<Result<Role>> update(ChangePointer change, RealmPointer realm, RoleId id, RoleChanges changes,
        std::optional<qint64> ifVersion) const;
    Task<Result<Role>> remove(
        ChangePointer change, RealmPointer realm, RoleId id, std::optional<qint64> ifVersion) const;
    /// The row as the change sees it, locked until its end. NotFound, VersionMismatch.
    Task<Result<Role>> lock(ChangePointer change, RealmId realmId, RoleId id, std::optional<qint64> ifVersion) const;
    /// All of \a names, in the change; ValidationFailed at \a path for those that are none.
    Task<Result<std::vector<Role>>> findAll(
        ChangePointer change, RealmId realmId, QStringList names, QString path) const;
    /// The permissions that a role or a grant names come into being with it.
    Task<Result<void>> ensurePermissions(ChangePointer change, RealmId realmId, QStringList names) const;

    /// The roles that a new realm has. In the transaction that makes it.
    Task<Result<void>> createBuiltIn(ChangePointer change, Realm realm) const;

    const QStringList &knownRights() const { return m_known; }

private:
    Task<Result<void>> write(ChangePointer change, RealmPointer realm, Role role) const;
    Task<Result<QList<RealmId>>> realmsOf(Realm realm, Role role, Deadline deadline) const;
    Task<Result<void>> refuseCycle(ChangePointer change, Role role) const;

    RoleStore m_store;
    RealmDirectory *m_realms;
    QStringList m_known;
};

/// An audit event about \a role.
AuditEvent roleEvent(const Change &change, const Role &role, QByteArray action);

}
