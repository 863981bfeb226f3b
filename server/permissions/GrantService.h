// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "permissions/GrantStore.h"

namespace auth {

/// Roles and single permissions of people and applications.
class GrantService {
public:
    explicit GrantService(db::Database *database)
        : m_store(database)
    {
    }

    using Named = GrantStore::Named;
    /// In the change: those of \a handles that there are.
    Task<Result<QList<Named>>> resolve(
        ChangePointer change, RealmId realmId, SubjectKind kind, QStringList handles) const;

    /// Gives \a role to all of \a subjects. The ids of those who did not have it.
    Task<Result<QList<Uuid>>> assign(
        ChangePointer change, RealmId realmId, SubjectKind kind, QList<Named> subjects, Role role) const;
    /// Takes it from them. The ids of those who had it.
    Task<Result<QList<Uuid>>> unassign(
        ChangePointer change, RealmId realmId, SubjectKind kind, QList<Named> subjects, Role role) const;
    /// Single permissions, which exist.
    Task<Result<void>> grant(ChangePointer change, Subject subject, QString name, QStringList permissions) const;
    Task<Result<void>> revoke(ChangePointer change, Subject subject, QString name, QStringList permissions) const;

    /// What was given to \a subject itself, as the change sees it.
    Task<Result<QStringList>> granted(ChangePointer change, Subject subject) const;
    Task<Result<QStringList>> grantedPermissions(ChangePointer change, Subject subject) const;

    struct HolderPage {
        std::vector<Holder> holders;
        db::ListPage page;
    };
    /// Who has \a role, directly or through one below it.
    Task<Result<HolderPage>> members(RealmId realmId, RoleId role, db::ListRequest request, Deadline deadline) const;
    Task<Result<HolderPage>> holders(
        RealmId realmId, QString permission, db::ListRequest request, Deadline deadline) const;

    /// The pages of these have the columns that GrantStore names.
    Task<Result<db::ListPage>> roles(
        Subject subject, bool hasFactor, db::ListRequest request, Deadline deadline) const;
    Task<Result<db::ListPage>> permissions(Subject subject, db::ListRequest request, Deadline deadline) const;
    Task<Result<db::ListPage>> rolePermissions(
        RealmId realmId, RoleId role, db::ListRequest request, Deadline deadline) const;
    Task<Result<db::ListPage>> parents(RealmId realmId, RoleId role, db::ListRequest request, Deadline deadline) const;
    Task<Result<db::ListPage>> administrators(RealmId realmId, db::ListRequest request, Deadline deadline) const;

    static const db::ListSpec &membersSpec() { return GrantStore::membersSpec(); }
    static const db::ListSpec &holdersSpec() { return GrantStore::holdersSpec(); }
    static const db::ListSpec &rolesSpec(SubjectKind kind) { return GrantStore::rolesSpec(kind); }
    static const db::ListSpec &permissionsSpec(SubjectKind kind) { return GrantStore::permissionsSpec(kind); }
    static const db::ListSpec &rolePermissionsSpec() { return GrantStore::rolePermissionsSpec(); }
    static const db::ListSpec &parentsSpec() { return GrantStore::parentsSpec(); }
    static const db::ListSpec &administratorsSpec() { return GrantStore::administratorsSpec(); }

private:
    Task<Result<void>> recordRoles(ChangePointer change, RealmId realmId, SubjectKind kind, QList<Named> subjects,
        QHash<Uuid, QStringList> before, QList<Uuid> changed, Role role, QByteArray verb) const;
    Task<Result<void>> recordPermissions(
        ChangePointer change, Subject subject, QString name, QStringList before, QByteArray verb) const;

    GrantStore m_store;
};

}
