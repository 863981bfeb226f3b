// SPDX-License-Identifier: GPL-3.0-or-later
#include "recycle/RecycleStore.h"

namespace auth::recycle_store {

namespace {

// $1 is the moment, $2 the seconds that things are kept where their realm `r` sets nothing.
#define KEPT_SINCE                                                                                                     \
    "$1::timestamptz - make_interval(secs => coalesce((r.settings ->> 'recycle_period')::double precision, "           \
    "$2::bigint))"

const db::Query kApplications { "recycle_applications",
    "WITH due AS (SELECT a.realm_id, a.id FROM applications a JOIN realms r ON r.id = a.realm_id"
    " WHERE a.deleted_at IS NOT NULL AND a.deleted_at < " KEPT_SINCE
    " ORDER BY a.deleted_at LIMIT $3 FOR UPDATE OF a SKIP LOCKED)"
    " DELETE FROM applications a USING due WHERE a.realm_id = due.realm_id AND a.id = due.id"
    " RETURNING a.realm_id, a.id, a.client_id AS name" };
const db::Query kUsers { "recycle_users",
    "WITH due AS (SELECT u.realm_id, u.id FROM users u JOIN realms r ON r.id = u.realm_id"
    " WHERE u.deleted_at IS NOT NULL AND u.deleted_at < " KEPT_SINCE
    " ORDER BY u.deleted_at LIMIT $3 FOR UPDATE OF u SKIP LOCKED)"
    " DELETE FROM users u USING due WHERE u.realm_id = due.realm_id AND u.id = due.id"
    " RETURNING u.realm_id, u.id, u.username AS name" };
const db::Query kDueRealm { "recycle_due_realm",
    "SELECT r.id AS realm_id, r.id, r.name FROM realms r WHERE r.deleted_at IS NOT NULL AND r.deleted_at < " KEPT_SINCE
    " ORDER BY r.deleted_at LIMIT 1 FOR UPDATE SKIP LOCKED" };
const db::Query kUsersOfRealm { "recycle_users_of_realm",
    "DELETE FROM users WHERE realm_id = $1 AND id IN (SELECT id FROM users WHERE realm_id = $1 LIMIT $2)" };
// Two tables without a foreign key: what they hold may be of no realm.
const db::Query kJobsOfRealm { "recycle_jobs_of_realm", "DELETE FROM jobs WHERE realm_id = $1" };
const db::Query kOutboxOfRealm { "recycle_outbox_of_realm", "DELETE FROM outbox WHERE realm_id = $1" };
const db::Query kRealm { "recycle_realm", "DELETE FROM realms WHERE id = $1" };
// The last version of a deleted object has no document; one that came back has later ones.
const db::Query kVersions { "recycle_versions",
    "WITH due AS (SELECT d.realm_id, d.kind, d.object_id FROM object_versions d JOIN realms r ON r.id = d.realm_id"
    " WHERE d.document IS NULL AND d.at < " KEPT_SINCE
    " AND NOT EXISTS (SELECT FROM object_versions l WHERE l.realm_id = d.realm_id AND l.kind = d.kind"
    " AND l.object_id = d.object_id AND l.version > d.version) ORDER BY d.at LIMIT $3)"
    " DELETE FROM object_versions v USING due"
    " WHERE v.realm_id = due.realm_id AND v.kind = due.kind AND v.object_id = due.object_id" };

db::Params parameters(const Due &due)
{
    return db::Params::of(due.now, static_cast<qint64>(due.period.count()));
}

std::vector<Purged> purgedFrom(const db::Rows &rows)
{
    std::vector<Purged> purged;
    for (int row = 0; row < rows.count(); ++row)
        purged.push_back({ rows.id<RealmId>(row, "realm_id"), rows.uuid(row, "id"), rows.text(row, "name") });
    return purged;
}

}

Task<Result<std::vector<Purged>>> purgeApplications(ChangePointer change, Due due, int batch)
{
    co_return purgedFrom(CO_TRY(co_await change->execute(&kApplications, parameters(due).add(batch))));
}

Task<Result<std::vector<Purged>>> purgeUsers(ChangePointer change, Due due, int batch)
{
    co_return purgedFrom(CO_TRY(co_await change->execute(&kUsers, parameters(due).add(batch))));
}

Task<Result<std::optional<Purged>>> lockDueRealm(ChangePointer change, Due due)
{
    const auto found = purgedFrom(CO_TRY(co_await change->execute(&kDueRealm, parameters(due))));
    co_return found.empty() ? std::nullopt : std::optional(found.front());
}

Task<Result<qint64>> purgeUsersOfRealm(ChangePointer change, RealmId realm, int batch)
{
    const auto rows = CO_TRY(co_await change->execute(&kUsersOfRealm, db::Params::of(realm, batch)));
    co_return rows.affected();
}

Task<Result<void>> purgeRealm(ChangePointer change, RealmId realm)
{
    CO_TRY(co_await change->execute(&kJobsOfRealm, db::Params::of(realm)));
    CO_TRY(co_await change->execute(&kOutboxOfRealm, db::Params::of(realm)));
    CO_TRY(co_await change->execute(&kRealm, db::Params::of(realm)));
    co_return {};
}

Task<Result<qint64>> purgeVersions(db::Database *database, Due due, int batch, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kVersions, parameters(due).add(batch), deadline));
    co_return rows.affected();
}

}
