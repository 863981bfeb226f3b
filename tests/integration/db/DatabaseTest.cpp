// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "TestDatabase.h"

#include "db/Database.h"

using namespace auth;
using namespace auth::db;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const Query kEcho("test.echo",
    "SELECT $1::text AS text, $2::bigint AS number, $3::boolean AS flag, $4::timestamptz AS moment, "
    "$5::uuid AS id, $6::bytea AS bytes, $7::jsonb AS object, $8::text[] AS list, $9::text AS nothing, "
    "current_user AS role");
const Query kInsert("test.insert", "INSERT INTO things (id, note) VALUES ($1, $2)");
const Query kInsertChild("test.insert_child", "INSERT INTO children (thing) VALUES ($1)");
const Query kCount("test.count", "SELECT count(*) AS count FROM things");
const Query kEverything("test.everything", "SELECT * FROM things");
const Query kSleep("test.sleep", "SELECT pg_sleep($1::float8)");
const Query kPid("test.pid", "SELECT pg_backend_pid() AS pid");
const Query kBroken("test.broken", "SELECT no_such_column FROM things");
const Query kFlaky("test.flaky", "SELECT flaky($1)");
const Query kMany("test.many", "SELECT generate_series(1, $1::int) AS number, repeat('x', 1000) AS text");

constexpr auto kTables = R"(
CREATE TABLE things (id bigint PRIMARY KEY, note text NOT NULL, CONSTRAINT things_note CHECK (note <> 'bad'));
CREATE TABLE children (thing bigint CONSTRAINT children_thing REFERENCES things (id));
CREATE SEQUENCE attempts;
CREATE FUNCTION flaky(successes_from bigint) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('attempts') < successes_from THEN RAISE EXCEPTION 'not yet' USING ERRCODE = '40001'; END IF; END $$;
GRANT ALL ON ALL TABLES IN SCHEMA public TO auth_server;
GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO auth_server;)";

PoolOptions options(const test::TestDatabase &database, int connections = 4)
{
    PoolOptions options;
    options.connectionString = database.connectionString();
    options.connections = connections;
    return options;
}

Result<Rows> run(Database &db, const Query &query, Params params = {})
{
    return QCoro::waitFor(db.execute(&query, std::move(params), deadlineIn(30s)));
}

Task<Result<qint64>> insertTwo(Database *db, qint64 second)
{
    auto transaction = CO_TRY(co_await db->begin(deadlineIn(30s)));
    transaction.enqueue(&kInsert, Params::of(1, u"one"_s));
    CO_TRY(co_await transaction.execute(&kInsert, Params::of(second, u"two"_s)));
    const Rows rows = CO_TRY(co_await transaction.execute(&kCount, {}));
    CO_TRY(co_await transaction.commit());
    co_return rows.integer(0, "count");
}

enum class End { Drop, Rollback };

Task<Result<void>> insertAndEnd(Database *db, End end)
{
    auto transaction = CO_TRY(co_await db->begin(deadlineIn(30s)));
    CO_TRY(co_await transaction.execute(&kInsert, Params::of(7, u"seven"_s)));
    if (end == End::Rollback)
        co_await transaction.rollback();
    co_return Result<void>();
}

Task<Result<void>> enqueueAndDrop(Database *db)
{
    auto transaction = CO_TRY(co_await db->begin(deadlineIn(30s)));
    transaction.enqueue(&kInsert, Params::of(8, u"eight"_s));
    co_return Result<void>();
}

Task<Result<void>> beginOnly(Database *db)
{
    auto transaction = CO_TRY(co_await db->begin(deadlineIn(30s)));
    co_return Result<void>();
}

/// Enqueues \a ids, then commits.
Task<Result<void>> enqueueAndCommit(Database *db, QList<qint64> ids)
{
    auto transaction = CO_TRY(co_await db->begin(deadlineIn(30s)));
    for (const qint64 id : ids)
        transaction.enqueue(&kInsert, Params::of(id, u"note"_s));
    co_return co_await transaction.commit();
}

/// The errors of what follows a failed statement in a transaction.
Task<Result<std::pair<Error, Error>>> goOnAfterFailure(Database *db)
{
    auto transaction = CO_TRY(co_await db->begin(deadlineIn(30s)));
    CO_TRY(co_await transaction.execute(&kInsert, Params::of(1, u"one"_s)));
    const auto failed = co_await transaction.execute(&kInsert, Params::of(1, u"again"_s));
    const auto after = co_await transaction.execute(&kInsert, Params::of(2, u"two"_s));
    const auto committed = co_await transaction.commit();
    if (failed || after || committed)
        co_return failure(ErrorCode::Internal, u"it went on"_s);
    co_return std::pair(after.error(), committed.error());
}

Task<Result<Rows>> sleepInTransaction(Database *db, std::chrono::milliseconds deadline)
{
    auto transaction = CO_TRY(co_await db->begin(deadlineIn(deadline)));
    CO_TRY(co_await transaction.execute(&kInsert, Params::of(1, u"one"_s)));
    co_return co_await transaction.execute(&kSleep, Params::of(u"30"_s));
}

/// waitFor() copies what it waited for.
Task<Result<std::shared_ptr<Transaction>>> beginShared(Database *db)
{
    auto transaction = CO_TRY(co_await db->begin(deadlineIn(30s)));
    co_return std::make_shared<Transaction>(std::move(transaction));
}

Task<Result<Rows>> flakyInTransaction(Database *db)
{
    auto transaction = CO_TRY(co_await db->begin(deadlineIn(30s)));
    co_return co_await transaction.execute(&kFlaky, Params::of(2));
}

}

class DatabaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTripsEveryType_data()
    {
        QTest::addColumn<bool>("prepared");
        QTest::newRow("prepared") << true;
        QTest::newRow("not prepared") << false;
    }
    void roundTripsEveryType()
    {
        QFETCH(bool, prepared);
        test::TestDatabase database;
        PoolOptions pool = options(database);
        pool.preparedStatements = prepared;
        Database db(pool);
        const Uuid id = Uuid::v7(SystemClock().now());
        const Timestamp moment { 1'700'000'000'123'456us };
        const QString text = u"a'b\"\\\n€"_s;
        const QStringList list { u"plain"_s, u"with \"quotes\", commas\\"_s, u""_s, u"NULL"_s, u"ü"_s };
        const QByteArray bytes("\0\x01\xff", 3);
        for (int round = 0; round < 2; ++round) {
            const auto result = run(db, kEcho,
                Params::of(text, 42, true, moment, id, Bytes { bytes }, QJsonObject { { u"a"_s, 1 } }, list, nullptr));
            VERIFY_RESULT(result);
            QCOMPARE(result->count(), 1);
            QCOMPARE(result->text(0, "text"), text);
            QCOMPARE(result->integer(0, "number"), 42);
            QVERIFY(result->boolean(0, "flag"));
            QVERIFY(result->time(0, "moment") == moment);
            QVERIFY(result->uuid(0, "id") == id);
            QCOMPARE(result->bytes(0, "bytes"), bytes);
            QCOMPARE(result->object(0, "object"), (QJsonObject { { u"a"_s, 1 } }));
            QCOMPARE(result->list(0, "list"), list);
            QVERIFY(result->isNull(0, "nothing"));
            QCOMPARE(result->text(0, "role"), u"auth_server"_s);
        }
    }

    void readsTimesOfAnyPrecision()
    {
        test::TestDatabase database;
        Database db(options(database));
        for (const qint64 micros :
            { 0LL, 1LL, 10LL, 999'999LL, 1'700'000'000'500'000LL, -1'000'001LL, 253'402'300'799'999'999LL }) {
            const Timestamp moment { std::chrono::microseconds(micros) };
            const auto result = run(db, kEcho,
                Params::of(u""_s, 1, true, moment, Uuid {}, Bytes {}, QJsonObject(), QStringList(), nullptr));
            VERIFY_RESULT(result);
            QCOMPARE(result->time(0, "moment").time_since_epoch().count(), micros);
        }
    }

    void readsAnAnswerThatNeedsManyReads()
    {
        test::TestDatabase database;
        Database db(options(database));
        const auto result = run(db, kMany, Params::of(5'000));
        VERIFY_RESULT(result);
        QCOMPARE(result->count(), 5'000);
        QCOMPARE(result->integer(4'999, "number"), 5'000);
    }

    void sendsAParameterThatNeedsManyWrites()
    {
        test::TestDatabase database;
        database.sql(kTables);
        Database db(options(database));
        VERIFY_RESULT(run(db, kInsert, Params::of(1, QString(8'000'000, u'x'))));
        QCOMPARE(database.sql("SELECT length(note) FROM things"), "8000000");
    }

    void commitsWhatATransactionDid()
    {
        test::TestDatabase database;
        database.sql(kTables);
        Database db(options(database));
        const auto count = QCoro::waitFor(insertTwo(&db, 2));
        VERIFY_RESULT(count);
        QCOMPARE(*count, 2);
        QCOMPARE(database.sql("SELECT count(*) FROM things"), "2");
    }

    void mapsUniqueViolationToConflictWithTheConstraint()
    {
        test::TestDatabase database;
        database.sql(kTables);
        Database db(options(database));
        const auto count = QCoro::waitFor(insertTwo(&db, 1));
        COMPARE_ERROR(count, ErrorCode::Conflict);
        QCOMPARE(count.error().detail, u"things_pkey"_s);
        QCOMPARE(database.sql("SELECT count(*) FROM things"), "0");
    }

    void mapsOtherViolationsToValidationFailed()
    {
        test::TestDatabase database;
        database.sql(kTables);
        Database db(options(database));
        const auto check = run(db, kInsert, Params::of(1, u"bad"_s));
        COMPARE_ERROR(check, ErrorCode::ValidationFailed);
        QCOMPARE(check.error().detail, u"things_note"_s);
        const auto foreign = run(db, kInsertChild, Params::of(99));
        COMPARE_ERROR(foreign, ErrorCode::ValidationFailed);
        QCOMPARE(foreign.error().detail, u"children_thing"_s);
        const auto missing = run(db, kInsert, Params::of(1, nullptr));
        COMPARE_ERROR(missing, ErrorCode::ValidationFailed);
        QCOMPARE(missing.error().detail, u"note"_s);
    }

    void refusesNulInText()
    {
        test::TestDatabase database;
        database.sql(kTables);
        Database db(options(database));
        COMPARE_ERROR(run(db, kInsert, Params::of(1, QString(u"a\0b"_s))), ErrorCode::ValidationFailed);
        QCOMPARE(database.sql("SELECT count(*) FROM things"), "0");
    }

    void answersABrokenStatementWithInternalAndGoesOn()
    {
        test::TestDatabase database;
        database.sql(kTables);
        Database db(options(database, 1));
        for (int round = 0; round < 2; ++round) {
            const auto broken = run(db, kBroken);
            COMPARE_ERROR(broken, ErrorCode::Internal);
            QVERIFY(broken.error().detail.startsWith(u"test.broken: 42703"_s));
            VERIFY_RESULT(run(db, kCount));
        }
    }

    void rollsBackWhatWasDropped()
    {
        test::TestDatabase database;
        database.sql(kTables);
        // One connection: what follows waits for the rollback.
        Database db(options(database, 1));
        VERIFY_RESULT(QCoro::waitFor(insertAndEnd(&db, End::Drop)));
        VERIFY_RESULT(QCoro::waitFor(enqueueAndDrop(&db)));
        VERIFY_RESULT(QCoro::waitFor(beginOnly(&db)));
        VERIFY_RESULT(QCoro::waitFor(insertAndEnd(&db, End::Rollback)));
        const auto rows = run(db, kCount);
        VERIFY_RESULT(rows);
        QCOMPARE(rows->integer(0, "count"), 0);
    }

    void reportsTheFailureOfAnEnqueuedStatementAtCommit()
    {
        test::TestDatabase database;
        database.sql(kTables);
        Database db(options(database, 1));
        VERIFY_RESULT(QCoro::waitFor(enqueueAndCommit(&db, { 1, 2, 3 })));
        const auto failed = QCoro::waitFor(enqueueAndCommit(&db, { 4, 3, 5 }));
        COMPARE_ERROR(failed, ErrorCode::Conflict);
        QCOMPARE(failed.error().detail, u"things_pkey"_s);
        // The connection is whole again, and nothing of the failed one was stored.
        VERIFY_RESULT(QCoro::waitFor(enqueueAndCommit(&db, { 6 })));
        QCOMPARE(database.sql("SELECT string_agg(id::text, ',' ORDER BY id) FROM things"), "1,2,3,6");
    }

    void answersTheSameErrorAfterAFailedStatement()
    {
        test::TestDatabase database;
        database.sql(kTables);
        Database db(options(database, 1));
        const auto errors = QCoro::waitFor(goOnAfterFailure(&db));
        VERIFY_RESULT(errors);
        QVERIFY(errors->first.code == ErrorCode::Conflict);
        QVERIFY(errors->second.code == ErrorCode::Conflict);
        QCOMPARE(database.sql("SELECT count(*) FROM things"), "0");
    }

    void cancelsAStatementAtItsDeadlineAndUsesTheConnectionAgain()
    {
        test::TestDatabase database;
        Database db(options(database, 1));
        const auto before = run(db, kPid);
        VERIFY_RESULT(before);
        const auto late = QCoro::waitFor(db.execute(&kSleep, Params::of(u"30"_s), deadlineIn(50ms)));
        COMPARE_ERROR(late, ErrorCode::Unavailable);
        QVERIFY(late.error().retryAfterSeconds > 0);
        const auto after = run(db, kPid);
        VERIFY_RESULT(after);
        QCOMPARE(after->integer(0, "pid"), before->integer(0, "pid"));
    }

    void rollsBackATransactionThatPassedItsDeadline()
    {
        test::TestDatabase database;
        database.sql(kTables);
        Database db(options(database, 1));
        COMPARE_ERROR(QCoro::waitFor(sleepInTransaction(&db, 100ms)), ErrorCode::Unavailable);
        const auto rows = run(db, kCount);
        VERIFY_RESULT(rows);
        QCOMPARE(rows->integer(0, "count"), 0);
    }

    void stopsAStatementAtTheServersTimeout()
    {
        test::TestDatabase database;
        PoolOptions pool = options(database, 1);
        pool.statementTimeout = 50ms;
        Database db(pool);
        const auto result = run(db, kSleep, Params::of(u"30"_s));
        COMPARE_ERROR(result, ErrorCode::Unavailable);
        QVERIFY(result.error().detail.contains(u"57014"_s));
    }

    void refusesAWaiterAtItsDeadline()
    {
        test::TestDatabase database;
        Database db(options(database, 1));
        const auto holder = db.execute(&kSleep, Params::of(u"30"_s), deadlineIn(60s)); // It ends with the database.
        const auto waiter = QCoro::waitFor(db.execute(&kPid, {}, deadlineIn(50ms)));
        COMPARE_ERROR(waiter, ErrorCode::Unavailable);
        QVERIFY(waiter.error().detail.contains(u"waiting for a database connection"_s));
    }

    void refusesWaitersBeyondTheLimitAtOnce()
    {
        test::TestDatabase database;
        PoolOptions pool = options(database, 1);
        pool.waitingLimit = 2;
        Database db(pool);
        VERIFY_RESULT(run(db, kPid));
        auto running = db.execute(&kSleep, Params::of(u"0.2"_s), deadlineIn(30s));
        auto first = db.execute(&kPid, {}, deadlineIn(30s));
        auto second = beginShared(&db);
        auto third = db.execute(&kPid, {}, deadlineIn(30s));
        QVERIFY(third.isReady());
        QVERIFY(!first.isReady() && !second.isReady());
        QCOMPARE(db.gauges().waiting, 2);
        QCOMPARE(db.gauges().busy, 1);
        COMPARE_ERROR(QCoro::waitFor(third), ErrorCode::Unavailable);
        VERIFY_RESULT(QCoro::waitFor(running));
        VERIFY_RESULT(QCoro::waitFor(first));
        VERIFY_RESULT(QCoro::waitFor(second));
    }

    void finishesWhatNobodyWaitsForAnyMore()
    {
        test::TestDatabase database;
        Database db(options(database, 2));
        for (int i = 0; i < 20; ++i)
            db.execute(&kSleep, Params::of(u"0.01"_s), deadlineIn(30s)); // Dropped: it runs on.
        QTRY_COMPARE(db.gauges().waiting, 0);
        QTRY_COMPARE(db.gauges().busy, 0);
        VERIFY_RESULT(run(db, kPid));
    }

    void tellsWaitersWhenItIsDestroyed()
    {
        test::TestDatabase database;
        auto db = std::make_unique<Database>(options(database, 1));
        VERIFY_RESULT(run(*db, kPid));
        auto running = db->execute(&kSleep, Params::of(u"30"_s), deadlineIn(60s));
        auto waiting = db->execute(&kPid, {}, deadlineIn(60s));
        db.reset();
        COMPARE_ERROR(QCoro::waitFor(running), ErrorCode::Unavailable);
        COMPARE_ERROR(QCoro::waitFor(waiting), ErrorCode::Unavailable);
    }

    void letsATransactionOutliveTheDatabase()
    {
        test::TestDatabase database;
        database.sql(kTables);
        auto db = std::make_unique<Database>(options(database, 1));
        auto begun = QCoro::waitFor(beginShared(db.get()));
        VERIFY_RESULT(begun);
        const auto transaction = *begun;
        VERIFY_RESULT(QCoro::waitFor(transaction->execute(&kInsert, Params::of(1, u"one"_s))));
        db.reset();
        COMPARE_ERROR(QCoro::waitFor(transaction->commit()), ErrorCode::Unavailable);
        QTRY_COMPARE(database.sql("SELECT count(*) FROM things"), "0");
    }

    void usesNoMoreConnectionsThanAllowed()
    {
        test::TestDatabase database;
        Database db(options(database, 3));
        std::vector<Task<Result<Rows>>> tasks;
        for (int i = 0; i < 50; ++i)
            tasks.push_back(db.execute(&kPid, {}, deadlineIn(30s)));
        QSet<qint64> pids;
        for (auto &task : tasks) {
            const auto rows = QCoro::waitFor(task);
            VERIFY_RESULT(rows);
            pids.insert(rows->integer(0, "pid"));
        }
        QVERIFY(pids.size() <= 3);
        QVERIFY(db.gauges().open <= 3);
    }

    void retriesASerializationFailureOfASingleStatementOnly()
    {
        test::TestDatabase database;
        database.sql(kTables);
        Database db(options(database, 1));
        VERIFY_RESULT(run(db, kFlaky, Params::of(3))); // The third attempt succeeds.
        QCOMPARE(database.sql("SELECT last_value FROM attempts"), "3");
        database.sql("SELECT setval('attempts', 1, false)");
        COMPARE_ERROR(QCoro::waitFor(flakyInTransaction(&db)), ErrorCode::Unavailable);
        QCOMPARE(database.sql("SELECT last_value FROM attempts"), "1");
        database.sql("SELECT setval('attempts', 1, false)");
        COMPARE_ERROR(run(db, kFlaky, Params::of(1'000)), ErrorCode::Unavailable);
        QCOMPARE(database.sql("SELECT last_value FROM attempts"), "4");
    }

    void preparesAgainWhenAMigrationChangedTheAnswer()
    {
        test::TestDatabase database;
        database.sql(kTables);
        Database db(options(database, 1));
        VERIFY_RESULT(run(db, kEverything));
        database.sql("ALTER TABLE things ADD added text");
        VERIFY_RESULT(run(db, kEverything));
        database.sql("ALTER TABLE things DROP added");
        VERIFY_RESULT(run(db, kEverything));
    }

    void tellsThatTheConnectionStringIsWrong()
    {
        PoolOptions pool;
        pool.connectionString = "no such thing";
        Database db(pool);
        COMPARE_ERROR(QCoro::waitFor(db.execute(&kPid, {}, deadlineIn(50ms))), ErrorCode::Unavailable);
    }
};

AUTH_TEST(DatabaseTest);
#include "DatabaseTest.moc"
