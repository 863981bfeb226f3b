// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/DeviceAuthorizationStore.h"

namespace auth::oauth::device_authorization_store {

namespace {

#define DEVICE_COLUMNS                                                                                                 \
    "d.device_code_hash, d.grant_id, d.application_id, d.scope, d.resource, host(d.address) AS address, d.user_agent,"    \
    " d.created_at, d.expires_at, d.interval_seconds"

const db::Query kInsert { "device_code_insert",
    "INSERT INTO device_codes (realm_id, device_code_hash, user_code_hash, grant_id, application_id, scope, resource,"
    " address, user_agent, created_at, expires_at, interval_seconds)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (realm_id, user_code_hash) DO NOTHING" };
const db::Query kFindByUserCode { "device_code_find_by_user_code",
    "SELECT " DEVICE_COLUMNS " FROM device_codes d WHERE d.realm_id = $1 AND d.user_code_hash = $2 AND d.decided_at IS NULL AND d.expires_at > $3" };
const db::Query kFind { "device_code_find",
    "SELECT " DEVICE_COLUMNS " FROM device_codes d WHERE d.realm_id = $1 AND d.device_code_hash = $2 AND d.decided_at IS NULL AND d.expires_at > $3" };
const db::Query kDecide { "device_code_decide",
    "UPDATE device_codes SET decided_at = $3, user_id = $4, session_id = $5, auth_time = $6, acr = $7, amr = $8"
    " WHERE realm_id = $1 AND device_code_hash = $2 AND decided_at IS NULL AND expires_at > $3" };

// The right-hand sides see the row as it was, and the row is locked: two polls at once are one after the other.
#define COMES_TOO_EARLY "(decided_at IS NULL AND coalesce(polled_at + make_interval(secs => interval_seconds - 1) > $4, false))"
const db::Query kPoll { "device_code_poll",
    "UPDATE device_codes SET polled_at = $4, slowed_down = " COMES_TOO_EARLY ","
    " interval_seconds = interval_seconds + CASE WHEN " COMES_TOO_EARLY " THEN $5::integer ELSE 0 END"
    " WHERE realm_id = $1 AND device_code_hash = $2 AND application_id = $3 AND consumed_at IS NULL"
    " RETURNING decided_at IS NOT NULL AS decided, user_id IS NOT NULL AS allowed, slowed_down, expires_at" };
#undef COMES_TOO_EARLY

const db::Query kConsume { "device_code_consume",
    "WITH person AS (SELECT u.id, u.username, u.enabled AND u.deleted_at IS NULL"
    " AND (u.locked_at IS NULL OR u.locked_until <= $4) AS active FROM device_codes c"
    " JOIN users u ON u.realm_id = c.realm_id AND u.id = c.user_id"
    " WHERE c.realm_id = $1 AND c.device_code_hash = $2 FOR SHARE OF u)"
    " UPDATE device_codes d SET consumed_at = $4 FROM person"
    " WHERE d.realm_id = $1 AND d.device_code_hash = $2 AND d.application_id = $3 AND d.user_id = person.id"
    " AND d.consumed_at IS NULL AND d.expires_at > $4"
    " RETURNING " DEVICE_COLUMNS ", d.user_id, d.session_id, d.auth_time, d.acr, d.amr, person.username,"
    " person.active AS user_active, EXISTS (SELECT 1 FROM sessions s WHERE s.realm_id = d.realm_id AND s.id = d.session_id"
    " AND s.ended_at IS NULL AND s.expires_at > $4) AS session_live" };
#undef DEVICE_COLUMNS

DeviceAuthorization authorizationOf(RealmId realmId, const db::Rows &rows)
{
    DeviceAuthorization authorization;
    authorization.realmId = realmId;
    authorization.grantId = rows.id<GrantId>(0, "grant_id");
    authorization.applicationId = rows.id<ApplicationId>(0, "application_id");
    authorization.scope = rows.text(0, "scope").split(u' ', Qt::SkipEmptyParts);
    authorization.resource = rows.list(0, "resource");
    authorization.address = rows.raw(0, "address");
    authorization.userAgent = rows.text(0, "user_agent");
    authorization.createdAt = rows.time(0, "created_at");
    authorization.expiresAt = rows.time(0, "expires_at");
    authorization.interval = std::chrono::seconds(rows.integer(0, "interval_seconds"));
    return authorization;
}

std::optional<Waiting> waitingOf(RealmId realmId, const db::Rows &rows)
{
    if (rows.isEmpty())
        return std::nullopt;
    return Waiting { rows.bytes(0, "device_code_hash"), authorizationOf(realmId, rows) };
}

}

Task<Result<bool>> insert(db::Database *database, DeviceAuthorization authorization, QByteArray deviceCodeHash, QByteArray userCodeHash, Deadline deadline)
{
    const std::optional<QByteArray> address = authorization.address.isEmpty() ? std::nullopt : std::optional(authorization.address);
    const auto rows = CO_TRY(co_await database->execute(&kInsert,
        db::Params::of(authorization.realmId, db::Bytes { deviceCodeHash }, db::Bytes { userCodeHash }, authorization.grantId,
            authorization.applicationId, authorization.scope.join(u' '), authorization.resource, address,
            authorization.userAgent.left(512), authorization.createdAt, authorization.expiresAt,
            static_cast<qint64>(authorization.interval.count())),
        deadline));
    co_return rows.affected() == 1;
}

Task<Result<std::optional<Waiting>>> findByUserCode(db::Database *database, RealmId realmId, QByteArray userCodeHash, Timestamp now, Deadline deadline)
{
    co_return waitingOf(realmId, CO_TRY(co_await database->execute(&kFindByUserCode, db::Params::of(realmId, db::Bytes { userCodeHash }, now), deadline)));
}

Task<Result<std::optional<Waiting>>> find(db::Database *database, RealmId realmId, QByteArray deviceCodeHash, Timestamp now, Deadline deadline)
{
    co_return waitingOf(realmId, CO_TRY(co_await database->execute(&kFind, db::Params::of(realmId, db::Bytes { deviceCodeHash }, now), deadline)));
}

Task<Result<bool>> decide(db::Transaction *transaction, RealmId realmId, QByteArray deviceCodeHash, std::optional<DeviceApproval> approval, Timestamp now)
{
    db::Params params = db::Params::of(realmId, db::Bytes { deviceCodeHash }, now);
    if (approval)
        params.add(approval->userId).add(approval->sessionId).add(approval->authTime).add(approval->acr).add(approval->amr);
    else
        params.add(nullptr).add(nullptr).add(nullptr).add(nullptr).add(nullptr);
    const auto rows = CO_TRY(co_await transaction->execute(&kDecide, std::move(params)));
    co_return rows.affected() == 1;
}

Task<Result<std::optional<Poll>>> poll(db::Database *database, RealmId realmId, QByteArray deviceCodeHash, ApplicationId applicationId, Timestamp now,
    std::chrono::seconds penalty, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kPoll,
        db::Params::of(realmId, db::Bytes { deviceCodeHash }, applicationId, now, static_cast<qint64>(penalty.count())), deadline));
    if (rows.isEmpty())
        co_return std::nullopt;
    co_return Poll { rows.boolean(0, "decided"), rows.boolean(0, "allowed"), rows.boolean(0, "slowed_down"), rows.time(0, "expires_at") };
}

Task<Result<std::optional<Consumed>>> consume(db::Transaction *transaction, RealmId realmId, QByteArray deviceCodeHash, ApplicationId applicationId, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kConsume, db::Params::of(realmId, db::Bytes { deviceCodeHash }, applicationId, now)));
    if (rows.isEmpty())
        co_return std::nullopt;
    Consumed consumed;
    consumed.authorization = authorizationOf(realmId, rows);
    consumed.approval = { rows.id<UserId>(0, "user_id"), rows.id<SessionId>(0, "session_id"), rows.time(0, "auth_time"), rows.raw(0, "acr"), rows.list(0, "amr") };
    consumed.username = rows.text(0, "username");
    consumed.userIsActive = rows.boolean(0, "user_active");
    consumed.sessionIsLive = rows.boolean(0, "session_live");
    co_return consumed;
}

}
