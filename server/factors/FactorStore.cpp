// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/FactorStore.h"

namespace auth::factor_store {

namespace {

#define AUTHENTICATOR_COLUMNS                                                                                          \
    "a.id, a.kind, a.name, a.secret_sealed, a.algorithm, a.digits, a.period, a.created_at, a.confirmed_at, a.last_used_at"

// $1 realm, $2 user, $3 kind, $4 the moment. The fifth wrong code waits 30 seconds, each further one twice as long, up to
// an hour. The delay is the account's: a new sign-in does not start it over.
#define CLAIMED                                                                                                        \
    "WITH claimed AS (INSERT INTO factor_attempts (realm_id, user_id, kind, failures, blocked_until, sends_since)"     \
    " VALUES ($1, $2, $3, 1, $4, $4) ON CONFLICT (realm_id, user_id, kind) DO UPDATE"                                  \
    " SET failures = factor_attempts.failures + 1, blocked_until = $4 + CASE WHEN factor_attempts.failures < 4"        \
    " THEN interval '0' ELSE make_interval(secs => least(3600, 30 * power(2, least(factor_attempts.failures - 4, 10))))" \
    " END WHERE factor_attempts.blocked_until <= $4 RETURNING failures)"

const db::Query kList { "factor_list",
    "SELECT " AUTHENTICATOR_COLUMNS " FROM authenticators a WHERE a.realm_id = $1 AND a.user_id = $2 ORDER BY a.id" };
const db::Query kFind { "factor_find",
    "SELECT " AUTHENTICATOR_COLUMNS " FROM authenticators a WHERE a.realm_id = $1 AND a.user_id = $2 AND a.id = $3" };
const db::Query kWaiting { "factor_waiting",
    "SELECT " AUTHENTICATOR_COLUMNS " FROM authenticators a WHERE a.realm_id = $1 AND a.user_id = $2 AND a.kind = $3"
    " AND a.confirmed_at IS NULL ORDER BY a.id DESC LIMIT 1" };
const db::Query kOfAccount { "factor_of_account",
    "SELECT ARRAY(SELECT DISTINCT a.kind FROM authenticators a WHERE a.realm_id = u.realm_id AND a.user_id = u.id"
    " AND a.confirmed_at IS NOT NULL UNION SELECT 'passkey' WHERE EXISTS (SELECT 1 FROM passkeys p WHERE"
    " p.realm_id = u.realm_id AND p.user_id = u.id AND p.suspended_at IS NULL) ORDER BY 1) AS kinds, (SELECT count(*) FROM backup_codes b WHERE"
    " b.realm_id = u.realm_id AND b.user_id = u.id AND b.consumed_at IS NULL AND b.expires_at > $3) AS backup_codes,"
    " u.username, CASE WHEN u.email_verified THEN u.email END AS email, CASE WHEN u.phone_number_verified THEN"
    " u.phone_number END AS phone_number, u.attributes->>'locale' AS locale, (SELECT f.kind FROM factor_preferences f WHERE"
    " f.realm_id = u.realm_id AND f.user_id = u.id) AS preferred, EXISTS (SELECT 1 FROM factor_bypasses y WHERE"
    " y.realm_id = u.realm_id AND y.user_id = u.id AND y.used_at IS NULL AND y.expires_at > $3) AS bypass FROM users u WHERE u.realm_id = $1 AND u.id = $2" };
const db::Query kPrefer { "factor_prefer",
    "INSERT INTO factor_preferences (realm_id, user_id, kind, chosen_at) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (realm_id, user_id) DO UPDATE SET kind = excluded.kind, chosen_at = excluded.chosen_at" };
const db::Query kDropPreference { "factor_drop_preference",
    "DELETE FROM factor_preferences WHERE realm_id = $1 AND user_id = $2" };
const db::Query kDropBypass { "factor_drop_bypass", "DELETE FROM factor_bypasses WHERE realm_id = $1 AND user_id = $2" };
const db::Query kDropWaiting { "factor_drop_waiting",
    "DELETE FROM authenticators WHERE realm_id = $1 AND user_id = $2 AND kind = $3 AND confirmed_at IS NULL" };
const db::Query kInsert { "factor_insert",
    "INSERT INTO authenticators (realm_id, user_id, kind, id, name, secret_sealed, algorithm, digits, period, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)" };
const db::Query kConfirm { "factor_confirm",
    "UPDATE authenticators SET confirmed_at = $6, last_step = $5, last_used_at = $6 WHERE realm_id = $1 AND user_id = $2"
    " AND kind = $3 AND id = $4 AND confirmed_at IS NULL" };
const db::Query kMeetRequirement { "factor_meet_requirement",
    "UPDATE users SET required_actions = array_remove(required_actions, 'enrol_mfa'), version = version + 1,"
    " updated_at = $3 WHERE realm_id = $1 AND id = $2 AND 'enrol_mfa' = ANY (required_actions)" };
const db::Query kRemove { "factor_remove",
    "DELETE FROM authenticators WHERE realm_id = $1 AND user_id = $2 AND id = $3 AND confirmed_at IS NOT NULL"
    " RETURNING name" };
const db::Query kRemoveAll { "factor_remove_all",
    "DELETE FROM authenticators WHERE realm_id = $1 AND user_id = $2 RETURNING confirmed_at IS NOT NULL AS confirmed" };
// Who has no password keeps the only way in.
const db::Query kDropPasskeys { "factor_drop_passkeys",
    "DELETE FROM passkeys p WHERE p.realm_id = $1 AND p.user_id = $2 AND EXISTS (SELECT 1 FROM user_passwords w"
    " WHERE w.realm_id = $1 AND w.user_id = $2)" };
const db::Query kDropBackupCodes { "factor_drop_backup_codes",
    "DELETE FROM backup_codes WHERE realm_id = $1 AND user_id = $2" };
const db::Query kDropSentCodes { "factor_drop_sent_codes", "DELETE FROM sent_codes WHERE realm_id = $1 AND user_id = $2" };
// security.md S10: not valid after a reset.
const db::Query kUnrememberBrowsers { "factor_unremember_browsers",
    "UPDATE devices SET remembered_until = NULL WHERE realm_id = $1 AND user_id = $2 AND revoked_at IS NULL"
    " AND remembered_until IS NOT NULL" };
const db::Query kDropAttempts { "factor_drop_attempts",
    "DELETE FROM factor_attempts WHERE realm_id = $1 AND user_id = $2" };
const db::Query kClaim { "factor_claim",
    CLAIMED " SELECT " AUTHENTICATOR_COLUMNS " FROM claimed LEFT JOIN authenticators a ON a.realm_id = $1"
            " AND a.user_id = $2 AND a.kind = $3 AND a.confirmed_at IS NOT NULL" };
// What was sent lately stays counted.
#define FORGET                                                                                                         \
    "UPDATE factor_attempts SET failures = 0, blocked_until = '-infinity' WHERE realm_id = $1 AND user_id = $2 AND kind = $3"
const db::Query kForgetAttempts { "factor_forget_attempts", FORGET };
const db::Query kAcceptStep { "factor_accept_step",
    "WITH accepted AS (UPDATE authenticators SET last_step = $5, last_used_at = $6 WHERE realm_id = $1 AND user_id = $2"
    " AND kind = $3 AND id = $4 AND confirmed_at IS NOT NULL AND last_step < $5 RETURNING 1), forgotten AS (" FORGET
    " AND EXISTS (SELECT 1 FROM accepted)) SELECT 1 FROM accepted" };
const db::Query kAddBackupCodes { "factor_add_backup_codes",
    "INSERT INTO backup_codes (realm_id, user_id, code_mac, created_at, expires_at)"
    " SELECT $1, $2, decode(m.mac, 'hex'), $4, $5 FROM unnest($3::text[]) AS m (mac)" };
const db::Query kUseBackupCode { "factor_use_backup_code",
    CLAIMED ", used AS (UPDATE backup_codes SET consumed_at = $4 WHERE realm_id = $1 AND user_id = $2 AND code_mac = $5"
            " AND consumed_at IS NULL AND expires_at > $4 AND EXISTS (SELECT 1 FROM claimed) RETURNING 1)"
            " SELECT EXISTS (SELECT 1 FROM claimed) AS claimed, EXISTS (SELECT 1 FROM used) AS used,"
            " (SELECT count(*) FROM backup_codes b WHERE b.realm_id = $1 AND b.user_id = $2 AND b.consumed_at IS NULL"
            " AND b.expires_at > $4) AS codes" };
// $7 the destination, $8 the network, each with a limit of its own: $5 and $9. What is refused by one is not counted for the
// others, save where the last place goes to somebody else in this moment.
#define COUNTED_SEND(SUBJECT, MOST, AFTER)                                                                             \
    "(INSERT INTO send_limits (realm_id, subject_mac, sends, since) SELECT $1::uuid, " SUBJECT "::bytea, 1,"           \
    " $4::timestamptz FROM " AFTER " ON CONFLICT (realm_id, subject_mac) DO UPDATE SET"                                \
    " sends = CASE WHEN send_limits.since <= $6 THEN 1 ELSE send_limits.sends + 1 END,"                                \
    " since = CASE WHEN send_limits.since <= $6 THEN $4 ELSE send_limits.since END"                                    \
    " WHERE send_limits.since <= $6 OR send_limits.sends < " MOST " RETURNING 1)"
const db::Query kClaimSend { "factor_claim_send",
    "WITH room AS (SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM send_limits l WHERE l.realm_id = $1::uuid"
    " AND l.since > $6::timestamptz AND (l.subject_mac = $7::bytea AND l.sends >= $5::integer"
    " OR l.subject_mac = $8::bytea AND l.sends >= $9::integer))),"
    " person AS (INSERT INTO factor_attempts (realm_id, user_id, kind, failures, blocked_until, sends, sends_since)"
    " SELECT $1::uuid, $2::uuid, $3::text, 0, $4::timestamptz, 1, $4 FROM room"
    " ON CONFLICT (realm_id, user_id, kind) DO UPDATE SET"
    " sends = CASE WHEN factor_attempts.sends_since <= $6 THEN 1 ELSE factor_attempts.sends + 1 END,"
    " sends_since = CASE WHEN factor_attempts.sends_since <= $6 THEN $4 ELSE factor_attempts.sends_since END"
    " WHERE factor_attempts.blocked_until <= $4 AND (factor_attempts.sends < $5 OR factor_attempts.sends_since <= $6)"
    " RETURNING 1),"
    " destination AS " COUNTED_SEND("$7", "$5", "person") ","
    " network AS " COUNTED_SEND("$8", "$9", "destination") " SELECT 1 FROM network" };
const db::Query kKeepSentCode { "factor_keep_sent_code",
    "INSERT INTO sent_codes (realm_id, flow_id, kind, user_id, code_mac, created_at, expires_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (realm_id, flow_id, kind) DO UPDATE SET user_id = $4,"
    " code_mac = $5, created_at = $6, expires_at = $7, consumed_at = NULL" };
const db::Query kUseSentCode { "factor_use_sent_code",
    CLAIMED ", used AS (UPDATE sent_codes SET consumed_at = $4 WHERE realm_id = $1 AND user_id = $2 AND kind = $3"
            " AND flow_id = $6 AND code_mac = $5 AND consumed_at IS NULL AND expires_at > $4"
            " AND EXISTS (SELECT 1 FROM claimed) RETURNING 1)"
            " SELECT EXISTS (SELECT 1 FROM claimed) AS claimed, EXISTS (SELECT 1 FROM used) AS used, 0 AS codes" };

const db::Query kKeepPhone { "factor_keep_phone",
    "INSERT INTO phone_verifications (realm_id, user_id, phone_number, code_mac, created_at, expires_at)"
    " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (realm_id, user_id) DO UPDATE SET phone_number = $3, code_mac = $4,"
    " created_at = $5, expires_at = $6" };
const db::Query kWaitingPhone { "factor_waiting_phone",
    "SELECT phone_number FROM phone_verifications WHERE realm_id = $1 AND user_id = $2 AND expires_at > $3" };
const db::Query kConfirmPhone { "factor_confirm_phone",
    CLAIMED ", used AS (DELETE FROM phone_verifications WHERE realm_id = $1 AND user_id = $2 AND code_mac = $5"
            " AND expires_at > $4 AND EXISTS (SELECT 1 FROM claimed) RETURNING phone_number), kept AS (UPDATE users SET"
            " phone_number = used.phone_number, phone_number_verified = true, version = version + 1, updated_at = $4"
            " FROM used WHERE realm_id = $1 AND id = $2 RETURNING 1)"
            " SELECT EXISTS (SELECT 1 FROM claimed) AS claimed, EXISTS (SELECT 1 FROM kept) AS used, 0 AS codes" };
const db::Query kRemovePhone { "factor_remove_phone",
    "UPDATE users SET phone_number = NULL, phone_number_verified = false, version = version + 1, updated_at = $3"
    " WHERE realm_id = $1 AND id = $2 AND phone_number IS NOT NULL" };

db::Params of(const Subject &subject)
{
    return db::Params::of(subject.realmId, subject.userId, subject.kind);
}

SealedAuthenticator fromRow(const db::Rows &rows, int row)
{
    SealedAuthenticator read;
    Authenticator &authenticator = read.authenticator;
    authenticator.id = rows.id<AuthenticatorId>(row, "id");
    authenticator.kind = rows.text(row, "kind");
    authenticator.name = rows.text(row, "name");
    authenticator.parameters.algorithm
        = totpAlgorithmOf(rows.raw(row, "algorithm")).value_or(TotpParameters::Algorithm::Sha1);
    authenticator.parameters.digits = static_cast<int>(rows.integer(row, "digits"));
    authenticator.parameters.period = static_cast<int>(rows.integer(row, "period"));
    authenticator.createdAt = rows.time(row, "created_at");
    authenticator.confirmedAt = rows.optionalTime(row, "confirmed_at");
    authenticator.lastUsedAt = rows.optionalTime(row, "last_used_at");
    read.secretSealed = rows.bytes(row, "secret_sealed");
    return read;
}

std::optional<SealedAuthenticator> first(const db::Rows &rows)
{
    return rows.isEmpty() ? std::nullopt : std::optional(fromRow(rows, 0));
}

Used usedOf(const db::Rows &rows)
{
    return { !rows.boolean(0, "claimed"), rows.boolean(0, "used"), static_cast<int>(rows.integer(0, "codes")) };
}

}

Task<Result<std::vector<Authenticator>>> list(db::Database *database, RealmId realmId, UserId userId, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kList, db::Params::of(realmId, userId), deadline));
    std::vector<Authenticator> found;
    for (int i = 0; i < rows.count(); ++i)
        found.push_back(fromRow(rows, i).authenticator);
    co_return found;
}

Task<Result<std::optional<SealedAuthenticator>>> find(db::Database *database, RealmId realmId, UserId userId, AuthenticatorId id, Deadline deadline)
{
    co_return first(CO_TRY(co_await database->execute(&kFind, db::Params::of(realmId, userId, id), deadline)));
}

Task<Result<std::optional<SealedAuthenticator>>> waiting(db::Transaction *transaction, Subject subject)
{
    co_return first(CO_TRY(co_await transaction->execute(&kWaiting, of(subject))));
}

Task<Result<FactorsOfAccount>> ofAccount(db::Database *database, RealmId realmId, UserId userId, Timestamp now, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kOfAccount, db::Params::of(realmId, userId, now), deadline));
    FactorsOfAccount factors;
    if (rows.isEmpty())
        co_return factors;
    factors.kinds = rows.list(0, "kinds");
    factors.backupCodes = static_cast<int>(rows.integer(0, "backup_codes"));
    factors.preferred = rows.text(0, "preferred");
    factors.bypass = rows.boolean(0, "bypass");
    factors.contact = { userId, rows.text(0, "username"), rows.text(0, "email"), rows.text(0, "phone_number"), rows.text(0, "locale") };
    co_return factors;
}

void insert(db::Transaction *transaction, Subject subject, SealedAuthenticator sealed)
{
    const Authenticator &authenticator = sealed.authenticator;
    transaction->enqueue(&kDropWaiting, of(subject));
    transaction->enqueue(&kInsert,
        of(subject)
            .add(authenticator.id)
            .add(authenticator.name)
            .addBytes(sealed.secretSealed)
            .add(QByteArray(totpAlgorithmName(authenticator.parameters.algorithm)))
            .add(authenticator.parameters.digits)
            .add(authenticator.parameters.period)
            .add(authenticator.createdAt));
}

Task<Result<bool>> confirm(db::Transaction *transaction, Subject subject, AuthenticatorId id, qint64 step, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kConfirm, of(subject).add(id).add(step).add(now)));
    if (rows.affected() == 1)
        transaction->enqueue(&kMeetRequirement, db::Params::of(subject.realmId, subject.userId, now));
    co_return rows.affected() == 1;
}

Task<Result<std::optional<QString>>> remove(db::Transaction *transaction, RealmId realmId, UserId userId, AuthenticatorId id)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kRemove, db::Params::of(realmId, userId, id)));
    co_return rows.isEmpty() ? std::nullopt : std::optional(rows.text(0, "name"));
}

Task<Result<int>> removeAll(db::Transaction *transaction, RealmId realmId, UserId userId)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kRemoveAll, db::Params::of(realmId, userId)));
    const auto passkeys = CO_TRY(co_await transaction->execute(&kDropPasskeys, db::Params::of(realmId, userId)));
    transaction->enqueue(&kDropBackupCodes, db::Params::of(realmId, userId));
    transaction->enqueue(&kDropSentCodes, db::Params::of(realmId, userId));
    transaction->enqueue(&kDropAttempts, db::Params::of(realmId, userId));
    transaction->enqueue(&kDropBypass, db::Params::of(realmId, userId));
    transaction->enqueue(&kDropPreference, db::Params::of(realmId, userId));
    transaction->enqueue(&kUnrememberBrowsers, db::Params::of(realmId, userId));
    int confirmed = static_cast<int>(passkeys.affected());
    for (int i = 0; i < rows.count(); ++i)
        confirmed += rows.boolean(i, "confirmed") ? 1 : 0;
    co_return confirmed;
}

Task<Result<std::optional<std::vector<SealedAuthenticator>>>> claim(db::Transaction *transaction, Subject subject, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kClaim, of(subject).add(now)));
    if (rows.isEmpty())
        co_return std::nullopt;
    std::vector<SealedAuthenticator> found;
    for (int i = 0; i < rows.count(); ++i) {
        if (!rows.isNull(i, "id"))
            found.push_back(fromRow(rows, i));
    }
    co_return found;
}

void forgetAttempts(db::Transaction *transaction, Subject subject)
{
    transaction->enqueue(&kForgetAttempts, of(subject));
}

Task<Result<bool>> acceptStep(db::Transaction *transaction, Subject subject, AuthenticatorId id, qint64 step, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kAcceptStep, of(subject).add(id).add(step).add(now)));
    co_return !rows.isEmpty();
}

void prefer(db::Transaction *transaction, Subject subject, Timestamp now)
{
    transaction->enqueue(&kPrefer, of(subject).add(now));
}

void replaceBackupCodes(db::Transaction *transaction, RealmId realmId, UserId userId, QList<QByteArray> macs, Timestamp now, Timestamp expiresAt)
{
    QStringList hex;
    for (const QByteArray &mac : macs)
        hex.append(QString::fromLatin1(mac.toHex()));
    transaction->enqueue(&kDropBackupCodes, db::Params::of(realmId, userId));
    transaction->enqueue(&kAddBackupCodes, db::Params::of(realmId, userId, hex, now, expiresAt));
}

Task<Result<Used>> useBackupCode(db::Transaction *transaction, Subject subject, QByteArray mac, Timestamp now)
{
    co_return usedOf(CO_TRY(co_await transaction->execute(&kUseBackupCode, of(subject).add(now).addBytes(mac))));
}

Task<Result<bool>> claimSend(db::Transaction *transaction, Subject subject, Sending sending, SendLimits limits, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kClaimSend,
        of(subject).add(now).add(limits.most).add(now - limits.window).addBytes(sending.destinationMac)
            .addBytes(sending.networkMac).add(limits.mostOfNetwork)));
    co_return !rows.isEmpty();
}

void keepSentCode(db::Transaction *transaction, Subject subject, FlowId flowId, QByteArray mac, Timestamp now, Timestamp expiresAt)
{
    transaction->enqueue(&kKeepSentCode,
        db::Params::of(subject.realmId, flowId, subject.kind, subject.userId, db::Bytes { std::move(mac) }, now, expiresAt));
}

Task<Result<Used>> useSentCode(db::Transaction *transaction, Subject subject, FlowId flowId, QByteArray mac, Timestamp now)
{
    co_return usedOf(CO_TRY(co_await transaction->execute(&kUseSentCode, of(subject).add(now).addBytes(mac).add(flowId))));
}

void keepPhone(db::Transaction *transaction, Subject subject, QString number, QByteArray mac, Timestamp now, Timestamp expiresAt)
{
    transaction->enqueue(&kKeepPhone,
        db::Params::of(subject.realmId, subject.userId, number, db::Bytes { std::move(mac) }, now, expiresAt));
}

Task<Result<std::optional<QString>>> waitingPhone(db::Database *database, RealmId realmId, UserId userId, Timestamp now, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kWaitingPhone, db::Params::of(realmId, userId, now), deadline));
    co_return rows.isEmpty() ? std::nullopt : std::optional(rows.text(0, "phone_number"));
}

Task<Result<std::optional<QString>>> waitingPhone(db::Transaction *transaction, RealmId realmId, UserId userId, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kWaitingPhone, db::Params::of(realmId, userId, now)));
    co_return rows.isEmpty() ? std::nullopt : std::optional(rows.text(0, "phone_number"));
}

Task<Result<Used>> confirmPhone(db::Transaction *transaction, Subject subject, QByteArray mac, Timestamp now)
{
    co_return usedOf(CO_TRY(co_await transaction->execute(&kConfirmPhone, of(subject).add(now).addBytes(mac))));
}

Task<Result<bool>> removePhone(db::Transaction *transaction, RealmId realmId, UserId userId, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kRemovePhone, db::Params::of(realmId, userId, now)));
    co_return rows.affected() == 1;
}

}
