// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/FlowStore.h"

namespace auth::sign_in::flow_store {

namespace {

const db::Query kInsert { "flow_insert",
    "INSERT INTO flows (realm_id, id, kind, browser_hash, application_id, request, state, created_at, expires_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)" };
const db::Query kFind { "flow_find",
    "SELECT realm_id, id, kind, browser_hash, application_id, request, state, created_at, expires_at,"
    " consumed_at IS NOT NULL AS consumed FROM flows WHERE realm_id = $1 AND id = $2" };
const db::Query kUpdate { "flow_update", "UPDATE flows SET state = $3 WHERE realm_id = $1 AND id = $2 AND consumed_at IS NULL" };
const db::Query kExtend { "flow_extend",
    "UPDATE flows SET expires_at = greatest(expires_at, least($4, created_at + make_interval(secs => $5)))"
    " WHERE realm_id = $1 AND id = $2 AND consumed_at IS NULL AND expires_at > $3 RETURNING expires_at" };
const db::Query kConsume { "flow_consume",
    "UPDATE flows SET consumed_at = $3 WHERE realm_id = $1 AND id = $2 AND consumed_at IS NULL AND expires_at > $3" };
const db::Query kLockActiveUser { "sign_in_lock_active_user",
    "SELECT u.username, u.required_actions, u.email AS address, CASE WHEN u.email_verified THEN u.email END AS email,"
    " CASE WHEN u.phone_number_verified THEN u.phone_number END AS phone_number, u.attributes->>'locale' AS locale,"
    " ARRAY(SELECT DISTINCT a.kind FROM authenticators a WHERE a.realm_id = $1 AND a.user_id = $2"
    " AND a.confirmed_at IS NOT NULL UNION SELECT 'passkey' WHERE EXISTS (SELECT 1 FROM passkeys p"
    " WHERE p.realm_id = $1 AND p.user_id = $2 AND p.suspended_at IS NULL)) AS kinds,"
    " EXISTS (SELECT 1 FROM passkey_offers_declined d WHERE d.realm_id = $1 AND d.user_id = $2) AS declined,"
    " EXISTS (SELECT 1 FROM devices v WHERE v.realm_id = $1 AND v.user_id = $2 AND v.browser_hash = $4"
    " AND v.revoked_at IS NULL AND v.remembered_until > $3) AS remembered,"
    " EXISTS (SELECT 1 FROM factor_bypasses y WHERE y.realm_id = $1 AND y.user_id = $2 AND y.used_at IS NULL"
    " AND y.expires_at > $3) AS bypass,"
    " (SELECT f.kind FROM factor_preferences f WHERE f.realm_id = $1 AND f.user_id = $2) AS preferred,"
    " (SELECT count(*) FROM backup_codes b WHERE b.realm_id = $1"
    " AND b.user_id = $2 AND b.consumed_at IS NULL AND b.expires_at > $3) AS backup_codes"
    " FROM users u WHERE u.realm_id = $1 AND u.id = $2 AND u.enabled AND u.deleted_at IS NULL"
    " AND (u.locked_at IS NULL OR u.locked_until <= $3) FOR SHARE OF u" };

const db::Query kRequirePasswordChange { "sign_in_require_password_change",
    "UPDATE users SET required_actions = array_append(required_actions, 'change_password'), version = version + 1,"
    " updated_at = $3 WHERE realm_id = $1 AND id = $2 AND NOT 'change_password' = ANY (required_actions)" };

const db::Query kMeetAction { "sign_in_meet_action",
    "UPDATE users SET required_actions = array_remove(required_actions, $4), version = version + 1, updated_at = $3"
    " WHERE realm_id = $1 AND id = $2 AND $4 = ANY (required_actions)" };
const db::Query kMarkVerified { "sign_in_verify_email",
    "UPDATE users SET email_verified = true, required_actions = array_remove(required_actions, 'verify_email'),"
    " version = version + 1, updated_at = $3 WHERE realm_id = $1 AND id = $2 AND email = $4" };

QByteArray kindName(FlowKind kind)
{
    switch (kind) {
    case FlowKind::Authorization:
        break;
    case FlowKind::Account:
        return "account";
    case FlowKind::Device:
        return "device";
    }
    return "authorization";
}

FlowKind kindOf(const QByteArray &name)
{
    return name == "account" ? FlowKind::Account : name == "device" ? FlowKind::Device : FlowKind::Authorization;
}

}

Task<Result<void>> insert(db::Database *database, Flow flow, Deadline deadline)
{
    CO_TRY(co_await database->execute(&kInsert,
        db::Params::of(flow.realmId, flow.id, kindName(flow.kind), db::Bytes { flow.browserHash }, flow.applicationId, flow.request(),
            flow.state(), flow.createdAt, flow.expiresAt),
        deadline));
    co_return {};
}

Task<Result<std::optional<Flow>>> find(db::Database *database, RealmId realmId, FlowId id, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kFind, db::Params::of(realmId, id), deadline));
    if (rows.isEmpty())
        co_return std::nullopt;
    Flow flow;
    flow.realmId = rows.id<RealmId>(0, "realm_id");
    flow.id = rows.id<FlowId>(0, "id");
    flow.kind = kindOf(rows.raw(0, "kind"));
    flow.browserHash = rows.bytes(0, "browser_hash");
    if (!rows.isNull(0, "application_id"))
        flow.applicationId = rows.id<ApplicationId>(0, "application_id");
    flow.setRequest(rows.object(0, "request"));
    flow.setState(rows.object(0, "state"));
    flow.createdAt = rows.time(0, "created_at");
    flow.expiresAt = rows.time(0, "expires_at");
    flow.consumed = rows.boolean(0, "consumed");
    co_return flow;
}

Task<Result<bool>> update(db::Transaction *transaction, Flow flow)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kUpdate, db::Params::of(flow.realmId, flow.id, flow.state())));
    co_return rows.affected() == 1;
}

Task<Result<bool>> update(db::Database *database, Flow flow, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kUpdate, db::Params::of(flow.realmId, flow.id, flow.state()), deadline));
    co_return rows.affected() == 1;
}

Task<Result<std::optional<Timestamp>>> extend(db::Database *database, Flow flow, Timestamp now, Timestamp until, std::chrono::seconds longest, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(
        &kExtend, db::Params::of(flow.realmId, flow.id, now, until, static_cast<qint64>(longest.count())), deadline));
    co_return rows.isEmpty() ? std::nullopt : std::optional(rows.time(0, "expires_at"));
}

Task<Result<bool>> consume(db::Transaction *transaction, RealmId realmId, FlowId id, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kConsume, db::Params::of(realmId, id, now)));
    co_return rows.affected() == 1;
}

Task<Result<void>> requirePasswordChange(db::Transaction *transaction, RealmId realmId, UserId userId, Timestamp now)
{
    CO_TRY(co_await transaction->execute(&kRequirePasswordChange, db::Params::of(realmId, userId, now)));
    co_return {};
}

void meetAction(db::Transaction *transaction, RealmId realmId, UserId userId, QString action, Timestamp now)
{
    transaction->enqueue(&kMeetAction, db::Params::of(realmId, userId, now, action));
}

void verifyEmail(db::Transaction *transaction, RealmId realmId, UserId userId, QString address, Timestamp now)
{
    transaction->enqueue(&kMarkVerified, db::Params::of(realmId, userId, now, address));
}

Task<Result<std::optional<Account>>> lockActiveUser(db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray browserHash, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kLockActiveUser, db::Params::of(realmId, userId, now, db::Bytes { browserHash })));
    if (rows.isEmpty())
        co_return std::nullopt;
    Account account;
    account.id = userId;
    account.username = rows.text(0, "username");
    account.requiredActions = rows.list(0, "required_actions");
    account.address = rows.text(0, "address");
    account.factors.contact = { userId, account.username, rows.text(0, "email"), rows.text(0, "phone_number"), rows.text(0, "locale") };
    account.factors.kinds = rows.list(0, "kinds");
    account.factors.bypass = rows.boolean(0, "bypass");
    account.factors.preferred = rows.text(0, "preferred");
    account.declinedPasskey = rows.boolean(0, "declined");
    account.browserRemembered = rows.boolean(0, "remembered");
    account.factors.backupCodes = static_cast<int>(rows.integer(0, "backup_codes"));
    co_return account;
}

}
