// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

namespace auth::test {

/// A Redis of its own on a Unix socket, and on a port of loopback. It wants a password and keeps nothing.
class TestRedis {
public:
    TestRedis();
    ~TestRedis();

    /// For AUTH_REDIS_URL.
    QByteArray url() const;
    QByteArray socketUrl() const;
    /// Ends it without a word, as a machine does that fails.
    void kill();
    void start();

private:
    QString socket() const { return m_directory.filePath(QStringLiteral("redis.sock")); }

    QTemporaryDir m_directory;
    QProcess m_process;
    quint16 m_port = 0;
};

}
