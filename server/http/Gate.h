// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "http/EdgeOptions.h"
#include "http/Request.h"
#include "http/Response.h"
#include "http/head/HeadParser.h"

#include <QtCore/QObject>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpSocket>

#include <coroutine>

namespace auth::http {

class Gate;

/// What a gate needs of the edge that it belongs to.
class GateHost {
public:
    virtual ~GateHost() = default;
    virtual const EdgeOptions &options() const = 0;
    virtual qsizetype bodyLimit(Method method, QByteArrayView path) const = 0;
    /// Lets \a request be handled; Gate::answer() is called with its response, before or after this returns.
    virtual void handle(Gate *gate, Request request) = 0;
    /// Is the edge on its way out? Then every answer is a connection's last.
    virtual bool isStopping() const = 0;
    /// The gate has no connection any more and deletes itself.
    virtual void gateClosed(Gate *gate) = 0;
    /// Room for reading, of scratchSize() bytes, shared by all gates of the thread.
    virtual char *scratch() = 0;
    static constexpr qint64 scratchSize() { return 16 * 1024; }
};

/// One connection. Reads it through the strict head parser, hands over one whole request at a time, and writes its
/// answer; holds the connection's limits and deadlines. Nothing of a request that the gate has not accepted in whole is
/// seen by anything behind it.
class Gate final : public QObject {
    Q_OBJECT

public:
    /// Takes \a socket over. A QSslSocket has its configuration, and has not begun its handshake.
    Gate(GateHost *host, QTcpSocket *socket, QHostAddress peer, bool trustedPeer);
    ~Gate() override;

    /// Begins to read, or the TLS handshake.
    void start();
    /// Writes \a response to the request in flight. Streams are written until they end.
    void answer(Response response);
    /// Looks at deadlines; called about ten times a second.
    void tick(std::chrono::steady_clock::time_point now);
    /// The edge stops: a connection without a request closes now, one with a request after its answer.
    void stop();
    /// Drops the connection, whatever it is doing.
    void abort();

    bool isInFlight() const { return m_state == State::InFlight || m_state == State::Streaming; }
    const QHostAddress &peer() const { return m_peer; }
    bool isTrustedPeer() const { return m_trustedPeer; }

    // For the writing of a stream:
    bool isStreaming() const { return m_state == State::Streaming; }
    void writeStream(QByteArray bytes);
    void endStream();
    /// `co_await gate->room()`: until the queue is short enough for more, or the connection is gone.
    class Room;
    bool hasRoom() const;

    std::size_t index = 0; ///< Where the edge keeps it.

private:
    enum class State : quint8 {
        Handshake,
        Idle, ///< Waiting for the first byte of a head.
        Head,
        Body,
        InFlight,
        Streaming,
        Lingering, ///< The last answer is written; what still comes is thrown away until the client closes.
        Closed,
    };

    void onReadyRead();
    void onBytesWritten(qint64 bytes);
    void onDisconnected();
    void processInput();
    bool readHead();
    bool readBody();
    void headCompleted();
    void dispatch();
    void refuse(int status, const char *reason);
    void write(const QByteArray &bytes);
    void responseWritten();
    void closeAfterWriting();
    void enter(State state, std::chrono::milliseconds timeout);
    void enterIdle();
    void cancel();
    bool peerHungUpUnseen() const;
    qint64 queued() const;
    std::chrono::milliseconds timeFor(qint64 bytes) const;

    GateHost *m_host;
    QTcpSocket *m_socket; ///< A child.
    QSslSocket *m_tls; ///< The same socket, where it is one.
    QHostAddress m_peer;
    head::HeadParser m_parser;
    QByteArray m_body;
    QByteArray m_correlationId;
    std::shared_ptr<Cancellation> m_cancellation;
    std::coroutine_handle<> m_roomWaiter;
    Deadline m_stateDeadline;
    /// While something is queued: the client's time is over then. What it takes moves the deadline, at minimumRate.
    Deadline m_writeDeadline = Deadline::max();
    Deadline m_lifetimeEnd;
    int m_requests = 0;
    qint64 m_lingerBytes = 0;
    State m_state = State::Idle;
    bool m_trustedPeer;
    bool m_processing = false;
    bool m_shutdownSent = false;
    // Of the request in flight:
    bool m_answersHead = false;
    bool m_keepAlive = false;
    bool m_chunkedAllowed = false;
    bool m_chunkedStream = false;

    friend class Room;
};

/// Awaited by the coroutine that writes a stream.
class Gate::Room {
public:
    explicit Room(Gate *gate)
        : m_gate(gate)
    {
    }
    bool await_ready() const { return m_gate->hasRoom(); }
    void await_suspend(std::coroutine_handle<> waiter) { m_gate->m_roomWaiter = waiter; }
    void await_resume() const { }

private:
    Gate *m_gate;
};

}
