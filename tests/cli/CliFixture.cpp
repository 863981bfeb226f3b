// SPDX-License-Identifier: GPL-3.0-or-later
#include "CliFixture.h"

#include "core/Json.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QThread>

namespace auth::test {

namespace {

QString binary(const char *name)
{
    return QStringLiteral(AUTH_BINARY_DIR "/bin/") + QLatin1StringView(name);
}

}

QJsonObject Run::object() const
{
    return parseJsonObject(out).value_or(QJsonObject());
}

QJsonArray Run::array() const
{
    const auto value = parseJson(out);
    return value ? value->toArray() : QJsonArray();
}

QJsonObject Run::error() const
{
    return parseJsonObject(err).value_or(QJsonObject())[u"error"].toObject();
}

CliFixture &CliFixture::shared()
{
    static CliFixture fixture;
    return fixture;
}

CliFixture::CliFixture()
{
    const QString ready = m_directory.filePath(QStringLiteral("ready.json"));
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(m_directory.filePath(QStringLiteral("out")));
    m_process.start(binary("auth-server"),
        { QStringLiteral("dev"), QStringLiteral("--ephemeral"), QStringLiteral("--listen"),
            QStringLiteral("127.0.0.1:0"), QStringLiteral("--ready-file"), ready });
    // The file is written whole, and appears when everything serves.
    for (const QDeadlineTimer deadline(60'000); !QFile::exists(ready); QThread::msleep(20)) {
        if (deadline.hasExpired() || m_process.waitForFinished(0))
            qFatal("auth-server dev does not start");
    }
    QFile file(ready);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no ready file");
    const QJsonObject object = parseJsonObject(file.readAll()).value_or(QJsonObject());
    m_server = object[u"base_url"].toString();
    m_token = object[u"admin_token"].toString();
    m_database = object[u"database"].toString();
}

CliFixture::~CliFixture()
{
    m_process.terminate();
    m_process.waitForFinished(20'000);
}

QProcessEnvironment CliFixture::variables(const QMap<QString, QString> &more) const
{
    QProcessEnvironment all;
    all.insert(QStringLiteral("AUTHCTL_SERVER"), m_server);
    all.insert(QStringLiteral("AUTHCTL_TOKEN"), m_token);
    all.insert(QStringLiteral("HOME"), m_directory.path());
    all.insert(QStringLiteral("PATH"), QFileInfo(binary("authctl")).absolutePath() + QStringLiteral(":/usr/bin:/bin"));
    all.insert(QStringLiteral("ASAN_OPTIONS"), qEnvironmentVariable("ASAN_OPTIONS"));
    for (auto it = more.begin(); it != more.end(); ++it)
        all.insert(it.key(), it.value());
    return all;
}

namespace {

Run run(const QString &program, const QStringList &arguments, const QByteArray &input,
    const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    if (input.isNull())
        process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    if (!input.isNull()) {
        process.write(input);
        process.closeWriteChannel();
    }
    if (!process.waitForFinished(60'000)) {
        process.kill();
        process.waitForFinished();
        return { -1, process.readAllStandardOutput(), "did not end: " + process.readAllStandardError() };
    }
    return { process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, process.readAllStandardOutput(),
        process.readAllStandardError() };
}

}

Run CliFixture::authctl(
    const QStringList &arguments, const QByteArray &input, const QMap<QString, QString> &environment) const
{
    return run(binary("authctl"), arguments, input, variables(environment));
}

Run CliFixture::shell(const char *line, const QMap<QString, QString> &environment) const
{
    return run(QStringLiteral("/bin/bash"), { QStringLiteral("-c"), QString::fromUtf8(line) }, {},
        variables(environment));
}

void CliFixture::sql(const QString &statement) const
{
    const Run done = run(QStringLiteral("psql"), { QStringLiteral("-d"), m_database, QStringLiteral("-c"), statement }, {},
        QProcessEnvironment::systemEnvironment());
    if (done.exitCode != 0)
        qFatal("psql: %s", done.explain().constData());
}

QString CliFixture::makeRealm()
{
    const QString name = QStringLiteral("cli-%1").arg(++m_realms);
    const Run run = authctl({ QStringLiteral("realm"), QStringLiteral("create"), name });
    if (run.exitCode != 0)
        qFatal("no realm: %s", run.explain().constData());
    return name;
}

}
