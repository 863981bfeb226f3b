// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/RefreshTokens.h"

#include "audit/RefusalLog.h"
#include "core/Base64Url.h"
#include "core/Random.h"
#include "core/Secret.h"
#include "crypto/Hash.h"
#include "keys/RealmKeys.h"
#include "protocol/oauth/DeviceBinding.h"
#include "protocol/oauth/Scope.h"
#include "sessions/SessionService.h"

#include <QtCore/QtEndian>

namespace auth::oauth {

namespace {

constexpr qsizetype kIdSize = 16;
constexpr qsizetype kGenerationSize = 4;
constexpr qsizetype kSaltSize = 16;
constexpr qsizetype kBodySize = kIdSize + kGenerationSize + kSaltSize;
constexpr qsizetype kMacSize = 32;
/// For answers that were lost on the way (RFC 9700 §4.14.2 leaves it to the server).
constexpr std::chrono::seconds kRetryWindow { 10 };

QByteArray bodyOf(GrantId familyId, int generation, const QByteArray &salt)
{
    QByteArray body(reinterpret_cast<const char *>(familyId.value.bytes.data()), kIdSize);
    const quint32 bigEndian = qToBigEndian(static_cast<quint32>(generation));
    body.append(reinterpret_cast<const char *>(&bigEndian), kGenerationSize);
    return body + salt;
}

std::unexpected<Error> invalidGrant(QString detail)
{
    return failure(ErrorCode::InvalidGrant, QStringLiteral("The refresh token is invalid, expired, revoked, or was not issued to this client."), std::move(detail));
}

}

RefreshTokens::RefreshTokens(db::Database *database, const Clock *clock, RealmKeys *realmKeys, SessionService *sessions, const AuditLog *audit, RefusalLog *refusals, const Revocations *revocations)
    : m_database(database)
    , m_clock(clock)
    , m_realmKeys(realmKeys)
    , m_sessions(sessions)
    , m_audit(audit)
    , m_refusals(refusals)
    , m_revocations(revocations)
{
}

Task<Result<QByteArray>> RefreshTokens::compute(RealmPointer realm, GrantId familyId, int generation, QByteArray salt, Deadline)
{
    const QByteArray key = CO_TRY(m_realmKeys->subkey(*realm, KeyPurpose::RefreshToken));
    const QByteArray body = bodyOf(familyId, generation, salt);
    co_return toBase64Url(body + crypto::hmacSha256(key, body));
}

Task<Result<std::optional<RefreshTokens::Parsed>>> RefreshTokens::parse(RealmPointer realm, QByteArray token, Deadline)
{
    const auto bytes = token.size() > 128 ? std::nullopt : fromBase64Url(token);
    if (!bytes || bytes->size() != kBodySize + kMacSize)
        co_return std::nullopt;
    const QByteArray key = CO_TRY(m_realmKeys->subkey(*realm, KeyPurpose::RefreshToken));
    const QByteArray body = bytes->first(kBodySize);
    if (!constantTimeEquals(crypto::hmacSha256(key, body), QByteArrayView(*bytes).sliced(kBodySize)))
        co_return std::nullopt;
    Parsed parsed;
    std::copy_n(body.constData(), kIdSize, reinterpret_cast<char *>(parsed.familyId.value.bytes.data()));
    parsed.generation = static_cast<int>(qFromBigEndian<quint32>(body.constData() + kIdSize));
    parsed.salt = body.sliced(kIdSize + kGenerationSize);
    co_return parsed;
}

Task<Result<QByteArray>> RefreshTokens::begin(
    db::Transaction *transaction, RealmPointer realm, ApplicationPointer application, AuthorizationCode code, Timestamp sessionExpiresAt, Timestamp now, http::Request request)
{
    RefreshFamily family;
    family.realmId = realm->id;
    family.id = code.grantId;
    family.applicationId = code.applicationId;
    family.userId = code.userId;
    family.sessionId = code.sessionId;
    family.offline = code.scope.contains(u"offline_access"_qs);
    family.scope = code.scope;
    family.resource = code.resource;
    family.claims = code.claims;
    family.authTime = code.authTime;
    family.acr = code.acr;
    family.amr = code.amr;
    family.salt = randomBytes(kSaltSize);
    family.device = code.device;
    family.agent = CO_TRY(agentFingerprint(m_realmKeys, *realm, family.id, request));
    family.rotatedAt = family.createdAt = now;
    family.expiresAt = now + application->refreshTokenLifetime.value_or(realm->settings.refreshTokenLifetime);
    if (!family.offline)
        family.expiresAt = std::min(family.expiresAt, sessionExpiresAt);
    QByteArray token = CO_TRY(co_await compute(realm, family.id, 0, family.salt, request.deadline));
    refresh_family_store::insert(transaction, std::move(family));
    co_return token;
}

Task<Result<RefreshTokens::Refreshed>> RefreshTokens::refresh(Attempt attempt)
{
    const Deadline deadline = attempt.request.deadline;
    const auto presented = CO_TRY(co_await parse(attempt.realm, attempt.token, deadline));
    if (!presented)
        co_return invalidGrant(QStringLiteral("not a refresh token of this realm"));
    if (attempt.scope || !attempt.resource.isEmpty()) {
        // What is asked for must be refused before the token is used up.
        const auto family = CO_TRY(co_await refresh_family_store::find(m_database, attempt.realm->id, presented->familyId, deadline));
        if (family && attempt.scope && !isWithin(*attempt.scope, family->scope))
            co_return failure(ErrorCode::InvalidScope, QStringLiteral("The scope exceeds the one that was granted."));
        if (family && !isWithin(attempt.resource, family->resource))
            co_return failure(ErrorCode::InvalidTarget, QStringLiteral("The resource was not part of the grant."));
    }
    const Timestamp now = m_clock->now();
    auto rotated = CO_TRY(co_await refresh_family_store::rotate(m_database,
        { attempt.realm->id, presented->familyId, presented->generation, presented->salt, attempt.application->id, now, attempt.realm->settings.sessionIdleTimeout }, deadline));
    if (!rotated)
        co_return co_await refuseOrRepeat(std::move(attempt), *presented, now);
    co_return co_await answer(std::move(attempt), *std::move(rotated), now);
}

Task<Result<bool>> RefreshTokens::isFromAnotherDevice(Attempt attempt, RefreshFamily family, Timestamp now)
{
    if (family.deviceChanged || family.agent.isEmpty())
        co_return family.deviceChanged;
    const QByteArray agent = CO_TRY(agentFingerprint(m_realmKeys, *attempt.realm, family.id, attempt.request));
    if (constantTimeEquals(agent, family.agent))
        co_return false;
    auto transaction = CO_TRY(co_await m_database->begin(attempt.request.deadline));
    if (CO_TRY(co_await refresh_family_store::noteDeviceChange(&transaction, attempt.realm->id, family.id, now))) {
        AuditEvent event(attempt.realm->id, "session.device_mismatch");
        event.from(attempt.request).actor("application", QString::fromUtf8(attempt.application->clientId), attempt.application->title());
        event.target("user", family.userId.toString());
        event.reason = QStringLiteral("another program refreshes than the one that got the tokens; they are trusted less from here on");
        event.applicationId = attempt.application->id;
        event.sessionId = family.sessionId;
        m_audit->record(&transaction, std::move(event));
    }
    CO_TRY(co_await transaction.commit());
    co_return true;
}

Task<Result<RefreshTokens::Refreshed>> RefreshTokens::answer(Attempt attempt, RefreshFamily family, Timestamp now)
{
    family.deviceChanged = CO_TRY(co_await isFromAnotherDevice(attempt, family, now));
    Refreshed refreshed;
    refreshed.refreshToken = CO_TRY(co_await compute(attempt.realm, family.id, family.generation, family.salt, attempt.request.deadline));
    refreshed.scope = attempt.scope.value_or(family.scope);
    refreshed.resource = attempt.resource.isEmpty() ? family.resource : attempt.resource;
    refreshed.decidedAt = now;
    if (family.sessionId && !family.offline)
        m_sessions->touch(attempt.realm->id, *family.sessionId);
    refreshed.family = std::move(family);
    co_return refreshed;
}

Task<Result<RefreshTokens::Refreshed>> RefreshTokens::refuseOrRepeat(Attempt attempt, Parsed presented, Timestamp now)
{
    const Deadline deadline = attempt.request.deadline;
    auto family = CO_TRY(co_await refresh_family_store::find(m_database, attempt.realm->id, presented.familyId, deadline));
    if (!family || !constantTimeEquals(family->salt, presented.salt))
        co_return invalidGrant(QStringLiteral("no such family"));
    if (family->applicationId != attempt.application->id)
        co_return invalidGrant(QStringLiteral("issued to another client"));
    if (family->revoked)
        co_return invalidGrant(QStringLiteral("the family is revoked"));
    if (presented.generation >= family->generation)
        co_return invalidGrant(QStringLiteral("expired, or idle for too long"));

    const bool isPredecessor = presented.generation == family->generation - 1;
    if (isPredecessor && now < family->rotatedAt + kRetryWindow) {
        if (!family->mayContinue(now, attempt.realm->settings.sessionIdleTimeout))
            co_return invalidGrant(QStringLiteral("expired, idle for too long, or ended"));
        co_return co_await answer(std::move(attempt), *std::move(family), now);
    }

    // RFC 9700 §4.14.2: an old token means that somebody else has one; nobody can tell who is who, so all of it ends.
    auto transaction = CO_TRY(co_await m_database->begin(deadline));
    AuditEvent event(attempt.realm->id, "refresh_token.reused");
    event.from(attempt.request).actor("application", QString::fromUtf8(attempt.application->clientId), attempt.application->title());
    event.target("user", family->userId.toString()).failed("refused", QStringLiteral("a refresh token was used again; its family is revoked"));
    event.applicationId = attempt.application->id;
    event.sessionId = family->sessionId;
    m_audit->record(&transaction, event);
    CO_TRY(co_await endFamily(&transaction, attempt.realm->id, family->id, now));
    const auto revocation = m_revocations->revoke(&transaction, attempt.realm->id, RevocationKind::Grant, family->id.toBytes(), kLongestAccessTokenLifetime);
    CO_TRY(co_await transaction.commit());
    m_refusals->isWritten(event.correlationId);
    m_revocations->publish(revocation);
    co_return invalidGrant(event.reason);
}

Task<Result<std::optional<RefreshFamily>>> RefreshTokens::inspect(RealmPointer realm, QByteArray token, Deadline deadline)
{
    const auto presented = CO_TRY(co_await parse(realm, std::move(token), deadline));
    if (!presented)
        co_return std::nullopt;
    auto family = CO_TRY(co_await refresh_family_store::find(m_database, realm->id, presented->familyId, deadline));
    if (!family || family->generation != presented->generation || !constantTimeEquals(family->salt, presented->salt))
        co_return std::nullopt;
    if (!family->mayContinue(m_clock->now(), realm->settings.sessionIdleTimeout))
        co_return std::nullopt;
    co_return family;
}

Task<Result<RefreshTokens::Described>> RefreshTokens::describe(RealmPointer realm, QByteArray token, Deadline deadline)
{
    Described described;
    described.reason = QStringLiteral("not a token of this realm");
    const auto presented = CO_TRY(co_await parse(realm, std::move(token), deadline));
    if (!presented)
        co_return described;
    auto family = CO_TRY(co_await refresh_family_store::find(m_database, realm->id, presented->familyId, deadline));
    if (!family || !constantTimeEquals(family->salt, presented->salt)) {
        described.reason = QStringLiteral("its grant is gone");
        co_return described;
    }
    if (family->revoked)
        described.reason = QStringLiteral("its grant is revoked");
    else if (family->generation != presented->generation)
        described.reason = QStringLiteral("it was used, and has a successor");
    else if (!family->mayContinue(m_clock->now(), realm->settings.sessionIdleTimeout))
        described.reason = QStringLiteral("expired");
    else
        described.reason.clear();
    described.family = std::move(family);
    co_return described;
}

Task<Result<qint64>> RefreshTokens::endFamilies(db::Transaction *transaction, RealmId realmId, std::optional<UserId> user, std::optional<ApplicationId> application) const
{
    const auto ended = CO_TRY(co_await refresh_family_store::revokeMany(transaction, realmId, user, application, m_clock->now()));
    co_return ended.size();
}

Task<Result<QList<GrantId>>> RefreshTokens::endFamiliesOf(db::Transaction *transaction, RealmId realmId, UserId user, ApplicationId application) const
{
    co_return co_await refresh_family_store::revokeMany(transaction, realmId, user, application, m_clock->now());
}

Task<Result<void>> RefreshTokens::endFamily(db::Transaction *transaction, RealmId realmId, GrantId id, Timestamp now)
{
    CO_TRY(co_await refresh_family_store::revoke(transaction, realmId, id, now));
    co_return {};
}

Task<Result<void>> RefreshTokens::revoke(RealmPointer realm, ApplicationPointer application, QByteArray token, http::Request request)
{
    const auto presented = CO_TRY(co_await parse(realm, std::move(token), request.deadline));
    if (!presented)
        co_return {};
    const auto family = CO_TRY(co_await refresh_family_store::find(m_database, realm->id, presented->familyId, request.deadline));
    // RFC 7009 §2.1: a token of another client is refused; saying nothing tells that client nothing.
    if (!family || family->applicationId != application->id || !constantTimeEquals(family->salt, presented->salt))
        co_return {};
    auto transaction = CO_TRY(co_await m_database->begin(request.deadline));
    if (!CO_TRY(co_await refresh_family_store::revoke(&transaction, realm->id, family->id, m_clock->now()))) {
        co_await transaction.rollback();
        co_return {};
    }
    AuditEvent event(realm->id, "refresh_token.revoked");
    event.from(request).actor("application", QString::fromUtf8(application->clientId), application->title()).target("user", family->userId.toString());
    event.applicationId = application->id;
    event.sessionId = family->sessionId;
    m_audit->record(&transaction, std::move(event));
    const auto revocation = m_revocations->revoke(&transaction, realm->id, RevocationKind::Grant, family->id.toBytes(), kLongestAccessTokenLifetime);
    CO_TRY(co_await transaction.commit());
    m_revocations->publish(revocation);
    co_return {};
}

}
