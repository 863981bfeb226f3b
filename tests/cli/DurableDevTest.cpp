// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "CliFixture.h"

#include "core/Json.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QThread>
#include <QtNetwork/QTcpServer>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// `auth-server dev --data DIR`, which is what a newcomer starts.
class DurableDevTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;
    QProcess m_server;

    QString ready() const { return m_directory.filePath(u"data/ready.json"_s); }

    /// What `authctl` needs to reach the server; empty where it did not start.
    QMap<QString, QString> start()
    {
        m_server.start(QStringLiteral(AUTH_BINARY_DIR "/bin/auth-server"),
            { u"dev"_s, u"--data"_s, m_directory.filePath(u"data"_s), u"--listen"_s, u"127.0.0.1:0"_s });
        for (const QDeadlineTimer deadline(60'000); !QFile::exists(ready()); QThread::msleep(20)) {
            if (deadline.hasExpired() || m_server.waitForFinished(0))
                return {};
        }
        QFile file(ready());
        const bool opened = file.open(QIODevice::ReadOnly);
        const QJsonObject object = opened ? parseJsonObject(file.readAll()).value_or(QJsonObject()) : QJsonObject();
        return { { u"AUTHCTL_SERVER"_s, object[u"base_url"].toString() },
            { u"AUTHCTL_TOKEN"_s, object[u"admin_token"].toString() } };
    }

private Q_SLOTS:
    void initTestCase()
    {
        // PostgreSQL runs as a user of its own where this test runs as root, and has to pass the folder.
        QFile::setPermissions(m_directory.path(), QFile::permissions(m_directory.path()) | QFile::ReadGroup | QFile::ExeGroup
            | QFile::ReadOther | QFile::ExeOther);
        QVERIFY(QDir(m_directory.path()).mkdir(u"data"_s));
        m_server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_server.setStandardInputFile(QProcess::nullDevice());
        m_server.setStandardOutputFile(QProcess::nullDevice());
    }
    void cleanup()
    {
        m_server.kill();
        m_server.waitForFinished();
    }

    void takesAnotherPortWhereSomebodyHasItsOwn()
    {
        QTcpServer other;
        const bool taken = other.listen(QHostAddress::LocalHost, 8080);
        QVERIFY(taken || other.serverError() == QAbstractSocket::AddressInUseError);
        const QString file = m_directory.filePath(u"other.json"_s);
        QProcess server;
        server.setStandardInputFile(QProcess::nullDevice());
        server.setStandardErrorFile(QProcess::nullDevice());
        server.start(QStringLiteral(AUTH_BINARY_DIR "/bin/auth-server"), { u"dev"_s, u"--ephemeral"_s, u"--ready-file"_s, file });
        for (const QDeadlineTimer deadline(60'000); !QFile::exists(file) && !deadline.hasExpired(); QThread::msleep(20))
            QVERIFY2(!server.waitForFinished(0), "dev ends where its port is taken");
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QString url = parseJsonObject(written.readAll()).value_or(QJsonObject())[u"base_url"].toString();
        const int port = url.section(u':', 2).toInt();
        QVERIFY2(port > 8080 && port < 8100, qPrintable(url));
        server.terminate();
        QVERIFY(server.waitForFinished(20'000));
        const QByteArray said = server.readAllStandardOutput();
        QVERIFY2(said.contains("Port 8080 is taken; listening at " + QByteArray::number(port)), said.constData());
    }

    void keepsWhatWasMadeOverARestart()
    {
        auto where = start();
        QVERIFY2(!where.isEmpty(), "dev does not start on an empty folder");
        const CliFixture &cli = CliFixture::shared();
        const Run made = cli.authctl({ u"realm"_s, u"create"_s, u"kept"_s }, {}, where);
        QVERIFY2(made.exitCode == 0, made.explain());
        m_server.terminate();
        QVERIFY(m_server.waitForFinished(60'000));
        QCOMPARE(m_server.exitCode(), 0);
        QVERIFY2(!QFile::exists(ready()), "the ready file outlives the server");

        where = start();
        QVERIFY2(!where.isEmpty(), "dev does not start on the folder it made");
        const Run found = cli.authctl({ u"realm"_s, u"get"_s, u"kept"_s, u"-o"_s, u"name"_s }, {}, where);
        QVERIFY2(found.exitCode == 0, found.explain());
        m_server.terminate();
        QVERIFY(m_server.waitForFinished(60'000));
        QVERIFY2(QFile::exists(m_directory.filePath(u"data/audit-checkpoints"_s)), "no checkpoint outside the database");
    }
};

AUTH_TEST(DurableDevTest);
#include "DurableDevTest.moc"
