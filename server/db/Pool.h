// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Connection.h"

#include <QtCore/QTimer>

#include <coroutine>
#include <deque>

namespace auth::db {

/// What a coroutine waits for; lives in its frame.
struct Operation {
    enum class Kind : quint8 { Single, Acquire, Statement, Commit, Rollback };
    Kind kind;
    const Query *query = nullptr;
    const Params *params = nullptr;
    Deadline deadline;
    std::shared_ptr<TransactionState> transaction; ///< Not for Single.
    Rows rows;
    Failure failure;
    std::coroutine_handle<> waiter;
    std::chrono::steady_clock::time_point sentAt = {};
};

class PooledConnection final : public Connection {
public:
    using Connection::Connection;
    Operation *operation = nullptr; ///< Whose round is in flight.
    TransactionState *holder = nullptr;
    bool draining = false; ///< Nobody waits for its round any more.
    Deadline giveUpAt; ///< While connecting or draining.
};

struct TransactionState {
    std::shared_ptr<Pool> pool;
    PooledConnection *connection = nullptr; ///< Until it ended, failed or was lost.
    Deadline deadline;
    bool begun = false;
    const Query *first = nullptr; ///< What it began with: its name at fail points.
    Failure failure; ///< Why it is over.

    ~TransactionState();
};

/// The connections of one thread and who waits for them. Waiters are resumed straight from the socket's notification.
class Pool final : public QObject, public Connection::Owner, public std::enable_shared_from_this<Pool> {
public:
    explicit Pool(PoolOptions options);
    ~Pool();

    void start();
    /// Everybody who waits gets Unavailable; connections close.
    void stop();
    PoolGauges gauges() const;
    int connectionLimit() const { return m_options.connections; }

    /// Starts \a operation. False: it is over already.
    bool submit(Operation *operation);
    void enqueue(TransactionState *transaction, const Query *query, const Params &params);
    /// Rolls back what \a transaction did and takes its connection back.
    void abandon(TransactionState *transaction);

private:
    void connectionOpened(Connection *connection) override;
    void connectionClosed(Connection *connection, QString reason) override;
    void roundFinished(Connection *connection) override;

    Failure refusal(const Operation *operation) const;
    bool submitStep(Operation *operation);
    bool beginIfNeeded(TransactionState *transaction, const Query *query);
    PooledConnection *takeIdle();
    bool dispatch(PooledConnection *connection, Operation *operation);
    Operation *settle(PooledConnection *connection);
    Operation *release(PooledConnection *connection);
    void detach(PooledConnection *connection, Failure failure);
    void drain(PooledConnection *connection);
    void discard(PooledConnection *connection);
    void grow();
    void connectOne();
    void keepTicking();
    void tick();

    const PoolOptions m_options;
    ConnectionParameters m_parameters;
    std::vector<PooledConnection *> m_all;
    std::vector<PooledConnection *> m_idle; ///< The last used is used first.
    std::deque<Operation *> m_waiting;
    int m_connecting = 0;
    std::chrono::milliseconds m_backoff { 0 }; ///< 0: the last attempt succeeded.
    QTimer m_reconnect;
    QTimer m_tick; ///< Looks for passed deadlines while somebody waits.
    bool m_stopped = false;
};

}
