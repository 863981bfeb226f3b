// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions/PermissionStore.h"

namespace auth {

namespace {

#define PERMISSION_APPLICATION                                                                                         \
    "(SELECT a.client_id FROM applications a WHERE a.realm_id = p.realm_id AND a.id = p.application_id)"
#define PERMISSION_COLUMNS                                                                                             \
    "p.realm_id, p.id, p.name, p.application_id, p.description, p.version, p.created_at, p.updated_at,"                \
    " " PERMISSION_APPLICATION " AS application"

const db::Query kById { "permission_by_id",
    "SELECT " PERMISSION_COLUMNS " FROM permissions p WHERE p.realm_id = $1 AND p.id = $2" };
const db::Query kByName { "permission_by_name",
    "SELECT " PERMISSION_COLUMNS " FROM permissions p WHERE p.realm_id = $1 AND p.name = $2" };
const db::Query kLock { "permission_lock",
    "SELECT " PERMISSION_COLUMNS " FROM permissions p WHERE p.realm_id = $1 AND p.id = $2 FOR UPDATE" };
const db::Query kInsert { "permission_insert",
    "INSERT INTO permissions (realm_id, id, name, application_id, description, version, updated_at, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT DO NOTHING" };
const db::Query kUpdate { "permission_update",
    "UPDATE permissions SET application_id = $3, description = $4, version = $5, updated_at = $6"
    " WHERE realm_id = $1 AND id = $2" };
const db::Query kRemove { "permission_remove", "DELETE FROM permissions WHERE realm_id = $1 AND id = $2" };

#define PERMISSION_FIELDS                                                                                              \
    { QLatin1StringView("name"), "p.name", Text, db::ListSort::Yes },                                                  \
        { QLatin1StringView("resource"), "regexp_replace(p.name, ':[^:]*$', '')", Text, db::ListSort::Yes },           \
        { QLatin1StringView("action"), "regexp_replace(p.name, '^.*:', '')", Text },                                   \
        { QLatin1StringView("application"), "coalesce(" PERMISSION_APPLICATION ", '')", Text },                        \
        { QLatin1StringView("description"), "p.description", Text },                                                   \
        { QLatin1StringView("created_at"), "p.created_at", Time, db::ListSort::Yes },                                  \
    {                                                                                                                  \
        QLatin1StringView("updated_at"), "p.updated_at", Time, db::ListSort::Yes                                       \
    }

// Roles that give the permission of the row, and those below them.
#define GIVING                                                                                                         \
    "(WITH RECURSIVE giving (id, depth) AS ("                                                                          \
    "SELECT g.role_id, false FROM role_permissions g WHERE g.realm_id = p.realm_id AND g.permission = p.name"          \
    " UNION SELECT l.role_id, true FROM giving o JOIN role_parents l ON l.realm_id = p.realm_id"                       \
    " AND l.parent_id = o.id)"                                                                                         \
    " SELECT r.name, bool_or(NOT o.depth) AS direct FROM giving o JOIN roles r ON r.realm_id = p.realm_id"             \
    " AND r.id = o.id GROUP BY r.name) roles_giving"

Result<std::optional<Permission>> firstPermission(const Result<db::Rows> &rows)
{
    if (!rows)
        return std::unexpected(rows.error());
    return rows->isEmpty() ? std::nullopt : std::optional(PermissionStore::fromRow(*rows, 0));
}

}

Permission PermissionStore::fromRow(const db::Rows &rows, int row)
{
    Permission permission;
    permission.realmId = rows.id<RealmId>(row, "realm_id");
    permission.id = rows.id<PermissionId>(row, "id");
    permission.name = rows.text(row, "name");
    if (!rows.isNull(row, "application_id"))
        permission.applicationId = rows.id<ApplicationId>(row, "application_id");
    permission.application = rows.text(row, "application");
    permission.description = rows.text(row, "description");
    permission.version = rows.integer(row, "version");
    permission.createdAt = rows.time(row, "created_at");
    permission.updatedAt = rows.time(row, "updated_at");
    return permission;
}

MatrixRow PermissionStore::matrixRow(const db::Rows &rows, int row)
{
    return { fromRow(rows, row), rows.list(row, "direct"), rows.list(row, "inherited") };
}

Task<Result<std::optional<Permission>>> PermissionStore::find(RealmId realmId, PermissionId id, Deadline deadline) const
{
    co_return firstPermission(co_await m_database->execute(&kById, db::Params::of(realmId, id), deadline));
}

Task<Result<std::optional<Permission>>> PermissionStore::findByName(
    RealmId realmId, QString name, Deadline deadline) const
{
    co_return firstPermission(co_await m_database->execute(&kByName, db::Params::of(realmId, name), deadline));
}

const db::ListSpec &PermissionStore::listSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "permission_list",
        .columns = PERMISSION_COLUMNS,
        .from = "permissions p",
        .condition = "p.realm_id = $1",
        .id = "p.id",
        .fields = { PERMISSION_FIELDS },
        .freeText = { "p.name", "p.description" },
    };
    return spec;
}

const db::ListSpec &PermissionStore::matrixSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "permission_matrix",
        .columns
        = PERMISSION_COLUMNS ", ARRAY(SELECT name FROM " GIVING " WHERE direct ORDER BY name) AS direct"
                             ", ARRAY(SELECT name FROM " GIVING " WHERE NOT direct ORDER BY name) AS inherited",
        .from = "permissions p",
        .condition = "p.realm_id = $1",
        .id = "p.id",
        .fields = { PERMISSION_FIELDS, { QLatin1StringView("roles"), "ARRAY(SELECT name FROM " GIVING ")", Array } },
        .freeText = { "p.name", "p.description" },
    };
    return spec;
}

Task<Result<db::ListPage>> PermissionStore::list(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(m_database, &listSpec(), db::Params::of(realmId), std::move(request), deadline);
}

Task<Result<db::ListPage>> PermissionStore::matrix(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(m_database, &matrixSpec(), db::Params::of(realmId), std::move(request), deadline);
}

Task<Result<std::optional<Permission>>> PermissionStore::lock(
    ChangePointer change, RealmId realmId, PermissionId id) const
{
    co_return firstPermission(co_await change->execute(&kLock, db::Params::of(realmId, id)));
}

Task<Result<bool>> PermissionStore::insert(ChangePointer change, Permission permission) const
{
    const auto rows = CO_TRY(co_await change->execute(&kInsert,
        db::Params::of(permission.realmId, permission.id, permission.name, permission.applicationId,
            permission.description, permission.version, permission.createdAt)));
    co_return rows.affected() == 1;
}

Task<Result<void>> PermissionStore::update(ChangePointer change, Permission permission) const
{
    CO_TRY(co_await change->execute(&kUpdate,
        db::Params::of(permission.realmId, permission.id, permission.applicationId, permission.description,
            permission.version, permission.updatedAt)));
    co_return {};
}

Task<Result<void>> PermissionStore::remove(ChangePointer change, RealmId realmId, PermissionId id) const
{
    CO_TRY(co_await change->execute(&kRemove, db::Params::of(realmId, id)));
    co_return {};
}

}
