// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "FaultProxy.h"
#include "ResultTest.h"
#include "TestDatabase.h"

#include "app/PrivatePostgres.h"
#include "db/Database.h"

#include <QtNetwork/QLocalSocket>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

using namespace auth;
using namespace auth::db;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const Query kPid("test.loss_pid", "SELECT pg_backend_pid() AS pid");
const Query kSleep("test.loss_sleep", "SELECT pg_sleep($1::float8)");
const Query kInsert("test.loss_insert", "INSERT INTO attempts (name) VALUES ($1)");

// No unique column: a second try would leave a second row.
constexpr auto kTable = "CREATE TABLE attempts (name text NOT NULL); GRANT ALL ON attempts TO auth_server";

PoolOptions options(QByteArray connectionString, int connections)
{
    PoolOptions options;
    options.connectionString = std::move(connectionString);
    options.connections = connections;
    return options;
}

Task<Result<void>> insertAndCommit(Database *db, QString name)
{
    auto transaction = CO_TRY(co_await db->begin(deadlineIn(30s)));
    CO_TRY(co_await transaction.execute(&kInsert, Params::of(name)));
    co_return co_await transaction.commit();
}

Task<Result<void>> insertAlone(Database *db, QString name)
{
    CO_TRY(co_await db->execute(&kInsert, Params::of(name), deadlineIn(30s)));
    co_return Result<void>();
}

bool isUnknown(const Result<void> &result)
{
    return !result && result.error().detail.startsWith(u"commit unknown"_s);
}

}

class ConnectionLossTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void usesAnotherConnectionWhenTheIdleOneWasClosed()
    {
        test::TestDatabase database;
        Database db(options(database.connectionString(), 2));
        const auto before = QCoro::waitFor(db.execute(&kPid, {}, deadlineIn(30s)));
        VERIFY_RESULT(before);
        // Waits until the backend is gone; our event loop has not run since.
        database.sql("SELECT pg_terminate_backend(" + before->raw(0, "pid") + ", 5000)");
        const auto after = QCoro::waitFor(db.execute(&kPid, {}, deadlineIn(30s)));
        VERIFY_RESULT(after);
        QVERIFY(after->integer(0, "pid") != before->integer(0, "pid"));
    }

    void answersUnavailableWhenTheBackendIsKilledMidStatement()
    {
        test::TestDatabase database;
        Database db(options(database.connectionString(), 1));
        const auto pid = QCoro::waitFor(db.execute(&kPid, {}, deadlineIn(30s)));
        VERIFY_RESULT(pid);
        auto sleeping = db.execute(&kSleep, Params::of(u"30"_s), deadlineIn(60s));
        database.sql("SELECT pg_terminate_backend(" + pid->raw(0, "pid") + ", 5000)");
        COMPARE_ERROR(QCoro::waitFor(sleeping), ErrorCode::Unavailable);
        VERIFY_RESULT(QCoro::waitFor(db.execute(&kPid, {}, deadlineIn(30s))));
    }

    void saysUnknownWhenTheAnswerToCommitIsLost()
    {
        test::TestDatabase database;
        database.sql(kTable);
        test::FaultProxy proxy(database.connectionString());
        Database db(options(proxy.connectionString(), 1));
        VERIFY_RESULT(QCoro::waitFor(db.execute(&kPid, {}, deadlineIn(30s))));
        proxy.cutAnswerTo("COMMIT");
        const auto result = QCoro::waitFor(insertAndCommit(&db, u"a"_s));
        COMPARE_ERROR(result, ErrorCode::Unavailable);
        QVERIFY2(isUnknown(result), qPrintable(result.error().detail));
        // It was committed, once.
        QCOMPARE(database.sql("SELECT count(*) FROM attempts"), "1");
        VERIFY_RESULT(QCoro::waitFor(insertAndCommit(&db, u"b"_s)));
    }

    void saysUnknownWhenCommitDidNotArrive()
    {
        test::TestDatabase database;
        database.sql(kTable);
        test::FaultProxy proxy(database.connectionString());
        Database db(options(proxy.connectionString(), 1));
        VERIFY_RESULT(QCoro::waitFor(db.execute(&kPid, {}, deadlineIn(30s))));
        proxy.cutBefore("COMMIT");
        const auto result = QCoro::waitFor(insertAndCommit(&db, u"a"_s));
        COMPARE_ERROR(result, ErrorCode::Unavailable);
        QVERIFY2(isUnknown(result), qPrintable(result.error().detail));
        QTRY_COMPARE(database.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                                  "AND state LIKE 'idle in transaction%'"),
            "0");
        QCOMPARE(database.sql("SELECT count(*) FROM attempts"), "0");
    }

    void keepsWhatItSaysWhereverTheConnectionIsCut_data()
    {
        QTest::addColumn<bool>("toServer");
        QTest::addColumn<bool>("transaction");
        QTest::newRow("transaction, to the server") << true << true;
        QTest::newRow("transaction, to the client") << false << true;
        QTest::newRow("single, to the server") << true << false;
        QTest::newRow("single, to the client") << false << false;
    }
    /// Success means stored once; unknown means at most once; any other error means not stored.
    void keepsWhatItSaysWhereverTheConnectionIsCut()
    {
        QFETCH(bool, toServer);
        QFETCH(bool, transaction);
        test::TestDatabase database;
        database.sql(kTable);
        const auto task = transaction ? insertAndCommit : insertAlone;
        qint64 start = 0;
        qint64 end = 0;
        {
            test::FaultProxy proxy(database.connectionString());
            Database db(options(proxy.connectionString(), 1));
            VERIFY_RESULT(QCoro::waitFor(db.execute(&kPid, {}, deadlineIn(30s))));
            start = toServer ? proxy.bytesToServer() : proxy.bytesToClient();
            VERIFY_RESULT(QCoro::waitFor(task(&db, u"dry"_s)));
            end = toServer ? proxy.bytesToServer() : proxy.bytesToClient();
        }
        QVERIFY(end > start);
        int unknown = 0;
        for (qint64 bytes = start + 1; bytes <= end; bytes += 3) {
            test::FaultProxy proxy(database.connectionString());
            Database db(options(proxy.connectionString(), 1));
            VERIFY_RESULT(QCoro::waitFor(db.execute(&kPid, {}, deadlineIn(30s))));
            if (toServer)
                proxy.cutAfterBytesToServer(bytes);
            else
                proxy.cutAfterBytesToClient(bytes);
            const QString name = QString::number(bytes);
            const auto result = QCoro::waitFor(task(&db, name));
            // What the server still does with what it got ends before the next connection is answered.
            QTRY_COMPARE(database.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                                      "pid <> pg_backend_pid() "
                                      "AND query LIKE 'INSERT%' AND state = 'active'"),
                "0");
            const QByteArray count = database.sql("SELECT count(*) FROM attempts WHERE name = '" + name.toUtf8() + "'");
            if (result) {
                QCOMPARE(count, "1");
            } else if (isUnknown(result)) {
                QVERIFY2(count == "0" || count == "1", count.constData());
                ++unknown;
            } else {
                QVERIFY(result.error().code == ErrorCode::Unavailable);
                QCOMPARE(count, "0");
            }
        }
        QVERIFY(unknown > 0);
    }

    void reconnectsAfterPostgresqlRestarted()
    {
        test::TestDatabase database;
        database.sql(kTable);
        Database db(options(database.connectionString(), 2));
        VERIFY_RESULT(QCoro::waitFor(insertAndCommit(&db, u"before"_s)));
        VERIFY_RESULT(test::TestDatabase::server().restart());
        // One that was under way with the old server may be told so: certain that nothing happened, to be tried again.
        auto again = QCoro::waitFor(insertAndCommit(&db, u"after"_s));
        for (int tries = 0; !again && again.error().code == ErrorCode::Unavailable && tries < 5; ++tries)
            again = QCoro::waitFor(insertAndCommit(&db, u"after"_s));
        VERIFY_RESULT(again);
        QCOMPARE(database.sql("SELECT count(*) FROM attempts"), "2");
    }

    void waitsForADatabaseThatIsAwayAndThenGoesOn()
    {
        test::TestDatabase database;
        Database db(options(database.connectionString(), 2));
        VERIFY_RESULT(QCoro::waitFor(db.execute(&kPid, {}, deadlineIn(30s))));
        test::TestDatabase::server().stopProcess();
        COMPARE_ERROR(QCoro::waitFor(db.execute(&kPid, {}, deadlineIn(300ms))), ErrorCode::Unavailable);
        auto patient = db.execute(&kPid, {}, deadlineIn(30s));
        VERIFY_RESULT(test::TestDatabase::server().restart());
        VERIFY_RESULT(QCoro::waitFor(patient));
    }

    void connectsByNameOverTcp()
    {
        // PostgreSQL behind a relay on one of the addresses that the name has.
        test::TestDatabase database;
        const test::FaultProxy proxy(database.connectionString());
        const QByteArray path = proxy.connectionString();
        const QString socket
            = QString::fromUtf8(path.mid(path.lastIndexOf("host='") + 6).chopped(1)) + u"/.s.PGSQL.5432"_s;
        QTcpServer relay;
        QVERIFY(relay.listen(QHostAddress::LocalHost));
        connect(&relay, &QTcpServer::newConnection, this, [&] {
            auto *const client = relay.nextPendingConnection();
            auto *const server = new QLocalSocket(client);
            server->connectToServer(socket);
            connect(client, &QTcpSocket::readyRead, server, [=] { server->write(client->readAll()); });
            connect(server, &QLocalSocket::readyRead, client, [=] { client->write(server->readAll()); });
        });
        Database db(options("host=localhost port=" + QByteArray::number(relay.serverPort())
                + " user=auth_owner dbname=" + database.name(),
            1));
        VERIFY_RESULT(QCoro::waitFor(db.execute(&kPid, {}, deadlineIn(30s))));
    }

    void givesUpAServerThatDoesNotAnswerTheConnection()
    {
        test::TestDatabase database;
        test::FaultProxy proxy(database.connectionString());
        proxy.setSilent(true);
        PoolOptions pool = options(proxy.connectionString(), 1);
        pool.connectTimeout = 200ms;
        Database db(pool);
        auto patient = db.execute(&kPid, {}, deadlineIn(30s));
        QTRY_VERIFY(proxy.connectionCount() >= 2);
        proxy.setSilent(false);
        VERIFY_RESULT(QCoro::waitFor(patient));
    }
};

AUTH_TEST(ConnectionLossTest);
#include "ConnectionLossTest.moc"
