// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QUrl>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

namespace auth::test {

/// In front of the server: answers changes, as often as it is told to, with the challenge of RFC 9470 §3, and passes on
/// everything else.
class Challenger : public QObject {
public:
    explicit Challenger(const QUrl &target)
        : m_target(target)
    {
        if (!m_server.listen(QHostAddress::LocalHost, 0))
            qFatal("no free port");
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *const client = m_server.nextPendingConnection())
                serve(client);
        });
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())); }
    void challenge(int times) { m_times = times; }
    /// The heads of the changes that came, those that were challenged with the others.
    const QList<QByteArray> &changes() const { return m_changes; }
    /// The value of a header in one of them.
    QByteArray header(qsizetype change, const QByteArray &name) const
    {
        for (const QByteArray &line : m_changes.value(change).split('\n')) {
            if (line.toLower().startsWith(name.toLower() + ':'))
                return line.sliced(name.size() + 1).trimmed();
        }
        return {};
    }

private:
    void serve(QTcpSocket *client)
    {
        auto *const server = new QTcpSocket(client);
        auto *const buffer = new QByteArray;
        connect(client, &QObject::destroyed, this, [buffer] { delete buffer; });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(client, &QTcpSocket::readyRead, server, [this, client, server, buffer] {
            buffer->append(client->readAll());
            while (take(client, server, *buffer)) { }
        });
        connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
        connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        // What is written before it is connected waits.
        server->connectToHost(m_target.host(), static_cast<quint16>(m_target.port()));
    }

    /// One whole request of \a buffer. False where there is none.
    bool take(QTcpSocket *client, QTcpSocket *server, QByteArray &buffer)
    {
        const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return false;
        const QByteArray head = buffer.first(headEnd);
        qsizetype length = 0;
        for (const QByteArray &line : head.split('\n')) {
            if (line.toLower().startsWith("content-length:"))
                length = line.sliced(15).trimmed().toLongLong();
        }
        const qsizetype size = headEnd + 4 + length;
        if (buffer.size() < size)
            return false;
        const QByteArray request = buffer.first(size);
        buffer.remove(0, size);
        const bool isChange = !head.startsWith("GET ");
        if (isChange)
            m_changes.append(head);
        if (isChange && m_times > 0) {
            --m_times;
            const QByteArray body = "{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                                    "\"code\":\"insufficient_user_authentication\",\"detail\":\"Prove who you are.\"}";
            client->write("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm=\"oauth\", "
                          "error=\"insufficient_user_authentication\", max_age=\"300\"\r\n"
                          "Content-Type: application/problem+json\r\nContent-Length: "
                + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        } else {
            server->write(request);
        }
        return true;
    }

    QUrl m_target;
    QTcpServer m_server;
    QList<QByteArray> m_changes;
    int m_times = 0;
};

}
