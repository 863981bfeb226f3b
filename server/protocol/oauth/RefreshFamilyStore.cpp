// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/RefreshFamilyStore.h"

namespace auth::oauth::refresh_family_store {

namespace {

#define FAMILY_COLUMNS                                                                                                 \
    "f.realm_id, f.id, f.application_id, f.user_id, f.session_id, f.offline, f.scope, f.resource, f.claims, f.auth_time,"   \
    " f.acr, f.amr, f.salt, f.generation, f.rotated_at, f.created_at, f.expires_at, f.revoked_at IS NOT NULL AS revoked"
// $3 is the moment, $4 the seconds that a family without offline_access may rest.
#define FAMILY_MAY_CONTINUE                                                                                            \
    "f.revoked_at IS NULL AND f.expires_at > $3 AND (f.offline OR f.rotated_at > $3 - make_interval(secs => $4))"       \
    " AND EXISTS (SELECT 1 FROM users u WHERE u.realm_id = f.realm_id AND u.id = f.user_id AND u.enabled AND u.deleted_at IS NULL)" \
    " AND (f.offline OR EXISTS (SELECT 1 FROM sessions s WHERE s.realm_id = f.realm_id AND s.id = f.session_id"         \
    " AND s.ended_at IS NULL AND s.expires_at > $3))"

const db::Query kInsert { "refresh_family_insert",
    "INSERT INTO refresh_families (realm_id, id, application_id, user_id, session_id, offline, scope, resource, claims,"
    " auth_time, acr, amr, salt, generation, rotated_at, created_at, expires_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)" };

const db::Query kRotate { "refresh_family_rotate",
    "UPDATE refresh_families f SET generation = f.generation + 1, rotated_at = $3"
    " WHERE f.realm_id = $1 AND f.id = $2 AND f.generation = $5 AND f.salt = $6 AND f.application_id = $7 AND " FAMILY_MAY_CONTINUE
    " RETURNING " FAMILY_COLUMNS };

const db::Query kFind { "refresh_family_find", "SELECT " FAMILY_COLUMNS " FROM refresh_families f WHERE f.realm_id = $1 AND f.id = $2" };

const db::Query kMayContinue { "refresh_family_may_continue",
    "SELECT " FAMILY_MAY_CONTINUE " AS allowed FROM refresh_families f WHERE f.realm_id = $1 AND f.id = $2" };

const db::Query kRevoke { "refresh_family_revoke",
    "UPDATE refresh_families SET revoked_at = $3 WHERE realm_id = $1 AND id = $2 AND revoked_at IS NULL" };

std::optional<RefreshFamily> firstOf(const db::Rows &rows)
{
    if (rows.isEmpty())
        return std::nullopt;
    RefreshFamily family;
    family.realmId = rows.id<RealmId>(0, "realm_id");
    family.id = rows.id<GrantId>(0, "id");
    family.applicationId = rows.id<ApplicationId>(0, "application_id");
    family.userId = rows.id<UserId>(0, "user_id");
    if (!rows.isNull(0, "session_id"))
        family.sessionId = rows.id<SessionId>(0, "session_id");
    family.offline = rows.boolean(0, "offline");
    family.scope = rows.text(0, "scope").split(u' ', Qt::SkipEmptyParts);
    family.resource = rows.list(0, "resource");
    family.claims = rows.object(0, "claims");
    family.authTime = rows.time(0, "auth_time");
    family.acr = rows.raw(0, "acr");
    family.amr = rows.list(0, "amr");
    family.salt = rows.bytes(0, "salt");
    family.generation = static_cast<int>(rows.integer(0, "generation"));
    family.rotatedAt = rows.time(0, "rotated_at");
    family.createdAt = rows.time(0, "created_at");
    family.expiresAt = rows.time(0, "expires_at");
    family.revoked = rows.boolean(0, "revoked");
    return family;
}

}

void insert(db::Transaction *transaction, RefreshFamily family)
{
    transaction->enqueue(&kInsert,
        db::Params::of(family.realmId, family.id, family.applicationId, family.userId, family.sessionId, family.offline,
            family.scope.join(u' '), family.resource, family.claims, family.authTime, family.acr, family.amr,
            db::Bytes { family.salt }, family.generation, family.rotatedAt, family.createdAt, family.expiresAt));
}

Task<Result<std::optional<RefreshFamily>>> rotate(db::Database *database, Presented presented, Deadline deadline)
{
    co_return firstOf(CO_TRY(co_await database->execute(&kRotate,
        db::Params::of(presented.realmId, presented.familyId, presented.now, static_cast<qint64>(presented.idleTimeout.count()),
            presented.generation, db::Bytes { presented.salt }, presented.applicationId),
        deadline)));
}

Task<Result<std::optional<RefreshFamily>>> find(db::Database *database, RealmId realmId, GrantId id, Deadline deadline)
{
    co_return firstOf(CO_TRY(co_await database->execute(&kFind, db::Params::of(realmId, id), deadline)));
}

Task<Result<bool>> mayContinue(db::Database *database, RefreshFamily family, Timestamp now, std::chrono::seconds idleTimeout, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kMayContinue,
        db::Params::of(family.realmId, family.id, now, static_cast<qint64>(idleTimeout.count())), deadline));
    co_return !rows.isEmpty() && rows.boolean(0, "allowed");
}

Task<Result<bool>> revoke(db::Transaction *transaction, RealmId realmId, GrantId id, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kRevoke, db::Params::of(realmId, id, now)));
    co_return rows.affected() == 1;
}

}
