// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QLocalServer>

class QLocalSocket;

namespace auth::test {

/// Stands between a client and PostgreSQL's Unix socket and hangs up where it is told. On the test's event loop, so
/// only for asynchronous clients.
class FaultProxy : public QObject {
public:
    /// \a connectionString as TestDatabase gives it.
    explicit FaultProxy(QByteArray connectionString);

    /// The same, through the proxy.
    QByteArray connectionString() const { return m_connectionString; }

    /// Both sides are cut when so many bytes have passed to the server, or to the client; fewer than 0: never.
    void cutAfterBytesToServer(qint64 bytes) { m_toServerLimit = bytes; }
    void cutAfterBytesToClient(qint64 bytes) { m_toClientLimit = bytes; }
    /// Cut when the client says \a word, which the server then does not hear.
    void cutBefore(QByteArray word) { m_cutBefore = std::move(word); }
    /// The server hears \a word; its answer is dropped and both sides are cut.
    void cutAnswerTo(QByteArray word) { m_cutAnswerTo = std::move(word); }
    /// From now on nothing passes, and nobody is told: a half-open connection.
    void setSilent(bool silent) { m_silent = silent; }
    /// Cuts what is open now; new connections pass.
    void cutAll();

    int connectionCount() const { return m_connections; }
    qint64 bytesToServer() const { return m_toServer; }
    qint64 bytesToClient() const { return m_toClient; }

private:
    void accept();
    void forward(QLocalSocket *from, QLocalSocket *to, bool toServer);

    QTemporaryDir m_directory;
    QLocalServer m_server;
    QString m_target;
    QByteArray m_connectionString;
    QByteArray m_cutBefore;
    QByteArray m_cutAnswerTo;
    bool m_answerIsCut = false;
    bool m_silent = false;
    int m_connections = 0;
    qint64 m_toServer = 0;
    qint64 m_toClient = 0;
    qint64 m_toServerLimit = -1;
    qint64 m_toClientLimit = -1;
};

}
