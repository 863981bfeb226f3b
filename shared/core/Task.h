// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <qcorotask.h>

#include <coroutine>
#include <cstddef>

namespace QCoro::detail {

// Awaiting compares a coroutine handle with nullptr. Where the task's value can be made from nullptr (a shared_ptr, a
// QByteArray), libstdc++ 12's operator== of std::expected matches better than the handle's own and refers to itself.
template<typename T>
constexpr bool operator==(const std::coroutine_handle<TaskPromise<T>> &handle, std::nullptr_t) noexcept
{
    return handle.address() == nullptr;
}

}

namespace auth {

/// A coroutine of the server. Every task is awaited or given to spawn(); a dropped one would run on, silently.
template<typename T = void>
using Task = QCoro::Task<T>;

/// Runs \a task to its end without a waiter: logs what it throws under \a name and counts it as in flight, so that
/// a clean stop can wait for it.
void spawn(Task<> task, const char *name);

/// How many spawned tasks of this thread have not ended.
int spawnedTasksInFlight();

}
