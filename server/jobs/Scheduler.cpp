// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/Scheduler.h"

#include "core/Log.h"
#include "jobs/LeaderLock.h"

#include <algorithm>

namespace auth::jobs {

using namespace std::chrono_literals;

struct Scheduler::Entry {
    std::chrono::milliseconds interval;
    const char *name;
    Work work;
    bool leaderOnly;
    std::unique_ptr<QTimer> timer = std::make_unique<QTimer>(); ///< Null once the scheduler is gone.
    bool active = false;
    bool again = false; ///< Asked for while it ran.
};

Scheduler::Scheduler(LeaderLock *lock)
    : m_lock(lock)
{
    m_lock->acquired = [this] {
        for (const auto &entry : m_entries) {
            if (entry->leaderOnly)
                launch(entry.get());
        }
    };
}

Scheduler::~Scheduler()
{
    m_lock->acquired = nullptr;
    for (const auto &entry : m_entries)
        entry->timer.reset();
}

void Scheduler::every(std::chrono::milliseconds interval, const char *name, Work work)
{
    add(interval, name, std::move(work), true);
}

void Scheduler::everyOnEachNode(std::chrono::milliseconds interval, const char *name, Work work)
{
    add(interval, name, std::move(work), false);
}

void Scheduler::add(std::chrono::milliseconds interval, const char *name, Work work, bool leaderOnly)
{
    auto entry = std::make_shared<Entry>(Entry { interval, name, std::move(work), leaderOnly });
    entry->timer->setSingleShot(true);
    connect(entry->timer.get(), &QTimer::timeout, this, [this, raw = entry.get()] { launch(raw); });
    m_entries.push_back(std::move(entry));
}

void Scheduler::start()
{
    m_running = true;
    for (const auto &entry : m_entries) {
        if (!entry->leaderOnly || m_lock->isLeader())
            launch(entry.get());
    }
}

void Scheduler::stop()
{
    m_running = false;
    for (const auto &entry : m_entries)
        entry->timer->stop();
}

void Scheduler::runNow(const char *name)
{
    for (const auto &entry : m_entries) {
        if (qstrcmp(entry->name, name) == 0)
            launch(entry.get());
    }
}

void Scheduler::launch(Entry *entry)
{
    if (!m_running || (entry->leaderOnly && !m_lock->isLeader()))
        return; // The leader's tasks start again when the lock is acquired.
    if (entry->active) {
        entry->again = true;
        return;
    }
    entry->timer->stop();
    for (const auto &owned : m_entries) {
        if (owned.get() == entry)
            spawn(run(owned), entry->name);
    }
}

Task<> Scheduler::run(std::shared_ptr<Entry> entry)
{
    entry->active = true;
    const auto result = co_await entry->work();
    entry->active = false;
    if (!result)
        logWarning(
            "schedule.failed", { { "task", QString::fromLatin1(entry->name) }, { "cause", result.error().detail } });
    auto wait = result ? entry->interval : std::min<std::chrono::milliseconds>(entry->interval / 10, 60s);
    if (std::exchange(entry->again, false))
        wait = 0ms;
    if (entry->timer)
        entry->timer->start(wait);
}

}
