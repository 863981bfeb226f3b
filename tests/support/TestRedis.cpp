// SPDX-License-Identifier: GPL-3.0-or-later
#include "TestRedis.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QThread>
#include <QtNetwork/QLocalSocket>
#include <QtNetwork/QTcpServer>

#include <csignal>
#include <sys/prctl.h>

namespace auth::test {

namespace {

constexpr auto kPassword = "a-password-of-redis";

}

TestRedis::TestRedis()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    m_port = probe.serverPort();
    probe.close();
    start();
}

TestRedis::~TestRedis()
{
    kill();
}

QByteArray TestRedis::url() const
{
    return QByteArray("redis://:") + kPassword + "@127.0.0.1:" + QByteArray::number(m_port) + "/1";
}

QByteArray TestRedis::socketUrl() const
{
    return QByteArray("unix://default:") + kPassword + '@' + socket().toUtf8() + "?db=1";
}

void TestRedis::start()
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    // A test that crashes must not leave it behind: it would hold the pipe that the test runner reads.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.start(QStringLiteral("redis-server"),
        { QStringLiteral("--bind"), QStringLiteral("127.0.0.1"), QStringLiteral("--port"), QString::number(m_port),
            QStringLiteral("--requirepass"), QLatin1StringView(kPassword), QStringLiteral("--unixsocket"), socket(), QStringLiteral("--save"), QString(),
            QStringLiteral("--dir"), m_directory.path() });
    QElapsedTimer elapsed;
    elapsed.start();
    for (;;) {
        QLocalSocket probe;
        probe.connectToServer(socket());
        if (probe.waitForConnected(100))
            return;
        if (elapsed.elapsed() > 20'000)
            qFatal("redis-server does not start: %s", m_process.readAllStandardOutput().constData());
        QThread::msleep(10);
    }
}

void TestRedis::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

}
