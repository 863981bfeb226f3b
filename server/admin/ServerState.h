// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/ServerStateStore.h"
#include "db/Migrator.h"
#include "protocol/Revocations.h"

namespace auth::admin {

/// How the server is: this node, and the database that all nodes share.
class ServerState {
public:
    struct Node {
        Timestamp startedAt {};
        int threads = 1;
    };
    ServerState(db::Database *database, const Clock *clock, const RevocationSet *revoked, Node node)
        : m_database(database)
        , m_clock(clock)
        , m_revoked(revoked)
        , m_node(node)
    {
    }

    struct Seen {
        Timestamp startedAt {};
        Timestamp now {};
        int threads = 1;
        db::MigrationState migration;
        DatabaseState database;
        qint64 revocations = 0;
    };
    Task<Result<Seen>> read(Deadline deadline) const;

private:
    db::Database *m_database;
    const Clock *m_clock;
    const RevocationSet *m_revoked;
    Node m_node;
};

}
