// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "FaultProxy.h"
#include "TestDatabase.h"

#include "jobs/LeaderLock.h"
#include "jobs/Scheduler.h"

using namespace auth;
using namespace auth::jobs;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kKey = 4711;

db::SessionOptions options(QByteArray connectionString, std::chrono::milliseconds heartbeat = 100ms)
{
    db::SessionOptions options;
    options.connectionString = std::move(connectionString);
    options.heartbeat = heartbeat;
    options.longestBackoff = 100ms;
    return options;
}

Task<Result<void>> count(int *runs, bool fails)
{
    ++*runs;
    if (fails)
        co_return failure(ErrorCode::Unavailable, u"not now"_s, u"test"_s);
    co_return Result<void>();
}

}

class LeaderLockTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasOneLeaderAndAnHeir()
    {
        test::TestDatabase database;
        auto first = std::make_unique<LeaderLock>(options(database.connectionString(), 1h), kKey, 20ms);
        first->start();
        QTRY_VERIFY(first->isLeader());
        LeaderLock second(options(database.connectionString(), 1h), kKey, 20ms);
        second.start();
        LeaderLock other(options(database.connectionString(), 1h), kKey + 1, 20ms);
        other.start();
        QTRY_VERIFY(other.isLeader());
        // It asked, and was refused.
        QTRY_COMPARE(database.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                                  "AND query LIKE 'SELECT pg_try_advisory_lock%'"),
            "3");
        QVERIFY(!second.isLeader());
        first.reset();
        QTRY_VERIFY(second.isLeader());
    }

    void losesTheLeadWithItsConnection()
    {
        test::TestDatabase database;
        test::FaultProxy proxy(database.connectionString());
        int acquired = 0;
        int lost = 0;
        LeaderLock lock(options(proxy.connectionString()), kKey, 20ms);
        lock.acquired = [&] { ++acquired; };
        lock.lost = [&] { ++lost; };
        lock.start();
        QTRY_COMPARE(acquired, 1);
        proxy.setSilent(true); // Nobody tells it that the peer is gone.
        QTRY_COMPARE(lost, 1);
        QVERIFY(!lock.isLeader());
        proxy.setSilent(false);
        QTRY_COMPARE(acquired, 2);
    }

    void runsScheduledWorkOnTheLeaderOnly()
    {
        test::TestDatabase database;
        LeaderLock leading(options(database.connectionString()), kKey, 20ms);
        LeaderLock following(options(database.connectionString()), kKey, 20ms);
        Scheduler leader(&leading);
        Scheduler follower(&following);
        int leaderRuns = 0;
        int followerRuns = 0;
        int everywhere = 0;
        leader.every(10ms, "test.leader", [&] { return count(&leaderRuns, false); });
        follower.every(10ms, "test.follower", [&] { return count(&followerRuns, false); });
        follower.everyOnEachNode(10ms, "test.everywhere", [&] { return count(&everywhere, false); });
        leading.start();
        leader.start();
        QTRY_VERIFY(leaderRuns >= 1);
        following.start();
        follower.start();
        QTRY_VERIFY(leaderRuns >= 5 && everywhere >= 5);
        QCOMPARE(followerRuns, 0);
        leading.stop();
        QTRY_VERIFY(followerRuns >= 2);
    }

    void triesFailedWorkAgain()
    {
        test::TestDatabase database;
        LeaderLock lock(options(database.connectionString()), kKey, 20ms);
        Scheduler scheduler(&lock);
        int runs = 0;
        scheduler.every(1h, "test.succeeds", [&] { return count(&runs, false); });
        int failures = 0;
        scheduler.every(100ms, "test.fails", [&] { return count(&failures, true); });
        lock.start();
        scheduler.start();
        QTRY_VERIFY(failures >= 3);
        QCOMPARE(runs, 1);
        scheduler.runNow("test.succeeds");
        QCOMPARE(runs, 2);
    }
};

AUTH_TEST(LeaderLockTest);
#include "LeaderLockTest.moc"
