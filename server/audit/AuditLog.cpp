// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"

#include "crypto/Hash.h"
#include "ledger/AuditRow.h"

#include <QtNetwork/QHostAddress>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

const db::Query kInsert { "audit_insert",
    "INSERT INTO audit_events (realm_id, at, id, action, outcome, reason, actor_kind, actor_id, actor_name, target_kind,"
    " target_id, target_name, application_id, session_id, address, user_agent, correlation_id, before, after, data, mac)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)" };

QJsonValue optionalObject(const std::optional<QJsonObject> &object)
{
    return object ? QJsonValue(*object) : QJsonValue(QJsonValue::Null);
}

template <typename IdType>
QJsonValue optionalId(const std::optional<IdType> &id)
{
    return id ? QJsonValue(id->toString()) : QJsonValue(QJsonValue::Null);
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

QByteArray AuditLog::mac(const QByteArray &key, RealmId realm, QJsonObject row)
{
    // PostgreSQL may write an address in another way than Qt.
    const QHostAddress address(row[u"address"_s].toString());
    row.insert(u"address"_s, address.isNull() ? QJsonValue(QJsonValue::Null) : QJsonValue(address.toString()));
    return crypto::hmacSha256(key, realm.toBytes() + ledger::wholeRow(row));
}

db::Params AuditLog::parameters(const AuditEvent &event) const
{
    const Timestamp now = m_clock->now();
    const Uuid id = Uuid::v7(now);
    const std::optional<QByteArray> address = event.address.isEmpty() ? std::nullopt : std::optional(event.address);
    const QString userAgent = event.userAgent.left(512);
    const QJsonObject row {
        { u"id"_s, id.toString() },
        { u"at"_s, QString::fromLatin1(toIso(now)) },
        { u"action"_s, QString::fromUtf8(event.action) },
        { u"outcome"_s, QString::fromUtf8(event.outcome) },
        { u"reason"_s, event.reason },
        { u"actor_kind"_s, QString::fromUtf8(event.actorKind) },
        { u"actor_id"_s, event.actorId },
        { u"actor_name"_s, event.actorName },
        { u"target_kind"_s, QString::fromUtf8(event.targetKind) },
        { u"target_id"_s, event.targetId },
        { u"target_name"_s, event.targetName },
        { u"application_id"_s, optionalId(event.applicationId) },
        { u"session_id"_s, optionalId(event.sessionId) },
        { u"address"_s, QString::fromLatin1(event.address) },
        { u"user_agent"_s, userAgent },
        { u"correlation_id"_s, QString::fromUtf8(event.correlationId) },
        { u"before"_s, optionalObject(event.before) },
        { u"after"_s, optionalObject(event.after) },
        { u"data"_s, event.data },
    };
    return db::Params::of(event.realmId, now, id, event.action, event.outcome, event.reason, event.actorKind,
        event.actorId, event.actorName, event.targetKind, event.targetId, event.targetName, event.applicationId,
        event.sessionId, address, userAgent, event.correlationId, event.before, event.after, event.data,
        db::Bytes { mac(m_rowKey, event.realmId, row) });
}

void AuditLog::record(db::Transaction *transaction, AuditEvent event) const
{
    transaction->enqueue(&kInsert, parameters(event));
}

Task<Result<void>> AuditLog::record(db::Database *database, AuditEvent event, Deadline deadline) const
{
    CO_TRY(co_await database->execute(&kInsert, parameters(event), deadline));
    co_return {};
}

}
