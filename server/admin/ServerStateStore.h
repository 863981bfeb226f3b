// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "db/Database.h"

#include <optional>

namespace auth::admin {

/// A queue of work.
struct QueueState {
    qint64 waiting = 0;
    qint64 running = 0;
    qint64 failed = 0;
    std::optional<Timestamp> oldest; ///< What has been waiting longest since then.
};

/// What the database says about itself and the work in it.
struct DatabaseState {
    QString version;
    qint64 sizeBytes = 0;
    qint64 connections = 0;
    qint64 realms = 0;
    qint64 keysDue = 0;
    QueueState outbox;
    QueueState jobs;
};

/// The SQL of the server's state.
class ServerStateStore {
public:
    explicit ServerStateStore(db::Database *database)
        : m_database(database)
    {
    }
    Task<Result<DatabaseState>> read(Timestamp now, Deadline deadline) const;

private:
    db::Database *m_database;
};

}
