// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"

#include "app/SingleInstance.h"

#include <QtGui/QImage>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::ConsoleServer;

/// The real program, from the command line.
class ProgramTest : public QObject {
    Q_OBJECT

    struct Run {
        int exitCode;
        QByteArray out;
        QByteArray err;
    };
    QTemporaryDir m_directory;

    Run run(const QStringList &arguments, const QByteArray &token, const QString &display = {}) const
    {
        QProcessEnvironment environment;
        environment.insert(u"HOME"_s, m_directory.path());
        environment.insert(u"PATH"_s, u"/usr/bin:/bin"_s);
        environment.insert(u"QT_QPA_PLATFORM"_s, display.isEmpty() ? u"offscreen"_s : u"xcb"_s);
        environment.insert(u"DISPLAY"_s, display);
        environment.insert(u"AUTHCTL_TOKEN"_s, QString::fromLatin1(token));
        QProcess process;
        process.setProcessEnvironment(environment);
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(QStringLiteral(AUTH_BINARY_DIR "/bin/auth-console"), arguments);
        if (!process.waitForFinished(60'000))
            process.kill();
        return { process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError() };
    }
    QStringList screenshot(const QString &page, const QString &file, const QUrl &server) const
    {
        return { u"--server"_s, server.toString(), u"--screenshot"_s, page, file };
    }

private Q_SLOTS:
    void drawsEachPageIntoAPicture_data()
    {
        QTest::addColumn<QString>("page");
        for (const char *page : { "realms", "applications", "keys", "roles", "permissions", "users", "sessions", "jobs",
                 "organizations", "api-keys", "devices", "administrators", "scopes", "resource_servers", "dashboard", "audit", "connect" })
            QTest::newRow(page) << QString::fromLatin1(page);
    }
    void drawsEachPageIntoAPicture()
    {
        QFETCH(const QString, page);
        const QString file = m_directory.filePath(page + u".png"_s);
        const Run done
            = run(screenshot(page, file, ConsoleServer::shared().server()), ConsoleServer::shared().token());
        QVERIFY2(done.exitCode == 0, done.err.constData());
        const QImage image(file);
        QCOMPARE(image.size(), QSize(1280, 820));
    }

    void drawsOnAnXServerToo()
    {
        QProcess screen;
        screen.setStandardErrorFile(QProcess::nullDevice());
        screen.start(u"Xvfb"_s,
            { u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1400x1000x24"_s, u"-nolisten"_s, u"tcp"_s });
        QVERIFY(screen.waitForStarted());
        // It says its number when it serves.
        QTRY_VERIFY_WITH_TIMEOUT(screen.canReadLine(), 20'000);
        const QString display = u':' + QString::fromLatin1(screen.readLine()).trimmed();
        const QString file = m_directory.filePath(u"x.png"_s);
        const Run done
            = run(screenshot(u"users"_s, file, ConsoleServer::shared().server()), ConsoleServer::shared().token(), display);
        screen.terminate();
        screen.waitForFinished();
        QVERIFY2(done.exitCode == 0, done.err.constData());
        QCOMPARE(QImage(file).size(), QSize(1280, 820));
    }

    void saysWhyThereIsNoPicture()
    {
        const QString file = m_directory.filePath(u"none.png"_s);
        const QUrl server = ConsoleServer::shared().server();
        const Run unknown = run(screenshot(u"nonsense"_s, file, server), ConsoleServer::shared().token());
        QCOMPARE(unknown.exitCode, 2);
        QVERIFY2(unknown.err.contains("nonsense"), unknown.err.constData());
        const Run refused = run(screenshot(u"users"_s, file, server), "not.a.token");
        QCOMPARE(refused.exitCode, 1);
        QVERIFY(!refused.err.isEmpty());
        const Run nobody
            = run(screenshot(u"users"_s, file, QUrl(u"http://127.0.0.1:1"_s)), ConsoleServer::shared().token());
        QCOMPARE(nobody.exitCode, 1);
        QVERIFY(!QFile::exists(file));
    }

    void helps()
    {
        const Run help = run({ u"--help"_s }, {});
        QCOMPARE(help.exitCode, 0);
        for (const char *option : { "--context", "--server", "--screenshot", "auth-console://" })
            QVERIFY2(help.out.contains(option), option);
        QCOMPARE(run({ u"--nonsense"_s }, {}).exitCode, 2);
        QCOMPARE(run({ u"https://id.example"_s }, {}).exitCode, 2);
    }

    void handsALinkToTheOneThatRuns()
    {
        SingleInstance first(u"-test"_s);
        first.listen();
        QSignalSpy arrived(&first, &SingleInstance::linkArrived);
        SingleInstance second(u"-test"_s);
        QVERIFY(second.passOn(u"auth-console://id.example/main/users"_s));
        QTRY_COMPARE(arrived.count(), 1);
        QCOMPARE(arrived[0][0].toString(), u"auth-console://id.example/main/users"_s);
        QVERIFY(!SingleInstance(u"-nobody"_s).passOn(u"auth-console://id.example/main/users"_s));
    }
};
AUTH_TEST(ProgramTest);

}

#include "ProgramTest.moc"
