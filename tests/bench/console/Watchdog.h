// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QSemaphore>
#include <QtCore/QThread>

#include <pthread.h>
#include <time.h>

#include <algorithm>
#include <atomic>

namespace auth::bench {

/// Asks the event loop of the thread that makes it every millisecond whether it is there, and counts how often it took
/// longer than 16 ms to say so; and how often the thread itself worked for longer, which is not so where it only had to
/// wait for a processor.
class Watchdog {
public:
    static constexpr qint64 kLimitNs = 16'000'000;

    Watchdog()
        : m_thread(QThread::create([this] { watch(); }))
    {
        if (pthread_getcpuclockid(pthread_self(), &m_clock) != 0)
            qFatal("no clock of this thread");
        m_thread->start(QThread::TimeCriticalPriority);
    }
    ~Watchdog()
    {
        m_stop = true;
        m_answered.release();
        m_thread->wait();
        delete m_thread;
    }

    void reset()
    {
        m_stalls = 0;
        m_longest = 0;
        m_ownStalls = 0;
        m_longestOwn = 0;
    }
    int stalls() const { return m_stalls; }
    double longestMs() const { return static_cast<double>(m_longest) / 1e6; }
    int ownStalls() const { return m_ownStalls; }
    double longestOwnMs() const { return static_cast<double>(m_longestOwn) / 1e6; }

private:
    qint64 worked() const
    {
        timespec time {};
        clock_gettime(m_clock, &time);
        return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
    }
    void watch()
    {
        while (!m_stop) {
            QElapsedTimer timer;
            timer.start();
            const qint64 before = worked();
            QMetaObject::invokeMethod(&m_context, [this] { m_answered.release(); }, Qt::QueuedConnection);
            m_answered.acquire();
            const qint64 took = timer.nsecsElapsed();
            m_longest = std::max<qint64>(m_longest, took);
            if (took > kLimitNs)
                ++m_stalls;
            const qint64 own = worked() - before;
            m_longestOwn = std::max<qint64>(m_longestOwn, own);
            if (own > kLimitNs)
                ++m_ownStalls;
            QThread::msleep(1);
        }
    }

    QObject m_context; ///< Lives in the main thread.
    QSemaphore m_answered;
    std::atomic<bool> m_stop = false;
    std::atomic<int> m_stalls = 0;
    std::atomic<qint64> m_longest = 0;
    std::atomic<int> m_ownStalls = 0;
    std::atomic<qint64> m_longestOwn = 0;
    clockid_t m_clock = 0;
    QThread *m_thread;
};

}
