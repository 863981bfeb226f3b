// SPDX-License-Identifier: GPL-3.0-or-later
#include "passwords/HashingPool.h"

#include "core/Log.h"

#include <QtCore/QObject>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <new>
#include <optional>

#include <sys/resource.h>

namespace auth {

namespace {

constexpr int kJobsPerThread = 64;
constexpr int kRealmsAtTheLimit = 4;
constexpr int kNiceness = 5;

/// Runs a functor on the thread that made this, from its event loop. Owned by nobody but the event: where the loop ends
/// first, the object stays behind instead of being used after its end.
class Mailbox : public QObject {
public:
    static void post(Mailbox* mailbox, std::function<void()> functor)
    {
        QMetaObject::invokeMethod(
            mailbox,
            [mailbox, functor = std::move(functor)] {
                mailbox->deleteLater();
                functor();
            },
            Qt::QueuedConnection);
    }
};

}

struct HashingPool::Job {
    std::function<void()> work;
    std::coroutine_handle<> waiter;
    Mailbox* mailbox = nullptr; // Of the waiter's thread.
    std::optional<Error> error;
};

/// Suspends until a thread of the pool has done the job.
class HashingPool::Turn {
public:
    Turn(HashingPool* pool, RealmId realm, std::shared_ptr<Job> job)
        : m_pool(pool)
        , m_realm(realm)
        , m_job(std::move(job))
    {
    }
    bool await_ready() const { return false; }
    bool await_suspend(std::coroutine_handle<> waiter)
    {
        m_job->waiter = waiter;
        auto mailbox = std::make_unique<Mailbox>();
        m_job->mailbox = mailbox.get();
        if (!m_pool->enqueue(m_realm, m_job))
            return false;
        // The answer comes through this thread's event loop: not before this function has returned.
        static_cast<void>(mailbox.release());
        return true;
    }
    void await_resume() const { }

private:
    HashingPool* m_pool;
    RealmId m_realm;
    std::shared_ptr<Job> m_job;
};

HashingPool::HashingPool(HashingPoolOptions options)
    : m_options(options)
{
    if (m_options.threads <= 0)
        m_options.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    if (m_options.queuedPerRealm <= 0)
        m_options.queuedPerRealm = kJobsPerThread * m_options.threads;
    if (m_options.queued <= 0)
        m_options.queued = kRealmsAtTheLimit * m_options.queuedPerRealm;
    for (int i = 0; i < m_options.threads; ++i)
        m_threads.emplace_back([this] { work(); });
}

HashingPool::~HashingPool()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    for (auto& thread : m_threads)
        thread.join();
    for (auto& [realm, queue] : m_queues) {
        for (const auto& job : queue) {
            job->error = Error(ErrorCode::Unavailable, QStringLiteral("The server is stopping. Try again soon."));
            job->error->retryAfterSeconds = 1;
            Mailbox::post(job->mailbox, [waiter = job->waiter] { waiter.resume(); });
        }
    }
}

bool HashingPool::enqueue(RealmId realm, std::shared_ptr<Job> job)
{
    {
        const std::lock_guard lock(m_mutex);
        auto& queue = m_queues[realm];
        if (m_stopping || m_queued >= m_options.queued || static_cast<int>(queue.size()) >= m_options.queuedPerRealm) {
            job->error = Error(ErrorCode::TooManyRequests,
                QStringLiteral("Too many people sign in at this moment. Try again soon."),
                QStringLiteral("hashing queue: %1 jobs, %2 of this realm").arg(m_queued).arg(queue.size()));
            job->error->retryAfterSeconds = retryAfterSeconds();
            ++m_refused;
            if (queue.empty())
                m_queues.erase(realm);
            return false;
        }
        if (queue.empty())
            m_turns.push_back(realm);
        queue.push_back(std::move(job));
        ++m_queued;
    }
    m_wake.notify_one();
    return true;
}

int HashingPool::retryAfterSeconds() const
{
    return std::max(1, static_cast<int>(std::ceil(m_queued * m_averageSeconds / m_options.threads)));
}

void HashingPool::work()
{
    // Event loops come first when cores are short: a storm of sign-ins must not slow down what needs no hash. On Linux
    // niceness is a thread's own.
    ::setpriority(PRIO_PROCESS, 0, kNiceness);
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stopping || !m_turns.empty(); });
        if (m_stopping)
            return;
        const RealmId realm = m_turns.front();
        m_turns.pop_front();
        auto& queue = m_queues.find(realm)->second;
        const std::shared_ptr<Job> job = std::move(queue.front());
        queue.pop_front();
        if (queue.empty())
            m_queues.erase(realm);
        else
            m_turns.push_back(realm);
        --m_queued;
        ++m_busy;
        lock.unlock();

        const auto begin = std::chrono::steady_clock::now();
        try {
            job->work();
        } catch (const std::bad_alloc&) {
            job->error = Error(ErrorCode::Unavailable, QStringLiteral("The server is short of memory. Try again soon."),
                QStringLiteral("hashing: no memory"));
            job->error->retryAfterSeconds = 1;
        } catch (const std::exception& exception) {
            job->error = Error(
                ErrorCode::Internal, QStringLiteral("Something went wrong."), QString::fromUtf8(exception.what()));
        }
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        lock.lock();
        --m_busy;
        ++m_finished;
        m_averageSeconds = 0.9 * m_averageSeconds + 0.1 * took.count();
        lock.unlock();
        Mailbox::post(job->mailbox, [waiter = job->waiter] { waiter.resume(); });
        lock.lock();
    }
}

Task<Result<void>> HashingPool::run(RealmId realm, std::function<void()> work)
{
    const auto job = std::make_shared<Job>();
    job->work = std::move(work);
    co_await Turn(this, realm, job);
    if (job->error)
        co_return std::unexpected(*job->error);
    co_return {};
}

Task<Result<QByteArray>> HashingPool::hash(RealmId realm, Secret password)
{
    QByteArray phc;
    // The frame of this coroutine stays where it is until the job is done.
    CO_TRY(co_await run(
        realm, [&phc, &password, this] { phc = crypto::hashPassword(password.view(), m_options.argon2); }));
    co_return phc;
}

Task<Result<bool>> HashingPool::verify(RealmId realm, Secret password, QByteArray phc)
{
    bool good = false;
    CO_TRY(co_await run(realm, [&good, &password, &phc] { good = crypto::verifyPassword(password.view(), phc); }));
    co_return good;
}

HashingPoolGauges HashingPool::gauges() const
{
    const std::lock_guard lock(m_mutex);
    return { m_options.threads, m_busy, m_queued, m_finished, m_refused };
}

}
