// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/HttpEdge.h"

#include "core/Log.h"
#include "http/Listener.h"
#include "http/TrustedProxies.h"

#include <QtCore/QTimerEvent>
#include <QtHttpServer/QHttpServerRequest>

#include <algorithm>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace auth::http {

namespace {

constexpr int kTickMilliseconds = 100;

Task<> serve(Router *router, QPointer<Gate> gate, Request request)
{
    const QByteArray correlationId = request.correlationId;
    Response response;
    try {
        response = co_await router->dispatch(std::move(request));
    } catch (const std::exception &exception) {
        // Handlers' exceptions end in the router. What comes here is out of memory, or a fault of the router.
        logError("http.dispatch_failed",
            { { "request_id", correlationId }, { "cause", QString::fromUtf8(exception.what()) } });
        response = Response(500);
        response.addHeader("X-Request-Id", correlationId);
    }
    if (gate)
        gate->answer(std::move(response));
}

}

/// The socket that Qt HttpServer reads: connected to nothing, filled with the line of one accepted request.
class HttpEdge::Relay final : public QTcpSocket {
public:
    explicit Relay(QObject *parent)
        : QTcpSocket(parent)
    {
        setSocketState(ConnectedState);
        setOpenMode(ReadWrite);
    }

    void deliver(QByteArray bytes)
    {
        m_bytes = std::move(bytes);
        m_position = 0;
        Q_EMIT readyRead();
    }

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return QTcpSocket::bytesAvailable() + m_bytes.size() - m_position; }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const qint64 taken = std::min<qint64>(size, m_bytes.size() - m_position);
        std::copy_n(m_bytes.constData() + m_position, taken, data);
        m_position += taken;
        return taken;
    }
    /// Answers are written by the gate. Qt HttpServer writes nothing by itself.
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qsizetype m_position = 0;
};

HttpEdge::HttpEdge(EdgeOptions options, Router *router)
    : m_options(std::move(options))
    , m_router(router)
{
    m_options.minimumRate = std::max<qint64>(m_options.minimumRate, 1);
    if (!m_options.connectionCounter)
        m_options.connectionCounter
            = std::make_shared<ConnectionCounter>(m_options.connections, m_options.connectionsPerAddress);
}

HttpEdge::~HttpEdge()
{
    closeAll();
    // Now, while there still is an edge to be asked: not as children of a half-destroyed one.
    qDeleteAll(findChildren<Gate *>(Qt::FindDirectChildrenOnly));
    delete m_relay;
}

Result<quint16> HttpEdge::listen(QHostAddress address, quint16 port, Transport transport)
{
    Q_ASSERT(transport == Transport::Plain || !m_tls.isNull());
    auto listener
        = std::make_unique<Listener>([this, transport](qintptr descriptor) { accepted(descriptor, transport); });
    const quint16 opened = TRY(listener->open(address, port));
    m_listeners.push_back(listener.release());
    bind(m_listeners.back()); // Takes it as a child.
    if (!m_relay)
        makeRelay();
    return opened;
}

void HttpEdge::makeRelay()
{
    if (m_relay)
        m_relay->deleteLater();
    m_relay = new Relay(this);
    m_listeners.front()->hand(m_relay);
}

void HttpEdge::accepted(qintptr descriptor, Transport transport)
{
    std::unique_ptr<QTcpSocket> socket;
    if (transport == Transport::Tls) {
        auto tls = std::make_unique<QSslSocket>();
        tls->setSslConfiguration(m_tls);
        socket = std::move(tls);
    } else {
        socket = std::make_unique<QTcpSocket>();
    }
    if (!socket->setSocketDescriptor(descriptor)) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    const QHostAddress peer = normalised(socket->peerAddress());
    const bool trusted = m_options.trustedProxies.contains(peer);
    const bool exempt = trusted || (m_options.exemptLoopback && peer.isLoopback());
    const Admission admission = m_options.connectionCounter->admit(peer, exempt);
    if (admission != Admission::Admitted) {
        logInfo("http.connection_refused",
            { { "peer", peer.toString() },
                { "reason",
                    QLatin1StringView(
                        admission == Admission::Full ? "all connections in use" : "too many from one address") } });
        if (transport == Transport::Plain) {
            static constexpr std::string_view answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: "
                                                       "0\r\nRetry-After: 1\r\nConnection: close\r\n\r\n";
            [[maybe_unused]] const auto sent
                = ::send(static_cast<int>(descriptor), answer.data(), answer.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        }
        return;
    }
    const int on = 1;
    ::setsockopt(static_cast<int>(descriptor), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);

    auto *const gate = new Gate(this, socket.release(), peer, trusted);
    gate->setParent(this);
    gate->index = m_gates.size();
    m_gates.push_back(gate);
    if (!m_tick.isActive())
        m_tick.start(kTickMilliseconds, this);
    gate->start();
}

void HttpEdge::gateClosed(Gate *gate)
{
    const bool exempt = gate->isTrustedPeer() || (m_options.exemptLoopback && gate->peer().isLoopback());
    m_options.connectionCounter->release(gate->peer(), exempt);
    Q_ASSERT(m_gates[gate->index] == gate);
    m_gates[gate->index] = m_gates.back();
    m_gates[gate->index]->index = gate->index;
    m_gates.pop_back();
}

void HttpEdge::handle(Gate *gate, Request request)
{
    // What Qt HttpServer parses is one line that the gate has accepted; fields and body are read in one way, by the
    // gate.
    QByteArray line;
    line.reserve(request.path.size() + request.query.size() + 32);
    line += methodName(request.method);
    line += ' ';
    line += request.path;
    if (!request.query.isEmpty()) {
        line += '?';
        line += request.query;
    }
    line += " HTTP/1.1\r\n\r\n";
    m_relayedGate = gate;
    m_relayedRequest = std::move(request);
    m_relay->deliver(std::move(line));
    if (m_relayedGate) {
        logError("http.relay_failed", { { "request_id", m_relayedRequest.correlationId } });
        m_relayedGate = nullptr;
        makeRelay();
        gate->abort();
    }
}

bool HttpEdge::handleRequest(const QHttpServerRequest &, QTcpSocket *)
{
    if (auto *const gate = std::exchange(m_relayedGate, nullptr))
        spawn(serve(m_router, gate, std::move(m_relayedRequest)), "http.request");
    return true;
}

void HttpEdge::missingHandler(const QHttpServerRequest &, QTcpSocket *) { }

void HttpEdge::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_tick.timerId()) {
        QAbstractHttpServer::timerEvent(event);
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    // Backwards: a gate that closes is replaced by the last one, which was looked at.
    for (auto i = m_gates.size(); i-- > 0;) {
        if (i < m_gates.size())
            m_gates[i]->tick(now);
    }
    if (m_stopping && now >= m_stopDeadline)
        closeAll();
    if (m_gates.empty()) {
        m_tick.stop();
        if (const auto waiter = std::exchange(m_stopWaiter, {}))
            waiter.resume();
    }
}

/// Awaited by stop(): until the last connection is gone.
class HttpEdge::Stopped {
public:
    explicit Stopped(HttpEdge *edge)
        : m_edge(edge)
    {
    }
    bool await_ready() const { return m_edge->m_gates.empty(); }
    void await_suspend(std::coroutine_handle<> waiter) { m_edge->m_stopWaiter = waiter; }
    void await_resume() const { }

private:
    HttpEdge *m_edge;
};

Task<void> HttpEdge::stop(std::chrono::milliseconds timeout)
{
    Q_ASSERT(!m_stopping);
    m_stopping = true;
    m_stopDeadline = deadlineIn(timeout);
    for (auto *const listener : m_listeners)
        listener->close();
    for (auto i = m_gates.size(); i-- > 0;) {
        if (i < m_gates.size())
            m_gates[i]->stop();
    }
    co_await Stopped(this);
}

void HttpEdge::closeAll()
{
    while (!m_gates.empty())
        m_gates.back()->abort();
}

int HttpEdge::requestsInFlight() const
{
    return static_cast<int>(
        std::count_if(m_gates.begin(), m_gates.end(), [](const Gate *gate) { return gate->isInFlight(); }));
}

}
