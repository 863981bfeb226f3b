// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/WebProxy.h"

#include <QtCore/QTimer>
#include <QtNetwork/QSslServer>

namespace auth::test {

namespace {

using namespace Qt::StringLiterals;

/// The first request in \a bytes with its body, or nothing while some of it is missing.
std::optional<QByteArray> wholeRequest(const QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    qsizetype length = end + 4;
    for (const QByteArray &line : bytes.left(end).split('\n')) {
        if (line.toLower().startsWith("content-length:"))
            length += line.mid(15).trimmed().toLongLong();
    }
    return bytes.size() < length ? std::nullopt : std::optional(bytes.left(length));
}

/// One request for each connection to the server, so that the end of its answer is the end of the connection.
QByteArray closing(const QByteArray &request)
{
    QByteArray lines;
    const qsizetype end = request.indexOf("\r\n\r\n");
    for (const QByteArray &line : request.left(end).split('\n')) {
        if (!line.toLower().startsWith("connection:"))
            lines += line.trimmed() + "\r\n";
    }
    return lines + "Connection: close\r\n\r\n" + request.mid(end + 4);
}

QByteArray made(const QByteArray &status, const char *type, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: " + type
        + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

QByteArray madeUp(WebProxy::Fault fault)
{
    switch (fault) {
    case WebProxy::Fault::Status500:
        return made("500 Internal Server Error", "text/html", "<h1>Internal Server Error</h1>");
    case WebProxy::Fault::Status412:
        return made("412 Precondition Failed", "application/problem+json",
            "{\"status\":412,\"code\":\"precondition_failed\",\"title\":\"Changed\",\"detail\":\"It is at another "
            "version.\",\"request_id\":\"x\"}");
    case WebProxy::Fault::Status401:
        return made("401 Unauthorized", "application/problem+json",
            "{\"status\":401,\"code\":\"unauthenticated\",\"title\":\"Sign in\",\"detail\":\"The token does not "
            "count.\",\"request_id\":\"x\"}");
    case WebProxy::Fault::Html:
        return made("200 OK", "text/html", "<html><body>Welcome to the hotel</body></html>");
    default:
        return "\x16\x03\x01 this is no HTTP\r\n";
    }
}

}

WebProxy::WebProxy(QUrl target, const std::optional<QSslConfiguration> &tls)
    : m_target(std::move(target))
    , m_isTls(tls.has_value())
{
    if (tls) {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(*tls);
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    if (!m_server->listen(QHostAddress::LocalHost, 0))
        qFatal("no free port");
    m_port = m_server->serverPort();
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket *const client = m_server->nextPendingConnection())
            take(client);
    });
}

QUrl WebProxy::url() const
{
    return QUrl(u"%1://127.0.0.1:%2"_s.arg(m_isTls ? u"https"_s : u"http"_s).arg(m_port));
}

std::chrono::milliseconds WebProxy::slowness()
{
    const int chosen = qEnvironmentVariableIntValue("AUTH_SLOW_MS");
    return std::chrono::milliseconds(chosen > 0 ? chosen : 50);
}

void WebProxy::setTls(const QSslConfiguration &tls)
{
    static_cast<QSslServer *>(m_server.get())->setSslConfiguration(tls);
    const auto clients = m_clients;
    for (QTcpSocket *client : clients)
        client->abort();
}

void WebProxy::cut()
{
    m_server->close();
    const auto clients = m_clients;
    for (QTcpSocket *client : clients)
        client->abort();
}

void WebProxy::take(QTcpSocket *client)
{
    m_clients.append(client);
    connect(client, &QTcpSocket::disconnected, this, [this, client] {
        m_clients.removeOne(client);
        client->deleteLater();
    });
    const auto bytes = std::make_shared<QByteArray>();
    const auto read = [this, client, bytes] {
        *bytes += client->readAll();
        if (const auto request = wholeRequest(*bytes)) {
            bytes->clear();
            answer(client, *request);
        }
    };
    connect(client, &QTcpSocket::readyRead, this, read);
    read();
}

void WebProxy::answer(QTcpSocket *client, const QByteArray &request)
{
    const QList<QByteArray> words = request.left(request.indexOf('\r')).split(' ');
    Seen seen { words.value(0), words.value(1) };
    const QByteArray key = seen.method + ' ' + seen.target;
    seen.isFaulted = m_fault && !m_known.contains(key);
    m_known.insert(key);
    m_seen.append(seen);
    if (const auto instead = m_makeUp ? m_makeUp(seen) : std::nullopt) {
        client->write(made(instead->status, "application/json", instead->body));
        client->disconnectFromHost();
        return;
    }
    if (!seen.isFaulted)
        return forward(client, request, {});
    switch (*m_fault) {
    case Fault::CutBefore:
        return client->abort();
    case Fault::CutAnswer:
    case Fault::HalfAnswer:
    case Fault::Slow:
        return forward(client, request, m_fault);
    default:
        client->write(madeUp(*m_fault));
        client->disconnectFromHost();
    }
}

void WebProxy::release()
{
    m_isHolding = false;
    for (const auto &[client, answer] : std::exchange(m_held, {})) {
        if (client)
            finish(client, answer);
    }
}

void WebProxy::finish(QTcpSocket *client, const QByteArray &answer)
{
    client->write(answer);
    client->disconnectFromHost();
}

void WebProxy::forward(QTcpSocket *client, const QByteArray &request, std::optional<Fault> fault)
{
    auto *const server = new QTcpSocket(client);
    connect(server, &QTcpSocket::connected, client, [server, request] { server->write(closing(request)); });
    connect(server, &QTcpSocket::disconnected, client, [this, server, client, fault] {
        const QByteArray whole = server->readAll();
        if (fault == Fault::CutAnswer)
            return client->abort();
        if (m_isHolding)
            return m_held.append({ client, whole });
        const QByteArray sent = fault == Fault::HalfAnswer ? whole.left(whole.size() / 2) : whole;
        QTimer::singleShot(fault == Fault::Slow ? slowness() : std::chrono::milliseconds(0), client,
            [client, sent] { finish(client, sent); });
    });
    server->connectToHost(m_target.host(), static_cast<quint16>(m_target.port()));
}

}
