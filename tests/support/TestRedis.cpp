// SPDX-License-Identifier: GPL-3.0-or-later
#include "TestRedis.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QThread>
#include <QtNetwork/QLocalSocket>

namespace auth::test {

TestRedis::TestRedis()
{
    start();
}

TestRedis::~TestRedis()
{
    kill();
}

QByteArray TestRedis::url() const
{
    return "unix://" + socket().toUtf8() + "?db=1";
}

void TestRedis::start()
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral("redis-server"),
        { QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--unixsocket"), socket(), QStringLiteral("--save"), QString(),
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
