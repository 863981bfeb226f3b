// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/AuthorizationCodes.h"

#include "audit/RefusalLog.h"
#include "core/Random.h"
#include "core/Secret.h"
#include "core/Base64Url.h"
#include "crypto/Hash.h"
#include "protocol/oauth/DeviceBinding.h"

namespace auth::oauth {

namespace {

std::unexpected<Error> invalidGrant(QString detail)
{
    // One text for all of them: what is wrong with a code is nobody's business but the log's.
    return failure(ErrorCode::InvalidGrant, QStringLiteral("The authorization code is invalid, expired, used, or was not issued to this client."), std::move(detail));
}

/// RFC 7636 §4.1: 43 to 128 unreserved characters.
bool isCodeVerifier(const QString &verifier)
{
    if (verifier.size() < 43 || verifier.size() > 128)
        return false;
    return std::all_of(verifier.begin(), verifier.end(), [](QChar character) {
        const char16_t c = character.unicode();
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'.' || c == u'_' || c == u'~';
    });
}

/// What is wrong with a code that was ours to redeem; empty when nothing is.
QString objection(const AuthorizationCodes::Attempt &attempt, const authorization_code_store::Consumed &consumed, Timestamp now)
{
    const AuthorizationCode &code = consumed.code;
    if (code.expiresAt <= now)
        return QStringLiteral("the code has expired");
    if (!consumed.userIsActive)
        return QStringLiteral("the account is disabled");
    if (!consumed.sessionIsLive)
        return QStringLiteral("the session has ended");
    // RFC 6749 §4.1.3: redirect_uri must be there and identical if the authorization request had one. It always has one
    // here (OpenID Connect Core §3.1.2.1).
    if (!attempt.redirectUri || *attempt.redirectUri != code.redirectUri)
        return QStringLiteral("redirect_uri differs from the one of the authorization request");
    if (code.codeChallenge) {
        if (!attempt.codeVerifier || !isCodeVerifier(*attempt.codeVerifier))
            return QStringLiteral("code_verifier is missing or malformed");
        // RFC 7636 §4.6, S256.
        const QByteArray challenge = toBase64Url(crypto::sha256(attempt.codeVerifier->toLatin1()));
        if (!constantTimeEquals(challenge, code.codeChallenge->toLatin1()))
            return QStringLiteral("code_verifier does not match the challenge");
    } else if (attempt.codeVerifier) {
        // RFC 9700 §4.8.2: a verifier without a challenge is the sign of a downgrade.
        return QStringLiteral("code_verifier was sent, but the authorization request had no code_challenge");
    }
    return {};
}

}

AuthorizationCodes::AuthorizationCodes(db::Database *database, const Clock *clock, RealmKeys *realmKeys, const AuditLog *audit, RefusalLog *refusals, const Revocations *revocations, RefreshTokens *refreshTokens)
    : m_database(database)
    , m_clock(clock)
    , m_realmKeys(realmKeys)
    , m_audit(audit)
    , m_refusals(refusals)
    , m_revocations(revocations)
    , m_refreshTokens(refreshTokens)
{
}

QByteArray AuthorizationCodes::issue(db::Transaction *transaction, RealmPointer realm, AuthorizationCode code) const
{
    QByteArray value = randomToken();
    code.realmId = realm->id;
    code.grantId = GrantId::make(*m_clock);
    code.createdAt = m_clock->now();
    code.expiresAt = code.createdAt + realm->settings.authorizationCodeLifetime;
    authorization_code_store::insert(transaction, std::move(code), crypto::sha256(value));
    return value;
}

Task<Result<AuthorizationCodes::Redeemed>> AuthorizationCodes::redeem(Attempt attempt)
{
    const Timestamp now = m_clock->now();
    const QByteArray codeHash = crypto::sha256(attempt.code);
    auto transaction = CO_TRY(co_await m_database->begin(attempt.request.deadline));
    auto consumed = CO_TRY(co_await authorization_code_store::consume(&transaction, attempt.realm->id, codeHash, attempt.application->id, now));
    if (!consumed)
        co_return co_await refuseUnknown(&transaction, std::move(attempt), codeHash);
    if (const QString reason = objection(attempt, *consumed, now); !reason.isEmpty())
        co_return co_await refuse(&transaction, std::move(attempt), consumed->code, reason);

    Redeemed redeemed;
    redeemed.decidedAt = now;
    if (consumed->device)
        consumed->code.device = CO_TRY(deviceFingerprint(m_realmKeys, *attempt.realm, *consumed->device, attempt.application->clientId));
    if (attempt.application->allowsGrant(QLatin1StringView("refresh_token")))
        redeemed.refreshToken = CO_TRY(co_await m_refreshTokens->begin(&transaction, attempt.realm, attempt.application, consumed->code, consumed->sessionExpiresAt, now, attempt.request));
    authorization_code_store::noteApplicationOfSession(&transaction, consumed->code, now);
    CO_TRY(co_await transaction.commit());
    redeemed.code = std::move(consumed->code);
    co_return redeemed;
}

Task<Result<AuthorizationCodes::Redeemed>> AuthorizationCodes::refuse(db::Transaction *transaction, Attempt attempt, AuthorizationCode code, QString reason)
{
    AuditEvent event(attempt.realm->id, "authorization_code.refused");
    event.from(attempt.request).actor("application", QString::fromUtf8(attempt.application->clientId), attempt.application->title());
    event.target("user", code.userId.toString()).failed("refused", reason);
    event.applicationId = attempt.application->id;
    event.sessionId = code.sessionId;
    m_audit->record(transaction, std::move(event));
    CO_TRY(co_await transaction->commit());
    m_refusals->isWritten(attempt.request.correlationId);
    co_return invalidGrant(reason);
}

Task<Result<AuthorizationCodes::Redeemed>> AuthorizationCodes::refuseUnknown(db::Transaction *transaction, Attempt attempt, QByteArray codeHash)
{
    const auto known = CO_TRY(co_await authorization_code_store::find(transaction, attempt.realm->id, codeHash));
    if (!known) {
        co_await transaction->rollback();
        co_return invalidGrant(QStringLiteral("no such code in this realm"));
    }
    AuditEvent event(attempt.realm->id, "authorization_code.misused");
    event.from(attempt.request).actor("application", QString::fromUtf8(attempt.application->clientId), attempt.application->title());
    event.target("user", known->userId.toString());
    event.applicationId = known->applicationId;
    if (known->applicationId != attempt.application->id) {
        // The rightful client can still use it.
        event.failed("refused", QStringLiteral("the code was issued to another client"));
        m_audit->record(transaction, event);
        CO_TRY(co_await transaction->commit());
        m_refusals->isWritten(event.correlationId);
        co_return invalidGrant(event.reason);
    }
    event.failed("refused", QStringLiteral("the code was used before; what it gave is revoked"));
    m_audit->record(transaction, event);
    CO_TRY(co_await m_refreshTokens->endFamily(transaction, attempt.realm->id, known->grantId, m_clock->now()));
    const auto revocation = m_revocations->revoke(transaction, attempt.realm->id, RevocationKind::Grant, known->grantId.toBytes(), kLongestAccessTokenLifetime);
    CO_TRY(co_await transaction->commit());
    m_refusals->isWritten(event.correlationId);
    m_revocations->publish(revocation);
    co_return invalidGrant(event.reason);
}

}
