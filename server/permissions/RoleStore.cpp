// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions/RoleStore.h"

namespace auth {

namespace {

#define ROLE_COLUMNS                                                                                                   \
    "r.realm_id, r.id, r.name, r.application_id, r.description, r.built_in, r.limited, r.require_mfa, r.version,"      \
    " r.require_verified_email, r.require_verified_phone, r.created_at, r.updated_at,"                                 \
    " (SELECT a.client_id FROM applications a WHERE a.realm_id = r.realm_id AND a.id = r.application_id)"              \
    " AS application,"                                                                                                 \
    " ARRAY(SELECT p.name FROM role_parents l JOIN roles p ON p.realm_id = l.realm_id AND p.id = l.parent_id"          \
    " WHERE l.realm_id = r.realm_id AND l.role_id = r.id ORDER BY p.name) AS parents,"                                 \
    " ARRAY(SELECT g.permission FROM role_permissions g WHERE g.realm_id = r.realm_id AND g.role_id = r.id"            \
    " ORDER BY g.permission) AS permissions,"                                                                          \
    " ARRAY(SELECT g.right_name FROM role_rights g WHERE g.realm_id = r.realm_id AND g.role_id = r.id"                 \
    " ORDER BY g.right_name) AS rights,"                                                                               \
    " ARRAY(SELECT m.name FROM role_realms l JOIN realms m ON m.id = l.target_id"                                      \
    " WHERE l.realm_id = r.realm_id AND l.role_id = r.id ORDER BY m.name) AS realms"

const db::Query kById { "role_by_id", "SELECT " ROLE_COLUMNS " FROM roles r WHERE r.realm_id = $1 AND r.id = $2" };
const db::Query kByName { "role_by_name",
    "SELECT " ROLE_COLUMNS " FROM roles r WHERE r.realm_id = $1 AND r.name = $2" };
const db::Query kByNames { "role_by_names",
    "SELECT " ROLE_COLUMNS " FROM roles r WHERE r.realm_id = $1 AND r.name = ANY ($2::text[]) ORDER BY r.name" };
const db::Query kLock { "role_lock",
    "SELECT " ROLE_COLUMNS " FROM roles r WHERE r.realm_id = $1 AND r.id = $2 FOR UPDATE" };
const db::Query kInsert { "role_insert",
    "INSERT INTO roles (realm_id, id, name, application_id, description, built_in, limited, version, updated_at,"
    " created_at, require_mfa, require_verified_email, require_verified_phone)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12) ON CONFLICT DO NOTHING" };
// A name that is taken changes no row, and the transaction lives on.
const db::Query kUpdate { "role_update",
    "UPDATE roles SET name = $3, description = $4, limited = $5, version = $6, updated_at = $7, require_mfa = $8,"
    " require_verified_email = $9, require_verified_phone = $10 WHERE realm_id = $1 AND id = $2"
    " AND NOT EXISTS (SELECT 1 FROM roles o WHERE o.realm_id = $1 AND o.name = $3 AND o.id <> $2)" };
const db::Query kRemove { "role_remove", "DELETE FROM roles WHERE realm_id = $1 AND id = $2" };

const db::Query kDropParents { "role_drop_parents", "DELETE FROM role_parents WHERE realm_id = $1 AND role_id = $2" };
const db::Query kAddParents { "role_add_parents",
    "INSERT INTO role_parents (realm_id, role_id, parent_id)"
    " SELECT p.realm_id, $2, p.id FROM roles p WHERE p.realm_id = $1 AND p.name = ANY ($3::text[])" };
const db::Query kDropPermissions { "role_drop_permissions",
    "DELETE FROM role_permissions WHERE realm_id = $1 AND role_id = $2" };
const db::Query kAddPermissions { "role_add_permissions",
    "INSERT INTO role_permissions (realm_id, role_id, permission) SELECT $1, $2, unnest($3::text[])" };
const db::Query kDropRights { "role_drop_rights", "DELETE FROM role_rights WHERE realm_id = $1 AND role_id = $2" };
const db::Query kAddRights { "role_add_rights",
    "INSERT INTO role_rights (realm_id, role_id, right_name) SELECT $1, $2, unnest($3::text[])" };
const db::Query kDropRealms { "role_drop_realms", "DELETE FROM role_realms WHERE realm_id = $1 AND role_id = $2" };
const db::Query kAddRealms { "role_add_realms",
    "INSERT INTO role_realms (realm_id, role_id, target_id) SELECT $1, $2, unnest($3::uuid[])" };
const db::Query kAncestry { "role_ancestry",
    "WITH RECURSIVE above (id) AS (SELECT $2::uuid UNION"
    " SELECT l.parent_id FROM above a JOIN role_parents l ON l.realm_id = $1 AND l.role_id = a.id)"
    " SELECT l.role_id, l.parent_id, r.name FROM above a JOIN role_parents l ON l.realm_id = $1 AND l.role_id = a.id"
    " JOIN roles r ON r.realm_id = $1 AND r.id = l.parent_id ORDER BY r.name" };
const db::Query kEnsurePermissions { "role_ensure_permissions",
    "INSERT INTO permissions (realm_id, id, name, created_at, updated_at)"
    " SELECT $1, n.id, n.name, $4, $4 FROM unnest($2::uuid[], $3::text[]) AS n (id, name)"
    " ON CONFLICT (realm_id, name) DO NOTHING RETURNING name" };

Result<std::optional<Role>> firstRole(const Result<db::Rows> &rows)
{
    if (!rows)
        return std::unexpected(rows.error());
    return rows->isEmpty() ? std::nullopt : std::optional(RoleStore::fromRow(*rows, 0));
}

QStringList texts(const QList<RealmId> &ids)
{
    QStringList list;
    for (const RealmId id : ids)
        list.append(id.toString());
    return list;
}

}

Role RoleStore::fromRow(const db::Rows &rows, int row)
{
    Role role;
    role.realmId = rows.id<RealmId>(row, "realm_id");
    role.id = rows.id<RoleId>(row, "id");
    role.name = rows.text(row, "name");
    if (!rows.isNull(row, "application_id"))
        role.applicationId = rows.id<ApplicationId>(row, "application_id");
    role.application = rows.text(row, "application");
    role.description = rows.text(row, "description");
    role.builtIn = rows.boolean(row, "built_in");
    role.requireMfa = rows.boolean(row, "require_mfa");
    role.requireVerifiedEmail = rows.boolean(row, "require_verified_email");
    role.requireVerifiedPhone = rows.boolean(row, "require_verified_phone");
    role.parents = rows.list(row, "parents");
    role.permissions = rows.list(row, "permissions");
    role.rights = rows.list(row, "rights");
    if (rows.boolean(row, "limited"))
        role.realms = rows.list(row, "realms");
    role.version = rows.integer(row, "version");
    role.createdAt = rows.time(row, "created_at");
    role.updatedAt = rows.time(row, "updated_at");
    return role;
}

Task<Result<std::optional<Role>>> RoleStore::find(RealmId realmId, RoleId id, Deadline deadline) const
{
    co_return firstRole(co_await m_database->execute(&kById, db::Params::of(realmId, id), deadline));
}

Task<Result<std::optional<Role>>> RoleStore::findByName(RealmId realmId, QString name, Deadline deadline) const
{
    co_return firstRole(co_await m_database->execute(&kByName, db::Params::of(realmId, name), deadline));
}

const db::ListSpec &RoleStore::listSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "role_list",
        .columns = ROLE_COLUMNS,
        .from = "roles r",
        .condition = "r.realm_id = $1",
        .id = "r.id",
        .fields = {
            { QLatin1StringView("name"), "r.name", Text, db::ListSort::Yes },
            { QLatin1StringView("application"), "coalesce((SELECT a.client_id FROM applications a WHERE a.realm_id = r.realm_id AND a.id = r.application_id), '')", Text },
            { QLatin1StringView("description"), "r.description", Text },
            { QLatin1StringView("built_in"), "r.built_in", Boolean },
            { QLatin1StringView("require_mfa"), "r.require_mfa", Boolean },
            { QLatin1StringView("require_verified_email"), "r.require_verified_email", Boolean },
            { QLatin1StringView("require_verified_phone"), "r.require_verified_phone", Boolean },
            { QLatin1StringView("permissions"), "ARRAY(SELECT g.permission FROM role_permissions g WHERE g.realm_id = r.realm_id AND g.role_id = r.id)", Array },
            { QLatin1StringView("rights"), "ARRAY(SELECT g.right_name FROM role_rights g WHERE g.realm_id = r.realm_id AND g.role_id = r.id)", Array },
            { QLatin1StringView("parents"), "ARRAY(SELECT p.name FROM role_parents l JOIN roles p ON p.realm_id = l.realm_id AND p.id = l.parent_id WHERE l.realm_id = r.realm_id AND l.role_id = r.id)", Array },
            { QLatin1StringView("created_at"), "r.created_at", Time, db::ListSort::Yes },
            { QLatin1StringView("updated_at"), "r.updated_at", Time, db::ListSort::Yes },
        },
        .freeText = { "r.name", "r.description" },
    };
    return spec;
}

Task<Result<db::ListPage>> RoleStore::list(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(m_database, &listSpec(), db::Params::of(realmId), std::move(request), deadline);
}

Task<Result<std::optional<Role>>> RoleStore::lock(ChangePointer change, RealmId realmId, RoleId id) const
{
    co_return firstRole(co_await change->execute(&kLock, db::Params::of(realmId, id)));
}

Task<Result<std::vector<Role>>> RoleStore::findAll(ChangePointer change, RealmId realmId, QStringList names) const
{
    const auto rows = CO_TRY(co_await change->execute(&kByNames, db::Params::of(realmId, names)));
    std::vector<Role> roles;
    for (int i = 0; i < rows.count(); ++i)
        roles.push_back(fromRow(rows, i));
    co_return roles;
}

Task<Result<bool>> RoleStore::insert(ChangePointer change, Role role) const
{
    const auto rows = CO_TRY(co_await change->execute(&kInsert,
        db::Params::of(role.realmId, role.id, role.name, role.applicationId, role.description, role.builtIn,
            role.realms.has_value(), role.version, role.createdAt, role.requireMfa, role.requireVerifiedEmail,
            role.requireVerifiedPhone)));
    co_return rows.affected() == 1;
}

Task<Result<bool>> RoleStore::update(ChangePointer change, Role role) const
{
    const auto rows = CO_TRY(co_await change->execute(&kUpdate,
        db::Params::of(role.realmId, role.id, role.name, role.description, role.realms.has_value(), role.version,
            role.updatedAt, role.requireMfa, role.requireVerifiedEmail,
            role.requireVerifiedPhone)));
    co_return rows.affected() == 1;
}

Task<Result<void>> RoleStore::remove(ChangePointer change, RealmId realmId, RoleId id) const
{
    CO_TRY(co_await change->execute(&kRemove, db::Params::of(realmId, id)));
    co_return {};
}

Task<Result<void>> RoleStore::replaceContents(ChangePointer change, Role role, QList<RealmId> realms) const
{
    change->enqueue(&kDropParents, db::Params::of(role.realmId, role.id));
    change->enqueue(&kAddParents, db::Params::of(role.realmId, role.id, role.parents));
    change->enqueue(&kDropPermissions, db::Params::of(role.realmId, role.id));
    change->enqueue(&kAddPermissions, db::Params::of(role.realmId, role.id, role.permissions));
    change->enqueue(&kDropRights, db::Params::of(role.realmId, role.id));
    change->enqueue(&kAddRights, db::Params::of(role.realmId, role.id, role.rights));
    change->enqueue(&kDropRealms, db::Params::of(role.realmId, role.id));
    CO_TRY(co_await change->execute(&kAddRealms, db::Params::of(role.realmId, role.id, texts(realms))));
    co_return {};
}

Task<Result<QList<RoleStore::Link>>> RoleStore::ancestry(ChangePointer change, RealmId realmId, RoleId id) const
{
    const auto rows = CO_TRY(co_await change->execute(&kAncestry, db::Params::of(realmId, id)));
    QList<Link> links;
    for (int i = 0; i < rows.count(); ++i)
        links.append({ rows.id<RoleId>(i, "role_id"), rows.id<RoleId>(i, "parent_id"), rows.text(i, "name") });
    co_return links;
}

Task<Result<QStringList>> RoleStore::ensurePermissions(ChangePointer change, RealmId realmId, QStringList names) const
{
    const Timestamp now = change->clock().now();
    QStringList ids;
    for (qsizetype i = 0; i < names.size(); ++i)
        ids.append(Uuid::v7(now).toString());
    const auto rows = CO_TRY(co_await change->execute(&kEnsurePermissions, db::Params::of(realmId, ids, names, now)));
    QStringList made;
    for (int i = 0; i < rows.count(); ++i)
        made.append(rows.text(i, "name"));
    made.sort();
    co_return made;
}

}
