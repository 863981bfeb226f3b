// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/HandlerCall.h"

#include <QtCore/QTimerEvent>

#include <exception>

namespace auth::http {

namespace {

constexpr int kTickMilliseconds = 50;

Task<> runHandler(const Route *route, Request request, std::shared_ptr<HandlerRun> run)
{
    std::optional<Result<Response>> outcome;
    try {
        outcome = co_await route->handler(std::move(request));
    } catch (const std::exception &exception) {
        outcome = failure(ErrorCode::Internal, QStringLiteral("Something went wrong."),
            QStringLiteral("exception: %1").arg(QString::fromUtf8(exception.what())));
    } catch (...) {
        outcome = failure(
            ErrorCode::Internal, QStringLiteral("Something went wrong."), QStringLiteral("unknown exception"));
    }
    if (run->outcome)
        co_return; // Too late: the client was answered at the deadline.
    run->outcome = std::move(outcome);
    if (const auto waiter = std::exchange(run->waiter, {}))
        waiter.resume();
}

class OutcomeAwaiter {
public:
    OutcomeAwaiter(std::shared_ptr<HandlerRun> run, HandlerDeadlines *deadlines)
        : m_run(std::move(run))
        , m_deadlines(deadlines)
    {
    }
    bool await_ready() const { return m_run->outcome.has_value(); }
    void await_suspend(std::coroutine_handle<> waiter)
    {
        m_run->waiter = waiter;
        m_deadlines->add(m_run);
    }
    Result<Response> await_resume() { return *std::move(m_run->outcome); }

private:
    std::shared_ptr<HandlerRun> m_run;
    HandlerDeadlines *m_deadlines;
};

}

void HandlerDeadlines::add(std::shared_ptr<HandlerRun> run)
{
    m_runs.push_back(std::move(run));
    if (!m_timer.isActive())
        m_timer.start(kTickMilliseconds, this);
}

void HandlerDeadlines::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return;
    const auto now = std::chrono::steady_clock::now();
    std::vector<std::shared_ptr<HandlerRun>> late;
    std::erase_if(m_runs, [&late, now](std::shared_ptr<HandlerRun> &run) {
        if (run->waiter && run->deadline <= now)
            late.push_back(run);
        return !run->waiter || run->deadline <= now;
    });
    if (m_runs.empty())
        m_timer.stop();
    // Resumed last: what runs then may add to the list.
    for (const auto &run : late) {
        if (!run->waiter)
            continue;
        if (run->cancellation)
            run->cancellation->cancelled = true;
        Error error(ErrorCode::Unavailable, QStringLiteral("The request took too long."),
            QStringLiteral("handler deadline passed"));
        error.retryAfterSeconds = 1;
        run->outcome = std::unexpected(std::move(error));
        std::exchange(run->waiter, {}).resume();
    }
}

Task<Result<Response>> callHandler(const Route *route, Request request, HandlerDeadlines *deadlines)
{
    auto run = std::make_shared<HandlerRun>();
    run->deadline = request.deadline;
    run->cancellation = request.cancellation;
    spawn(runHandler(route, std::move(request), run), "http.handler");
    co_return co_await OutcomeAwaiter(std::move(run), deadlines);
}

}
