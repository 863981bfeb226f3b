// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Task.h"

#include "core/Log.h"

#include <exception>

namespace auth {

namespace {

thread_local int g_inFlight = 0;

struct InFlight {
    InFlight() { ++g_inFlight; }
    ~InFlight() { --g_inFlight; }
    Q_DISABLE_COPY_MOVE(InFlight)
};

Task<> watch(Task<> task, const char *name)
{
    const InFlight inFlight;
    try {
        co_await task;
    } catch (const std::exception &exception) {
        logError("task.failed", { { "task", QString::fromLatin1(name) }, { "cause", QString::fromUtf8(exception.what()) } });
    } catch (...) {
        logError("task.failed", { { "task", QString::fromLatin1(name) } });
    }
}

}

void spawn(Task<> task, const char *name)
{
    // The frame of watch() owns itself: QCoro keeps a coroutine alive until it ends.
    watch(std::move(task), name);
}

int spawnedTasksInFlight()
{
    return g_inFlight;
}

}
