// SPDX-License-Identifier: GPL-3.0-or-later
#include "scopes/ScopeStore.h"

namespace auth {

namespace {

#define SCOPE_COLUMNS                                                                                                  \
    "s.realm_id, s.id, s.name, s.description, s.consent_text, s.claims, s.permissions, s.resource_server_id,"          \
    " s.version, s.created_at, s.updated_at, t.name AS resource_server, t.identifier AS resource"
#define SCOPE_FROM "scopes s LEFT JOIN resource_servers t ON t.realm_id = s.realm_id AND t.id = s.resource_server_id"
#define SERVER_COLUMNS "t.realm_id, t.id, t.name, t.identifier, t.description, t.version, t.created_at, t.updated_at"

const db::Query kAll { "scope_all", "SELECT " SCOPE_COLUMNS " FROM " SCOPE_FROM " WHERE s.realm_id = $1" };
const db::Query kById { "scope_by_id",
    "SELECT " SCOPE_COLUMNS " FROM " SCOPE_FROM " WHERE s.realm_id = $1 AND s.id = $2" };
const db::Query kByName { "scope_by_name",
    "SELECT " SCOPE_COLUMNS " FROM " SCOPE_FROM " WHERE s.realm_id = $1 AND s.name = $2" };
const db::Query kLock { "scope_lock",
    "SELECT " SCOPE_COLUMNS " FROM " SCOPE_FROM " WHERE s.realm_id = $1 AND s.id = $2 FOR UPDATE OF s" };
const db::Query kInsert { "scope_insert",
    "INSERT INTO scopes (realm_id, id, name, description, consent_text, claims, permissions, resource_server_id,"
    " version, updated_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) ON CONFLICT DO NOTHING" };
const db::Query kUpdate { "scope_update",
    "UPDATE scopes SET description = $3, consent_text = $4, claims = $5, permissions = $6, resource_server_id = $7,"
    " version = $8, updated_at = $9 WHERE realm_id = $1 AND id = $2" };
const db::Query kRemove { "scope_remove", "DELETE FROM scopes WHERE realm_id = $1 AND id = $2" };

const db::Query kServerById { "resource_server_by_id",
    "SELECT " SERVER_COLUMNS " FROM resource_servers t WHERE t.realm_id = $1 AND t.id = $2" };
const db::Query kServerByName { "resource_server_by_name",
    "SELECT " SERVER_COLUMNS " FROM resource_servers t WHERE t.realm_id = $1 AND t.name = $2" };
// A share lock: it cannot be deleted while a scope is given to it.
const db::Query kServerInChange { "resource_server_in_change",
    "SELECT " SERVER_COLUMNS " FROM resource_servers t WHERE t.realm_id = $1 AND t.name = $2 FOR SHARE" };
const db::Query kServerLock { "resource_server_lock",
    "SELECT " SERVER_COLUMNS " FROM resource_servers t WHERE t.realm_id = $1 AND t.id = $2 FOR UPDATE" };
const db::Query kServerInsert { "resource_server_insert",
    "INSERT INTO resource_servers (realm_id, id, name, identifier, description, version, updated_at, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT DO NOTHING" };
const db::Query kServerUpdate { "resource_server_update",
    "UPDATE resource_servers SET name = $3, description = $4, version = $5, updated_at = $6"
    " WHERE realm_id = $1 AND id = $2"
    " AND NOT EXISTS (SELECT 1 FROM resource_servers o WHERE o.realm_id = $1 AND o.name = $3 AND o.id <> $2)" };
const db::Query kServerRemove { "resource_server_remove",
    "DELETE FROM resource_servers WHERE realm_id = $1 AND id = $2" };
const db::Query kScopesOfServer { "resource_server_scopes",
    "SELECT name FROM scopes WHERE realm_id = $1 AND resource_server_id = $2 ORDER BY name" };

Result<std::optional<Scope>> firstScope(const Result<db::Rows> &rows)
{
    if (!rows)
        return std::unexpected(rows.error());
    return rows->isEmpty() ? std::nullopt : std::optional(ScopeStore::fromRow(*rows, 0));
}

Result<std::optional<ResourceServer>> firstServer(const Result<db::Rows> &rows)
{
    if (!rows)
        return std::unexpected(rows.error());
    return rows->isEmpty() ? std::nullopt : std::optional(ScopeStore::serverFromRow(*rows, 0));
}

}

Scope ScopeStore::fromRow(const db::Rows &rows, int row)
{
    Scope scope;
    scope.realmId = rows.id<RealmId>(row, "realm_id");
    scope.id = rows.id<ScopeId>(row, "id");
    scope.name = rows.text(row, "name");
    scope.description = rows.text(row, "description");
    scope.consentText = rows.text(row, "consent_text");
    scope.claims = rows.list(row, "claims");
    scope.permissions = rows.list(row, "permissions");
    if (!rows.isNull(row, "resource_server_id"))
        scope.resourceServerId = rows.id<ResourceServerId>(row, "resource_server_id");
    scope.resourceServer = rows.text(row, "resource_server");
    scope.resource = rows.text(row, "resource");
    scope.version = rows.integer(row, "version");
    scope.createdAt = rows.time(row, "created_at");
    scope.updatedAt = rows.time(row, "updated_at");
    return scope;
}

ResourceServer ScopeStore::serverFromRow(const db::Rows &rows, int row)
{
    ResourceServer server;
    server.realmId = rows.id<RealmId>(row, "realm_id");
    server.id = rows.id<ResourceServerId>(row, "id");
    server.name = rows.text(row, "name");
    server.identifier = rows.text(row, "identifier");
    server.description = rows.text(row, "description");
    server.version = rows.integer(row, "version");
    server.createdAt = rows.time(row, "created_at");
    server.updatedAt = rows.time(row, "updated_at");
    return server;
}

Task<Result<std::vector<Scope>>> ScopeStore::all(RealmId realmId, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kAll, db::Params::of(realmId), deadline));
    std::vector<Scope> scopes;
    for (int i = 0; i < rows.count(); ++i)
        scopes.push_back(fromRow(rows, i));
    co_return scopes;
}

Task<Result<std::optional<Scope>>> ScopeStore::find(RealmId realmId, ScopeId id, Deadline deadline) const
{
    co_return firstScope(co_await m_database->execute(&kById, db::Params::of(realmId, id), deadline));
}

Task<Result<std::optional<Scope>>> ScopeStore::findByName(RealmId realmId, QString name, Deadline deadline) const
{
    co_return firstScope(co_await m_database->execute(&kByName, db::Params::of(realmId, name), deadline));
}

const db::ListSpec &ScopeStore::listSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "scope_list",
        .columns = SCOPE_COLUMNS,
        .from = SCOPE_FROM,
        .condition = "s.realm_id = $1",
        .id = "s.id",
        .fields = {
            { QLatin1StringView("name"), "s.name", Text, db::ListSort::Yes },
            { QLatin1StringView("description"), "s.description", Text },
            { QLatin1StringView("claims"), "s.claims", Array },
            { QLatin1StringView("permissions"), "s.permissions", Array },
            { QLatin1StringView("resource_server"), "coalesce(t.name, '')", Text, db::ListSort::Yes },
            { QLatin1StringView("created_at"), "s.created_at", Time, db::ListSort::Yes },
            { QLatin1StringView("updated_at"), "s.updated_at", Time, db::ListSort::Yes },
        },
        .freeText = { "s.name", "s.description" },
    };
    return spec;
}

Task<Result<db::ListPage>> ScopeStore::list(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(m_database, &listSpec(), db::Params::of(realmId), std::move(request), deadline);
}

Task<Result<std::optional<Scope>>> ScopeStore::lock(ChangePointer change, RealmId realmId, ScopeId id) const
{
    co_return firstScope(co_await change->execute(&kLock, db::Params::of(realmId, id)));
}

Task<Result<bool>> ScopeStore::insert(ChangePointer change, Scope scope) const
{
    const auto rows = CO_TRY(co_await change->execute(&kInsert,
        db::Params::of(scope.realmId, scope.id, scope.name, scope.description, scope.consentText, scope.claims,
            scope.permissions, scope.resourceServerId, scope.version, scope.createdAt)));
    co_return rows.affected() == 1;
}

Task<Result<void>> ScopeStore::update(ChangePointer change, Scope scope) const
{
    CO_TRY(co_await change->execute(&kUpdate,
        db::Params::of(scope.realmId, scope.id, scope.description, scope.consentText, scope.claims, scope.permissions,
            scope.resourceServerId, scope.version, scope.updatedAt)));
    co_return {};
}

Task<Result<void>> ScopeStore::remove(ChangePointer change, RealmId realmId, ScopeId id) const
{
    CO_TRY(co_await change->execute(&kRemove, db::Params::of(realmId, id)));
    co_return {};
}

Task<Result<std::optional<ResourceServer>>> ScopeStore::findServer(
    RealmId realmId, ResourceServerId id, Deadline deadline) const
{
    co_return firstServer(co_await m_database->execute(&kServerById, db::Params::of(realmId, id), deadline));
}

Task<Result<std::optional<ResourceServer>>> ScopeStore::findServerByName(
    RealmId realmId, QString name, Deadline deadline) const
{
    co_return firstServer(co_await m_database->execute(&kServerByName, db::Params::of(realmId, name), deadline));
}

Task<Result<std::optional<ResourceServer>>> ScopeStore::serverInChange(
    ChangePointer change, RealmId realmId, QString name) const
{
    co_return firstServer(co_await change->execute(&kServerInChange, db::Params::of(realmId, name)));
}

const db::ListSpec &ScopeStore::serverListSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "resource_server_list",
        .columns = SERVER_COLUMNS,
        .from = "resource_servers t",
        .condition = "t.realm_id = $1",
        .id = "t.id",
        .fields = {
            { QLatin1StringView("name"), "t.name", Text, db::ListSort::Yes },
            { QLatin1StringView("identifier"), "t.identifier", Text, db::ListSort::Yes },
            { QLatin1StringView("description"), "t.description", Text },
            { QLatin1StringView("created_at"), "t.created_at", Time, db::ListSort::Yes },
            { QLatin1StringView("updated_at"), "t.updated_at", Time, db::ListSort::Yes },
        },
        .freeText = { "t.name", "t.identifier", "t.description" },
    };
    return spec;
}

Task<Result<db::ListPage>> ScopeStore::listServers(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(m_database, &serverListSpec(), db::Params::of(realmId), std::move(request), deadline);
}

Task<Result<std::optional<ResourceServer>>> ScopeStore::lockServer(
    ChangePointer change, RealmId realmId, ResourceServerId id) const
{
    co_return firstServer(co_await change->execute(&kServerLock, db::Params::of(realmId, id)));
}

Task<Result<bool>> ScopeStore::insertServer(ChangePointer change, ResourceServer server) const
{
    const auto rows = CO_TRY(co_await change->execute(&kServerInsert,
        db::Params::of(server.realmId, server.id, server.name, server.identifier, server.description, server.version,
            server.createdAt)));
    co_return rows.affected() == 1;
}

Task<Result<bool>> ScopeStore::updateServer(ChangePointer change, ResourceServer server) const
{
    const auto rows = CO_TRY(co_await change->execute(&kServerUpdate,
        db::Params::of(server.realmId, server.id, server.name, server.description, server.version, server.updatedAt)));
    co_return rows.affected() == 1;
}

Task<Result<void>> ScopeStore::removeServer(ChangePointer change, RealmId realmId, ResourceServerId id) const
{
    CO_TRY(co_await change->execute(&kServerRemove, db::Params::of(realmId, id)));
    co_return {};
}

Task<Result<QStringList>> ScopeStore::scopesOfServer(ChangePointer change, RealmId realmId, ResourceServerId id) const
{
    const auto rows = CO_TRY(co_await change->execute(&kScopesOfServer, db::Params::of(realmId, id)));
    QStringList names;
    for (int i = 0; i < rows.count(); ++i)
        names.append(rows.text(i, "name"));
    co_return names;
}

}
