// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/Database.h"

#include "db/Pool.h"

namespace auth::db {

using namespace std::chrono_literals;

namespace {

constexpr int kAttempts = 4;
/// A COMMIT whose outcome stays unknown costs more than a little patience.
constexpr auto kCommitPatience = 2'000ms;

/// Suspends the coroutine until the pool has done \a operation, which lives in its frame.
struct Submit {
    Pool *pool;
    Operation *operation;

    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> waiter)
    {
        operation->waiter = waiter;
        return pool->submit(operation);
    }
    void await_resume() const noexcept { }
};

}

Database::Database(PoolOptions options)
    : m_pool(std::make_shared<Pool>(std::move(options)))
{
    m_pool->start();
}

Database::Database(Transaction *transaction)
    : m_transaction(transaction)
{
}

Database::~Database()
{
    const auto pool = m_pool; // Those who are told now may hold the last of it.
    if (pool)
        pool->stop();
}

PoolGauges Database::gauges() const
{
    return m_pool ? m_pool->gauges() : PoolGauges {};
}

Task<Result<Rows>> Database::execute(const Query *query, Params params, Deadline deadline)
{
    if (m_transaction)
        co_return co_await m_transaction->execute(query, std::move(params));
    const auto pool = m_pool;
    const int staleLimit = pool->connectionLimit() + 1;
    int stale = 0;
    for (int attempt = 1;; ++attempt) {
        Operation operation { Operation::Kind::Single, query, &params, deadline, {}, {}, {}, {} };
        co_await Submit { pool.get(), &operation };
        if (!operation.failure)
            co_return std::move(operation.rows);
        // Each connection may hold an outdated statement.
        stale += operation.failure.staleStatement ? 1 : 0;
        if (!operation.failure.retryable || stale > staleLimit || attempt - stale >= kAttempts)
            co_return std::unexpected(std::move(operation.failure.error));
    }
}

Task<Result<Transaction>> Database::begin(Deadline deadline)
{
    if (m_transaction)
        co_return failure(ErrorCode::Internal, QStringLiteral("Something went wrong."), QStringLiteral("a transaction inside a transaction"));
    auto state = std::make_shared<TransactionState>();
    state->pool = m_pool;
    state->deadline = deadline;
    Operation operation { Operation::Kind::Acquire, nullptr, nullptr, deadline, state, {}, {}, {} };
    co_await Submit { state->pool.get(), &operation };
    if (operation.failure)
        co_return std::unexpected(std::move(operation.failure.error));
    co_return Transaction(std::move(state));
}

Transaction::Transaction(std::shared_ptr<TransactionState> state)
    : m_state(std::move(state))
{
}

Transaction::Transaction(Transaction &&) noexcept = default;

Transaction &Transaction::operator=(Transaction &&other) noexcept
{
    if (this != &other) {
        Transaction old(std::move(*this));
        m_state = std::move(other.m_state);
    }
    return *this;
}

Transaction::~Transaction()
{
    if (m_state)
        m_state->pool->abandon(m_state.get());
}

Task<Result<Rows>> Transaction::execute(const Query *query, Params params)
{
    const auto state = m_state;
    Operation operation { Operation::Kind::Statement, query, &params, state->deadline, state, {}, {}, {} };
    co_await Submit { state->pool.get(), &operation };
    if (operation.failure)
        co_return std::unexpected(std::move(operation.failure.error));
    co_return std::move(operation.rows);
}

void Transaction::enqueue(const Query *query, Params params)
{
    m_state->pool->enqueue(m_state.get(), query, params);
}

Task<Result<void>> Transaction::commit()
{
    const auto state = m_state;
    if (state->connection && !state->begun) {
        // Nothing was said, so there is nothing to commit.
        state->pool->abandon(state.get());
        co_return Result<void>();
    }
    const Deadline patience = std::chrono::steady_clock::now() + kCommitPatience;
    const bool late = state->deadline <= std::chrono::steady_clock::now();
    Operation operation { Operation::Kind::Commit, nullptr, nullptr,
        late ? state->deadline : std::max(state->deadline, patience), state, {}, {}, {} };
    co_await Submit { state->pool.get(), &operation };
    if (operation.failure)
        co_return std::unexpected(std::move(operation.failure.error));
    co_return Result<void>();
}

Task<void> Transaction::rollback()
{
    const auto state = m_state;
    if (!state->connection || !state->begun) {
        state->pool->abandon(state.get());
        co_return;
    }
    Operation operation { Operation::Kind::Rollback, nullptr, nullptr,
        std::chrono::steady_clock::now() + kCommitPatience, state, {}, {}, {} };
    co_await Submit { state->pool.get(), &operation };
}

}
