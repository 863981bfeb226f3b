// SPDX-License-Identifier: GPL-3.0-or-later
#include "passkeys/PasskeyStore.h"

namespace auth::passkeys::store {

namespace {

using namespace Qt::StringLiterals;

#define COLUMNS                                                                                                        \
    "p.realm_id, p.id, p.user_id, p.credential_id, p.public_key, p.label, p.sign_count, p.backup_eligible, "          \
    "p.backed_up, p.user_verified, p.transports, p.aaguid, p.attestation_format, p.attested, p.suspended_at, "        \
    "p.version, p.created_at, p.last_used_at"

const db::Query kSaveChallenge { "passkey_challenge_save",
    "INSERT INTO passkey_challenges (realm_id, bound_to, ceremony, challenge, browser_hash, user_id, created_at,"
    " expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
    " ON CONFLICT (realm_id, bound_to, ceremony) DO UPDATE SET challenge = excluded.challenge,"
    " browser_hash = excluded.browser_hash, user_id = excluded.user_id, created_at = excluded.created_at,"
    " expires_at = excluded.expires_at" };
const db::Query kTakeChallenge { "passkey_challenge_take",
    "WITH taken AS (DELETE FROM passkey_challenges WHERE realm_id = $1 AND bound_to = $2 AND ceremony = $3"
    " AND challenge = $4 AND browser_hash = $5 AND expires_at > $6 RETURNING user_id)"
    " SELECT taken.user_id AS asked_user_id, " COLUMNS
    " FROM taken LEFT JOIN passkeys p ON p.realm_id = $1 AND p.credential_id = $7" };
const db::Query kInsert { "passkey_insert",
    "INSERT INTO passkeys (realm_id, id, user_id, credential_id, public_key, label, sign_count, backup_eligible,"
    " backed_up, user_verified, transports, aaguid, attestation_format, attested, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)" };
// A counter that is 0 on both sides is none; any other has to grow. The row decides, also between two nodes.
const db::Query kUse { "passkey_use",
    "UPDATE passkeys SET sign_count = $3, backed_up = $4, user_verified = user_verified OR $5, last_used_at = $6"
    " WHERE realm_id = $1 AND id = $2 AND suspended_at IS NULL AND (sign_count < $3 OR (sign_count = 0 AND $3 = 0))" };
const db::Query kSuspend { "passkey_suspend",
    "UPDATE passkeys SET suspended_at = $3, version = version + 1"
    " WHERE realm_id = $1 AND id = $2 AND suspended_at IS NULL" };
const db::Query kRename { "passkey_rename",
    "UPDATE passkeys p SET label = $4, version = version + 1 WHERE realm_id = $1 AND user_id = $2 AND id = $3"
    " AND ($5::bigint IS NULL OR version = $5) RETURNING " COLUMNS };
const db::Query kExists { "passkey_exists", "SELECT 1 FROM passkeys WHERE realm_id = $1 AND user_id = $2 AND id = $3" };
const db::Query kRemove { "passkey_remove", "DELETE FROM passkeys WHERE realm_id = $1 AND id = $2" };
const db::Query kLockUser { "passkey_lock_user", "SELECT 1 FROM users WHERE realm_id = $1 AND id = $2 FOR UPDATE" };
const db::Query kOtherWayIn { "passkey_other_way_in",
    "SELECT EXISTS (SELECT 1 FROM user_passwords WHERE realm_id = $1 AND user_id = $2)"
    " OR EXISTS (SELECT 1 FROM passkeys WHERE realm_id = $1 AND user_id = $2 AND id <> $3 AND suspended_at IS NULL)"
    " AS other" };
const db::Query kListOfUser { "passkey_list_of_user",
    "SELECT " COLUMNS " FROM passkeys p WHERE p.realm_id = $1 AND p.user_id = $2 ORDER BY p.created_at, p.id" };
const db::Query kFind { "passkey_find",
    "SELECT " COLUMNS ", u.username FROM passkeys p JOIN users u ON u.realm_id = p.realm_id AND u.id = p.user_id"
    " WHERE p.realm_id = $1 AND p.id = $2 AND u.deleted_at IS NULL" };
const db::Query kMayOffer { "passkey_may_offer",
    "SELECT NOT EXISTS (SELECT 1 FROM passkeys WHERE realm_id = $1 AND user_id = $2)"
    " AND NOT EXISTS (SELECT 1 FROM passkey_offers_declined WHERE realm_id = $1 AND user_id = $2) AS offer" };
const db::Query kDecline { "passkey_offer_decline",
    "INSERT INTO passkey_offers_declined (realm_id, user_id, declined_at) VALUES ($1, $2, $3)"
    " ON CONFLICT (realm_id, user_id) DO NOTHING" };

const db::ListSpec kList { .name = "passkey_list",
    .columns = COLUMNS ", u.username",
    .from = "passkeys p JOIN users u ON u.realm_id = p.realm_id AND u.id = p.user_id",
    .condition = "p.realm_id = $1 AND u.deleted_at IS NULL",
    .id = "p.id",
    .fields = { { "created_at"_L1, "p.created_at", db::ListKind::Time, db::ListSort::Yes },
        { "user_id"_L1, "p.user_id", db::ListKind::Id },
        { "username"_L1, "u.username", db::ListKind::Text, db::ListSort::Yes },
        { "label"_L1, "p.label", db::ListKind::Text, db::ListSort::Yes },
        { "aaguid"_L1, "p.aaguid", db::ListKind::Id },
        { "attestation_format"_L1, "p.attestation_format", db::ListKind::Text },
        { "attested"_L1, "p.attested", db::ListKind::Boolean },
        { "synced"_L1, "p.backup_eligible", db::ListKind::Boolean },
        { "suspended"_L1, "(p.suspended_at IS NOT NULL)", db::ListKind::Boolean },
        { "last_used_at"_L1, "coalesce(p.last_used_at, p.created_at)", db::ListKind::Time, db::ListSort::Yes } },
    .freeText = { "p.label", "u.username" },
    .descending = true };

QByteArray ceremonyName(Ceremony ceremony)
{
    switch (ceremony) {
    case Ceremony::Registration:
        break;
    case Ceremony::FirstFactor:
        return "first_factor";
    case Ceremony::SecondFactor:
        return "second_factor";
    }
    return "registration";
}

Passkey passkeyAt(const db::Rows &rows, int row)
{
    Passkey passkey;
    passkey.realmId = rows.id<RealmId>(row, "realm_id");
    passkey.id = rows.id<PasskeyId>(row, "id");
    passkey.userId = rows.id<UserId>(row, "user_id");
    passkey.credentialId = rows.bytes(row, "credential_id");
    passkey.publicKey = rows.bytes(row, "public_key");
    passkey.label = rows.text(row, "label");
    passkey.signCount = static_cast<quint32>(rows.integer(row, "sign_count"));
    passkey.backupEligible = rows.boolean(row, "backup_eligible");
    passkey.backedUp = rows.boolean(row, "backed_up");
    passkey.userVerified = rows.boolean(row, "user_verified");
    passkey.transports = rows.list(row, "transports");
    passkey.aaguid = rows.uuid(row, "aaguid");
    passkey.attestationFormat = rows.text(row, "attestation_format");
    passkey.attested = rows.boolean(row, "attested");
    passkey.suspendedAt = rows.optionalTime(row, "suspended_at");
    passkey.version = rows.integer(row, "version");
    passkey.createdAt = rows.time(row, "created_at");
    passkey.lastUsedAt = rows.optionalTime(row, "last_used_at");
    return passkey;
}

db::Params toTake(const Challenge &asked, const QByteArray &credentialId)
{
    return db::Params::of(asked.realmId, asked.boundTo, ceremonyName(asked.ceremony), db::Bytes { asked.value },
        db::Bytes { asked.browserHash }, asked.createdAt, db::Bytes { credentialId });
}

std::optional<Taken> takenFrom(const db::Rows &rows)
{
    if (rows.isEmpty())
        return std::nullopt;
    Taken taken;
    if (!rows.isNull(0, "asked_user_id"))
        taken.userId = rows.id<UserId>(0, "asked_user_id");
    if (!rows.isNull(0, "id"))
        taken.passkey = passkeyAt(rows, 0);
    return taken;
}

std::unexpected<Error> notFound()
{
    return failure(ErrorCode::NotFound, u"There is no such passkey."_s);
}

}

Task<Result<void>> saveChallenge(db::Database *database, Challenge challenge, Deadline deadline)
{
    CO_TRY(co_await database->execute(&kSaveChallenge,
        db::Params::of(challenge.realmId, challenge.boundTo, ceremonyName(challenge.ceremony), db::Bytes { challenge.value },
            db::Bytes { challenge.browserHash }, challenge.userId, challenge.createdAt, challenge.expiresAt),
        deadline));
    co_return {};
}

Task<Result<std::optional<Taken>>> takeChallenge(db::Database *database, Challenge asked, QByteArray credentialId, Deadline deadline)
{
    co_return takenFrom(CO_TRY(co_await database->execute(&kTakeChallenge, toTake(asked, credentialId), deadline)));
}

Task<Result<std::optional<Taken>>> takeChallenge(db::Transaction *transaction, Challenge asked, QByteArray credentialId)
{
    co_return takenFrom(CO_TRY(co_await transaction->execute(&kTakeChallenge, toTake(asked, credentialId))));
}

Task<Result<void>> insert(db::Transaction *transaction, Passkey passkey)
{
    CO_TRY(co_await transaction->execute(&kInsert,
        db::Params::of(passkey.realmId, passkey.id, passkey.userId, db::Bytes { passkey.credentialId },
            db::Bytes { passkey.publicKey }, passkey.label, qint64 { passkey.signCount }, passkey.backupEligible, passkey.backedUp,
            passkey.userVerified, passkey.transports, passkey.aaguid, passkey.attestationFormat, passkey.attested, passkey.createdAt)));
    co_return {};
}

Task<Result<bool>> use(db::Transaction *transaction, Passkey passkey, quint32 signCount, bool backedUp, bool userVerified, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kUse,
        db::Params::of(passkey.realmId, passkey.id, qint64 { signCount }, backedUp, userVerified, now)));
    co_return rows.affected() == 1;
}

Task<Result<bool>> suspend(db::Transaction *transaction, RealmId realmId, PasskeyId id, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kSuspend, db::Params::of(realmId, id, now)));
    co_return rows.affected() == 1;
}

Task<Result<Passkey>> rename(db::Transaction *transaction, RealmId realmId, UserId userId, PasskeyId id, QString label, std::optional<qint64> ifVersion)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kRename, db::Params::of(realmId, userId, id, label, ifVersion)));
    if (!rows.isEmpty())
        co_return passkeyAt(rows, 0);
    const auto present = CO_TRY(co_await transaction->execute(&kExists, db::Params::of(realmId, userId, id)));
    if (present.isEmpty())
        co_return notFound();
    co_return failure(ErrorCode::VersionMismatch, u"The passkey was changed meanwhile."_s);
}

Task<Result<void>> remove(db::Transaction *transaction, RealmId realmId, PasskeyId id)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kRemove, db::Params::of(realmId, id)));
    if (rows.affected() != 1)
        co_return notFound();
    co_return {};
}

Task<Result<void>> lockUser(db::Transaction *transaction, RealmId realmId, UserId userId)
{
    CO_TRY(co_await transaction->execute(&kLockUser, db::Params::of(realmId, userId)));
    co_return {};
}

Task<Result<bool>> hasOtherWayIn(db::Transaction *transaction, RealmId realmId, UserId userId, PasskeyId id)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kOtherWayIn, db::Params::of(realmId, userId, id)));
    co_return rows.boolean(0, "other");
}

Task<Result<std::vector<Passkey>>> listOfUser(db::Database *database, RealmId realmId, UserId userId, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kListOfUser, db::Params::of(realmId, userId), deadline));
    std::vector<Passkey> passkeys;
    for (int i = 0; i < rows.count(); ++i)
        passkeys.push_back(passkeyAt(rows, i));
    co_return passkeys;
}

Task<Result<PasskeySeen>> find(db::Database *database, RealmId realmId, PasskeyId id, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kFind, db::Params::of(realmId, id), deadline));
    if (rows.isEmpty())
        co_return notFound();
    co_return PasskeySeen { passkeyAt(rows, 0), rows.text(0, "username") };
}

Task<Result<Page>> list(db::Database *database, RealmId realmId, db::ListRequest request, Deadline deadline)
{
    Page page;
    page.page = CO_TRY(co_await db::list(database, &kList, db::Params::of(realmId), std::move(request), deadline));
    for (int i = 0; i < page.page.count; ++i)
        page.passkeys.push_back({ passkeyAt(page.page.rows, i), page.page.rows.text(i, "username") });
    co_return page;
}

const db::ListSpec &listSpec()
{
    return kList;
}

Task<Result<bool>> mayOffer(db::Database *database, RealmId realmId, UserId userId, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kMayOffer, db::Params::of(realmId, userId), deadline));
    co_return rows.boolean(0, "offer");
}

Task<Result<void>> decline(db::Database *database, RealmId realmId, UserId userId, Timestamp now, Deadline deadline)
{
    CO_TRY(co_await database->execute(&kDecline, db::Params::of(realmId, userId, now), deadline));
    co_return {};
}

}
