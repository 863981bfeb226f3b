// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QSemaphore>
#include <QtCore/QThread>

#include <algorithm>
#include <atomic>

namespace auth::bench {

/// Asks the main thread's event loop every millisecond whether it is there, and counts how often it took longer than
/// 16 ms to say so.
class Watchdog {
public:
    static constexpr qint64 kLimitNs = 16'000'000;

    Watchdog()
        : m_thread(QThread::create([this] { watch(); }))
    {
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
    }
    int stalls() const { return m_stalls; }
    double longestMs() const { return static_cast<double>(m_longest) / 1e6; }

private:
    void watch()
    {
        while (!m_stop) {
            QElapsedTimer timer;
            timer.start();
            QMetaObject::invokeMethod(&m_context, [this] { m_answered.release(); }, Qt::QueuedConnection);
            m_answered.acquire();
            const qint64 took = timer.nsecsElapsed();
            m_longest = std::max<qint64>(m_longest, took);
            if (took > kLimitNs)
                ++m_stalls;
            QThread::msleep(1);
        }
    }

    QObject m_context; ///< Lives in the main thread.
    QSemaphore m_answered;
    std::atomic<bool> m_stop = false;
    std::atomic<int> m_stalls = 0;
    std::atomic<qint64> m_longest = 0;
    QThread *m_thread;
};

}
