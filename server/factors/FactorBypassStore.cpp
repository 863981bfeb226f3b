// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/FactorBypassStore.h"

namespace auth::factor_bypass_store {

namespace {

#define FIND                                                                                                           \
    "SELECT reason, minutes, requested_by, requested_by_name, requested_at, approved_by_name, expires_at, used_at"     \
    " FROM factor_bypasses WHERE realm_id = $1 AND user_id = $2"
const db::Query kFind { "factor_bypass_find", FIND };
const db::Query kLock { "factor_bypass_lock", FIND " FOR UPDATE" };
const db::Query kPut { "factor_bypass_put",
    "INSERT INTO factor_bypasses (realm_id, user_id, reason, minutes, requested_by, requested_by_name, requested_at,"
    " approved_by_name, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (realm_id, user_id) DO UPDATE"
    " SET reason = excluded.reason, minutes = excluded.minutes, requested_by = excluded.requested_by,"
    " requested_by_name = excluded.requested_by_name, requested_at = excluded.requested_at,"
    " approved_by_name = excluded.approved_by_name, expires_at = excluded.expires_at, used_at = NULL" };
const db::Query kRemove { "factor_bypass_remove", "DELETE FROM factor_bypasses WHERE realm_id = $1 AND user_id = $2" };
const db::Query kUse { "factor_bypass_use",
    "UPDATE factor_bypasses SET used_at = $3 WHERE realm_id = $1 AND user_id = $2 AND used_at IS NULL AND expires_at > $3" };

std::optional<FactorBypass> first(const db::Rows &rows)
{
    if (rows.isEmpty())
        return std::nullopt;
    FactorBypass bypass;
    bypass.reason = rows.text(0, "reason");
    bypass.minutes = static_cast<int>(rows.integer(0, "minutes"));
    bypass.requestedBy = rows.text(0, "requested_by");
    bypass.requestedByName = rows.text(0, "requested_by_name");
    bypass.requestedAt = rows.time(0, "requested_at");
    bypass.approvedByName = rows.text(0, "approved_by_name");
    bypass.expiresAt = rows.optionalTime(0, "expires_at");
    bypass.usedAt = rows.optionalTime(0, "used_at");
    return bypass;
}

}

Task<Result<std::optional<FactorBypass>>> find(db::Database *database, RealmId realmId, UserId userId, Deadline deadline)
{
    co_return first(CO_TRY(co_await database->execute(&kFind, db::Params::of(realmId, userId), deadline)));
}

Task<Result<std::optional<FactorBypass>>> lock(db::Transaction *transaction, RealmId realmId, UserId userId)
{
    co_return first(CO_TRY(co_await transaction->execute(&kLock, db::Params::of(realmId, userId))));
}

void put(db::Transaction *transaction, RealmId realmId, UserId userId, const FactorBypass &bypass)
{
    const auto approvedBy = bypass.approvedByName.isEmpty() ? std::nullopt : std::optional(bypass.approvedByName);
    transaction->enqueue(&kPut,
        db::Params::of(realmId, userId, bypass.reason, bypass.minutes, bypass.requestedBy, bypass.requestedByName,
            bypass.requestedAt, approvedBy, bypass.expiresAt));
}

void remove(db::Transaction *transaction, RealmId realmId, UserId userId)
{
    transaction->enqueue(&kRemove, db::Params::of(realmId, userId));
}

Task<Result<bool>> use(db::Transaction *transaction, RealmId realmId, UserId userId, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kUse, db::Params::of(realmId, userId, now)));
    co_return rows.affected() == 1;
}

}
