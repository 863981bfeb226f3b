// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessions/SessionStore.h"

namespace auth::session_store {

namespace {

#define SESSION_COLUMNS                                                                                                \
    "realm_id, id, user_id, auth_time, acr, amr, host(address) AS address, user_agent, created_at, last_seen_at, expires_at,"  \
    " idle_timeout_seconds, device_id"
// A live session: $2 is the moment.
#define SESSION_IS_LIVE                                                                                                \
    "ended_at IS NULL AND expires_at > $2 AND last_seen_at + make_interval(secs => idle_timeout_seconds) > $2"

const db::Query kFindByTokenHash { "session_find_by_token_hash",
    "SELECT " SESSION_COLUMNS " FROM sessions WHERE realm_id = $1 AND token_hash = $3 AND " SESSION_IS_LIVE };
const db::Query kFind { "session_find",
    "SELECT " SESSION_COLUMNS " FROM sessions WHERE realm_id = $1 AND id = $3 AND " SESSION_IS_LIVE };
const db::Query kListOfUser { "session_list_of_user",
    "SELECT " SESSION_COLUMNS " FROM sessions WHERE realm_id = $1 AND user_id = $3 AND " SESSION_IS_LIVE
    " ORDER BY id DESC LIMIT 200" };
const db::Query kInsert { "session_insert",
    "INSERT INTO sessions (realm_id, id, user_id, token_hash, auth_time, acr, amr, address, user_agent, created_at,"
    " last_seen_at, idle_timeout_seconds, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)" };
const db::Query kRaise { "session_raise",
    // Of two at the same moment, the second waits here, and replaces the cookie of the first.
    "WITH old AS (SELECT realm_id, id, token_hash FROM sessions WHERE realm_id = $1 AND id = $2 AND user_id = $3"
    " AND ended_at IS NULL FOR UPDATE) UPDATE sessions s SET token_hash = $4, acr = $5, amr = $6 FROM old"
    " WHERE s.realm_id = old.realm_id AND s.id = old.id RETURNING old.token_hash" };
const db::Query kEnd { "session_end",
    "UPDATE sessions SET ended_at = $4, end_reason = $5 WHERE realm_id = $1 AND id = $2 AND user_id = $3 AND ended_at IS NULL" };
// A statement of its own: what the next one sees is what others committed before.
const db::Query kLimitTurn { "session_limit_turn",
    "SELECT pg_advisory_xact_lock(hashtextextended('sessions ' || $1::text || $2::text, 0))" };
const db::Query kEndOldest { "session_end_oldest",
    "UPDATE sessions SET ended_at = $2, end_reason = $5 WHERE realm_id = $1 AND id IN (SELECT id FROM sessions"
    " WHERE realm_id = $1 AND user_id = $3 AND " SESSION_IS_LIVE " ORDER BY id DESC OFFSET $4) RETURNING id" };
const db::Query kEndFamilies { "session_end_families",
    "UPDATE refresh_families SET revoked_at = $3 WHERE realm_id = $1 AND session_id = $2 AND NOT offline AND revoked_at IS NULL" };
const db::Query kEndAllOfUser { "session_end_all_of_user",
    "UPDATE sessions SET ended_at = $3, end_reason = $4 WHERE realm_id = $1 AND user_id = $2 AND ended_at IS NULL RETURNING id" };
const db::Query kEndAllFamiliesOfUser { "session_end_all_families_of_user",
    "UPDATE refresh_families SET revoked_at = $3 WHERE realm_id = $1 AND user_id = $2 AND revoked_at IS NULL RETURNING id" };
const db::Query kEndAllOfRealm { "session_end_all_of_realm",
    "UPDATE sessions SET ended_at = $2, end_reason = $3 WHERE realm_id = $1 AND ended_at IS NULL" };
const db::Query kEndAllFamiliesOfRealm { "session_end_all_families_of_realm",
    "UPDATE refresh_families SET revoked_at = $2 WHERE realm_id = $1 AND revoked_at IS NULL" };
const db::Query kDropCodesOfApplication { "session_drop_codes_of_application",
    "DELETE FROM authorization_codes WHERE realm_id = $1 AND application_id = $2 AND consumed_at IS NULL" };
const db::Query kDropDeviceCodesOfApplication { "session_drop_device_codes_of_application",
    "DELETE FROM device_codes WHERE realm_id = $1 AND application_id = $2" };
const db::Query kDropDeviceCodesOfRealm { "session_drop_device_codes_of_realm",
    "DELETE FROM device_codes WHERE realm_id = $1" };
const db::Query kEndAllFamiliesOfApplication { "session_end_all_families_of_application",
    "UPDATE refresh_families SET revoked_at = $3 WHERE realm_id = $1 AND application_id = $2 AND revoked_at IS NULL" };
const db::Query kCountLive { "session_count_live",
    "SELECT (SELECT count(*) FROM sessions WHERE realm_id = $1 AND " SESSION_IS_LIVE ") AS sessions,"
    " (SELECT count(*) FROM refresh_families WHERE realm_id = $1 AND revoked_at IS NULL AND expires_at > $2) AS grants" };
const db::Query kTouch { "session_touch",
    "UPDATE sessions s SET last_seen_at = seen.at FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS seen (realm_id,"
    " id, at) WHERE s.realm_id = seen.realm_id AND s.id = seen.id AND s.last_seen_at < seen.at" };

// $2: the moment.
#define LIVE_SESSION                                                                                                   \
    "s.ended_at IS NULL AND s.expires_at > $2 AND s.last_seen_at + make_interval(secs => s.idle_timeout_seconds) > $2"
// When one ended that is not live.
#define ENDED_AT                                                                                                       \
    "coalesce(s.ended_at, least(s.expires_at, s.last_seen_at + make_interval(secs => s.idle_timeout_seconds)))"
#define END_REASON                                                                                                     \
    "coalesce(s.end_reason, CASE WHEN s.expires_at <= s.last_seen_at + make_interval(secs => s.idle_timeout_seconds)"  \
    " THEN 'expired' ELSE 'not used for too long' END)"
#define END_COLUMNS ENDED_AT " AS ended_at, " END_REASON " AS end_reason"
#define SEEN_COLUMNS                                                                                                   \
    "s.realm_id, s.id, s.user_id, s.auth_time, s.acr, s.amr, host(s.address) AS address, s.user_agent, s.created_at,"  \
    " s.last_seen_at, s.expires_at, s.idle_timeout_seconds, s.device_id, u.username, ARRAY(SELECT a.client_id FROM"                \
    " session_applications x JOIN applications a ON a.realm_id = x.realm_id AND a.id = x.application_id"              \
    " WHERE x.realm_id = s.realm_id AND x.session_id = s.id ORDER BY a.client_id) AS client_ids"
#define SEEN_FROM "sessions s JOIN users u ON u.realm_id = s.realm_id AND u.id = s.user_id"

const db::Query kHistoryOfUser { "session_history_of_user",
    "SELECT s.realm_id, s.id, s.user_id, s.auth_time, s.acr, s.amr, host(s.address) AS address, s.user_agent, s.created_at,"
    " s.last_seen_at, s.expires_at, s.idle_timeout_seconds, s.device_id, " END_COLUMNS " FROM sessions s WHERE s.realm_id = $1 AND s.user_id = $3 AND NOT ("
    LIVE_SESSION ") ORDER BY s.id DESC LIMIT $4" };
// Realm by realm through the index: what one keeps for years is not looked at again and again.
const db::Query kForgetOld { "session_forget_old",
    "DELETE FROM sessions USING (SELECT old.realm_id, old.id FROM realms r CROSS JOIN LATERAL (SELECT s.realm_id, s.id FROM"
    " sessions s WHERE s.realm_id = r.id AND s.expires_at < $1::timestamptz - make_interval(secs =>"
    " coalesce((r.settings ->> 'session_history')::double precision, $2::bigint)) LIMIT $3) old LIMIT $3) due"
    " WHERE sessions.realm_id = due.realm_id AND sessions.id = due.id" };
const db::Query kSee { "session_see",
    "SELECT " SEEN_COLUMNS ", s.ended_at, s.end_reason FROM " SEEN_FROM " WHERE s.realm_id = $1 AND s.id = $3 AND " LIVE_SESSION };
const db::Query kEndMany { "session_end_many",
    "UPDATE sessions s SET ended_at = $4, end_reason = $5 WHERE s.realm_id = $1 AND s.ended_at IS NULL"
    " AND ($2::uuid IS NULL OR s.user_id = $2) AND ($3::uuid IS NULL OR EXISTS (SELECT 1 FROM session_applications x"
    " WHERE x.realm_id = s.realm_id AND x.session_id = s.id AND x.application_id = $3)) RETURNING s.id" };
const db::Query kEndFamiliesOfMany { "session_end_families_of_many",
    "UPDATE refresh_families SET revoked_at = $3 WHERE realm_id = $1 AND session_id = ANY ($2::uuid[]) AND NOT offline"
    " AND revoked_at IS NULL" };

Session fromRow(const db::Rows &rows, int row)
{
    Session session;
    session.realmId = rows.id<RealmId>(row, "realm_id");
    session.id = rows.id<SessionId>(row, "id");
    session.userId = rows.id<UserId>(row, "user_id");
    session.authTime = rows.time(row, "auth_time");
    session.acr = rows.raw(row, "acr");
    session.amr = rows.list(row, "amr");
    if (!rows.isNull(row, "device_id"))
        session.deviceId = rows.id<DeviceId>(row, "device_id");
    session.address = rows.raw(row, "address");
    session.userAgent = rows.text(row, "user_agent");
    session.createdAt = rows.time(row, "created_at");
    session.lastSeenAt = rows.time(row, "last_seen_at");
    session.expiresAt = rows.time(row, "expires_at");
    session.idleTimeout = std::chrono::seconds(rows.integer(row, "idle_timeout_seconds"));
    return session;
}

SessionEnd endFromRow(const db::Rows &rows, int row)
{
    return { rows.time(row, "ended_at"), rows.text(row, "end_reason") };
}

std::optional<Session> firstOf(const db::Rows &rows)
{
    return rows.isEmpty() ? std::nullopt : std::optional(fromRow(rows, 0));
}

}

Task<Result<std::optional<Session>>> findByTokenHash(db::Database *database, RealmId realmId, QByteArray tokenHash, Timestamp now, Deadline deadline)
{
    co_return firstOf(CO_TRY(co_await database->execute(&kFindByTokenHash, db::Params::of(realmId, now, db::Bytes { tokenHash }), deadline)));
}

Task<Result<std::optional<Session>>> find(db::Database *database, RealmId realmId, SessionId id, Timestamp now, Deadline deadline)
{
    co_return firstOf(CO_TRY(co_await database->execute(&kFind, db::Params::of(realmId, now, id), deadline)));
}

Task<Result<std::vector<Session>>> listOfUser(db::Database *database, RealmId realmId, UserId userId, Timestamp now, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kListOfUser, db::Params::of(realmId, now, userId), deadline));
    std::vector<Session> sessions;
    for (int i = 0; i < rows.count(); ++i)
        sessions.push_back(fromRow(rows, i));
    co_return sessions;
}

void insert(db::Transaction *transaction, Session session, QByteArray tokenHash)
{
    const std::optional<QByteArray> address = session.address.isEmpty() ? std::nullopt : std::optional(session.address);
    transaction->enqueue(&kInsert,
        db::Params::of(session.realmId, session.id, session.userId, db::Bytes { std::move(tokenHash) }, session.authTime, session.acr,
            session.amr, address, session.userAgent.left(512), session.createdAt, session.lastSeenAt,
            static_cast<qint64>(session.idleTimeout.count()), session.expiresAt));
}

Task<Result<std::optional<QByteArray>>> raise(db::Transaction *transaction, Session session, QByteArray tokenHash)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kRaise,
        db::Params::of(session.realmId, session.id, session.userId, db::Bytes { std::move(tokenHash) }, session.acr, session.amr)));
    co_return rows.isEmpty() ? std::nullopt : std::optional(rows.bytes(0, "token_hash"));
}

Task<Result<int>> end(db::Transaction *transaction, RealmId realmId, SessionId id, UserId userId, QString reason, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kEnd, db::Params::of(realmId, id, userId, now, reason)));
    if (rows.affected() == 0)
        co_return 0;
    CO_TRY(co_await transaction->execute(&kEndFamilies, db::Params::of(realmId, id, now)));
    co_return 1;
}

Task<Result<Ended>> endAllOfUser(db::Transaction *transaction, RealmId realmId, UserId userId, QString reason, Timestamp now)
{
    Ended ended;
    const auto sessions = CO_TRY(co_await transaction->execute(&kEndAllOfUser, db::Params::of(realmId, userId, now, reason)));
    for (int i = 0; i < sessions.count(); ++i)
        ended.sessions.append(sessions.id<SessionId>(i, "id"));
    const auto families = CO_TRY(co_await transaction->execute(&kEndAllFamiliesOfUser, db::Params::of(realmId, userId, now)));
    for (int i = 0; i < families.count(); ++i)
        ended.grants.append(families.id<GrantId>(i, "id"));
    co_return ended;
}

void endAllOfRealm(db::Transaction *transaction, RealmId realmId, QString reason, Timestamp now)
{
    transaction->enqueue(&kEndAllOfRealm, db::Params::of(realmId, now, reason));
    transaction->enqueue(&kDropDeviceCodesOfRealm, db::Params::of(realmId));
    transaction->enqueue(&kEndAllFamiliesOfRealm, db::Params::of(realmId, now));
}

void endAllOfApplication(db::Transaction *transaction, RealmId realmId, ApplicationId id, Timestamp now)
{
    transaction->enqueue(&kDropCodesOfApplication, db::Params::of(realmId, id));
    transaction->enqueue(&kDropDeviceCodesOfApplication, db::Params::of(realmId, id));
    transaction->enqueue(&kEndAllFamiliesOfApplication, db::Params::of(realmId, id, now));
}

Task<Result<Live>> countLive(db::Database *database, RealmId realmId, Timestamp now, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kCountLive, db::Params::of(realmId, now), deadline));
    co_return Live { rows.integer(0, "sessions"), rows.integer(0, "grants") };
}

Task<Result<void>> touch(db::Database *database, std::vector<Use> uses, Deadline deadline)
{
    QStringList realms;
    QStringList ids;
    QStringList moments;
    for (const Use &use : uses) {
        realms.append(use.realm.toString());
        ids.append(use.session.toString());
        moments.append(QString::fromLatin1(toIso(use.at)));
    }
    CO_TRY(co_await database->execute(&kTouch, db::Params::of(realms, ids, moments), deadline));
    co_return {};
}

Task<Result<std::vector<PastSession>>> historyOfUser(db::Database *database, RealmId realmId, UserId userId, Timestamp now, int limit, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kHistoryOfUser, db::Params::of(realmId, now, userId, limit), deadline));
    std::vector<PastSession> past;
    for (int i = 0; i < rows.count(); ++i)
        past.push_back({ fromRow(rows, i), endFromRow(rows, i) });
    co_return past;
}

Task<Result<qint64>> forgetOld(db::Database *database, Timestamp now, std::chrono::seconds kept, int batch, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kForgetOld, db::Params::of(now, static_cast<qint64>(kept.count()), batch), deadline));
    co_return rows.affected();
}

// What lists of live and of past sessions filter and sort by.
#define SEEN_FIELDS \
    { QLatin1StringView("last_seen_at"), "s.last_seen_at", Time, db::ListSort::Yes }, \
    { QLatin1StringView("created_at"), "s.created_at", Time, db::ListSort::Yes }, \
    { QLatin1StringView("auth_time"), "s.auth_time", Time, db::ListSort::Yes }, \
    { QLatin1StringView("expires_at"), "s.expires_at", Time, db::ListSort::Yes }, \
    { QLatin1StringView("id"), "s.id", Id }, \
    { QLatin1StringView("user_id"), "s.user_id", Id }, \
    { QLatin1StringView("device_id"), "s.device_id", Id }, \
    { QLatin1StringView("username"), "u.username", Text, db::ListSort::Yes }, \
    { QLatin1StringView("email"), "coalesce(u.email, '')", Text }, \
    { QLatin1StringView("client_id"), \
        "ARRAY(SELECT a.client_id FROM session_applications x JOIN applications a ON a.realm_id = x.realm_id " \
        "AND a.id = x.application_id WHERE x.realm_id = s.realm_id AND x.session_id = s.id)", \
        Array }, \
    { QLatin1StringView("address"), "coalesce(host(s.address), '')", Text }, \
    { QLatin1StringView("user_agent"), "s.user_agent", Text }, \
    { QLatin1StringView("acr"), "s.acr", Text }, \
    { QLatin1StringView("amr"), "s.amr", Array },

const db::ListSpec &listSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "session_list",
        .columns = SEEN_COLUMNS ", s.ended_at, s.end_reason",
        .from = SEEN_FROM,
        .condition = "s.realm_id = $1 AND " LIVE_SESSION,
        .id = "s.id",
        .fields = {
            SEEN_FIELDS
        },
        .freeText = { "u.username", "u.email", "host(s.address)", "s.user_agent" },
        .descending = true,
    };
    return spec;
}

const db::ListSpec &historySpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "session_history",
        .columns = SEEN_COLUMNS ", " END_COLUMNS,
        .from = SEEN_FROM,
        .condition = "s.realm_id = $1 AND NOT (" LIVE_SESSION ")",
        .id = "s.id",
        .fields = {
            SEEN_FIELDS
            { QLatin1StringView("ended_at"), ENDED_AT, Time },
            { QLatin1StringView("end_reason"), END_REASON, Text },
        },
        .freeText = { "u.username", "u.email", "host(s.address)", "s.user_agent" },
        .descending = true,
    };
    return spec;
}

Task<Result<db::ListPage>> listHistory(db::Database *database, RealmId realmId, db::ListRequest request, Timestamp now, Deadline deadline)
{
    co_return co_await db::list(database, &historySpec(), db::Params::of(realmId, now), std::move(request), deadline);
}

Task<Result<db::ListPage>> list(db::Database *database, RealmId realmId, db::ListRequest request, Timestamp now, Deadline deadline)
{
    co_return co_await db::list(database, &listSpec(), db::Params::of(realmId, now), std::move(request), deadline);
}

SessionSeen seenFromRow(const db::Rows &rows, int row)
{
    std::optional<SessionEnd> end;
    if (!rows.isNull(row, "ended_at"))
        end = endFromRow(rows, row);
    return { fromRow(rows, row), std::move(end), rows.text(row, "username"), rows.list(row, "client_ids") };
}

Task<Result<std::optional<SessionSeen>>> see(db::Database *database, RealmId realmId, SessionId id, Timestamp now, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kSee, db::Params::of(realmId, now, id), deadline));
    co_return rows.isEmpty() ? std::nullopt : std::optional(seenFromRow(rows, 0));
}

Task<Result<QList<SessionId>>> endOldest(db::Transaction *transaction, RealmId realmId, UserId userId, int limit, QString reason, Timestamp now)
{
    transaction->enqueue(&kLimitTurn, db::Params::of(realmId, userId));
    const auto rows = CO_TRY(co_await transaction->execute(&kEndOldest, db::Params::of(realmId, now, userId, limit, reason)));
    QList<SessionId> sessions;
    for (int i = 0; i < rows.count(); ++i)
        sessions.append(rows.id<SessionId>(i, "id"));
    co_return sessions;
}

Task<Result<QList<SessionId>>> endMany(db::Transaction *transaction, RealmId realmId, std::optional<UserId> user, std::optional<ApplicationId> application, QString reason, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kEndMany, db::Params::of(realmId, user, application, now, reason)));
    QList<SessionId> sessions;
    for (int i = 0; i < rows.count(); ++i)
        sessions.append(rows.id<SessionId>(i, "id"));
    co_return sessions;
}

Task<Result<void>> endFamilies(db::Transaction *transaction, RealmId realmId, QList<SessionId> sessions, Timestamp now)
{
    QStringList ids;
    for (const SessionId &id : sessions)
        ids.append(id.toString());
    CO_TRY(co_await transaction->execute(&kEndFamiliesOfMany, db::Params::of(realmId, ids, now)));
    co_return {};
}

}
