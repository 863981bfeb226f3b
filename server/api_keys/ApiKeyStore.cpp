// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_keys/ApiKeyStore.h"

namespace auth {

namespace {

#define API_KEY_COLUMNS                                                                                                \
    "k.realm_id, k.id, k.application_id, a.client_id, k.name, k.prefix, k.key_hash, k.scope, k.tier, k.version,"       \
    " k.created_at, k.updated_at, k.expires_at, k.last_used_at"
#define API_KEY_SOURCE                                                                                                 \
    "api_keys k JOIN applications a ON a.realm_id = k.realm_id AND a.id = k.application_id AND a.deleted_at IS NULL"

const db::Query kFind { "api_key_find",
    "SELECT " API_KEY_COLUMNS " FROM " API_KEY_SOURCE
    " WHERE k.realm_id = $1 AND (k.name = $2 OR k.id = $3)" };
const db::Query kFindByHash { "api_key_find_by_hash",
    "SELECT " API_KEY_COLUMNS " FROM " API_KEY_SOURCE " WHERE k.realm_id = $1 AND k.key_hash = $2 AND a.enabled" };
const db::Query kLock {
    "api_key_lock",
    "SELECT " API_KEY_COLUMNS " FROM " API_KEY_SOURCE
    " WHERE k.realm_id = $1 AND (k.name = $2 OR k.id = $3) FOR UPDATE OF k"
};
// DO NOTHING instead of an error, so that the transaction lives on.
const db::Query kInsert { "api_key_insert",
    "INSERT INTO api_keys (realm_id, id, application_id, name, prefix, key_hash, scope, tier, version, created_at,"
    " updated_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING" };
const db::Query kUpdate { "api_key_update",
    "UPDATE api_keys k SET name = $3, prefix = $4, key_hash = $5, scope = $6, tier = $7, version = $8, updated_at = $9,"
    " expires_at = $10 WHERE realm_id = $1 AND id = $2 AND NOT EXISTS (SELECT FROM api_keys other"
    " WHERE other.realm_id = $1 AND other.name = $3 AND other.id <> $2)" };
const db::Query kRemove { "api_key_remove", "DELETE FROM api_keys WHERE realm_id = $1 AND id = $2" };
const db::Query kNoteUses { "api_key_note_uses",
    "UPDATE api_keys k SET last_used_at = $3 FROM unnest($1::uuid[], $2::uuid[]) AS used (realm_id, id)"
    " WHERE k.realm_id = used.realm_id AND k.id = used.id" };

Result<std::optional<ApiKey>> firstKey(const Result<db::Rows> &rows)
{
    if (!rows)
        return std::unexpected(rows.error());
    return rows->isEmpty() ? std::nullopt : std::optional(ApiKeyStore::fromRow(*rows, 0));
}

}

ApiKey ApiKeyStore::fromRow(const db::Rows &rows, int row)
{
    ApiKey key;
    key.realmId = rows.id<RealmId>(row, "realm_id");
    key.id = rows.uuid(row, "id");
    key.applicationId = rows.id<ApplicationId>(row, "application_id");
    key.clientId = rows.raw(row, "client_id");
    key.name = rows.text(row, "name");
    key.prefix = rows.text(row, "prefix");
    key.keyHash = rows.bytes(row, "key_hash");
    key.scope = rows.text(row, "scope");
    key.tier = rows.text(row, "tier");
    key.version = rows.integer(row, "version");
    key.createdAt = rows.time(row, "created_at");
    key.updatedAt = rows.time(row, "updated_at");
    key.expiresAt = rows.optionalTime(row, "expires_at");
    key.lastUsedAt = rows.optionalTime(row, "last_used_at");
    return key;
}

Task<Result<std::optional<ApiKey>>> ApiKeyStore::find(RealmId realmId, QString nameOrId, Deadline deadline) const
{
    co_return firstKey(co_await m_database->execute(&kFind, db::Params::of(realmId, nameOrId, Uuid::parse(nameOrId.toLatin1())), deadline));
}

Task<Result<std::optional<ApiKey>>> ApiKeyStore::findByHash(
    RealmId realmId, QByteArray keyHash, Deadline deadline) const
{
    co_return firstKey(
        co_await m_database->execute(&kFindByHash, db::Params::of(realmId, db::Bytes { keyHash }), deadline));
}

Task<Result<std::optional<ApiKey>>> ApiKeyStore::lock(ChangePointer change, RealmId realmId, QString nameOrId) const
{
    co_return firstKey(co_await change->execute(&kLock, db::Params::of(realmId, nameOrId, Uuid::parse(nameOrId.toLatin1()))));
}

Task<Result<bool>> ApiKeyStore::insert(ChangePointer change, ApiKey key) const
{
    const auto rows = CO_TRY(co_await change->execute(&kInsert,
        db::Params::of(key.realmId, key.id, key.applicationId, key.name, key.prefix, db::Bytes { key.keyHash },
            key.scope, key.tier, key.version, key.createdAt, key.updatedAt, key.expiresAt)));
    co_return rows.affected() == 1;
}

Task<Result<bool>> ApiKeyStore::update(ChangePointer change, ApiKey key) const
{
    const auto rows = CO_TRY(co_await change->execute(&kUpdate,
        db::Params::of(key.realmId, key.id, key.name, key.prefix, db::Bytes { key.keyHash }, key.scope, key.tier,
            key.version, key.updatedAt, key.expiresAt)));
    co_return rows.affected() == 1;
}

Task<Result<void>> ApiKeyStore::remove(ChangePointer change, ApiKey key) const
{
    CO_TRY(co_await change->execute(&kRemove, db::Params::of(key.realmId, key.id)));
    co_return {};
}

Task<Result<void>> ApiKeyStore::noteUses(QList<std::pair<RealmId, Uuid>> keys, Timestamp now, Deadline deadline) const
{
    QStringList realms;
    QStringList ids;
    for (const auto &[realm, id] : keys) {
        realms.append(realm.toString());
        ids.append(id.toString());
    }
    CO_TRY(co_await m_database->execute(&kNoteUses, db::Params::of(realms, ids, now), deadline));
    co_return {};
}

const db::ListSpec &ApiKeyStore::listSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "api_key_list",
        .columns = API_KEY_COLUMNS,
        .from = API_KEY_SOURCE,
        .condition = "k.realm_id = $1",
        .id = "k.id",
        .fields = {
            { QLatin1StringView("name"), "k.name", Text, db::ListSort::Yes },
            { QLatin1StringView("application"), "a.client_id", Text, db::ListSort::Yes },
            { QLatin1StringView("prefix"), "k.prefix", Text },
            { QLatin1StringView("tier"), "k.tier", Text, db::ListSort::Yes },
            { QLatin1StringView("created_at"), "k.created_at", Time, db::ListSort::Yes },
            { QLatin1StringView("expires_at"), "k.expires_at", Time },
            { QLatin1StringView("last_used_at"), "k.last_used_at", Time },
        },
        .freeText = { "k.name", "a.client_id" },
    };
    return spec;
}

Task<Result<db::ListPage>> ApiKeyStore::list(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(m_database, &listSpec(), db::Params::of(realmId), std::move(request), deadline);
}

}
