// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/AuditLog.h"
#include "db/Database.h"
#include "jobs/FanOut.h"
#include "protocol/Revocations.h"
#include "realms/CacheEpochs.h"

#include <memory>
#include <optional>
#include <vector>

namespace auth {

/// One change of configuration or accounts: a transaction, its audit rows, the revocations that follow from it, and the
/// caches that it makes stale. Services write into it; who began it commits or drops it, so that several writes, the
/// answer of an idempotent request and a dry run share one transaction.
///
/// The transaction begins with the first statement: what takes long (hashing a password) is done before.
class Change {
public:
    /// Told to all nodes: the id of a realm whose caches are stale.
    static constexpr auto kTopic = "auth_configuration";

    struct Services {
        db::Database *database;
        const Clock *clock;
        const AuditLog *audit;
        const Revocations *revocations;
        CacheEpochs *epochs;
        jobs::FanOut *fanOut;
    };

    /// \a origin says who acts and from where; each audit row of the change begins as a copy of it.
    Change(Services services, AuditEvent origin, Deadline deadline);

    /// Begins the transaction, where the first statement is somebody else's.
    Task<Result<void>> begin();
    Task<Result<db::Rows>> execute(const db::Query *query, db::Params params);
    /// A statement without an answer; its failure is reported by the next execute() or by commit(). An invariant: the
    /// transaction has begun.
    void enqueue(const db::Query *query, db::Params params);
    /// An invariant: the transaction has begun.
    db::Transaction *transaction();

    /// Adds \a value to the data of every event that is begun from now on.
    void annotate(const QString &name, const QJsonValue &value) { m_origin.data.insert(name, value); }
    /// A copy of the origin, to be filled and given to record().
    AuditEvent event(RealmId realm, QByteArray action) const;
    /// Writes the audit row, and the version that the target became (see history/).
    void record(AuditEvent event);
    /// Access tokens of \a subject issued up to now are refused by every node from the commit on.
    void revoke(RealmId realm, RevocationKind kind, QByteArray subject);
    /// Takes over what other services wrote into the transaction, to be in force after the commit.
    void revoked(const QList<Revocations::Pending> &pending);
    /// What is cached of \a realm is read again: by this process before commit() is done, by others when they hear of
    /// it.
    void invalidate(RealmId realm);

    const Clock &clock() const { return *m_services.clock; }
    Deadline deadline() const { return m_deadline; }

    /// Answer only after this is done (security.md R-b): caches of this process are stale and revocations in force
    /// then.
    Task<Result<void>> commit();
    Task<void> rollback();

private:
    Services m_services;
    AuditEvent m_origin;
    Deadline m_deadline;
    std::optional<db::Transaction> m_transaction;
    std::vector<RealmId> m_invalidated;
    QList<Revocations::Pending> m_revoked;
};

/// Shared by the coroutines that take part in the change, since no reference may stand in their signatures.
using ChangePointer = std::shared_ptr<Change>;

}
