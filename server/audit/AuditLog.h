// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"
#include "db/Database.h"
#include "http/Request.h"

#include <QtCore/QJsonObject>

#include <optional>

namespace auth {

/// Who did what to what, from where, and how it ended. Values are masked by the caller: no secret goes in.
struct AuditEvent {
    RealmId realmId;
    QByteArray action; ///< `area.verb`: user.created, session.started, grant.reused.
    QByteArray outcome = QByteArrayLiteral("success"); ///< success, failure, refused.
    QString reason;
    QByteArray actorKind; ///< user, application, administrator, server.
    QString actorId;
    QString actorName;
    QByteArray targetKind;
    QString targetId;
    QString targetName;
    std::optional<ApplicationId> applicationId;
    std::optional<SessionId> sessionId;
    QByteArray address;
    QString userAgent; ///< Cut to 512 characters when written.
    QByteArray correlationId;
    std::optional<QJsonObject> before;
    std::optional<QJsonObject> after;
    QJsonObject data;

    AuditEvent() = default;
    AuditEvent(RealmId realm, QByteArray action_)
        : realmId(realm)
        , action(std::move(action_))
    {
    }
    /// Fills address, agent and correlation id.
    AuditEvent &from(const http::Request &request);
    AuditEvent &actor(QByteArray kind, QString id, QString name = {});
    AuditEvent &target(QByteArray kind, QString id, QString name = {});
    AuditEvent &failed(QByteArray outcome_, QString reason_);
};

/// Writes audit rows. A change and its row commit together; misuse that changes nothing gets a row of its own.
class AuditLog {
public:
    /// \a rowKey is the same on all nodes and not in the database: what was written with it, the server wrote.
    AuditLog(const Clock *clock, QByteArray rowKey)
        : m_clock(clock)
        , m_rowKey(std::move(rowKey))
    {
    }
    /// In the transaction of the change. Its failure is the transaction's.
    void record(db::Transaction *transaction, AuditEvent event) const;
    /// Alone, durable when the task is done.
    Task<Result<void>> record(db::Database *database, AuditEvent event, Deadline deadline) const;

    /// What shows that the server wrote \a row, whose members are named as the admin API names them.
    static QByteArray mac(const QByteArray &rowKey, RealmId realm, QJsonObject row);

private:
    db::Params parameters(const AuditEvent &event) const;

    const Clock *m_clock;
    QByteArray m_rowKey;
};

}
