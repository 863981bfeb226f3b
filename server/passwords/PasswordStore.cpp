// SPDX-License-Identifier: GPL-3.0-or-later
#include "passwords/PasswordStore.h"

namespace auth {

namespace {

const db::Query kFind{ "password_find",
    "SELECT hash, created_at FROM user_passwords WHERE realm_id = $1 AND user_id = $2" };

// Whose failures count: those of the known device, or those of the address and of all strangers together.
#define SOURCES "CASE WHEN d.id IS NULL THEN ARRAY[$5, 'strangers'] ELSE ARRAY['device:' || d.id] END"
// How many failures are free, and the longest wait: $6 to $11, see limits().
#define FREE "CASE split_part(w.source, ':', 1) WHEN 'device' THEN $6::int WHEN 'address' THEN $7::int ELSE $8::int END"
#define LONGEST "CASE split_part(w.source, ':', 1) WHEN 'device' THEN $9::int WHEN 'address' THEN $10::int ELSE $11::int END"
#define WAIT "make_interval(secs => least(" LONGEST ", 2 * power(2, least(w.failures + 1 - " FREE ", 20))))"

const db::Query kBegin{ "password_begin",
    "SELECT p.hash, p.created_at, d.id AS device_id, w.slow, w.failed, w.blocked_until FROM (SELECT $2::uuid AS user_id) a"
    " LEFT JOIN user_passwords p ON p.realm_id = $1 AND p.user_id = a.user_id"
    " LEFT JOIN devices d ON d.realm_id = $1 AND d.user_id = a.user_id AND d.browser_hash = $4 AND d.revoked_at IS NULL"
    " CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE w.failures >= " FREE ") AS slow, count(*) AS failed,"
    " max(w.blocked_until) AS blocked_until FROM password_failures w WHERE w.realm_id = $1 AND w.account = $3"
    " AND w.failed_at > $9 AND w.source = ANY (" SOURCES ")) w" };

// In the order of their names: two that count the same ones do not wait for each other.
const db::Query kClaim{ "password_failures_claim",
    "WITH due AS (SELECT source FROM password_failures w WHERE realm_id = $1 AND account = $2 AND source = ANY ($3)"
    " AND failed_at > $5 AND failures >= " FREE " AND (blocked_until IS NULL OR blocked_until <= $4)"
    " ORDER BY source FOR UPDATE)"
    " UPDATE password_failures w SET failures = w.failures + 1, failed_at = $4, blocked_until = $4::timestamptz + " WAIT
    " FROM due WHERE w.realm_id = $1 AND w.account = $2 AND w.source = due.source" };

const db::Query kFail{ "password_failures_fail",
    "INSERT INTO password_failures AS w (realm_id, account, source, failures, failed_at)"
    " SELECT $1::uuid, $2::uuid, s.source, 1, $4::timestamptz FROM unnest($3::text[]) AS s (source) ORDER BY s.source"
    " ON CONFLICT (realm_id, account, source) DO UPDATE SET failed_at = $4,"
    " failures = CASE WHEN w.failed_at <= $5 THEN 1 ELSE w.failures + 1 END,"
    " blocked_until = CASE WHEN w.failed_at > $5 AND w.failures + 1 >= " FREE " THEN $4::timestamptz + " WAIT " END"
    " WHERE w.failures < " FREE " OR w.failed_at <= $5" };

const db::Query kForget{ "password_failures_forget",
    "DELETE FROM password_failures WHERE realm_id = $1 AND account = $2 AND source = ANY ($3)" };

const db::Query kForgetAll{ "password_failures_forget_all",
    "DELETE FROM password_failures WHERE realm_id = $1 AND account = $2" };

// Browsers that leave out the second factor ask for it again: whoever knew the old password may have had them do so.
const db::Query kSave{ "password_save",
    "WITH unremembered AS (UPDATE devices SET remembered_until = NULL WHERE realm_id = $1 AND user_id = $2"
    " AND revoked_at IS NULL AND remembered_until IS NOT NULL)"
    " INSERT INTO user_passwords (realm_id, user_id, hash, created_at) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (realm_id, user_id) DO UPDATE SET hash = excluded.hash, created_at = excluded.created_at" };

const db::Query kRehash{ "password_rehash",
    "UPDATE user_passwords SET hash = $4 WHERE realm_id = $1 AND user_id = $2 AND hash = $3" };

void addFree(db::Params& params)
{
    params.add(kDeviceLockout.free).add(kAddressLockout.free).add(kStrangersLockout.free);
}

/// $1 to $11 of kClaim and kFail.
db::Params limits(RealmId realm, Uuid account, const QStringList& sources, Timestamp now)
{
    db::Params params = db::Params::of(realm, account, sources, now, now - kFailuresForgotten);
    addFree(params);
    for (const LockoutRule& rule : { kDeviceLockout, kAddressLockout, kStrangersLockout })
        params.add(static_cast<qint64>(rule.longest.count()));
    return params;
}

}

Task<Result<PasswordAttempt>> PasswordStore::begin(RealmId realm, UserId user, Uuid account, QByteArray browserHash,
    QString addressSource, Timestamp now, Deadline deadline) const
{
    db::Params params = db::Params::of(realm, user, account, db::Bytes{ browserHash }, addressSource);
    addFree(params);
    params.add(now - kFailuresForgotten);
    const auto rows = CO_TRY(co_await m_database->execute(&kBegin, params, deadline));
    PasswordAttempt attempt;
    if (!rows.isNull(0, "hash")) {
        attempt.phc = rows.raw(0, "hash");
        attempt.createdAt = rows.time(0, "created_at");
    }
    if (!rows.isNull(0, "device_id"))
        attempt.device = rows.uuid(0, "device_id");
    attempt.slow = static_cast<int>(rows.integer(0, "slow"));
    attempt.failedBefore = rows.integer(0, "failed") > 0;
    attempt.blockedUntil = rows.optionalTime(0, "blocked_until");
    co_return attempt;
}

Task<Result<int>> PasswordStore::claim(
    RealmId realm, Uuid account, QStringList sources, Timestamp now, Deadline deadline) const
{
    const auto rows
        = CO_TRY(co_await m_database->execute(&kClaim, limits(realm, account, sources, now), deadline));
    co_return static_cast<int>(rows.affected());
}

void PasswordStore::fail(db::Transaction* transaction, RealmId realm, Uuid account, QStringList sources, Timestamp now)
{
    transaction->enqueue(&kFail, limits(realm, account, sources, now));
}

void PasswordStore::forgetFailures(db::Transaction* transaction, RealmId realm, Uuid account, QStringList sources)
{
    transaction->enqueue(&kForget, db::Params::of(realm, account, sources));
}

void PasswordStore::forgetAllFailures(db::Transaction* transaction, RealmId realm, Uuid account)
{
    transaction->enqueue(&kForgetAll, db::Params::of(realm, account));
}

Task<Result<std::optional<StoredPassword>>> PasswordStore::find(RealmId realm, UserId user, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kFind, db::Params::of(realm, user), deadline));
    if (rows.isEmpty())
        co_return std::nullopt;
    co_return StoredPassword{ rows.raw(0, "hash"), rows.time(0, "created_at") };
}

void PasswordStore::save(db::Transaction* transaction, RealmId realm, UserId user, const StoredPassword& password)
{
    transaction->enqueue(&kSave, db::Params::of(realm, user, password.phc, password.createdAt));
}

Task<Result<void>> PasswordStore::rehash(
    RealmId realm, UserId user, QByteArray oldPhc, QByteArray newPhc, Deadline deadline) const
{
    CO_TRY(co_await m_database->execute(&kRehash, db::Params::of(realm, user, oldPhc, newPhc), deadline));
    co_return {};
}

}
