// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Connection.h"

#include <QtCore/QTimer>

#include <functional>

namespace auth::db {

struct SessionOptions {
    QByteArray connectionString;
    QByteArray role = "auth_server";
    QByteArray applicationName = "auth-server session";
    std::chrono::milliseconds heartbeat { 5'000 }; ///< A connection that stays silent for as long is given up.
    std::chrono::milliseconds longestBackoff { 3'000 };
};

/// One connection that is kept open for what lives as long as a PostgreSQL session: LISTEN, advisory locks. Reopened
/// with backoff; a heartbeat finds peers that are gone without a word. Lives on the thread's event loop. Does not pass
/// a PgBouncer in transaction mode: give it a direct connection string.
class Session final : public QObject, private Connection::Owner {
public:
    explicit Session(SessionOptions options);
    ~Session() override;

    /// Set these before start(). \a opened comes after each (re)connection, \a closed after each loss of an open one.
    std::function<void()> opened;
    std::function<void()> closed;
    std::function<void(QByteArray channel, QByteArray payload)> notification;

    void start();
    void stop();
    bool isOpen() const { return m_connection && m_connection->isReady(); }
    /// Everything that the server sent before this moment has been received. Epoch 0: never connected.
    std::chrono::steady_clock::time_point lastSeen() const { return m_lastSeen; }

    /// Sends \a sql, which has no parameters, after what was sent before. Without a connection, or when it is lost, the
    /// answer is Unavailable.
    void run(QByteArray sql, std::function<void(Result<Rows>)> done);

    /// Closes the connection, if it is open, and connects again.
    void reopen();

private:
    struct Order {
        QByteArray sql;
        std::function<void(Result<Rows>)> done;
    };
    void connectionOpened(Connection *connection) override;
    void connectionClosed(Connection *connection, QString reason) override;
    void roundFinished(Connection *connection) override;
    void notified(Connection *connection, QByteArray channel, QByteArray payload) override;
    void connectNow();
    void sendNext();
    void beat();

    const SessionOptions m_options;
    ConnectionParameters m_parameters;
    Connection *m_connection = nullptr;
    std::deque<Order> m_orders; ///< The first is in flight when m_sent.
    bool m_sent = false;
    std::chrono::steady_clock::time_point m_sentAt;
    std::chrono::steady_clock::time_point m_lastSeen;
    std::chrono::steady_clock::time_point m_connectingSince;
    std::chrono::milliseconds m_backoff { 0 };
    QTimer m_reconnect;
    QTimer m_heartbeat;
    bool m_stopped = true;
};

}
