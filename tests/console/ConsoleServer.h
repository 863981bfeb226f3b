// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Connection.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#include <memory>

namespace auth::test {

/// `auth-server dev --ephemeral`, as a person starts it, and the console's way to it.
class ConsoleServer {
public:
    /// One server for the whole executable: the one that TEST_READY_FILE says runs already, or one of its own.
    static ConsoleServer &shared();

    /// One more, with other \a settings.
    explicit ConsoleServer(const QMap<QString, QString> &settings = {});
    ~ConsoleServer();

    /// With every right, in a realm of its own.
    std::unique_ptr<console::Connection> connect();
    QUrl server() const { return m_server; }
    QByteArray token() const { return m_token; }
    /// Writes into the database what would take too long through the server.
    void sql(const QString &statement) const;

private:
    struct Running {
        QString readyFile;
    };
    explicit ConsoleServer(const Running &running) { read(running.readyFile); }
    void read(const QString &readyFile);

    QTemporaryDir m_directory;
    QProcess m_process;
    QUrl m_server;
    QByteArray m_token;
    QString m_database;
    int m_realms = 0;
};

/// Waits for what a test arranges; what is refused ends it, since it could not go on.
template <typename T>
T arranged(Task<Result<T>> task)
{
    Result<T> answer = QCoro::waitFor(std::move(task));
    if (!answer)
        qFatal("%s", qPrintable(answer.error().description));
    return std::move(*answer);
}
inline void arranged(Task<Result<void>> task)
{
    if (const Result<void> done = QCoro::waitFor(std::move(task)); !done)
        qFatal("%s", qPrintable(done.error().description));
}

}
