// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/DeviceAuthorizations.h"

#include "audit/RefusalLog.h"
#include "core/Random.h"
#include "crypto/Hash.h"
#include "keys/RealmKeys.h"
#include "protocol/oauth/RefreshTokens.h"
#include "protocol/oauth/UserCode.h"
#include "sessions/SessionService.h"

namespace auth::oauth {

using device_authorization_store::Waiting;

namespace {

/// §3.2, §5.1: long enough to fetch a phone, short enough to leave a guesser nothing.
constexpr std::chrono::minutes kLifetime { 10 };
/// §3.2: the default of clients that are told none.
constexpr std::chrono::seconds kInterval { 5 };
/// §3.5, slow_down.
constexpr std::chrono::seconds kPenalty { 5 };

std::unexpected<Error> invalidGrant(QString detail)
{
    return failure(ErrorCode::InvalidGrant, QStringLiteral("The device code is invalid, used, or was not issued to this client."), std::move(detail));
}

std::unexpected<Error> tooMany(int seconds, QString description)
{
    Error error(ErrorCode::TooManyRequests, std::move(description));
    error.retryAfterSeconds = seconds;
    return std::unexpected(error);
}

Result<QByteArray> userCodeHash(RealmKeys *keys, const Realm &realm, const QByteArray &code)
{
    return crypto::hmacSha256(TRY(keys->subkey(realm, KeyPurpose::ShortCode)), "device user code:" + code);
}

}

DeviceAuthorizations::DeviceAuthorizations(Services services, Limits limits)
    : m(services)
    , m_limits(limits)
{
}

Task<Result<DeviceAuthorizations::Begun>> DeviceAuthorizations::begin(
    RealmPointer realm, ApplicationPointer application, QStringList scope, QStringList resource, http::Request request)
{
    if (const int wait = m_limits.begun ? m_limits.begun->secondsToWait(request.peer) : 0; wait > 0)
        co_return tooMany(wait, QStringLiteral("Too many sign-ins were begun from your network."));
    const auto origin = AuditEvent().from(request);
    DeviceAuthorization authorization;
    authorization.realmId = realm->id;
    authorization.grantId = GrantId::make(*m.clock);
    authorization.applicationId = application->id;
    authorization.scope = std::move(scope);
    authorization.resource = std::move(resource);
    authorization.address = origin.address;
    authorization.userAgent = origin.userAgent;
    authorization.createdAt = m.clock->now();
    authorization.expiresAt = authorization.createdAt + kLifetime;
    authorization.interval = kInterval;
    const Begun begun { randomToken(), newUserCode(), kLifetime, kInterval };
    const QByteArray shortHash = CO_TRY(userCodeHash(m.realmKeys, *realm, begun.userCode));
    if (!CO_TRY(co_await device_authorization_store::insert(m.database, std::move(authorization), crypto::sha256(begun.deviceCode), shortHash, request.deadline)))
        co_return failure(ErrorCode::Unavailable, QStringLiteral("Please try again."), QStringLiteral("the user code is taken"));
    co_return begun;
}

Task<Result<std::optional<Waiting>>> DeviceAuthorizations::findByUserCode(RealmPointer realm, QString typed, http::Request request)
{
    int wait = m_limits.tried ? m_limits.tried->secondsToWait(request.peer) : 0;
    if (wait == 0 && m_limits.triedInRealm)
        wait = m_limits.triedInRealm->secondsToWait(static_cast<quint64>(qHash(realm->id)));
    if (wait > 0)
        co_return tooMany(wait, QStringLiteral("Too many codes were tried."));
    const auto code = normalizedUserCode(typed);
    if (!code)
        co_return std::nullopt;
    const QByteArray hash = CO_TRY(userCodeHash(m.realmKeys, *realm, *code));
    co_return co_await device_authorization_store::findByUserCode(m.database, realm->id, hash, m.clock->now(), request.deadline);
}

Task<Result<std::optional<Waiting>>> DeviceAuthorizations::find(RealmId realmId, QByteArray deviceCodeHash, Deadline deadline)
{
    return device_authorization_store::find(m.database, realmId, std::move(deviceCodeHash), m.clock->now(), deadline);
}

Task<Result<bool>> DeviceAuthorizations::decide(db::Transaction *transaction, RealmId realmId, QByteArray deviceCodeHash, std::optional<Session> approving)
{
    std::optional<DeviceApproval> approval;
    if (approving)
        approval = DeviceApproval { approving->userId, approving->id, approving->authTime, approving->acr, approving->amr };
    return device_authorization_store::decide(transaction, realmId, std::move(deviceCodeHash), std::move(approval), m.clock->now());
}

Task<Result<DeviceAuthorizations::Redeemed>> DeviceAuthorizations::redeem(Attempt attempt)
{
    const Timestamp now = m.clock->now();
    const QByteArray hash = crypto::sha256(attempt.deviceCode);
    const auto poll = CO_TRY(co_await device_authorization_store::poll(m.database, attempt.realm->id, hash, attempt.application->id, now, kPenalty, attempt.request.deadline));
    if (!poll)
        co_return invalidGrant(QStringLiteral("no such code of this client in this realm, or it was used"));
    if (poll->decided && !poll->allowed)
        co_return failure(ErrorCode::DeviceDenied, QStringLiteral("The person did not allow it."));
    if (poll->expiresAt <= now)
        co_return failure(ErrorCode::ExpiredToken, QStringLiteral("The device code has expired. Begin again."));
    if (poll->tooEarly)
        co_return failure(ErrorCode::SlowDown, QStringLiteral("Wait five seconds longer between polls."));
    if (!poll->decided)
        co_return failure(ErrorCode::AuthorizationPending, QStringLiteral("The person has not answered yet."));
    co_return co_await fetch(std::move(attempt), hash, now);
}

Task<Result<DeviceAuthorizations::Redeemed>> DeviceAuthorizations::fetch(Attempt attempt, QByteArray deviceCodeHash, Timestamp now)
{
    auto transaction = CO_TRY(co_await m.database->begin(attempt.request.deadline));
    const auto consumed = CO_TRY(co_await device_authorization_store::consume(&transaction, attempt.realm->id, deviceCodeHash, attempt.application->id, now));
    if (!consumed) {
        co_await transaction.rollback();
        co_return invalidGrant(QStringLiteral("another poll was faster"));
    }
    const auto &approval = consumed->approval;
    if (!consumed->userIsActive || !consumed->sessionIsLive) {
        AuditEvent event(attempt.realm->id, "device_code.refused");
        event.from(attempt.request).actor("application", QString::fromUtf8(attempt.application->clientId), attempt.application->title());
        event.target("user", approval.userId.toString(), consumed->username);
        event.failed("refused", consumed->userIsActive ? QStringLiteral("the session that allowed it has ended") : QStringLiteral("the account is disabled"));
        event.applicationId = attempt.application->id;
        event.sessionId = approval.sessionId;
        m.audit->record(&transaction, event);
        CO_TRY(co_await transaction.commit());
        m.refusals->isWritten(event.correlationId);
        co_return failure(ErrorCode::DeviceDenied, QStringLiteral("Whoever allowed it may not any more."), event.reason);
    }
    // A session of its own: the person sees the device in their list, ends it there, and it outlives the browser in
    // which it was allowed. Nobody has its cookie.
    const auto started = m.sessions->start(&transaction, attempt.realm, approval.userId, consumed->username, approval.amr, std::nullopt, attempt.request);
    Redeemed redeemed;
    redeemed.decidedAt = now;
    AuthorizationCode &granted = redeemed.granted;
    granted.realmId = attempt.realm->id;
    granted.grantId = consumed->authorization.grantId;
    granted.applicationId = attempt.application->id;
    granted.userId = approval.userId;
    granted.sessionId = started.session.id;
    granted.scope = consumed->authorization.scope;
    granted.resource = consumed->authorization.resource;
    granted.authTime = approval.authTime;
    granted.acr = approval.acr;
    granted.amr = approval.amr;
    if (attempt.application->allowsGrant(QLatin1StringView("refresh_token")))
        redeemed.refreshToken = CO_TRY(co_await m.refreshTokens->begin(&transaction, attempt.realm, attempt.application, granted, started.session.expiresAt, now, attempt.request));
    authorization_code_store::noteApplicationOfSession(&transaction, granted, now);
    CO_TRY(co_await transaction.commit());
    co_return redeemed;
}

}
