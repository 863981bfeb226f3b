// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/RefreshFamilyStore.h"

namespace auth::oauth::refresh_family_store {

namespace {

#define FAMILY_COLUMNS                                                                                                 \
    "f.realm_id, f.id, f.application_id, f.user_id, f.session_id, f.offline, f.scope, f.resource, f.claims, f.auth_time,"   \
    " f.acr, f.amr, f.salt, f.generation, f.rotated_at, f.created_at, f.expires_at, f.revoked_at IS NOT NULL AS revoked"
const db::Query kInsert { "refresh_family_insert",
    "INSERT INTO refresh_families (realm_id, id, application_id, user_id, session_id, offline, scope, resource, claims,"
    " auth_time, acr, amr, salt, generation, rotated_at, created_at, expires_at, device_fingerprint, agent_fingerprint)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)" };

// One row, by its key: whatever ends a session or an account ends the families of it in the same transaction, and a code
// is redeemed under locks on both, so that no family is missed.
const db::Query kRotate { "refresh_family_rotate",
    "UPDATE refresh_families SET generation = generation + 1, rotated_at = $3"
    " WHERE realm_id = $1 AND id = $2 AND generation = $5 AND salt = $6 AND application_id = $7 AND revoked_at IS NULL"
    " AND expires_at > $3 AND (offline OR rotated_at > $3 - make_interval(secs => $4))"
    " RETURNING user_id, session_id, offline, scope, resource, claims, auth_time, acr, amr, device_fingerprint,"
    " agent_fingerprint, device_changed_at" };

const db::Query kFind { "refresh_family_find",
    "SELECT user_id, session_id, offline, scope, resource, claims, auth_time, acr, amr, device_fingerprint,"
    " agent_fingerprint, device_changed_at, application_id, salt, generation,"
    " rotated_at, created_at, expires_at, revoked_at IS NOT NULL AS revoked FROM refresh_families WHERE realm_id = $1 AND id = $2" };

const db::Query kNoteDeviceChange { "refresh_family_note_device_change",
    "UPDATE refresh_families SET device_changed_at = $3 WHERE realm_id = $1 AND id = $2 AND device_changed_at IS NULL" };

const db::Query kRevoke { "refresh_family_revoke",
    "UPDATE refresh_families SET revoked_at = $3 WHERE realm_id = $1 AND id = $2 AND revoked_at IS NULL" };

const db::Query kRevokeMany { "refresh_family_revoke_many",
    "UPDATE refresh_families SET revoked_at = $4 WHERE realm_id = $1 AND ($2::uuid IS NULL OR user_id = $2)"
    " AND ($3::uuid IS NULL OR application_id = $3) AND revoked_at IS NULL RETURNING id" };

/// What both statements answer.
RefreshFamily fromRow(const db::Rows &rows, RealmId realmId, GrantId id)
{
    RefreshFamily family;
    family.realmId = realmId;
    family.id = id;
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
    family.device = rows.bytes(0, "device_fingerprint");
    family.agent = rows.bytes(0, "agent_fingerprint");
    family.deviceChanged = !rows.isNull(0, "device_changed_at");
    return family;
}

}

void insert(db::Transaction *transaction, RefreshFamily family)
{
    const auto known = [](const QByteArray &fingerprint) { return fingerprint.isEmpty() ? std::nullopt : std::optional(db::Bytes { fingerprint }); };
    transaction->enqueue(&kInsert,
        db::Params::of(family.realmId, family.id, family.applicationId, family.userId, family.sessionId, family.offline,
            family.scope.join(u' '), family.resource, family.claims, family.authTime, family.acr, family.amr,
            db::Bytes { family.salt }, family.generation, family.rotatedAt, family.createdAt, family.expiresAt,
            known(family.device), known(family.agent)));
}

Task<Result<std::optional<RefreshFamily>>> rotate(db::Database *database, Presented presented, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kRotate,
        db::Params::of(presented.realmId, presented.familyId, presented.now, static_cast<qint64>(presented.idleTimeout.count()),
            presented.generation, db::Bytes { presented.salt }, presented.applicationId),
        deadline));
    if (rows.isEmpty())
        co_return std::nullopt;
    RefreshFamily family = fromRow(rows, presented.realmId, presented.familyId);
    family.applicationId = presented.applicationId;
    family.salt = presented.salt;
    family.generation = presented.generation + 1;
    family.rotatedAt = presented.now;
    co_return family;
}

Task<Result<std::optional<RefreshFamily>>> find(db::Database *database, RealmId realmId, GrantId id, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kFind, db::Params::of(realmId, id), deadline));
    if (rows.isEmpty())
        co_return std::nullopt;
    RefreshFamily family = fromRow(rows, realmId, id);
    family.applicationId = rows.id<ApplicationId>(0, "application_id");
    family.salt = rows.bytes(0, "salt");
    family.generation = static_cast<int>(rows.integer(0, "generation"));
    family.rotatedAt = rows.time(0, "rotated_at");
    family.createdAt = rows.time(0, "created_at");
    family.expiresAt = rows.time(0, "expires_at");
    family.revoked = rows.boolean(0, "revoked");
    co_return family;
}

Task<Result<QList<GrantId>>> revokeMany(db::Transaction *transaction, RealmId realmId, std::optional<UserId> user, std::optional<ApplicationId> application, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kRevokeMany, db::Params::of(realmId, user, application, now)));
    QList<GrantId> ended;
    for (int i = 0; i < rows.count(); ++i)
        ended.append(rows.id<GrantId>(i, "id"));
    co_return ended;
}

Task<Result<bool>> noteDeviceChange(db::Transaction *transaction, RealmId realmId, GrantId id, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kNoteDeviceChange, db::Params::of(realmId, id, now)));
    co_return rows.affected() == 1;
}

Task<Result<bool>> revoke(db::Transaction *transaction, RealmId realmId, GrantId id, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kRevoke, db::Params::of(realmId, id, now)));
    co_return rows.affected() == 1;
}

}
