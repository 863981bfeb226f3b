// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "TestDatabase.h"

#include "jobs/JobQueue.h"
#include "jobs/Outbox.h"

using namespace auth;
using namespace auth::jobs;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const RealmId kRealm { Uuid { { 1 } } };

struct Fixture {
    Fixture()
    {
        options.connectionString = database.connectionString();
        db = std::make_unique<db::Database>(options);
    }
    test::TestDatabase database;
    db::PoolOptions options;
    std::unique_ptr<db::Database> db;
    OffsetClock clock;
};

Task<Result<void>> put(db::Database *database, const Clock *clock, QString kind, int number)
{
    auto transaction = CO_TRY(co_await database->begin(deadlineIn(30s)));
    Outbox::enqueue(&transaction, kRealm, kind, { { u"number"_s, number } }, clock->now());
    co_return co_await transaction.commit();
}

/// Notes the item, then answers with what the test wants.
Task<Result<void>> deliver(QList<int> *delivered, std::optional<ErrorCode> error, OutboxItem item)
{
    delivered->append(item.payload[u"number"_s].toInt());
    if (error)
        co_return failure(*error, u"refused"_s, u"the peer's reason"_s);
    co_return Result<void>();
}

Task<Result<void>> throwing(OutboxItem)
{
    throw std::runtime_error("thrown");
    co_return Result<void>();
}

Task<Result<Uuid>> putJob(db::Database *database, const Clock *clock)
{
    auto transaction = CO_TRY(co_await database->begin(deadlineIn(30s)));
    const Uuid id = JobQueue::enqueue(&transaction, kRealm, u"import"_s, { { u"file"_s, u"x"_s } }, clock->now());
    CO_TRY(co_await transaction.commit());
    co_return id;
}

}

class OutboxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deliversEachItemOnceThoughTwoNodesLook()
    {
        Fixture fixture;
        QList<int> delivered;
        Outbox first(fixture.db.get(), &fixture.clock, { .poll = 5ms, .concurrency = 3 });
        Outbox second(fixture.db.get(), &fixture.clock, { .poll = 5ms, .concurrency = 3 });
        for (Outbox *outbox : { &first, &second }) {
            outbox->handle(u"mail"_s, [&](OutboxItem item) { return deliver(&delivered, std::nullopt, item); });
            outbox->start();
        }
        for (int i = 0; i < 50; ++i)
            VERIFY_RESULT(QCoro::waitFor(put(fixture.db.get(), &fixture.clock, u"mail"_s, i)));
        QTRY_COMPARE(fixture.database.sql("SELECT count(*) FROM outbox WHERE done_at IS NOT NULL"), "50");
        std::sort(delivered.begin(), delivered.end());
        QList<int> expected(50);
        std::iota(expected.begin(), expected.end(), 0);
        QCOMPARE(delivered, expected);
        // What was delivered does not lie about.
        QCOMPARE(fixture.database.sql("SELECT count(*) FROM outbox WHERE payload <> '{}'"), "0");
    }

    void leavesOtherKindsToOtherNodes()
    {
        Fixture fixture;
        QList<int> delivered;
        Outbox outbox(fixture.db.get(), &fixture.clock, { .poll = 5ms });
        outbox.handle(u"mail"_s, [&](OutboxItem item) { return deliver(&delivered, std::nullopt, item); });
        VERIFY_RESULT(QCoro::waitFor(put(fixture.db.get(), &fixture.clock, u"sms"_s, 1)));
        VERIFY_RESULT(QCoro::waitFor(put(fixture.db.get(), &fixture.clock, u"mail"_s, 2)));
        outbox.start();
        QTRY_COMPARE(delivered, QList<int> { 2 });
        QCOMPARE(fixture.database.sql("SELECT attempts FROM outbox WHERE kind = 'sms'"), "0");
    }

    void wakesWithoutWaitingForThePoll()
    {
        Fixture fixture;
        QList<int> delivered;
        Outbox outbox(fixture.db.get(), &fixture.clock, { .poll = 1h });
        outbox.handle(u"mail"_s, [&](OutboxItem item) { return deliver(&delivered, std::nullopt, item); });
        outbox.start();
        VERIFY_RESULT(QCoro::waitFor(put(fixture.db.get(), &fixture.clock, u"mail"_s, 1)));
        for (int i = 0; i < 10; ++i)
            outbox.wake();
        QTRY_COMPARE(delivered, QList<int> { 1 });
    }

    void triesAgainLaterAndGivesUpInTheEnd()
    {
        Fixture fixture;
        QList<int> delivered;
        Outbox outbox(fixture.db.get(), &fixture.clock, { .poll = 5ms, .firstRetry = 1min, .attempts = 3 });
        outbox.handle(u"mail"_s, [&](OutboxItem item) { return deliver(&delivered, ErrorCode::Unavailable, item); });
        VERIFY_RESULT(QCoro::waitFor(put(fixture.db.get(), &fixture.clock, u"mail"_s, 1)));
        outbox.start();
        QTRY_COMPARE(fixture.database.sql("SELECT last_error FROM outbox"), "the peer's reason");
        QCOMPARE(fixture.database.sql("SELECT attempts FROM outbox"), "1");
        // Not before the backoff has passed: 30 to 60 seconds, then 60 to 120.
        fixture.clock.setOffset(29s);
        QTest::qWait(50);
        QCOMPARE(delivered.size(), 1);
        fixture.clock.setOffset(2min);
        QTRY_COMPARE(delivered.size(), 2);
        QTRY_COMPARE(fixture.database.sql("SELECT claimed_until IS NULL FROM outbox"), "t");
        fixture.clock.setOffset(10min);
        QTRY_COMPARE(fixture.database.sql("SELECT failed_at IS NOT NULL FROM outbox"), "t");
        QCOMPARE(delivered.size(), 3);
    }

    void givesUpAtOnceWhatCanNeverBeDelivered()
    {
        Fixture fixture;
        QList<int> delivered;
        Outbox outbox(fixture.db.get(), &fixture.clock, { .poll = 5ms });
        outbox.handle(
            u"mail"_s, [&](OutboxItem item) { return deliver(&delivered, ErrorCode::ValidationFailed, item); });
        outbox.handle(u"throws"_s, &throwing);
        VERIFY_RESULT(QCoro::waitFor(put(fixture.db.get(), &fixture.clock, u"mail"_s, 1)));
        VERIFY_RESULT(QCoro::waitFor(put(fixture.db.get(), &fixture.clock, u"throws"_s, 1)));
        outbox.start();
        QTRY_COMPARE(fixture.database.sql("SELECT failed_at IS NOT NULL FROM outbox WHERE kind = 'mail'"), "t");
        QTRY_COMPARE(fixture.database.sql("SELECT last_error FROM outbox WHERE kind = 'throws'"), "thrown");
    }

    void takesOverWhatADeadNodeClaimed()
    {
        Fixture fixture;
        VERIFY_RESULT(QCoro::waitFor(put(fixture.db.get(), &fixture.clock, u"mail"_s, 1)));
        fixture.database.sql("UPDATE outbox SET attempts = 1, claimed_until = available_at + interval '60 s'");
        QList<int> delivered;
        Outbox outbox(fixture.db.get(), &fixture.clock, { .poll = 5ms });
        outbox.handle(u"mail"_s, [&](OutboxItem item) { return deliver(&delivered, std::nullopt, item); });
        outbox.start();
        QTest::qWait(50);
        QVERIFY(delivered.isEmpty());
        fixture.clock.setOffset(61s);
        QTRY_COMPARE(fixture.database.sql("SELECT attempts FROM outbox WHERE done_at IS NOT NULL"), "2");
    }

    void runsAJobToItsEnd()
    {
        Fixture fixture;
        JobQueue queue(fixture.db.get());
        const auto id = QCoro::waitFor(putJob(fixture.db.get(), &fixture.clock));
        VERIFY_RESULT(id);
        const Timestamp now = fixture.clock.now();
        const Deadline deadline = deadlineIn(30s);
        const auto other = QCoro::waitFor(queue.claim({ u"export"_s }, now, 60s, deadline));
        VERIFY_RESULT(other);
        QVERIFY(!*other);
        const auto claimed = QCoro::waitFor(queue.claim({ u"import"_s }, now, 60s, deadline));
        VERIFY_RESULT(claimed);
        QVERIFY(claimed->has_value());
        const Job job = **claimed;
        QVERIFY(job.id == *id);
        QCOMPARE(job.payload, (QJsonObject { { u"file"_s, u"x"_s } }));
        const auto again = QCoro::waitFor(queue.claim({ u"import"_s }, now, 60s, deadline));
        VERIFY_RESULT(again);
        QVERIFY(!*again);
        VERIFY_RESULT(QCoro::waitFor(queue.progress(job, { { u"done"_s, 5 } }, now, 60s, deadline)));
        VERIFY_RESULT(QCoro::waitFor(queue.finish(job, JobState::Done, { { u"rows"_s, 7 } }, now, deadline)));
        const auto status = QCoro::waitFor(queue.status(kRealm, *id, deadline));
        VERIFY_RESULT(status);
        QVERIFY(status->state == JobState::Done);
        QCOMPARE(status->result, (QJsonObject { { u"rows"_s, 7 } }));
        QCOMPARE(status->progress, (QJsonObject { { u"done"_s, 5 } }));
    }

    void keepsANodeWhoseLeaseRanOutFromWriting()
    {
        Fixture fixture;
        JobQueue queue(fixture.db.get());
        VERIFY_RESULT(QCoro::waitFor(putJob(fixture.db.get(), &fixture.clock)));
        const Timestamp now = fixture.clock.now();
        const Deadline deadline = deadlineIn(30s);
        const auto first = QCoro::waitFor(queue.claim({ u"import"_s }, now, 60s, deadline));
        VERIFY_RESULT(first);
        QVERIFY(first->has_value());
        const auto second = QCoro::waitFor(queue.claim({ u"import"_s }, now + 61s, 60s, deadline));
        VERIFY_RESULT(second);
        QVERIFY(second->has_value());
        COMPARE_ERROR(QCoro::waitFor(queue.progress(**first, {}, now + 61s, 60s, deadline)), ErrorCode::Conflict);
        COMPARE_ERROR(
            QCoro::waitFor(queue.finish(**first, JobState::Done, {}, now + 61s, deadline)), ErrorCode::Conflict);
        VERIFY_RESULT(QCoro::waitFor(queue.finish(**second, JobState::Failed, {}, now + 62s, deadline)));
    }
};

AUTH_TEST(OutboxTest);
#include "OutboxTest.moc"
