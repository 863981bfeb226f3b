// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "core/Task.h"

#include <QtCore/QByteArray>

#include <memory>
#include <stdexcept>

namespace auth {

namespace {

struct Cache {
    QByteArray bytes{ "cached" };
    Result<QByteArray> result{ QByteArray("cached") };
};

Task<Result<QByteArray>> memberOf(std::shared_ptr<Cache> cache)
{
    co_return cache->bytes;
}

Task<Result<QByteArray>> resultOf(std::shared_ptr<Cache> cache)
{
    co_return cache->result;
}

Task<Result<std::unique_ptr<int>>> local()
{
    auto number = std::make_unique<int>(7);
    co_return number;
}

Task<Result<int>> failing()
{
    co_return failure(ErrorCode::NotFound, QStringLiteral("none"));
}

Task<Result<int>> passingOn()
{
    const int number = CO_TRY(co_await failing());
    co_return number;
}

Task<Result<void>> throwing()
{
    throw std::runtime_error("x");
    co_return {};
}

Task<bool> catching()
{
    try {
        static_cast<void>(co_await throwing());
    } catch (const std::runtime_error&) {
        co_return true;
    }
    co_return false;
}

}

class TaskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void returningAMemberLeavesTheMemberAsItIs()
    {
        const auto cache = std::make_shared<Cache>();
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(QCoro::waitFor(memberOf(cache)).value(), QByteArray("cached"));
            QCOMPARE(QCoro::waitFor(resultOf(cache)).value(), QByteArray("cached"));
        }
    }
    void returningALocalMovesIt() { QCOMPARE(*QCoro::waitFor(local()).value(), 7); }
    void failuresPassThroughCoTry()
    {
        const auto result = QCoro::waitFor(passingOn());
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::NotFound);
    }
    void exceptionsReachTheWaiter() { QVERIFY(QCoro::waitFor(catching())); }
    void spawnCountsWhatIsInFlightAndSurvivesWhatItThrows()
    {
        QCOMPARE(spawnedTasksInFlight(), 0);
        spawn(
            []() -> Task<> {
                throw std::runtime_error("expected by the test");
                co_return;
            }(),
            "test");
        QCOMPARE(spawnedTasksInFlight(), 0);
    }
};

AUTH_TEST(TaskTest);

}

#include "TaskTest.moc"
