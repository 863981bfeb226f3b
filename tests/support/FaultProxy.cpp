// SPDX-License-Identifier: GPL-3.0-or-later
#include "FaultProxy.h"

#include <QtNetwork/QLocalSocket>

#include <libpq-fe.h>

namespace auth::test {

using namespace Qt::StringLiterals;

FaultProxy::FaultProxy(QByteArray connectionString)
{
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(connectionString.constData(), nullptr), &PQconninfoFree);
    for (const PQconninfoOption *option = options.get(); option->keyword; ++option) {
        if (qstrcmp(option->keyword, "host") == 0)
            m_target = QString::fromUtf8(option->val) + u"/.s.PGSQL.5432"_s;
    }
    // The last of two equal keywords counts.
    m_connectionString = connectionString + " host='" + m_directory.path().toUtf8() + "'";
    m_server.listen(m_directory.filePath(u".s.PGSQL.5432"_s));
    connect(&m_server, &QLocalServer::newConnection, this, [this] { accept(); });
}

void FaultProxy::accept()
{
    while (QLocalSocket *const client = m_server.nextPendingConnection()) {
        ++m_connections;
        auto *const server = new QLocalSocket(client);
        server->connectToServer(m_target);
        connect(client, &QLocalSocket::readyRead, server, [=, this] { forward(client, server, true); });
        connect(server, &QLocalSocket::readyRead, client, [=, this] { forward(server, client, false); });
        connect(server, &QLocalSocket::connected, client, [=, this] { forward(client, server, true); });
        connect(client, &QLocalSocket::disconnected, server, [=] {
            server->flush();
            server->disconnectFromServer();
            client->deleteLater();
        });
        connect(server, &QLocalSocket::disconnected, client, [=] {
            client->flush();
            client->disconnectFromServer();
        });
    }
}

void FaultProxy::cutAll()
{
    for (QLocalSocket *const client : m_server.findChildren<QLocalSocket *>(QString(), Qt::FindDirectChildrenOnly))
        client->abort();
}

void FaultProxy::forward(QLocalSocket *from, QLocalSocket *to, bool toServer)
{
    if (m_silent || to->state() != QLocalSocket::ConnectedState)
        return;
    QByteArray data = from->readAll();
    if (data.isEmpty())
        return;
    bool cut = false;
    qint64 &passed = toServer ? m_toServer : m_toClient;
    const qint64 limit = toServer ? m_toServerLimit : m_toClientLimit;
    if (limit >= 0 && passed + data.size() >= limit) {
        data.truncate(std::max<qint64>(0, limit - passed));
        cut = true;
    }
    if (toServer && !m_cutBefore.isEmpty() && data.contains(m_cutBefore)) {
        data.clear();
        cut = true;
    }
    if (toServer && !m_cutAnswerTo.isEmpty() && data.contains(m_cutAnswerTo))
        m_answerIsCut = true;
    else if (!toServer && m_answerIsCut) {
        data.clear();
        cut = true;
    }
    passed += data.size();
    to->write(data);
    to->flush();
    if (!cut)
        return;
    // Once.
    (toServer ? m_toServerLimit : m_toClientLimit) = -1;
    m_cutBefore.clear();
    m_cutAnswerTo.clear();
    m_answerIsCut = false;
    to->flush();
    to->disconnectFromServer();
    from->disconnectFromServer();
}

}
