// SPDX-License-Identifier: GPL-3.0-or-later
#include "organizations/OrganizationStore.h"

namespace auth {

namespace {

#define DOMAINS                                                                                                        \
    "ARRAY(SELECT d.domain FROM organization_domains d WHERE d.realm_id = o.realm_id AND d.organization_id = o.id"     \
    " ORDER BY d.domain)"
#define ORGANIZATION_COLUMNS                                                                                           \
    "o.realm_id, o.id, o.name, o.display_name, o.description, o.enabled, o.require_mfa, o.version, o.created_at,"      \
    " o.updated_at, " DOMAINS " AS domains"
#define MEMBER_ROLES                                                                                                   \
    "ARRAY(SELECT r.name FROM organization_member_roles g JOIN roles r ON r.realm_id = g.realm_id AND r.id = "         \
    "g.role_id"                                                                                                        \
    " WHERE g.realm_id = m.realm_id AND g.organization_id = m.organization_id AND g.user_id = m.user_id ORDER BY "     \
    "r.name)"

const db::Query kById { "organization_by_id",
    "SELECT " ORGANIZATION_COLUMNS " FROM organizations o WHERE o.realm_id = $1 AND o.id = $2" };
const db::Query kByName { "organization_by_name",
    "SELECT " ORGANIZATION_COLUMNS " FROM organizations o WHERE o.realm_id = $1 AND o.name = $2" };
const db::Query kLock { "organization_lock",
    "SELECT " ORGANIZATION_COLUMNS " FROM organizations o WHERE o.realm_id = $1 AND o.id = $2 FOR UPDATE" };
const db::Query kInsert { "organization_insert",
    "INSERT INTO organizations (realm_id, id, name, display_name, description, enabled, require_mfa, version,"
    " updated_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) ON CONFLICT DO NOTHING" };
const db::Query kUpdate { "organization_update",
    "UPDATE organizations SET display_name = $3, description = $4, enabled = $5, require_mfa = $6,"
    " version = $7, updated_at = $8 WHERE realm_id = $1 AND id = $2" };
const db::Query kRemoveDomains { "organization_remove_domains",
    "DELETE FROM organization_domains WHERE realm_id = $1 AND organization_id = $2 AND domain <> ALL ($3::text[])" };
const db::Query kAddDomains { "organization_add_domains",
    "INSERT INTO organization_domains (realm_id, domain, organization_id) SELECT $1, wanted, $2"
    " FROM unnest($3::text[]) AS wanted ON CONFLICT DO NOTHING" };
const db::Query kForeignDomains { "organization_foreign_domains",
    "SELECT d.domain FROM organization_domains d WHERE d.realm_id = $1 AND d.domain = ANY ($3::text[])"
    " AND d.organization_id <> $2 ORDER BY d.domain" };
const db::Query kRemove { "organization_remove", "DELETE FROM organizations WHERE realm_id = $1 AND id = $2" };
const db::Query kAddMembers { "organization_add_members",
    "INSERT INTO organization_members (realm_id, organization_id, user_id, joined_at)"
    " SELECT $1, $2, wanted, $4 FROM unnest($3::uuid[]) AS wanted ON CONFLICT DO NOTHING RETURNING user_id AS id" };
const db::Query kRemoveMembers { "organization_remove_members",
    "DELETE FROM organization_members WHERE realm_id = $1 AND organization_id = $2 AND user_id = ANY ($3::uuid[])"
    " RETURNING user_id AS id" };
const db::Query kRolesOf { "organization_member_roles_of",
    "SELECT " MEMBER_ROLES " AS roles FROM organization_members m"
    " WHERE m.realm_id = $1 AND m.organization_id = $2 AND m.user_id = $3 FOR UPDATE" };
const db::Query kAddRoles { "organization_member_add_roles",
    "INSERT INTO organization_member_roles (realm_id, organization_id, user_id, role_id)"
    " SELECT r.realm_id, $2, $3, r.id FROM roles r WHERE r.realm_id = $1 AND r.name = ANY ($4::text[])"
    " ON CONFLICT DO NOTHING" };
const db::Query kInDomains { "organization_people_in_domains",
    "SELECT u.id FROM users u WHERE u.realm_id = $1 AND u.id = ANY ($3::uuid[]) AND u.email_verified AND EXISTS"
    " (SELECT 1 FROM organization_domains d WHERE d.realm_id = $1 AND d.organization_id = $2"
    " AND d.domain = lower(substring(u.email FROM '[^@]*$')))" };
const db::Query kRolesOfPeople { "organization_roles_of_people",
    "SELECT DISTINCT g.role_id AS id FROM organization_member_roles g"
    " WHERE g.realm_id = $1 AND g.organization_id = $2 AND g.user_id = ANY ($3::uuid[])" };
const db::Query kRolesAnywhere { "organization_roles_anywhere",
    "SELECT DISTINCT g.role_id AS id FROM organization_member_roles g JOIN organizations o"
    " ON o.realm_id = g.realm_id AND o.id = g.organization_id WHERE g.realm_id = $1 AND g.user_id = $2 AND o.enabled" };
const db::Query kRequiresFactor { "organization_requires_factor",
    "SELECT EXISTS (SELECT 1 FROM organization_members m JOIN organizations o ON o.realm_id = m.realm_id"
    " AND o.id = m.organization_id WHERE m.realm_id = $1 AND m.user_id = $2 AND o.enabled AND o.require_mfa) AS required" };
const db::Query kWithRolesOf { "organization_with_roles_of",
    "SELECT DISTINCT g.organization_id::text AS id FROM organization_member_roles g JOIN organizations o"
    " ON o.realm_id = g.realm_id AND o.id = g.organization_id WHERE g.realm_id = $1 AND g.user_id = $2 AND o.enabled" };
#define MEMBER                                                                                                         \
    "SELECT " ORGANIZATION_COLUMNS ", ARRAY(SELECT g.role_id::text FROM organization_member_roles g"                   \
    " WHERE g.realm_id = m.realm_id AND g.organization_id = m.organization_id AND g.user_id = m.user_id) AS role_ids"  \
    " FROM organization_members m JOIN organizations o ON o.realm_id = m.realm_id AND o.id = m.organization_id"        \
    " WHERE m.realm_id = $1 AND m.user_id = $3 AND o.enabled AND "
const db::Query kMemberById { "organization_member_by_id", MEMBER "o.id = $2" };
const db::Query kMemberByName { "organization_member_by_name", MEMBER "o.name = $2" };
const db::Query kRemoveRoles { "organization_member_remove_roles",
    "DELETE FROM organization_member_roles g USING roles r WHERE g.realm_id = $1 AND g.organization_id = $2"
    " AND g.user_id = $3 AND r.realm_id = g.realm_id AND r.id = g.role_id AND r.name = ANY ($4::text[])" };

Result<std::optional<Organization>> first(const Result<db::Rows> &rows)
{
    if (!rows)
        return std::unexpected(rows.error());
    return rows->isEmpty() ? std::nullopt : std::optional(OrganizationStore::fromRow(*rows, 0));
}

QStringList texts(const QList<Uuid> &ids)
{
    QStringList list;
    for (const Uuid &id : ids)
        list.append(id.toString());
    return list;
}

Result<QList<RoleId>> roleIds(const Result<db::Rows> &rows)
{
    if (!rows)
        return std::unexpected(rows.error());
    QList<RoleId> list;
    for (int i = 0; i < rows->count(); ++i)
        list.append(rows->id<RoleId>(i, "id"));
    return list;
}

Result<QList<Uuid>> ids(const Result<db::Rows> &rows)
{
    if (!rows)
        return std::unexpected(rows.error());
    QList<Uuid> list;
    for (int i = 0; i < rows->count(); ++i)
        list.append(rows->uuid(i, "id"));
    return list;
}

}

Organization OrganizationStore::fromRow(const db::Rows &rows, int row)
{
    Organization organization;
    organization.realmId = rows.id<RealmId>(row, "realm_id");
    organization.id = rows.id<OrganizationId>(row, "id");
    organization.name = rows.text(row, "name");
    organization.displayName = rows.text(row, "display_name");
    organization.description = rows.text(row, "description");
    organization.enabled = rows.boolean(row, "enabled");
    organization.requireMfa = rows.boolean(row, "require_mfa");
    organization.domains = rows.list(row, "domains");
    organization.version = rows.integer(row, "version");
    organization.createdAt = rows.time(row, "created_at");
    organization.updatedAt = rows.time(row, "updated_at");
    return organization;
}

Task<Result<std::optional<Organization>>> OrganizationStore::find(
    RealmId realmId, OrganizationId id, Deadline deadline) const
{
    co_return first(co_await m_database->execute(&kById, db::Params::of(realmId, id), deadline));
}

Task<Result<std::optional<Organization>>> OrganizationStore::findByName(
    RealmId realmId, QString name, Deadline deadline) const
{
    co_return first(co_await m_database->execute(&kByName, db::Params::of(realmId, name), deadline));
}

const db::ListSpec &OrganizationStore::listSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "organization_list",
        .columns = ORGANIZATION_COLUMNS,
        .from = "organizations o",
        .condition = "o.realm_id = $1",
        .id = "o.id",
        .fields = {
            { QLatin1StringView("name"), "o.name", Text, db::ListSort::Yes },
            { QLatin1StringView("display_name"), "o.display_name", Text, db::ListSort::Yes },
            { QLatin1StringView("enabled"), "o.enabled", Boolean },
            { QLatin1StringView("require_mfa"), "o.require_mfa", Boolean },
            { QLatin1StringView("domains"), DOMAINS, Array },
            { QLatin1StringView("created_at"), "o.created_at", Time, db::ListSort::Yes },
            { QLatin1StringView("updated_at"), "o.updated_at", Time, db::ListSort::Yes },
        },
        .freeText = { "o.name", "o.display_name", "o.description" },
    };
    return spec;
}

Task<Result<db::ListPage>> OrganizationStore::list(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(m_database, &listSpec(), db::Params::of(realmId), std::move(request), deadline);
}

Task<Result<db::ListPage>> OrganizationStore::listOf(
    RealmId realmId, QStringList ids, db::ListRequest request, Deadline deadline) const
{
    static const db::ListSpec spec = [] {
        db::ListSpec some = listSpec();
        some.name = "organization_list_some";
        some.condition = "o.realm_id = $1 AND o.id = ANY ($2::uuid[])";
        return some;
    }();
    co_return co_await db::list(m_database, &spec, db::Params::of(realmId, ids), std::move(request), deadline);
}

Task<Result<std::optional<Organization>>> OrganizationStore::lock(
    ChangePointer change, RealmId realmId, OrganizationId id) const
{
    co_return first(co_await change->execute(&kLock, db::Params::of(realmId, id)));
}

Task<Result<bool>> OrganizationStore::insert(ChangePointer change, Organization organization) const
{
    const auto rows = CO_TRY(co_await change->execute(&kInsert,
        db::Params::of(organization.realmId, organization.id, organization.name, organization.displayName,
            organization.description, organization.enabled, organization.requireMfa, organization.version,
            organization.createdAt)));
    co_return rows.affected() == 1;
}

Task<Result<void>> OrganizationStore::update(ChangePointer change, Organization organization) const
{
    CO_TRY(co_await change->execute(&kUpdate,
        db::Params::of(organization.realmId, organization.id, organization.displayName, organization.description,
            organization.enabled, organization.requireMfa, organization.version, organization.updatedAt)));
    co_return {};
}

Task<Result<QStringList>> OrganizationStore::setDomains(ChangePointer change, Organization organization) const
{
    const auto params = db::Params::of(organization.realmId, organization.id, organization.domains);
    CO_TRY(co_await change->execute(&kRemoveDomains, params));
    CO_TRY(co_await change->execute(&kAddDomains, params));
    const auto rows = CO_TRY(co_await change->execute(&kForeignDomains, params));
    QStringList taken;
    for (int i = 0; i < rows.count(); ++i)
        taken.append(rows.text(i, "domain"));
    co_return taken;
}

Task<Result<QList<Uuid>>> OrganizationStore::inDomains(
    ChangePointer change, RealmId realmId, OrganizationId id, QList<Uuid> users) const
{
    co_return ids(co_await change->execute(&kInDomains, db::Params::of(realmId, id, texts(users))));
}

Task<Result<QList<RoleId>>> OrganizationStore::rolesOfPeople(
    ChangePointer change, RealmId realmId, OrganizationId id, QList<Uuid> users) const
{
    co_return roleIds(co_await change->execute(&kRolesOfPeople, db::Params::of(realmId, id, texts(users))));
}

Task<Result<QList<RoleId>>> OrganizationStore::rolesAnywhere(RealmId realmId, Uuid user, Deadline deadline) const
{
    co_return roleIds(co_await m_database->execute(&kRolesAnywhere, db::Params::of(realmId, user), deadline));
}

Task<Result<bool>> OrganizationStore::requiresFactor(RealmId realmId, Uuid user, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kRequiresFactor, db::Params::of(realmId, user), deadline));
    co_return rows.boolean(0, "required");
}

Task<Result<QStringList>> OrganizationStore::withRolesOf(RealmId realmId, Uuid user, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kWithRolesOf, db::Params::of(realmId, user), deadline));
    QStringList ids;
    for (int i = 0; i < rows.count(); ++i)
        ids.append(rows.text(i, "id"));
    co_return ids;
}

Task<Result<std::optional<OrganizationStore::Member>>> OrganizationStore::member(
    RealmId realmId, QString nameOrId, Uuid user, Deadline deadline) const
{
    const auto id = OrganizationId::parse(nameOrId.toUtf8());
    const auto rows
        = CO_TRY(id ? co_await m_database->execute(&kMemberById, db::Params::of(realmId, *id, user), deadline)
                    : co_await m_database->execute(&kMemberByName, db::Params::of(realmId, nameOrId, user), deadline));
    if (rows.isEmpty())
        co_return std::nullopt;
    Member member { fromRow(rows, 0), {} };
    for (const QString &role : rows.list(0, "role_ids"))
        member.roles.append(RoleId::parse(role.toLatin1()).value_or(RoleId {}));
    co_return member;
}

Task<Result<void>> OrganizationStore::remove(ChangePointer change, RealmId realmId, OrganizationId id) const
{
    CO_TRY(co_await change->execute(&kRemove, db::Params::of(realmId, id)));
    co_return {};
}

const db::ListSpec &OrganizationStore::membersSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "organization_members",
        .columns = "u.id, u.username AS name, u.email, m.joined_at, " MEMBER_ROLES " AS roles",
        .from = "organization_members m JOIN users u ON u.realm_id = m.realm_id AND u.id = m.user_id",
        .condition = "m.realm_id = $1 AND m.organization_id = $2 AND u.deleted_at IS NULL",
        .id = "u.id",
        .fields = {
            { QLatin1StringView("name"), "u.username", Text, db::ListSort::Yes },
            { QLatin1StringView("email"), "coalesce(u.email, '')", Text, db::ListSort::Yes },
            { QLatin1StringView("roles"), MEMBER_ROLES, Array },
            { QLatin1StringView("joined_at"), "m.joined_at", Time, db::ListSort::Yes },
        },
        .freeText = { "u.username", "u.email" },
    };
    return spec;
}

Task<Result<db::ListPage>> OrganizationStore::members(
    RealmId realmId, OrganizationId id, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(m_database, &membersSpec(), db::Params::of(realmId, id), std::move(request), deadline);
}

const db::ListSpec &OrganizationStore::membershipsSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "organization_memberships",
        .columns = "o.id, o.name, o.display_name, o.enabled, m.joined_at, " MEMBER_ROLES " AS roles",
        .from = "organization_members m JOIN organizations o ON o.realm_id = m.realm_id AND o.id = m.organization_id",
        .condition = "m.realm_id = $1 AND m.user_id = $2",
        .id = "o.id",
        .fields = {
            { QLatin1StringView("name"), "o.name", Text, db::ListSort::Yes },
            { QLatin1StringView("display_name"), "o.display_name", Text, db::ListSort::Yes },
            { QLatin1StringView("enabled"), "o.enabled", Boolean },
            { QLatin1StringView("roles"), MEMBER_ROLES, Array },
            { QLatin1StringView("joined_at"), "m.joined_at", Time, db::ListSort::Yes },
        },
        .freeText = { "o.name", "o.display_name" },
    };
    return spec;
}

Task<Result<db::ListPage>> OrganizationStore::memberships(
    RealmId realmId, Uuid user, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(
        m_database, &membershipsSpec(), db::Params::of(realmId, user), std::move(request), deadline);
}

Task<Result<QList<Uuid>>> OrganizationStore::addMembers(
    ChangePointer change, RealmId realmId, OrganizationId id, QList<Uuid> users) const
{
    co_return ids(
        co_await change->execute(&kAddMembers, db::Params::of(realmId, id, texts(users), change->clock().now())));
}

Task<Result<QList<Uuid>>> OrganizationStore::removeMembers(
    ChangePointer change, RealmId realmId, OrganizationId id, QList<Uuid> users) const
{
    co_return ids(co_await change->execute(&kRemoveMembers, db::Params::of(realmId, id, texts(users))));
}

Task<Result<std::optional<QStringList>>> OrganizationStore::rolesOf(
    ChangePointer change, RealmId realmId, OrganizationId id, Uuid user) const
{
    const auto rows = CO_TRY(co_await change->execute(&kRolesOf, db::Params::of(realmId, id, user)));
    co_return rows.isEmpty() ? std::nullopt : std::optional(rows.list(0, "roles"));
}

Task<Result<void>> OrganizationStore::addRoles(
    ChangePointer change, RealmId realmId, OrganizationId id, Uuid user, QStringList roles) const
{
    CO_TRY(co_await change->execute(&kAddRoles, db::Params::of(realmId, id, user, roles)));
    co_return {};
}

Task<Result<void>> OrganizationStore::removeRoles(
    ChangePointer change, RealmId realmId, OrganizationId id, Uuid user, QStringList roles) const
{
    CO_TRY(co_await change->execute(&kRemoveRoles, db::Params::of(realmId, id, user, roles)));
    co_return {};
}

}
