// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Listing.h"
#include "organizations/Organization.h"
#include "permissions/Role.h"
#include "realms/Change.h"

namespace auth {

/// The SQL of organisations, their members and the members' roles.
class OrganizationStore {
public:
    explicit OrganizationStore(db::Database *database)
        : m_database(database)
    {
    }

    Task<Result<std::optional<Organization>>> find(RealmId realmId, OrganizationId id, Deadline deadline) const;
    Task<Result<std::optional<Organization>>> findByName(RealmId realmId, QString name, Deadline deadline) const;
    Task<Result<db::ListPage>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    /// The same of those with \a ids.
    Task<Result<db::ListPage>> listOf(
        RealmId realmId, QStringList ids, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec();
    static Organization fromRow(const db::Rows &rows, int row);
    Task<Result<std::optional<Organization>>> lock(ChangePointer change, RealmId realmId, OrganizationId id) const;
    /// False when the name is taken.
    Task<Result<bool>> insert(ChangePointer change, Organization organization) const;
    Task<Result<void>> update(ChangePointer change, Organization organization) const;
    /// Those of its domains that are another organisation's.
    Task<Result<QStringList>> setDomains(ChangePointer change, Organization organization) const;
    Task<Result<void>> remove(ChangePointer change, RealmId realmId, OrganizationId id) const;

    /// Columns id, name, email, roles, joined_at.
    Task<Result<db::ListPage>> members(
        RealmId realmId, OrganizationId id, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &membersSpec();
    /// Columns id, name, display_name, enabled, roles, joined_at: of the organisations of \a user.
    Task<Result<db::ListPage>> memberships(
        RealmId realmId, Uuid user, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &membershipsSpec();
    /// The ids that were no members before, or were.
    Task<Result<QList<Uuid>>> addMembers(
        ChangePointer change, RealmId realmId, OrganizationId id, QList<Uuid> users) const;
    Task<Result<QList<Uuid>>> removeMembers(
        ChangePointer change, RealmId realmId, OrganizationId id, QList<Uuid> users) const;
    /// Names of the roles that a member has in the organisation; nothing for who is no member.
    Task<Result<std::optional<QStringList>>> rolesOf(
        ChangePointer change, RealmId realmId, OrganizationId id, Uuid user) const;
    Task<Result<void>> addRoles(
        ChangePointer change, RealmId realmId, OrganizationId id, Uuid user, QStringList roles) const;
    Task<Result<void>> removeRoles(
        ChangePointer change, RealmId realmId, OrganizationId id, Uuid user, QStringList roles) const;

    /// Those of \a users whose verified mail address is in a domain of the organisation.
    Task<Result<QList<Uuid>>> inDomains(
        ChangePointer change, RealmId realmId, OrganizationId id, QList<Uuid> users) const;
    /// Every role that one of \a users has in the organisation, directly.
    Task<Result<QList<RoleId>>> rolesOfPeople(
        ChangePointer change, RealmId realmId, OrganizationId id, QList<Uuid> users) const;
    /// Every role that \a user has in one of the organisations that are enabled, directly.
    Task<Result<QList<RoleId>>> rolesAnywhere(RealmId realmId, Uuid user, Deadline deadline) const;

    /// Does an organisation that is enabled want a second factor of \a user, who is in it?
    Task<Result<bool>> requiresFactor(RealmId realmId, Uuid user, Deadline deadline) const;

    /// The organisations that are enabled and in which \a user has roles.
    Task<Result<QStringList>> withRolesOf(RealmId realmId, Uuid user, Deadline deadline) const;

    struct Member {
        Organization organization;
        QList<RoleId> roles; ///< Given directly.
    };
    /// Nothing for who is no member of an organisation of this name or id that is enabled.
    Task<Result<std::optional<Member>>> member(RealmId realmId, QString nameOrId, Uuid user, Deadline deadline) const;

private:
    db::Database *m_database;
};

}
