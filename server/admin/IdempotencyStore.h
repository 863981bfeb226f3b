// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "realms/Change.h"

namespace auth::admin {

/// A request that may come twice.
struct IdempotentRequest {
    RealmId realmId; ///< Of the caller.
    QString caller;
    QByteArray keyHash;
    QByteArray requestHash;
};

/// What the first one was answered.
struct IdempotentAnswer {
    QByteArray requestHash;
    QByteArray answerSealed;
};

/// The SQL of Idempotency-Key.
class IdempotencyStore {
public:
    explicit IdempotencyStore(db::Database *database)
        : m_database(database)
    {
    }
    Task<Result<std::optional<IdempotentAnswer>>> find(
        IdempotentRequest request, Timestamp now, Deadline deadline) const;
    /// In the transaction of what the request did. False when the same key was used meanwhile.
    Task<Result<bool>> insert(ChangePointer change, IdempotentRequest request, QByteArray answerSealed) const;

private:
    db::Database *m_database;
};

}
