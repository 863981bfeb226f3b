// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "TestDatabase.h"

#include "app/PrivatePostgres.h"

#include <QtCore/QTemporaryDir>

#include <csignal>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace auth;
using namespace Qt::StringLiterals;

namespace {

QString childData(const QTemporaryDir &directory)
{
    // The other user has to pass it.
    QFile::setPermissions(directory.path(), QFile::permissions(directory.path()) | QFile::ExeOther);
    return directory.filePath(u"data"_s);
}

bool isGone(pid_t pid)
{
    return kill(pid, 0) != 0 && errno == ESRCH;
}

}

class PrivatePostgresTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsItsDataBetweenRuns()
    {
        const QTemporaryDir directory;
        const QString data = childData(directory);
        {
            auto server = PrivatePostgres::start({ .dataDirectory = data, .ephemeral = false, .binaryDirectory = {} });
            VERIFY_RESULT(server);
            const QByteArray connection = (*server)->connectionString("auth_owner");
            QCOMPARE(test::TestDatabase::run(connection, "SHOW fsync"), "on");
            QCOMPARE(test::TestDatabase::run(connection, "SHOW listen_addresses"), "");
            test::TestDatabase::run(connection, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        QVERIFY(!QFile::exists(data + u"/postmaster.pid"_s));
        auto server = PrivatePostgres::start({ .dataDirectory = data, .ephemeral = true, .binaryDirectory = {} });
        VERIFY_RESULT(server);
        const QByteArray connection = (*server)->connectionString("auth_owner");
        QCOMPARE(test::TestDatabase::run(connection, "SELECT answer FROM kept"), "42");
        QCOMPARE(test::TestDatabase::run(connection, "SHOW fsync"), "off");
    }

    void hasRolesWithoutMoreRightsThanTheyNeed()
    {
        auto &server = test::TestDatabase::server();
        for (const char *const role : { "auth_server", "auth_housekeeper" }) {
            QCOMPARE(test::TestDatabase::run(server.connectionString(role), "SELECT current_user"), role);
            QCOMPARE(test::TestDatabase::run(server.connectionString(role),
                         "SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user"),
                "f");
        }
    }

    void closesItsSocketToOthers()
    {
        const QByteArray connection = test::TestDatabase::server().connectionString("auth_owner");
        const QByteArray directory = connection.mid(6, connection.indexOf('\'', 6) - 6);
        const QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
            | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
        QVERIFY(QFileInfo(QFile::decodeName(directory)).isDir());
        QVERIFY(!(QFile::permissions(QFile::decodeName(directory)) & others));
    }

    void refusesDataThatIsInUse()
    {
        const auto second = PrivatePostgres::start({ .dataDirectory = test::TestDatabase::server().dataDirectory(),
            .ephemeral = true,
            .binaryDirectory = {} });
        QVERIFY(!second);
        QVERIFY2(
            second.error().description.contains(u"Another server runs on"_s), qPrintable(second.error().description));
    }

    void explainsDataOfAnotherVersion()
    {
        const QTemporaryDir directory;
        const QString data = childData(directory);
        QVERIFY(QDir().mkpath(data));
        QFile version(data + u"/PG_VERSION"_s);
        QVERIFY(version.open(QIODevice::WriteOnly) && version.write("9\n") == 2);
        version.close();
        const auto server = PrivatePostgres::start({ .dataDirectory = data, .ephemeral = true, .binaryDirectory = {} });
        QVERIFY(!server);
        QVERIFY2(
            server.error().description.contains(u"made by PostgreSQL 9"_s), qPrintable(server.error().description));
    }

    void refusesDataThatItsUserCannotReach()
    {
        if (geteuid() != 0)
            QSKIP("only root runs PostgreSQL as somebody else");
        const QTemporaryDir directory; // 0700, root's.
        const auto server = PrivatePostgres::start(
            { .dataDirectory = directory.filePath(u"data"_s), .ephemeral = true, .binaryDirectory = {} });
        QVERIFY(!server);
        QVERIFY2(server.error().description.contains(directory.path()), qPrintable(server.error().description));
        QVERIFY(!QFile::exists(directory.filePath(u"data"_s)));
    }

    void explainsMissingBinaries()
    {
        const auto server
            = PrivatePostgres::start({ .dataDirectory = {}, .ephemeral = true, .binaryDirectory = u"/nonexistent"_s });
        QVERIFY(!server);
        QVERIFY(server.error().description.contains(u"/nonexistent"_s));
    }

    void diesWithTheProcessThatStartedIt()
    {
        int channel[2];
        QCOMPARE(pipe(channel), 0);
        const pid_t child = fork();
        if (child == 0) {
            auto server = PrivatePostgres::start({ .dataDirectory = {}, .ephemeral = true, .binaryDirectory = {} });
            const pid_t postgres = server ? (*server)->pid() : -1;
            (void)!write(channel[1], &postgres, sizeof postgres);
            kill(getpid(), SIGKILL); // Without a chance to tidy up.
        }
        pid_t postgres = -1;
        QCOMPARE(read(channel[0], &postgres, sizeof postgres), static_cast<ssize_t>(sizeof postgres));
        ::close(channel[0]);
        ::close(channel[1]);
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY(postgres > 0);
        QTRY_VERIFY(isGone(postgres));
        // The next one removes what the dead one left.
        auto next = PrivatePostgres::start({ .dataDirectory = {}, .ephemeral = true, .binaryDirectory = {} });
        VERIFY_RESULT(next);
        QVERIFY(QDir(u"/tmp"_s).entryList({ u"auth-pg-%1-*"_s.arg(child) }).isEmpty());
    }

    void runsAsAnOrdinaryUserToo()
    {
        if (geteuid() != 0)
            QSKIP("the other tests show it");
        const pid_t child = fork();
        if (child == 0) {
            // nobody
            if (setgid(65534) != 0 || setuid(65534) != 0)
                _exit(2);
            auto server = PrivatePostgres::start({ .dataDirectory = {}, .ephemeral = true, .binaryDirectory = {} });
            const bool good
                = server && test::TestDatabase::run((*server)->connectionString("auth_server"), "SELECT 7") == "7";
            if (!server)
                std::fprintf(stderr, "%s\n", qPrintable(server.error().description));
            else
                (*server)->stop();
            _exit(good ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QCOMPARE(status, 0);
    }
};

AUTH_TEST(PrivatePostgresTest);
#include "PrivatePostgresTest.moc"
