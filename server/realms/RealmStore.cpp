// SPDX-License-Identifier: GPL-3.0-or-later
#include "realms/RealmStore.h"

namespace auth {

namespace {

#define REALM_COLUMNS                                                                                                  \
    "id, name, display_name, enabled, host_names, settings, data_key_sealed, version, created_at, updated_at,"                     \
    " deleted_at"

const db::Query kByName { "realm_by_name",
    "SELECT " REALM_COLUMNS " FROM realms WHERE name = $1 AND deleted_at IS NULL" };
const db::Query kById { "realm_by_id", "SELECT " REALM_COLUMNS " FROM realms WHERE id = $1 AND deleted_at IS NULL" };
const db::Query kLock { "realm_lock",
    "SELECT " REALM_COLUMNS " FROM realms WHERE id = $1 AND deleted_at IS NULL FOR UPDATE" };
// DO NOTHING instead of an error, so that the transaction lives on and the answer can say which field it was.
const db::Query kInsert { "realm_insert",
    "INSERT INTO realms (id, name, display_name, enabled, settings, data_key_sealed, version, created_at, updated_at,"
    " host_names) VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7, $8) ON CONFLICT DO NOTHING" };
const db::Query kUpdate { "realm_update",
    "UPDATE realms SET name = $2, display_name = $3, enabled = $4, settings = $5, version = $6, updated_at = $7,"
    " host_names = $8 WHERE id = $1" };
const db::Query kByHost { "realm_by_host", "SELECT realm_id FROM realm_hosts WHERE host = $1" };
// A name that is the realm's already is updated to itself, so that it counts as claimed; a foreign one gives no row.
const db::Query kClaimHosts { "realm_claim_hosts",
    "INSERT INTO realm_hosts (realm_id, host) SELECT $1, wanted FROM unnest($2::text[]) AS wanted"
    " ON CONFLICT (host) DO UPDATE SET realm_id = EXCLUDED.realm_id WHERE realm_hosts.realm_id = EXCLUDED.realm_id"
    " RETURNING host" };
const db::Query kReleaseHosts { "realm_release_hosts",
    "DELETE FROM realm_hosts WHERE realm_id = $1 AND host <> ALL ($2::text[])" };
const db::Query kRemove { "realm_remove", "UPDATE realms SET deleted_at = $2, version = version + 1 WHERE id = $1" };
// By id or name; of several that had the name, the last one deleted.
const db::Query kLockDeleted { "realm_lock_deleted",
    "SELECT " REALM_COLUMNS " FROM realms WHERE (id::text = $1 OR name = $1) AND deleted_at IS NOT NULL"
    " ORDER BY deleted_at DESC LIMIT 1 FOR UPDATE" };
const db::Query kUndelete { "realm_undelete",
    "UPDATE realms r SET deleted_at = NULL, version = $2, updated_at = $3 WHERE id = $1"
    " AND NOT EXISTS (SELECT FROM realms other WHERE other.name = r.name AND other.deleted_at IS NULL)" };

}

Realm RealmStore::fromRow(const db::Rows &rows, int row) const
{
    Realm realm;
    realm.id = rows.id<RealmId>(row, "id");
    realm.name = rows.raw(row, "name");
    realm.displayName = rows.text(row, "display_name");
    realm.enabled = rows.boolean(row, "enabled");
    realm.settingsSet = rows.object(row, "settings");
    realm.settings = RealmSettings::fromJson(realm.settingsSet, *m_defaults->current());
    realm.hostNames = rows.list(row, "host_names");
    realm.dataKeySealed = rows.bytes(row, "data_key_sealed");
    realm.version = rows.integer(row, "version");
    realm.createdAt = rows.time(row, "created_at");
    realm.updatedAt = rows.time(row, "updated_at");
    if (!rows.isNull(row, "deleted_at"))
        realm.deletedAt = rows.time(row, "deleted_at");
    return realm;
}

Result<std::optional<Realm>> RealmStore::first(const Result<db::Rows> &rows) const
{
    if (!rows)
        return std::unexpected(rows.error());
    return rows->isEmpty() ? std::nullopt : std::optional(fromRow(*rows, 0));
}

Task<Result<std::optional<Realm>>> RealmStore::findByName(QByteArray name, Deadline deadline) const
{
    co_return first(co_await m_database->execute(&kByName, db::Params::of(name), deadline));
}

Task<Result<std::optional<Realm>>> RealmStore::find(RealmId id, Deadline deadline) const
{
    co_return first(co_await m_database->execute(&kById, db::Params::of(id), deadline));
}

Task<Result<std::optional<Realm>>> RealmStore::lock(ChangePointer change, RealmId id) const
{
    co_return first(co_await change->execute(&kLock, db::Params::of(id)));
}

Task<Result<void>> RealmStore::insert(ChangePointer change, Realm realm) const
{
    const auto rows = CO_TRY(co_await change->execute(&kInsert,
        db::Params::of(realm.id, realm.name, realm.displayName, realm.enabled, realm.settingsSet,
            db::Bytes { realm.dataKeySealed }, realm.createdAt, realm.hostNames)));
    if (rows.affected() == 0)
        co_return failure(ErrorCode::Conflict, QStringLiteral("A realm of this name exists."));
    co_return {};
}

Task<Result<void>> RealmStore::update(ChangePointer change, Realm realm) const
{
    CO_TRY(co_await change->execute(&kUpdate,
        db::Params::of(realm.id, realm.name, realm.displayName, realm.enabled, realm.settingsSet, realm.version,
            realm.updatedAt, realm.hostNames)));
    co_return {};
}

Task<Result<void>> RealmStore::remove(ChangePointer change, RealmId id) const
{
    CO_TRY(co_await change->execute(&kRemove, db::Params::of(id, change->clock().now())));
    change->enqueue(&kReleaseHosts, db::Params::of(id, QStringList()));
    co_return {};
}

Task<Result<std::optional<Realm>>> RealmStore::lockDeleted(ChangePointer change, QString nameOrId) const
{
    co_return first(co_await change->execute(&kLockDeleted, db::Params::of(nameOrId)));
}

Task<Result<bool>> RealmStore::undelete(ChangePointer change, Realm realm) const
{
    const auto rows
        = CO_TRY(co_await change->execute(&kUndelete, db::Params::of(realm.id, realm.version, realm.updatedAt)));
    co_return rows.affected() == 1;
}

Task<Result<std::optional<RealmId>>> RealmStore::findByHost(QByteArray host, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kByHost, db::Params::of(host), deadline));
    co_return rows.isEmpty() ? std::nullopt : std::optional(rows.id<RealmId>(0, "realm_id"));
}

Task<Result<QStringList>> RealmStore::claimHosts(ChangePointer change, RealmId id, QStringList hosts) const
{
    const auto rows = CO_TRY(co_await change->execute(&kClaimHosts, db::Params::of(id, hosts)));
    QStringList taken = hosts;
    for (int i = 0; i < rows.count(); ++i)
        taken.removeAll(rows.text(i, "host"));
    change->enqueue(&kReleaseHosts, db::Params::of(id, hosts));
    co_return taken;
}

const db::ListSpec &RealmStore::listSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "realm_list",
        .columns = REALM_COLUMNS,
        .from = "realms",
        .condition = "$1::boolean",
        .id = "id",
        .fields = {
            { QLatin1StringView("name"), "name", Text, db::ListSort::Yes },
            { QLatin1StringView("display_name"), "display_name", Text, db::ListSort::Yes },
            { QLatin1StringView("enabled"), "enabled", Boolean },
            { QLatin1StringView("host_name"), "host_names", Array },
            { QLatin1StringView("created_at"), "created_at", Time, db::ListSort::Yes },
            { QLatin1StringView("updated_at"), "updated_at", Time, db::ListSort::Yes },
            { QLatin1StringView("deleted"), "(deleted_at IS NOT NULL)", Boolean },
            { QLatin1StringView("deleted_at"), "coalesce(deleted_at, 'epoch')", Time, db::ListSort::Yes },
        },
        .freeText = { "name", "display_name" },
        .deletedAt = "deleted_at",
    };
    return spec;
}

Task<Result<db::ListPage>> RealmStore::list(db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(m_database, &listSpec(), db::Params::of(true), std::move(request), deadline);
}

}
