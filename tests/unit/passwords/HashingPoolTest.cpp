// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "passwords/HashingPool.h"

#include <QtCore/QThread>

#include <future>
#include <semaphore>

namespace auth {

namespace {

RealmId realm(quint8 number)
{
    RealmId id;
    id.value.bytes[15] = number;
    return id;
}

/// What ran, in order. Filled by the pool's only thread.
struct Record {
    std::mutex mutex;
    QByteArray order;
    int finished = 0;
    int refused = 0;
    int retryAfter = 0;
};

Task<> runRecorded(HashingPool* pool, RealmId id, char name, Record* record)
{
    const auto result = co_await pool->run(id, [record, name] {
        const std::lock_guard lock(record->mutex);
        record->order += name;
    });
    if (result) {
        ++record->finished;
    } else {
        ++record->refused;
        record->retryAfter = result.error().retryAfterSeconds;
    }
}

Task<> runBlocked(HashingPool* pool, std::binary_semaphore* started, std::binary_semaphore* proceed)
{
    const auto result = co_await pool->run(realm(99), [started, proceed] {
        started->release();
        proceed->acquire();
    });
    Q_UNUSED(result);
}

Task<> runAndNoteThread(HashingPool* pool, QThread** before, QThread** during, QThread** after)
{
    *before = QThread::currentThread();
    const auto result = co_await pool->run(realm(1), [during] { *during = QThread::currentThread(); });
    Q_UNUSED(result);
    *after = QThread::currentThread();
}

Task<> runThrowing(HashingPool* pool, std::function<void()> work, std::optional<ErrorCode>* code)
{
    const auto result = co_await pool->run(realm(1), std::move(work));
    *code = result ? std::nullopt : std::optional(result.error().code);
}

Task<> hashAndVerify(HashingPool* pool, QByteArray* phc, bool* good, bool* bad)
{
    *phc = *co_await pool->hash(realm(1), Secret(QByteArray("correct horse")));
    *good = *co_await pool->verify(realm(1), Secret(QByteArray("correct horse")), *phc);
    *bad = *co_await pool->verify(realm(1), Secret(QByteArray("wrong horse")), *phc);
}

}

/// A pool of one thread that is held until proceed() lets it go: what is queued meanwhile can be looked at.
class HeldPool {
public:
    explicit HeldPool(HashingPoolOptions options)
        : m_pool(options)
    {
        spawn(runBlocked(&m_pool, &m_started, &m_proceed), "test");
        m_started.acquire();
    }
    HashingPool* pool() { return &m_pool; }
    void proceed() { m_proceed.release(); }

private:
    std::binary_semaphore m_started{ 0 };
    std::binary_semaphore m_proceed{ 0 };
    HashingPool m_pool;
};

class HashingPoolTest : public QObject {
    Q_OBJECT

    static constexpr crypto::Argon2Parameters kCheap{ 8, 1 };

private Q_SLOTS:
    void realmsTakeTurns()
    {
        HeldPool held({ .threads = 1, .queuedPerRealm = 100, .queued = 300 });
        Record record;
        for (int i = 0; i < 50; ++i)
            spawn(runRecorded(held.pool(), realm(1), 'a', &record), "test");
        for (int i = 0; i < 3; ++i)
            spawn(runRecorded(held.pool(), realm(2), 'b', &record), "test");
        spawn(runRecorded(held.pool(), realm(3), 'c', &record), "test");
        QCOMPARE(held.pool()->gauges().queued, 54);
        held.proceed();
        QTRY_COMPARE(record.finished, 54);
        QCOMPARE(record.order.first(8), QByteArray("abcababa"));
        QCOMPARE(record.order.count('a'), 50);
        QCOMPARE(held.pool()->gauges().queued, 0);
    }

    void oneRealmCannotFillTheQueueOfAnother()
    {
        HeldPool held({ .threads = 1, .queuedPerRealm = 10, .queued = 30 });
        Record flood;
        Record other;
        for (int i = 0; i < 100; ++i)
            spawn(runRecorded(held.pool(), realm(1), 'a', &flood), "test");
        QCOMPARE(flood.refused, 90); // At once, while the pool is busy.
        QVERIFY(flood.retryAfter >= 1);
        spawn(runRecorded(held.pool(), realm(2), 'b', &other), "test");
        QCOMPARE(other.refused, 0);
        QCOMPARE(held.pool()->gauges().refused, quint64(90));
        held.proceed();
        QTRY_COMPARE(other.finished, 1);
        QTRY_COMPARE(flood.finished, 10);
        QVERIFY(flood.order.size() == 10);
    }

    void theQueueOfAllRealmsIsBounded()
    {
        HeldPool held({ .threads = 1, .queuedPerRealm = 10, .queued = 25 });
        Record record;
        for (quint8 number = 1; number <= 4; ++number) {
            for (int i = 0; i < 10; ++i)
                spawn(runRecorded(held.pool(), realm(number), 'a', &record), "test");
        }
        QCOMPARE(record.refused, 15);
        held.proceed();
        QTRY_COMPARE(record.finished, 25);
    }

    void resumesOnTheThreadThatAwaited()
    {
        HashingPool pool({ .threads = 2 });
        QThread* before = nullptr;
        QThread* during = nullptr;
        QThread* after = nullptr;
        QThread thread;
        QObject context;
        context.moveToThread(&thread);
        thread.start();
        QMetaObject::invokeMethod(&context, [&] { spawn(runAndNoteThread(&pool, &before, &during, &after), "test"); });
        QTRY_VERIFY(after != nullptr);
        QCOMPARE(before, &thread);
        QCOMPARE(after, &thread);
        QVERIFY(during != &thread);
        thread.quit();
        thread.wait();
    }

    void whatTheWorkThrowsBecomesAnError()
    {
        HashingPool pool({ .threads = 1 });
        std::optional<ErrorCode> noMemory;
        std::optional<ErrorCode> other;
        spawn(runThrowing(&pool, [] { throw std::bad_alloc(); }, &noMemory), "test");
        spawn(runThrowing(&pool, [] { throw std::runtime_error("x"); }, &other), "test");
        QTRY_COMPARE(other, std::optional(ErrorCode::Internal));
        QCOMPARE(noMemory, std::optional(ErrorCode::Unavailable));
    }

    void hashesAndVerifies()
    {
        HashingPool pool({ .threads = 1, .argon2 = kCheap });
        QByteArray phc;
        bool good = false;
        bool bad = true;
        spawn(hashAndVerify(&pool, &phc, &good, &bad), "test");
        QTRY_VERIFY(!bad);
        QVERIFY(good);
        QVERIFY(phc.startsWith("$argon2id$v=19$m=8,t=1,p=1$"));
    }

    void refusesWhatIsQueuedWhenItEnds()
    {
        Record record;
        {
            HeldPool held({ .threads = 1 });
            for (int i = 0; i < 20; ++i)
                spawn(runRecorded(held.pool(), realm(1), 'a', &record), "test");
            held.proceed();
        }
        QTRY_COMPARE(record.finished + record.refused, 20);
        QCOMPARE(record.finished, static_cast<int>(record.order.size()));
    }
};

AUTH_TEST(HashingPoolTest);

}

#include "HashingPoolTest.moc"
