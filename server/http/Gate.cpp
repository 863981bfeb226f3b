// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Gate.h"

#include "core/Json.h"
#include "core/Log.h"
#include "http/CorrelationId.h"
#include "http/ErrorRenderer.h"
#include "http/RequestBuilder.h"
#include "http/ResponseWriter.h"
#include "http/StreamWriter.h"
#include "metrics/Metrics.h"

#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>

#include <cerrno>
#include <poll.h>
#include <sys/socket.h>

namespace auth::http {

namespace {

/// Bytes that a lingering connection may still send before it is dropped.
constexpr qint64 kLingerBytes = 1024 * 1024;

}

Gate::Gate(GateHost *host, QTcpSocket *socket, QHostAddress peer, bool trustedPeer)
    : m_host(host)
    , m_socket(socket)
    , m_tls(qobject_cast<QSslSocket *>(socket))
    , m_peer(std::move(peer))
    , m_parser(host->options().head)
    , m_lifetimeEnd(deadlineIn(host->options().connectionLifetime))
    , m_trustedPeer(trustedPeer)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(host->options().readBuffer);
    connect(m_socket, &QTcpSocket::readyRead, this, &Gate::onReadyRead);
    // With TLS, bytesWritten() says that bytes were encrypted, not that they were sent.
    if (m_tls)
        connect(m_tls, &QSslSocket::encryptedBytesWritten, this, &Gate::onBytesWritten);
    else
        connect(m_socket, &QTcpSocket::bytesWritten, this, &Gate::onBytesWritten);
    connect(m_socket, &QTcpSocket::disconnected, this, &Gate::onDisconnected);
}

Gate::~Gate()
{
    m_socket->disconnect(this);
}

void Gate::start()
{
    if (m_tls) {
        enter(State::Handshake, m_host->options().handshakeTimeout);
        connect(m_tls, &QSslSocket::encrypted, this, &Gate::enterIdle);
        m_tls->startServerEncryption();
        return;
    }
    enterIdle();
    if (m_socket->bytesAvailable() > 0)
        processInput();
}

void Gate::enter(State state, std::chrono::milliseconds timeout)
{
    m_state = state;
    m_stateDeadline = deadlineIn(timeout);
}

void Gate::enterIdle()
{
    enter(State::Idle, m_trustedPeer ? m_host->options().proxyIdleTimeout : m_host->options().idleTimeout);
}

std::chrono::milliseconds Gate::timeFor(qint64 bytes) const
{
    return std::chrono::milliseconds(bytes * 1000 / m_host->options().minimumRate);
}

void Gate::onReadyRead()
{
    switch (m_state) {
    case State::Idle:
    case State::Head:
    case State::Body:
    case State::Lingering:
        processInput();
        break;
    default:
        break; // Waits in the socket, at most options().readBuffer bytes, until the answer is written.
    }
}

void Gate::processInput()
{
    // A request that is answered at once comes back here through answer(): the loop goes on, nothing recurses.
    if (m_processing)
        return;
    m_processing = true;
    bool more = true;
    while (more && m_socket->bytesAvailable() > 0) {
        switch (m_state) {
        case State::Idle:
        case State::Head:
            more = readHead();
            break;
        case State::Body:
            more = readBody();
            break;
        case State::Lingering:
            m_lingerBytes += m_socket->skip(m_socket->bytesAvailable());
            if (m_lingerBytes > kLingerBytes)
                abort();
            more = false;
            break;
        default:
            more = false;
        }
    }
    m_processing = false;
}

bool Gate::readHead()
{
    if (!hasRoom())
        return false; // onBytesWritten() comes back here.
    if (m_state == State::Idle && m_host->isStopping()) {
        closeAfterWriting();
        return true;
    }
    char *scratch = m_host->scratch();
    const qint64 size = m_socket->peek(scratch, GateHost::scratchSize());
    if (size <= 0)
        return false;
    std::size_t consumed = 0;
    const auto verdict = m_parser.feed({ scratch, static_cast<std::size_t>(size) }, consumed);
    m_socket->skip(static_cast<qint64>(consumed));
    switch (verdict) {
    case head::Verdict::NeedMore:
        if (m_state == State::Idle && m_parser.begun())
            enter(State::Head, m_host->options().headTimeout);
        break;
    case head::Verdict::Complete:
        headCompleted();
        break;
    case head::Verdict::Refused:
        refuse(m_parser.status(), m_parser.reason());
        break;
    }
    return true;
}

void Gate::headCompleted()
{
    const auto length = m_parser.contentLength();
    m_keepAlive = m_parser.keepAlive();
    m_chunkedAllowed = m_parser.minorVersion() == 1;
    m_answersHead = m_parser.method() == head::Method::Head;
    if (length == 0) {
        dispatch();
        return;
    }
    const auto target = m_parser.target();
    const auto path = target.substr(0, target.find('?'));
    const auto limit = m_host->bodyLimit(
        toMethod(m_parser.method()), QByteArrayView(path.data(), static_cast<qsizetype>(path.size())));
    if (length > static_cast<std::uint64_t>(limit)) {
        refuse(413, "body over the route's limit");
        return;
    }
    enter(State::Body, m_host->options().bodyTimeout + timeFor(static_cast<qint64>(length)));
    // Grows with what really comes: a length that is only claimed costs no memory.
    m_body.reserve(std::min<qsizetype>(static_cast<qsizetype>(length), 16 * 1024));
    if (m_parser.expectsContinue() && m_socket->bytesAvailable() == 0)
        write(QByteArrayLiteral("HTTP/1.1 100 Continue\r\n\r\n"));
}

bool Gate::readBody()
{
    const qint64 missing = static_cast<qint64>(m_parser.contentLength()) - m_body.size();
    const qint64 size = m_socket->read(m_host->scratch(), std::min(missing, GateHost::scratchSize()));
    if (size <= 0)
        return false;
    m_body.append(m_host->scratch(), size);
    if (size == missing)
        dispatch();
    return true;
}

void Gate::dispatch()
{
    ++m_requests;
    Request request = buildRequest(m_parser, m_peer, m_trustedPeer, m_host->options());
    request.body = std::exchange(m_body, {});
    if (m_tls) {
        request.secure = true;
        if (const auto certificate = m_tls->peerCertificate(); !certificate.isNull())
            request.clientCertificate = certificate.toDer();
    }
    m_cancellation = std::make_shared<Cancellation>();
    request.cancellation = m_cancellation;
    m_correlationId = request.correlationId;
    m_state = State::InFlight;
    m_host->handle(this, std::move(request));
}

void Gate::answer(Response response)
{
    if (m_state != State::InFlight)
        return; // The client left meanwhile.
    if (!isWritable(response)) {
        logError("http.response_refused", { { "request_id", m_correlationId }, { "status", response.status() } });
        response = Response::text("The answer could not be written.\n", "text/plain");
        response.setStatus(500);
        response.setHeader("X-Request-Id", m_correlationId);
    }
    const EdgeOptions &options = m_host->options();
    m_keepAlive = m_keepAlive && !m_host->isStopping() && m_requests < options.requestsPerConnection
        && std::chrono::steady_clock::now() < m_lifetimeEnd;

    auto stream = response.takeStream();
    if (m_answersHead || !mayHaveContent(response.status()))
        stream.reset();
    WriteOptions how { .head = m_answersHead, .date = httpDate() };
    if (stream) {
        m_chunkedStream = m_chunkedAllowed;
        how.framing = m_chunkedStream ? Framing::Chunked : Framing::UntilClose;
        m_keepAlive = m_keepAlive && m_chunkedStream;
    }
    how.close = !m_keepAlive;
    how.announceKeepAlive = m_keepAlive && !m_chunkedAllowed;
    if (stream)
        m_state = State::Streaming;
    write(writeResponse(response, how));
    if (m_state == State::Closed)
        return;
    if (stream) {
        streamBody(this, std::move(stream));
        return;
    }
    responseWritten();
}

void Gate::responseWritten()
{
    m_cancellation.reset();
    m_parser.reset();
    if (!m_keepAlive) {
        closeAfterWriting();
        return;
    }
    enterIdle();
    // From an event of its own, so that a chain of pipelined requests neither recurses nor starves other connections.
    if (!m_processing && m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &Gate::onReadyRead, Qt::QueuedConnection);
}

bool Gate::hasRoom() const
{
    return m_state == State::Closed || queued() <= m_host->options().writeQueue;
}

qint64 Gate::queued() const
{
    return m_socket->bytesToWrite() + (m_tls ? m_tls->encryptedBytesToWrite() : 0);
}

void Gate::writeStream(QByteArray bytes)
{
    if (m_state == State::Streaming && !bytes.isEmpty())
        write(m_chunkedStream ? writeChunk(bytes) : bytes);
}

void Gate::endStream()
{
    if (m_state != State::Streaming)
        return;
    if (m_chunkedStream)
        write(lastChunk());
    if (m_state != State::Closed)
        responseWritten();
}

void Gate::write(const QByteArray &bytes)
{
    qint64 sent = 0;
    if (!m_tls && m_socket->bytesToWrite() == 0) {
        // QTcpSocket would queue it and wait for the event loop to say that the socket can be written to.
        sent = ::send(static_cast<int>(m_socket->socketDescriptor()), bytes.constData(),
            static_cast<size_t>(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
            abort();
            return;
        }
        sent = std::max<qint64>(sent, 0);
        if (sent == bytes.size())
            return;
    }
    if (sent == 0)
        m_socket->write(bytes);
    else
        m_socket->write(bytes.constData() + sent, bytes.size() - sent);
    if (m_tls)
        m_socket->flush();
    if (m_state != State::Closed && m_writeDeadline == Deadline::max() && queued() > 0)
        m_writeDeadline = deadlineIn(m_host->options().responseTimeout);
}

void Gate::onBytesWritten(qint64 bytes)
{
    if (m_state == State::Closed)
        return;
    if (queued() == 0) {
        m_writeDeadline = Deadline::max();
    } else if (m_writeDeadline != Deadline::max()) {
        // No credit is saved up: a client that was fast once is not let off for minutes.
        m_writeDeadline = std::min(m_writeDeadline + timeFor(bytes), deadlineIn(2 * m_host->options().responseTimeout));
    }
    if (m_state == State::Lingering) {
        closeAfterWriting();
        return;
    }
    if (!hasRoom())
        return;
    if (const auto waiter = std::exchange(m_roomWaiter, {})) {
        waiter.resume();
        return;
    }
    if (m_state == State::Idle && m_socket->bytesAvailable() > 0)
        processInput();
}

void Gate::closeAfterWriting()
{
    if (m_state != State::Lingering)
        enter(State::Lingering, m_host->options().lingerTimeout);
    if (queued() > 0) {
        m_stateDeadline = std::max(m_stateDeadline, m_writeDeadline);
        return;
    }
    if (m_tls) {
        m_socket->disconnectFromHost();
        return;
    }
    // RFC 9112 §9.6: close in two steps, or what the client still sends resets the connection before it has read
    // the answer.
    if (!m_shutdownSent) {
        m_shutdownSent = true;
        m_stateDeadline = deadlineIn(m_host->options().lingerTimeout);
        ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
        if (m_socket->bytesAvailable() > 0)
            QMetaObject::invokeMethod(this, &Gate::onReadyRead, Qt::QueuedConnection);
    }
}

void Gate::refuse(int status, const char *reason)
{
    const QByteArray id = makeCorrelationId();
    metrics::countRefused(reason);
    logInfo("http.refused",
        { { "request_id", id }, { "peer", m_peer.toString() }, { "status", status },
            { "reason", QLatin1StringView(reason) } });
    const QByteArray phrase = reasonPhrase(status);
    Response response = Response::text(toJson(QJsonObject {
                                           { QStringLiteral("type"), QStringLiteral("about:blank") },
                                           { QStringLiteral("title"), QString::fromLatin1(phrase) },
                                           { QStringLiteral("status"), status },
                                           { QStringLiteral("detail"), QLatin1StringView(reason) },
                                           { QStringLiteral("code"), QStringLiteral("malformed_request") },
                                           { QStringLiteral("request_id"), QString::fromLatin1(id) },
                                       }),
        "application/problem+json", status);
    response.addHeader("X-Request-Id", id);
    response.addHeader("X-Content-Type-Options", "nosniff");
    response.addHeader("Cache-Control", "no-store");
    m_keepAlive = false;
    m_body.clear();
    write(writeResponse(response, { .close = true, .date = httpDate() }));
    if (m_state != State::Closed)
        closeAfterWriting();
}

void Gate::tick(std::chrono::steady_clock::time_point now)
{
    if (m_state == State::Closed)
        return;
    if (now >= m_writeDeadline) {
        abort();
        return;
    }
    switch (m_state) {
    case State::InFlight:
    case State::Streaming:
        if (peerHungUpUnseen())
            abort();
        return;
    default:
        break;
    }
    if (now < m_stateDeadline)
        return;
    switch (m_state) {
    case State::Idle:
        if (queued() == 0)
            closeAfterWriting();
        break;
    case State::Head:
        refuse(408, "head not complete in time");
        break;
    case State::Body:
        refuse(408, "body not complete in time");
        break;
    default:
        abort();
        break;
    }
}

bool Gate::peerHungUpUnseen() const
{
    // While the read buffer is full, the socket is not read, and Qt does not notice that the client is gone.
    if (m_socket->bytesAvailable() < m_host->options().readBuffer)
        return false;
    pollfd entry { .fd = static_cast<int>(m_socket->socketDescriptor()), .events = POLLRDHUP, .revents = 0 };
    return ::poll(&entry, 1, 0) == 1 && (entry.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

void Gate::stop()
{
    if (m_state == State::Idle || m_state == State::Handshake)
        closeAfterWriting();
}

void Gate::abort()
{
    if (m_state != State::Closed)
        m_socket->abort(); // Comes back through onDisconnected().
    if (m_state != State::Closed)
        onDisconnected();
}

void Gate::cancel()
{
    if (m_cancellation)
        m_cancellation->cancelled = true;
    m_cancellation.reset();
}

void Gate::onDisconnected()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    cancel();
    m_host->gateClosed(this);
    deleteLater();
    if (const auto waiter = std::exchange(m_roomWaiter, {}))
        waiter.resume();
}

}
