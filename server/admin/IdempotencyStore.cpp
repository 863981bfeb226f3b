// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/IdempotencyStore.h"

namespace auth::admin {

namespace {

constexpr std::chrono::hours kKept { 24 };

const db::Query kFind { "idempotency_find",
    "SELECT request_hash, answer_sealed FROM idempotency_keys"
    " WHERE realm_id = $1 AND caller = $2 AND key_hash = $3 AND expires_at > $4" };
// Waits for a transaction that is writing the same key, and then writes nothing unless that one's row has expired.
const db::Query kInsert { "idempotency_insert",
    "INSERT INTO idempotency_keys AS old (realm_id, caller, key_hash, request_hash, answer_sealed, created_at, "
    "expires_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (realm_id, caller, key_hash) DO UPDATE SET"
    " request_hash = EXCLUDED.request_hash, answer_sealed = EXCLUDED.answer_sealed, created_at = EXCLUDED.created_at,"
    " expires_at = EXCLUDED.expires_at WHERE old.expires_at <= EXCLUDED.created_at" };
// Each insert takes some expired rows away: the table stays as small as a day's use.
const db::Query kSweep { "idempotency_sweep",
    "DELETE FROM idempotency_keys WHERE (realm_id, caller, key_hash) IN (SELECT realm_id, caller, key_hash FROM"
    " idempotency_keys WHERE expires_at <= $1 ORDER BY expires_at LIMIT 20 FOR UPDATE SKIP LOCKED)" };

}

Task<Result<std::optional<IdempotentAnswer>>> IdempotencyStore::find(
    IdempotentRequest request, Timestamp now, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(
        &kFind, db::Params::of(request.realmId, request.caller, db::Bytes { request.keyHash }, now), deadline));
    if (rows.isEmpty())
        co_return std::nullopt;
    co_return IdempotentAnswer { rows.bytes(0, "request_hash"), rows.bytes(0, "answer_sealed") };
}

Task<Result<bool>> IdempotencyStore::insert(
    ChangePointer change, IdempotentRequest request, QByteArray answerSealed) const
{
    const Timestamp now = change->clock().now();
    const auto rows = CO_TRY(co_await change->execute(&kInsert,
        db::Params::of(request.realmId, request.caller, db::Bytes { request.keyHash },
            db::Bytes { request.requestHash }, db::Bytes { answerSealed }, now, now + kKept)));
    if (rows.affected() == 0)
        co_return false;
    change->enqueue(&kSweep, db::Params::of(now));
    co_return true;
}

}
