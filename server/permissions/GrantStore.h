// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Listing.h"
#include "permissions/Holdings.h"
#include "realms/Change.h"

namespace auth {

/// Somebody who has a role or a permission.
struct Holder {
    SubjectKind kind = SubjectKind::User;
    Uuid id;
    QString name; ///< User name or client_id.
    bool direct = false;
    QJsonArray sources; ///< See GrantStore::holdersSpec().
};

/// The SQL of who has what: roles and single permissions of people and applications.
class GrantStore {
public:
    explicit GrantStore(db::Database *database)
        : m_database(database)
    {
    }

    /// A person or application that was named.
    struct Named {
        QString handle;
        Uuid id;
        QString name;
    };
    /// Those of \a handles (ids, user names, e-mail addresses; or ids and client_ids) that there are.
    Task<Result<QList<Named>>> resolve(
        ChangePointer change, RealmId realmId, SubjectKind kind, QStringList handles) const;

    /// Names of roles (or permissions) that were granted to each of \a ids, sorted.
    Task<Result<QHash<Uuid, QStringList>>> granted(
        ChangePointer change, RealmId realmId, SubjectKind kind, QList<Uuid> ids) const;
    Task<Result<QStringList>> grantedPermissions(ChangePointer change, Subject subject) const;

    /// The ids that did not have it before, or had it.
    Task<Result<QList<Uuid>>> assign(
        ChangePointer change, RealmId realmId, SubjectKind kind, QList<Uuid> ids, RoleId role) const;
    Task<Result<QList<Uuid>>> unassign(
        ChangePointer change, RealmId realmId, SubjectKind kind, QList<Uuid> ids, RoleId role) const;
    Task<Result<void>> grant(ChangePointer change, Subject subject, QStringList permissions) const;
    Task<Result<void>> revoke(ChangePointer change, Subject subject, QStringList permissions) const;

    /// Who has a role; `sources` are the roles through which.
    static const db::ListSpec &membersSpec();
    Task<Result<db::ListPage>> members(RealmId realmId, RoleId role, db::ListRequest request, Deadline deadline) const;
    /// Who has a permission; `sources` are `{role, through}`: the role that gives it, and the one that was assigned.
    static const db::ListSpec &holdersSpec();
    Task<Result<db::ListPage>> holders(
        RealmId realmId, QString permission, db::ListRequest request, Deadline deadline) const;
    static Holder holder(const db::Rows &rows, int row);

    /// The roles that a subject has: name, description, direct, sources (the assigned roles that lead to it), what they
    /// want, and why one counts for nothing. \a hasFactor: can the person prove two factors?
    static const db::ListSpec &rolesSpec(SubjectKind kind);
    Task<Result<db::ListPage>> roles(
        Subject subject, bool hasFactor, db::ListRequest request, Deadline deadline) const;
    /// The permissions that a subject has: name, description, direct, sources as of holders().
    static const db::ListSpec &permissionsSpec(SubjectKind kind);
    Task<Result<db::ListPage>> permissions(Subject subject, db::ListRequest request, Deadline deadline) const;
    /// The permissions of a role: name, description, direct, sources (the roles that give it).
    static const db::ListSpec &rolePermissionsSpec();
    Task<Result<db::ListPage>> rolePermissions(
        RealmId realmId, RoleId role, db::ListRequest request, Deadline deadline) const;
    /// The roles above a role: name, description, direct.
    static const db::ListSpec &parentsSpec();
    Task<Result<db::ListPage>> parents(RealmId realmId, RoleId role, db::ListRequest request, Deadline deadline) const;
    /// Who has rights in the admin API: name, roles, rights.
    static const db::ListSpec &administratorsSpec();
    Task<Result<db::ListPage>> administrators(RealmId realmId, db::ListRequest request, Deadline deadline) const;

private:
    db::Database *m_database;
};

}
