// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Session.h"

namespace auth::jobs {

/// One node at a time: a session-level advisory lock of PostgreSQL, which dies with its connection. A node that cannot
/// reach the database notices after two heartbeats at most, while PostgreSQL may already have given the lock to
/// another: so work under it is such that two doing it at once do no harm.
class LeaderLock {
public:
    /// \a key: which lock; the same on all nodes.
    LeaderLock(db::SessionOptions options, qint64 key, std::chrono::milliseconds retry = std::chrono::seconds(2));

    /// Set these before start().
    std::function<void()> acquired;
    std::function<void()> lost;

    void start();
    void stop(); ///< Gives the lock back at once, without calling lost().
    bool isLeader() const { return m_leader; }

private:
    void attempt();

    const qint64 m_key;
    bool m_leader = false;
    bool m_asking = false;
    QTimer m_retry;
    db::Session m_session;
};

}
