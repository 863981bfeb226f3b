// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Session.h"

namespace auth::db {

/// LISTEN on a connection of its own. What it guards has to be reloaded after each reconnection, since a notification
/// that was sent meanwhile is gone: `reconnected` says when. It comes after LISTEN is in effect, also the first time,
/// so that nothing falls between. Between two heartbeats a half-open connection may hide news: an owner that must not
/// be stale compares lastSeen() with its bound.
class Listener {
public:
    Listener(SessionOptions options, QList<QByteArray> channels);

    /// Set these before start().
    std::function<void(QByteArray channel, QByteArray payload)> notification;
    std::function<void()> reconnected;

    void start() { m_session.start(); }
    void stop();
    bool isListening() const { return m_listening; }
    /// Whatever was committed before this moment has been told. Epoch 0: nothing yet.
    std::chrono::steady_clock::time_point lastSeen() const;

private:
    void listen();
    void forgetListening();

    const QList<QByteArray> m_channels;
    bool m_listening = false;
    std::chrono::steady_clock::time_point m_heardUntil; ///< While not listening.
    Session m_session;
};

/// Tells every Listener on \a channel when \a transaction commits. PostgreSQL delivers equal payloads of one
/// transaction once. \a payload: 7,999 bytes at most. Not for sign-in, code and refresh transactions: it halves their
/// rate.
void notify(Transaction *transaction, QByteArray channel, QByteArray payload);

}
