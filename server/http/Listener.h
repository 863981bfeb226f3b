// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QtNetwork/QTcpServer>

#include <functional>

namespace auth::http {

/// A listening socket that other threads (and processes of the same user) can listen beside: SO_REUSEPORT lets the
/// kernel spread connections over them.
class Listener final : public QTcpServer {
    Q_OBJECT

public:
    /// \a accepted is called with the descriptor of each new connection, and owns it.
    explicit Listener(std::function<void(qintptr)> accepted, QObject *parent = nullptr);
    ~Listener() override;

    /// Listens on \a address and \a port; 0 lets the kernel choose. `Any` is IPv6 and IPv4. The port is the value.
    Result<quint16> open(QHostAddress address, quint16 port);
    /// Makes \a socket a pending connection of this server.
    void hand(QTcpSocket *socket) { addPendingConnection(socket); }

protected:
    void incomingConnection(qintptr descriptor) override { m_accepted(descriptor); }

private:
    void acceptFailed();

    std::function<void(qintptr)> m_accepted;
    int m_spare = -1; ///< Given up for a moment when descriptors run out, so that who waits can be turned away.
};

}
