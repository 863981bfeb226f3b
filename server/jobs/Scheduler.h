// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace auth::jobs {

class LeaderLock;

/// Repeated work of the leader: the key schedule, housekeeping. A task does not overlap itself; it runs when this node
/// becomes the leader and again each interval after it ended. A failure is logged and tried again after a tenth of the
/// interval, a minute at most. On the thread's event loop.
class Scheduler final : public QObject {
public:
    /// \a lock outlives the scheduler; it takes over the lock's callbacks.
    explicit Scheduler(LeaderLock *lock);
    ~Scheduler() override;

    using Work = std::function<Task<Result<void>>()>;
    /// Before start(). \a name is a constant, for the log. \a work calls a coroutine and is not one itself.
    void every(std::chrono::milliseconds interval, const char *name, Work work);
    /// The same on every node, leader or not.
    void everyOnEachNode(std::chrono::milliseconds interval, const char *name, Work work);
    void start();
    /// Starts nothing new; what runs goes on, and is counted by spawnedTasksInFlight().
    void stop();
    /// Runs the leader's task \a name now, if this node is the leader.
    void runNow(const char *name);

private:
    struct Entry;
    void add(std::chrono::milliseconds interval, const char *name, Work work, bool leaderOnly);
    void launch(Entry *entry);
    static Task<> run(std::shared_ptr<Entry> entry);

    LeaderLock *const m_lock;
    std::vector<std::shared_ptr<Entry>> m_entries; ///< Shared with the runs that are under way.
    bool m_running = false;
};

}
