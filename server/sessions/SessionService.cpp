// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessions/SessionService.h"

#include "core/Log.h"
#include "core/Random.h"
#include "crypto/Hash.h"
#include "sessions/Assurance.h"
#include "sessions/SessionStore.h"

#include <QtCore/QJsonArray>

namespace auth {

namespace {

/// A replaced cookie is remembered by caches for minutes.
constexpr std::chrono::hours kCookieRevocationLifetime { 1 };

}

SessionService::SessionService(
    db::Database *database, const Clock *clock, const Revocations *revocations, const AuditLog *audit, const CacheEpochs *epochs)
    : m_database(database)
    , m_clock(clock)
    , m_revocations(revocations)
    , m_audit(audit)
    , m_cache(clock, &revocations->set(), epochs)
{
}

Task<Result<std::optional<Session>>> SessionService::find(RealmPointer realm, QByteArray cookieValue, Fresh fresh, Deadline deadline)
{
    if (cookieValue.isEmpty() || cookieValue.size() > 128)
        co_return std::nullopt;
    const QByteArray tokenHash = crypto::sha256(cookieValue);
    if (fresh == Fresh::No) {
        if (auto known = m_cache.use(realm->id, tokenHash)) {
            touch(realm->id, known->id);
            co_return known;
        }
    }
    const auto reading = m_cache.reading(realm->id);
    auto session = CO_TRY(co_await session_store::findByTokenHash(m_database, realm->id, tokenHash, m_clock->now(), deadline));
    if (session) {
        m_cache.keep(tokenHash, *session, reading);
        touch(realm->id, session->id);
    } else {
        m_cache.forget(realm->id, tokenHash);
    }
    co_return session;
}

Task<Result<std::vector<Session>>> SessionService::listOfUser(RealmId realmId, UserId userId, Deadline deadline)
{
    return session_store::listOfUser(m_database, realmId, userId, m_clock->now(), deadline);
}

SessionService::Started SessionService::start(
    db::Transaction *transaction, RealmPointer realm, UserId userId, QString userName, QStringList amr, std::optional<Timestamp> authTime, const http::Request &request) const
{
    Started started;
    started.cookieValue = randomToken();
    Session &session = started.session;
    session.realmId = realm->id;
    session.id = SessionId::make(*m_clock);
    session.userId = userId;
    session.createdAt = session.lastSeenAt = m_clock->now();
    session.authTime = authTime.value_or(session.createdAt);
    session.expiresAt = session.createdAt + realm->settings.sessionLifetime;
    session.idleTimeout = realm->settings.sessionIdleTimeout;
    session.acr = acrOf(amr);
    session.amr = std::move(amr);

    AuditEvent event(realm->id, "session.started");
    event.from(request).actor("user", userId.toString(), userName).target("session", session.id.toString());
    event.sessionId = session.id;
    event.data = QJsonObject { { u"acr"_qs, QString::fromUtf8(session.acr) }, { u"amr"_qs, QJsonArray::fromStringList(session.amr) } };
    session.address = event.address;
    session.userAgent = event.userAgent;
    session_store::insert(transaction, session, crypto::sha256(started.cookieValue));
    m_audit->record(transaction, std::move(event));
    return started;
}

Task<Result<SessionService::Started>> SessionService::raise(
    db::Transaction *transaction, Session session, QString userName, QStringList amr, http::Request request) const
{
    Started started;
    started.cookieValue = randomToken();
    session.acr = acrOf(amr);
    session.amr = std::move(amr);
    AuditEvent event(session.realmId, "session.raised");
    event.from(request).actor("user", session.userId.toString(), userName).target("session", session.id.toString());
    event.sessionId = session.id;
    event.data = QJsonObject { { u"acr"_qs, QString::fromUtf8(session.acr) }, { u"amr"_qs, QJsonArray::fromStringList(session.amr) } };
    const auto replaced = CO_TRY(co_await session_store::raise(transaction, session, crypto::sha256(started.cookieValue)));
    if (!replaced)
        co_return failure(ErrorCode::Unavailable, QStringLiteral("Please try again."), QStringLiteral("the session ended in this moment"));
    m_audit->record(transaction, std::move(event));
    started.replaced = m_revocations->revoke(
        transaction, session.realmId, RevocationKind::SessionCookie, replaced->toHex(), kCookieRevocationLifetime);
    started.session = std::move(session);
    co_return started;
}

Task<Result<QList<Revocations::Pending>>> SessionService::evict(db::Transaction *transaction, RealmPointer realm, UserId userId, http::Request request) const
{
    QList<Revocations::Pending> pending;
    if (realm->settings.sessionLimit == 0)
        co_return pending;
    const QString reason = kTooManySessions.toString();
    const auto ended = CO_TRY(co_await session_store::endOldest(transaction, realm->id, userId, realm->settings.sessionLimit, reason, m_clock->now()));
    if (ended.isEmpty())
        co_return pending;
    CO_TRY(co_await session_store::endFamilies(transaction, realm->id, ended, m_clock->now()));
    for (const SessionId &id : ended) {
        AuditEvent event(realm->id, "session.ended");
        event.from(request).actor("user", userId.toString()).target("session", id.toString());
        event.sessionId = id;
        event.reason = reason;
        m_audit->record(transaction, std::move(event));
        pending.append(m_revocations->revoke(transaction, realm->id, RevocationKind::Session, id.toBytes(), kLongestAccessTokenLifetime));
    }
    co_return pending;
}

Task<Result<std::optional<Revocations::Pending>>> SessionService::end(
    db::Transaction *transaction, RealmPointer realm, SessionId id, UserId userId, QString reason, http::Request request)
{
    const auto ended = CO_TRY(co_await endOne(transaction, realm->id, id, userId, reason));
    if (!ended)
        co_return std::nullopt;
    AuditEvent event(realm->id, "session.ended");
    event.from(request).actor("user", userId.toString()).target("session", id.toString());
    event.sessionId = id;
    event.reason = reason;
    m_audit->record(transaction, std::move(event));
    co_return ended;
}

Task<Result<std::optional<Revocations::Pending>>> SessionService::endOne(db::Transaction *transaction, RealmId realmId, SessionId id, UserId userId, QString reason) const
{
    const int ended = CO_TRY(co_await session_store::end(transaction, realmId, id, userId, reason, m_clock->now()));
    if (ended == 0)
        co_return std::nullopt;
    co_return m_revocations->revoke(transaction, realmId, RevocationKind::Session, id.toBytes(), kLongestAccessTokenLifetime);
}

Task<Result<SessionService::Ended>> SessionService::endMany(db::Transaction *transaction, RealmId realmId, Which which, QString reason) const
{
    // Beyond this, one revocation of all access tokens of the realm costs less: who is still signed in gets new ones.
    constexpr qsizetype kMostSingly = 1000;
    const auto sessions = CO_TRY(co_await session_store::endMany(transaction, realmId, which.user, which.application, std::move(reason), m_clock->now()));
    Ended ended;
    ended.count = sessions.size();
    if (sessions.isEmpty())
        co_return ended;
    CO_TRY(co_await session_store::endFamilies(transaction, realmId, sessions, m_clock->now()));
    if (sessions.size() > kMostSingly) {
        ended.revoked.append(m_revocations->revoke(transaction, realmId, RevocationKind::Realm, realmId.toBytes(), kLongestAccessTokenLifetime));
        co_return ended;
    }
    for (const auto &session : sessions)
        ended.revoked.append(m_revocations->revoke(transaction, realmId, RevocationKind::Session, session.toBytes(), kLongestAccessTokenLifetime));
    co_return ended;
}

Task<Result<SessionService::Page>> SessionService::list(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    Page page;
    page.page = CO_TRY(co_await session_store::list(m_database, realmId, std::move(request), m_clock->now(), deadline));
    for (int i = 0; i < page.page.count; ++i)
        page.sessions.push_back(session_store::seenFromRow(page.page.rows, i));
    co_return page;
}

const db::ListSpec &SessionService::listSpec()
{
    return session_store::listSpec();
}

Task<Result<SessionService::Page>> SessionService::listHistory(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    Page page;
    page.page = CO_TRY(co_await session_store::listHistory(m_database, realmId, std::move(request), m_clock->now(), deadline));
    for (int i = 0; i < page.page.count; ++i)
        page.sessions.push_back(session_store::seenFromRow(page.page.rows, i));
    co_return page;
}

const db::ListSpec &SessionService::historySpec()
{
    return session_store::historySpec();
}

Task<Result<std::vector<PastSession>>> SessionService::historyOfUser(RealmId realmId, UserId userId, int limit, Deadline deadline) const
{
    return session_store::historyOfUser(m_database, realmId, userId, m_clock->now(), limit, deadline);
}

Task<Result<void>> SessionService::forgetOld(std::chrono::seconds kept) const
{
    constexpr int kBatch = 1'000;
    constexpr int kBatches = 200; // The next run goes on.
    qint64 total = 0;
    for (int batch = 0; batch < kBatches; ++batch) {
        const qint64 forgotten = CO_TRY(co_await session_store::forgetOld(m_database, m_clock->now(), kept, kBatch, deadlineIn(std::chrono::seconds(30))));
        total += forgotten;
        if (forgotten < kBatch)
            break;
    }
    if (total > 0)
        logInfo("sessions.forgotten", { { "rows", total } });
    co_return {};
}

Task<Result<SessionSeen>> SessionService::see(RealmId realmId, SessionId id, Deadline deadline) const
{
    auto seen = CO_TRY(co_await session_store::see(m_database, realmId, id, m_clock->now(), deadline));
    if (!seen)
        co_return failure(ErrorCode::NotFound, QStringLiteral("There is no such session, or it has ended."));
    co_return *std::move(seen);
}

Task<Result<QList<Revocations::Pending>>> SessionService::endAllOfUser(db::Transaction *transaction, RealmId realmId, UserId userId, QString reason)
{
    const auto ended = CO_TRY(co_await session_store::endAllOfUser(transaction, realmId, userId, reason, m_clock->now()));
    QList<Revocations::Pending> pending;
    for (const auto &session : ended.sessions)
        pending.append(m_revocations->revoke(transaction, realmId, RevocationKind::Session, session.toBytes(), kLongestAccessTokenLifetime));
    for (const auto &grant : ended.grants)
        pending.append(m_revocations->revoke(transaction, realmId, RevocationKind::Grant, grant.toBytes(), kLongestAccessTokenLifetime));
    co_return pending;
}

void SessionService::endAllOfRealm(db::Transaction *transaction, RealmId realmId, QString reason) const
{
    session_store::endAllOfRealm(transaction, realmId, std::move(reason), m_clock->now());
}

void SessionService::endAllOfApplication(db::Transaction *transaction, RealmId realmId, ApplicationId id) const
{
    session_store::endAllOfApplication(transaction, realmId, id, m_clock->now());
}

Task<Result<SessionService::Live>> SessionService::countLive(RealmId realmId, Deadline deadline) const
{
    const auto live = CO_TRY(co_await session_store::countLive(m_database, realmId, m_clock->now(), deadline));
    co_return Live { live.sessions, live.grants };
}

void SessionService::publish(const QList<Revocations::Pending> &pending) const
{
    for (const auto &revocation : pending)
        m_revocations->publish(revocation);
}

void SessionService::publish(const std::optional<Revocations::Pending> &pending) const
{
    if (pending)
        m_revocations->publish(*pending);
}

void SessionService::touch(RealmId realmId, SessionId id)
{
    m_touched.insert({ realmId, id }, m_clock->now());
}

Task<> SessionService::flush()
{
    if (m_touched.isEmpty())
        co_return;
    std::vector<session_store::Use> uses;
    for (auto use = m_touched.cbegin(); use != m_touched.cend(); ++use)
        uses.push_back({ use.key().first, use.key().second, use.value() });
    m_touched.clear();
    const auto written = co_await session_store::touch(m_database, std::move(uses), deadlineIn(std::chrono::seconds(5)));
    if (!written)
        logWarning("session.touch_failed", { { "cause", written.error().detail } });
}

}
