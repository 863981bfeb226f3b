// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/ConsoleServer.h"

#include "core/Json.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QFile>
#include <QtCore/QThread>

namespace auth::test {

namespace {

using namespace Qt::StringLiterals;

Task<Result<QByteArray>> always(QByteArray token)
{
    co_return token;
}

}

ConsoleServer &ConsoleServer::shared()
{
    if (const QString running = qEnvironmentVariable("TEST_READY_FILE"); !running.isEmpty()) {
        static ConsoleServer server(Running { running });
        return server;
    }
    static ConsoleServer server;
    return server;
}

ConsoleServer::ConsoleServer(const QMap<QString, QString> &settings)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (auto setting = settings.begin(); setting != settings.end(); ++setting)
        environment.insert(setting.key(), setting.value());
    m_process.setProcessEnvironment(environment);
    const QString ready = m_directory.filePath(u"ready.json"_s);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(m_directory.filePath(u"out"_s));
    m_process.start(QStringLiteral(AUTH_BINARY_DIR "/bin/auth-server"),
        { u"dev"_s, u"--ephemeral"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--ready-file"_s, ready });
    // The file is written whole, and appears when everything serves.
    for (const QDeadlineTimer deadline(60'000); !QFile::exists(ready); QThread::msleep(20)) {
        if (deadline.hasExpired() || m_process.waitForFinished(0))
            qFatal("auth-server dev does not start");
    }
    read(ready);
}

void ConsoleServer::read(const QString &readyFile)
{
    QFile file(readyFile);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no ready file");
    const QJsonObject object = parseJsonObject(file.readAll()).value_or(QJsonObject());
    m_server = QUrl(object[u"base_url"].toString());
    m_token = object[u"admin_token"].toString().toUtf8();
    m_database = object[u"database"].toString();
}

ConsoleServer::~ConsoleServer()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    m_process.waitForFinished(20'000);
}

void ConsoleServer::sql(const QString &statement) const
{
    QProcess psql;
    psql.start(u"psql"_s, { u"-X"_s, u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-d"_s, m_database, u"-c"_s, statement });
    if (!psql.waitForFinished(60'000) || psql.exitCode() != 0)
        qFatal("%s", psql.readAllStandardError().constData());
}

std::unique_ptr<console::Connection> ConsoleServer::connect()
{
    auto connection = std::make_unique<console::Connection>(
        m_server, [token = m_token](const QByteArray &) { return always(token); });
    const QString realm = u"realm-%1"_s.arg(++m_realms);
    api::RealmCreate body;
    body.name = realm;
    arranged(connection->client().createRealm(body));
    connection->setRealm(realm);
    return connection;
}

}
