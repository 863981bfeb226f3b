// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessions/SessionService.h"

#include "core/Log.h"
#include "core/Random.h"
#include "crypto/Hash.h"
#include "sessions/SessionStore.h"

#include <QtCore/QJsonArray>

namespace auth {

SessionService::SessionService(db::Database *database, const Clock *clock, const Revocations *revocations, const AuditLog *audit)
    : m_database(database)
    , m_clock(clock)
    , m_revocations(revocations)
    , m_audit(audit)
{
}

Task<Result<std::optional<Session>>> SessionService::find(RealmPointer realm, QByteArray cookieValue, Deadline deadline)
{
    if (cookieValue.isEmpty() || cookieValue.size() > 128)
        co_return std::nullopt;
    auto session = CO_TRY(co_await session_store::findByTokenHash(m_database, realm->id, crypto::sha256(cookieValue), m_clock->now(), deadline));
    if (session)
        touch(realm->id, session->id);
    co_return session;
}

Task<Result<std::vector<Session>>> SessionService::listOfUser(RealmId realmId, UserId userId, Deadline deadline)
{
    return session_store::listOfUser(m_database, realmId, userId, m_clock->now(), deadline);
}

SessionService::Started SessionService::start(
    db::Transaction *transaction, RealmPointer realm, UserId userId, QString userName, QByteArray acr, QStringList amr, const http::Request &request) const
{
    Started started;
    started.cookieValue = randomToken();
    Session &session = started.session;
    session.realmId = realm->id;
    session.id = SessionId::make(*m_clock);
    session.userId = userId;
    session.authTime = session.createdAt = session.lastSeenAt = m_clock->now();
    session.expiresAt = session.createdAt + realm->settings.sessionLifetime;
    session.acr = std::move(acr);
    session.amr = std::move(amr);

    AuditEvent event(realm->id, "session.started");
    event.from(request).actor("user", userId.toString(), userName).target("session", session.id.toString());
    event.sessionId = session.id;
    event.data = QJsonObject { { u"acr"_qs, QString::fromUtf8(session.acr) }, { u"amr"_qs, QJsonArray::fromStringList(session.amr) } };
    session.address = event.address;
    session.userAgent = event.userAgent;
    session_store::insert(transaction, session, crypto::sha256(started.cookieValue), realm->settings.sessionIdleTimeout);
    m_audit->record(transaction, std::move(event));
    return started;
}

Task<Result<std::optional<Revocations::Pending>>> SessionService::end(
    db::Transaction *transaction, RealmPointer realm, SessionId id, UserId userId, QString reason, http::Request request)
{
    const int ended = CO_TRY(co_await session_store::end(transaction, realm->id, id, userId, reason, m_clock->now()));
    if (ended == 0)
        co_return std::nullopt;
    AuditEvent event(realm->id, "session.ended");
    event.from(request).actor("user", userId.toString()).target("session", id.toString());
    event.sessionId = id;
    event.reason = reason;
    m_audit->record(transaction, std::move(event));
    co_return m_revocations->revoke(transaction, realm->id, RevocationKind::Session, id.toBytes(), kLongestAccessTokenLifetime);
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

void SessionService::publish(const QList<Revocations::Pending> &pending) const
{
    for (const auto &revocation : pending)
        m_revocations->publish(revocation);
}

void SessionService::touch(RealmId realmId, SessionId id)
{
    m_touched.insert({ realmId, id });
}

Task<> SessionService::flush()
{
    if (m_touched.isEmpty())
        co_return;
    const QList<std::pair<RealmId, SessionId>> touched(m_touched.cbegin(), m_touched.cend());
    m_touched.clear();
    const auto written = co_await session_store::touch(m_database, touched, m_clock->now(), deadlineIn(std::chrono::seconds(5)));
    if (!written)
        logWarning("session.touch_failed", { { "cause", written.error().detail } });
}

}
