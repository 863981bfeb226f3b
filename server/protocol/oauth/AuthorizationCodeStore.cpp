// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/AuthorizationCodeStore.h"

namespace auth::oauth::authorization_code_store {

namespace {

const db::Query kInsert { "authorization_code_insert",
    "INSERT INTO authorization_codes (realm_id, code_hash, grant_id, application_id, user_id, session_id, redirect_uri,"
    " code_challenge, nonce, scope, resource, claims, auth_time, acr, amr, created_at, expires_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)" };

const db::Query kConsume { "authorization_code_consume",
    // Who disables the account or ends the session waits for these locks, and then ends what came of the code.
    "WITH person AS (SELECT u.id, u.enabled AND u.deleted_at IS NULL"
    " AND (u.locked_at IS NULL OR u.locked_until <= $4) AS active, s.ended_at, s.expires_at, s.device_id"
    " FROM authorization_codes c JOIN users u ON u.realm_id = c.realm_id AND u.id = c.user_id"
    " JOIN sessions s ON s.realm_id = c.realm_id AND s.id = c.session_id"
    " WHERE c.realm_id = $1 AND c.code_hash = $2 FOR SHARE OF u, s)"
    " UPDATE authorization_codes c SET consumed_at = $4 FROM person"
    " WHERE c.realm_id = $1 AND c.code_hash = $2 AND c.application_id = $3 AND c.user_id = person.id AND c.consumed_at IS NULL"
    " RETURNING c.grant_id, c.application_id, c.user_id, c.session_id, c.redirect_uri, c.code_challenge, c.nonce, c.scope,"
    " c.resource, c.claims, c.auth_time, c.acr, c.amr, c.created_at, c.expires_at, person.active AS user_active,"
    " person.ended_at IS NULL AND person.expires_at > $4 AS session_live, person.expires_at AS session_expires_at, person.device_id" };

const db::Query kFind { "authorization_code_find",
    "SELECT grant_id, application_id, user_id, consumed_at IS NOT NULL AS consumed FROM authorization_codes"
    " WHERE realm_id = $1 AND code_hash = $2" };

const db::Query kNoteApplication { "session_application_insert",
    "INSERT INTO session_applications (realm_id, session_id, application_id, first_used_at) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT DO NOTHING" };

std::optional<QString> optionalText(const db::Rows &rows, int row, const char *column)
{
    return rows.isNull(row, column) ? std::nullopt : std::optional(rows.text(row, column));
}

}

void insert(db::Transaction *transaction, AuthorizationCode code, QByteArray codeHash)
{
    transaction->enqueue(&kInsert,
        db::Params::of(code.realmId, db::Bytes { std::move(codeHash) }, code.grantId, code.applicationId, code.userId, code.sessionId,
            code.redirectUri, code.codeChallenge, code.nonce, code.scope.join(u' '), code.resource, code.claims, code.authTime,
            code.acr, code.amr, code.createdAt, code.expiresAt));
}

Task<Result<std::optional<Consumed>>> consume(
    db::Transaction *transaction, RealmId realmId, QByteArray codeHash, ApplicationId applicationId, Timestamp now)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kConsume, db::Params::of(realmId, db::Bytes { codeHash }, applicationId, now)));
    if (rows.isEmpty())
        co_return std::nullopt;
    Consumed consumed;
    AuthorizationCode &code = consumed.code;
    code.realmId = realmId;
    code.grantId = rows.id<GrantId>(0, "grant_id");
    code.applicationId = rows.id<ApplicationId>(0, "application_id");
    code.userId = rows.id<UserId>(0, "user_id");
    code.sessionId = rows.id<SessionId>(0, "session_id");
    code.redirectUri = rows.text(0, "redirect_uri");
    code.codeChallenge = optionalText(rows, 0, "code_challenge");
    code.nonce = optionalText(rows, 0, "nonce");
    code.scope = rows.text(0, "scope").split(u' ', Qt::SkipEmptyParts);
    code.resource = rows.list(0, "resource");
    code.claims = rows.object(0, "claims");
    code.authTime = rows.time(0, "auth_time");
    code.acr = rows.raw(0, "acr");
    code.amr = rows.list(0, "amr");
    code.createdAt = rows.time(0, "created_at");
    code.expiresAt = rows.time(0, "expires_at");
    consumed.userIsActive = rows.boolean(0, "user_active");
    consumed.sessionIsLive = rows.boolean(0, "session_live");
    consumed.sessionExpiresAt = rows.time(0, "session_expires_at");
    if (!rows.isNull(0, "device_id"))
        consumed.device = rows.id<DeviceId>(0, "device_id");
    co_return consumed;
}

Task<Result<std::optional<Known>>> find(db::Transaction *transaction, RealmId realmId, QByteArray codeHash)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kFind, db::Params::of(realmId, db::Bytes { codeHash })));
    if (rows.isEmpty())
        co_return std::nullopt;
    co_return Known { rows.id<GrantId>(0, "grant_id"), rows.id<ApplicationId>(0, "application_id"), rows.id<UserId>(0, "user_id"), rows.boolean(0, "consumed") };
}

void noteApplicationOfSession(db::Transaction *transaction, AuthorizationCode code, Timestamp now)
{
    transaction->enqueue(&kNoteApplication, db::Params::of(code.realmId, code.sessionId, code.applicationId, now));
}

}
