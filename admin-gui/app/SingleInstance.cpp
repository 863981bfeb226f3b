// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/SingleInstance.h"

#include <QtCore/QStandardPaths>
#include <QtNetwork/QLocalSocket>

#include <unistd.h>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr int kPatienceMs = 500;
constexpr qint64 kLongestLink = 8192;

}

SingleInstance::SingleInstance(const QString &name)
{
    // In a directory that only the user has: nobody else's links come in.
    QString directory = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (directory.isEmpty())
        directory = QStandardPaths::writableLocation(QStandardPaths::TempLocation);
    m_name = directory + u"/auth-console-%1%2"_s.arg(getuid()).arg(name);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *const socket = m_server.nextPendingConnection()) {
            connect(socket, &QLocalSocket::disconnected, this, [this, socket] {
                const QString link = QString::fromUtf8(socket->read(kLongestLink));
                socket->deleteLater();
                Q_EMIT linkArrived(link.trimmed());
            });
        }
    });
}

bool SingleInstance::passOn(const QString &link)
{
    QLocalSocket socket;
    socket.connectToServer(m_name, QIODevice::WriteOnly);
    if (!socket.waitForConnected(kPatienceMs))
        return false;
    socket.write(link.toUtf8() + '\n');
    socket.waitForBytesWritten(kPatienceMs);
    socket.disconnectFromServer();
    return true;
}

void SingleInstance::listen()
{
    if (m_server.listen(m_name))
        return;
    // Left behind by a process that ended badly.
    QLocalServer::removeServer(m_name);
    m_server.listen(m_name);
}

}
