// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Result.h"
#include "core/Secret.h"
#include "core/Task.h"
#include "crypto/PasswordHash.h"

#include <QtCore/QByteArray>

#include <condition_variable>
#include <coroutine>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

namespace auth {

struct HashingPoolOptions {
    int threads = 0; ///< 0: one per core.
    int queuedPerRealm = 0; ///< 0: 64 per thread, about 2.5 s of work. One realm cannot fill the queue of all.
    int queued = 0; ///< 0: four times queuedPerRealm.
    crypto::Argon2Parameters argon2{}; ///< Costs of new hashes.
};

/// Numbers for metrics.
struct HashingPoolGauges {
    int threads = 0;
    int busy = 0;
    int queued = 0;
    quint64 finished = 0;
    quint64 refused = 0;
};

/// Where what takes tens of milliseconds runs, so that no event loop waits for it: password hashes and RSA keys. One
/// per process. Realms take turns: a thousand sign-ins at one delay another's by one hash, not by a thousand. The queue
/// is bounded; beyond it callers are told at once when to come back (TooManyRequests with retryAfterSeconds).
///
/// Tasks resume on the thread that awaited them, which needs an event loop. The pool outlives every task.
class HashingPool {
public:
    explicit HashingPool(HashingPoolOptions options = {});
    /// Waits for what runs; what is still queued never runs, and its waiters get Unavailable.
    ~HashingPool();
    HashingPool(const HashingPool&) = delete;
    HashingPool& operator=(const HashingPool&) = delete;

    /// A PHC string with the costs of the options.
    Task<Result<QByteArray>> hash(RealmId realm, Secret password);
    Task<Result<bool>> verify(RealmId realm, Secret password, QByteArray phc);
    /// Runs \a work on a thread of the pool, in the turn of \a realm. It must not touch what belongs to the caller's
    /// thread while that runs on. Unavailable when memory is short, Internal when it throws anything else.
    Task<Result<void>> run(RealmId realm, std::function<void()> work);

    HashingPoolGauges gauges() const;
    const crypto::Argon2Parameters& argon2() const { return m_options.argon2; }

private:
    struct Job;
    class Turn;
    struct RealmHash {
        size_t operator()(const RealmId& id) const { return qHash(id); }
    };

    bool enqueue(RealmId realm, std::shared_ptr<Job> job);
    void work();
    int retryAfterSeconds() const;

    HashingPoolOptions m_options;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::unordered_map<RealmId, std::deque<std::shared_ptr<Job>>, RealmHash> m_queues; // Only realms that have jobs.
    std::deque<RealmId> m_turns; // Each of them once, in the order of their turns.
    int m_queued = 0;
    int m_busy = 0;
    quint64 m_finished = 0;
    quint64 m_refused = 0;
    double m_averageSeconds = 0.05;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

}
