// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <qcorotask.h>

#include <coroutine>
#include <cstddef>
#include <exception>
#include <variant>

namespace QCoro::detail {

// Awaiting compares a coroutine handle with nullptr. Where the task's value can be made from nullptr (a shared_ptr, a
// QByteArray), libstdc++ 12's operator== of std::expected matches better than the handle's own and refers to itself.
template<typename T>
constexpr bool operator==(const std::coroutine_handle<TaskPromise<T>> &handle, std::nullptr_t) noexcept
{
    return handle.address() == nullptr;
}

/// What QCoro 0.8 has for every value, but for one fault: there `co_return cache->value` moves the value out of the cache,
/// because its return_value() takes a forwarding reference and always moves. Here the value category counts.
template<typename Value, typename Failure>
class TaskPromise<std::expected<Value, Failure>> final : public TaskPromiseBase {
    using T = std::expected<Value, Failure>;

public:
    explicit TaskPromise() = default;
    ~TaskPromise() = default;

    Task<T> get_return_object() noexcept { return Task<T> { std::coroutine_handle<TaskPromise>::from_promise(*this) }; }
    void unhandled_exception() { m_value = std::current_exception(); }
    void return_value(T value) { m_value.template emplace<T>(std::move(value)); }

    T &result() &
    {
        if (const auto *exception = std::get_if<std::exception_ptr>(&m_value))
            std::rethrow_exception(*exception);
        return std::get<T>(m_value);
    }
    T &&result() && { return std::move(result()); }

private:
    std::variant<std::monostate, T, std::exception_ptr> m_value;
};

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
