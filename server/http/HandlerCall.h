// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Router.h"

#include <QtCore/QBasicTimer>
#include <QtCore/QObject>

#include <coroutine>
#include <memory>
#include <optional>
#include <vector>

namespace auth::http {

/// One run of a handler: its outcome, and who waits for it. Shared by the run, the waiter and the deadlines: the run
/// goes on when the waiter was told that its time is over.
struct HandlerRun {
    std::optional<Result<Response>> outcome;
    std::coroutine_handle<> waiter;
    Deadline deadline;
    std::shared_ptr<Cancellation> cancellation;
};

/// Ends the wait for handlers that take too long. One timer for all of a thread, which runs only while some wait.
class HandlerDeadlines final : public QObject {
public:
    void add(std::shared_ptr<HandlerRun> run);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    std::vector<std::shared_ptr<HandlerRun>> m_runs;
    QBasicTimer m_timer;
};

/// Runs \a route's handler with \a request until it ends or \a request's deadline has passed; then it is cancelled and
/// the result is Unavailable. An exception is Internal. \a route and \a deadlines outlive the task.
Task<Result<Response>> callHandler(const Route *route, Request request, HandlerDeadlines *deadlines);

}
