// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QUrl>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

namespace auth::test {

/// A wire between the console and the server that a test can cut.
class TcpProxy : public QObject {
public:
    explicit TcpProxy(const QUrl &target)
        : m_target(target)
    {
        if (!m_server.listen(QHostAddress::LocalHost, 0))
            qFatal("no free port");
        m_port = m_server.serverPort();
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *const client = m_server.nextPendingConnection()) {
                auto *const server = new QTcpSocket(client);
                m_clients.append(client);
                connect(client, &QTcpSocket::disconnected, this, [this, client] {
                    m_clients.removeOne(client);
                    client->deleteLater();
                });
                connect(server, &QTcpSocket::connected, client, [client, server] { server->write(client->readAll()); });
                connect(client, &QTcpSocket::readyRead, server, [client, server] {
                    if (server->state() == QAbstractSocket::ConnectedState)
                        server->write(client->readAll());
                });
                connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
                connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
                server->connectToHost(m_target.host(), static_cast<quint16>(m_target.port()));
            }
        });
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port)); }

    void cut()
    {
        m_server.close();
        const auto clients = m_clients;
        for (QTcpSocket *client : clients)
            client->abort();
    }
    bool mend() { return m_server.listen(QHostAddress::LocalHost, m_port); }

private:
    QUrl m_target;
    QList<QTcpSocket *> m_clients; ///< Goes last: the server takes its sockets with it, and each of them says so.
    QTcpServer m_server;
    quint16 m_port = 0;
};

}
