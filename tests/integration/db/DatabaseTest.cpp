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
    "$5::uuid AS id, $6::bytea AS bytes, $7::jsonb AS object, $8::text[] AS list, $9::text AS nothing, current_user AS "
    "role");

const Query kInsert("test.insert", "INSERT INTO things (id, note) VALUES ($1, $2)");
const Query kCount("test.count", "SELECT count(*) AS count FROM things");

constexpr auto kTable
    = "CREATE TABLE things (id bigint PRIMARY KEY, note text NOT NULL, CONSTRAINT things_note CHECK (note <> 'bad'));"
      "GRANT ALL ON things TO auth_server";

Task<Result<qint64>> insertTwo(Database* db, qint64 second)
{
    auto transaction = CO_TRY(co_await db->begin(deadlineIn(5s)));
    transaction.enqueue(&kInsert, Params::of(1, u"one"_s));
    CO_TRY(co_await transaction.execute(&kInsert, Params::of(second, u"two"_s)));
    const Rows rows = CO_TRY(co_await transaction.execute(&kCount, {}));
    CO_TRY(co_await transaction.commit());
    co_return rows.integer(0, "count");
}

Task<Result<void>> insertAndDrop(Database* db)
{
    auto transaction = CO_TRY(co_await db->begin(deadlineIn(5s)));
    CO_TRY(co_await transaction.execute(&kInsert, Params::of(7, u"seven"_s)));
    co_return Result<void>();
}

}

class DatabaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTripsEveryType()
    {
        test::TestDatabase database;
        Database db({ .connectionString = database.connectionString() });
        const Uuid id = Uuid::v7(SystemClock().now());
        const Timestamp moment{ 1'700'000'000'123'456us };
        const QString text = u"a'b\"\\\n€"_s;
        const QStringList list{ u"plain"_s, u"with \"quotes\", commas\\"_s, u""_s, u"NULL"_s, u"ü"_s };
        const QByteArray bytes("\0\x01\xff", 3);
        const auto result = QCoro::waitFor(db.execute(&kEcho,
            Params::of(text, 42, true, moment, id, Bytes{ bytes }, QJsonObject{ { u"a"_s, 1 } }, list, nullptr),
            deadlineIn(5s)));
        VERIFY_RESULT(result);
        QCOMPARE(result->count(), 1);
        QCOMPARE(result->text(0, "text"), text);
        QCOMPARE(result->integer(0, "number"), 42);
        QVERIFY(result->boolean(0, "flag"));
        QVERIFY(result->time(0, "moment") == moment);
        QVERIFY(result->uuid(0, "id") == id);
        QCOMPARE(result->bytes(0, "bytes"), bytes);
        QCOMPARE(result->object(0, "object"), (QJsonObject{ { u"a"_s, 1 } }));
        QCOMPARE(result->list(0, "list"), list);
        QVERIFY(result->isNull(0, "nothing"));
        QCOMPARE(result->text(0, "role"), u"auth_server"_s);
    }

    void commitsWhatATransactionDid()
    {
        test::TestDatabase database;
        database.sql(kTable);
        Database db({ .connectionString = database.connectionString() });
        const auto count = QCoro::waitFor(insertTwo(&db, 2));
        VERIFY_RESULT(count);
        QCOMPARE(*count, 2);
        QCOMPARE(database.sql("SELECT count(*) FROM things"), "2");
    }

    void mapsUniqueViolationToConflictWithTheConstraint()
    {
        test::TestDatabase database;
        database.sql(kTable);
        Database db({ .connectionString = database.connectionString() });
        const auto count = QCoro::waitFor(insertTwo(&db, 1));
        COMPARE_ERROR(count, ErrorCode::Conflict);
        QCOMPARE(count.error().detail, u"things_pkey"_s);
        QCOMPARE(database.sql("SELECT count(*) FROM things"), "0");
    }

    void rollsBackWhatWasDropped()
    {
        test::TestDatabase database;
        database.sql(kTable);
        // One connection: what follows waits for the rollback.
        Database db({ .connectionString = database.connectionString(), .connections = 1 });
        VERIFY_RESULT(QCoro::waitFor(insertAndDrop(&db)));
        const auto rows = QCoro::waitFor(db.execute(&kCount, {}, deadlineIn(5s)));
        VERIFY_RESULT(rows);
        QCOMPARE(rows->integer(0, "count"), 0);
    }
};

AUTH_TEST(DatabaseTest);
#include "DatabaseTest.moc"
