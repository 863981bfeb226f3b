// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/EdgeOptions.h"
#include "http/Gate.h"
#include "http/Router.h"

#include <QtCore/QBasicTimer>
#include <QtCore/QPointer>
#include <QtHttpServer/QAbstractHttpServer>
#include <QtNetwork/QSslConfiguration>

#include <array>
#include <coroutine>
#include <vector>

namespace auth::http {

class Listener;

enum class Transport : quint8 { Plain, Tls };

/// The HTTP server of one thread: create it, use it and destroy it there. Connections of a Gate each; routes of a
/// Router, which outlives it. Qt HttpServer sees one accepted request at a time, through a socket of our own that is
/// connected to nothing (server/decisions: Qt HttpServer behind a relay).
class HttpEdge final : public QAbstractHttpServer, private GateHost {
    Q_OBJECT

public:
    HttpEdge(EdgeOptions options, Router *router);
    ~HttpEdge() override;

    /// Listens on \a address and \a port, beside other edges on the same port; may be called several times. Port 0 lets
    /// the kernel choose; the value is the port, for the next edge. TLS needs setTls() before.
    Result<quint16> listen(QHostAddress address, quint16 port, Transport transport = Transport::Plain);
    /// For connections that begin from now on: call it again when the certificate was renewed.
    void setTls(QSslConfiguration configuration) { m_tls = std::move(configuration); }

    /// Stops listening, closes idle connections, and waits until every request in flight is answered, at most for
    /// \a timeout; then drops what is left. The edge takes nothing new afterwards.
    Task<void> stop(std::chrono::milliseconds timeout);

    int connectionCount() const { return static_cast<int>(m_gates.size()); }
    int requestsInFlight() const;

protected:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void timerEvent(QTimerEvent *event) override;

private:
    class Relay;
    class Stopped;

    const EdgeOptions &options() const override { return m_options; }
    qsizetype bodyLimit(Method method, QByteArrayView path) const override { return m_router->bodyLimit(method, path); }
    void handle(Gate *gate, Request request) override;
    bool isStopping() const override { return m_stopping; }
    void gateClosed(Gate *gate) override;
    char *scratch() override { return m_scratch.data(); }

    void accepted(qintptr descriptor, Transport transport);
    void makeRelay();
    void closeAll();

    EdgeOptions m_options;
    Router *m_router;
    QSslConfiguration m_tls;
    std::vector<Listener *> m_listeners; ///< Children.
    std::vector<Gate *> m_gates; ///< Children.
    Relay *m_relay = nullptr; ///< A child.
    Gate *m_relayedGate = nullptr; ///< Whose request is in the relay.
    Request m_relayedRequest;
    QBasicTimer m_tick;
    std::coroutine_handle<> m_stopWaiter;
    Deadline m_stopDeadline = Deadline::max();
    bool m_stopping = false;
    std::array<char, GateHost::scratchSize()> m_scratch {};
};

}
