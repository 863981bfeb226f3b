// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"

namespace auth {

namespace {

const db::Query kInsert { "audit_insert",
    "INSERT INTO audit_events (realm_id, at, id, action, outcome, reason, actor_kind, actor_id, actor_name, target_kind,"
    " target_id, target_name, application_id, session_id, address, user_agent, correlation_id, before, after, data)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)" };

db::Params parameters(const AuditEvent &event, const Clock &clock)
{
    const Timestamp now = clock.now();
    const std::optional<QByteArray> address = event.address.isEmpty() ? std::nullopt : std::optional(event.address);
    return db::Params::of(event.realmId, now, Uuid::v7(now), event.action, event.outcome, event.reason, event.actorKind,
        event.actorId, event.actorName, event.targetKind, event.targetId, event.targetName, event.applicationId,
        event.sessionId, address, event.userAgent.left(512), event.correlationId, event.before, event.after, event.data);
}

}

AuditEvent &AuditEvent::from(const http::Request &request)
{
    address = request.peer.isNull() ? QByteArray() : request.peer.toString().toLatin1();
    // An address with a zone (fe80::1%eth0) is not an inet.
    if (const auto zone = address.indexOf('%'); zone >= 0)
        address.truncate(zone);
    userAgent = QString::fromUtf8(request.header("user-agent").value_or(QByteArray()));
    correlationId = request.correlationId;
    return *this;
}

AuditEvent &AuditEvent::actor(QByteArray kind, QString id, QString name)
{
    actorKind = std::move(kind);
    actorId = std::move(id);
    actorName = std::move(name);
    return *this;
}

AuditEvent &AuditEvent::target(QByteArray kind, QString id, QString name)
{
    targetKind = std::move(kind);
    targetId = std::move(id);
    targetName = std::move(name);
    return *this;
}

AuditEvent &AuditEvent::failed(QByteArray outcome_, QString reason_)
{
    outcome = std::move(outcome_);
    reason = std::move(reason_);
    return *this;
}

void AuditLog::record(db::Transaction *transaction, AuditEvent event) const
{
    transaction->enqueue(&kInsert, parameters(event, *m_clock));
}

Task<Result<void>> AuditLog::record(db::Database *database, AuditEvent event, Deadline deadline) const
{
    CO_TRY(co_await database->execute(&kInsert, parameters(event, *m_clock), deadline));
    co_return {};
}

}
