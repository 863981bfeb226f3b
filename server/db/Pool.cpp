// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/Pool.h"

#include "core/Backoff.h"
#include "core/Log.h"
#include "metrics/Metrics.h"
#include "db/FailPoint.h"

#include <QtCore/QThread>

#include <algorithm>

namespace auth::db {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kTick = 20ms;
constexpr auto kFirstBackoff = 100ms;
constexpr auto kLongestBackoff = 3'000ms;
/// How long a cancelled statement may take to end before its connection is closed.
constexpr auto kDrainTime = 2'000ms;

Failure makeFailure(Failure::Kind kind, const QString &detail)
{
    Failure failure;
    failure.kind = kind;
    failure.error = unavailable(detail);
    return failure;
}

Failure nulFailure(const Query *query)
{
    Failure failure;
    failure.kind = Failure::Kind::NotSent;
    failure.error = { ErrorCode::ValidationFailed, u"A text has characters that cannot be stored."_s,
        QLatin1StringView(query->name) + u": NUL in a parameter"_s };
    return failure;
}

/// True where a lost answer leaves open whether something was stored.
bool isUncertain(const Operation *operation)
{
    return operation->kind == Operation::Kind::Commit
        || (operation->kind == Operation::Kind::Single && qstrnicmp(operation->query->sql, "SELECT", 6) != 0);
}

/// The fail point, where \a operation stores something.
void reach(const Operation *operation, fail_point::Moment moment)
{
    if (isUncertain(operation))
        fail_point::reach(operation->transaction ? operation->transaction->first : operation->query, moment);
}

void markUncertain(Operation *operation)
{
    if (isUncertain(operation))
        operation->failure.error.detail = u"commit unknown: "_s + operation->failure.error.detail;
}

}

TransactionState::~TransactionState()
{
    if (pool)
        pool->abandon(this);
}

Pool::Pool(PoolOptions options)
    : m_options(std::move(options))
{
    m_reconnect.setSingleShot(true);
    connect(&m_reconnect, &QTimer::timeout, this, [this] { connectOne(); });
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, [this] { tick(); });
}

Pool::~Pool()
{
    stop();
}

void Pool::start()
{
    auto parameters = connectionParameters(m_options);
    if (!parameters) {
        logError("db.configuration", { { "cause", parameters.error().description } });
        return; // Waiters get Unavailable at their deadline.
    }
    m_parameters = std::move(*parameters);
    connectOne();
}

void Pool::stop()
{
    if (m_stopped)
        return;
    m_stopped = true;
    m_reconnect.stop();
    m_tick.stop();
    std::vector<Operation *> orphans(m_waiting.begin(), m_waiting.end());
    m_waiting.clear();
    m_idle.clear();
    const Failure stopped = makeFailure(Failure::Kind::Lost, u"the database client stops"_s);
    for (Operation *operation : orphans)
        operation->failure = makeFailure(Failure::Kind::NotSent, u"the database client stops"_s);
    for (PooledConnection *connection : std::exchange(m_all, {})) {
        if (connection->holder) {
            connection->holder->failure = stopped;
            connection->holder->connection = nullptr;
            connection->holder = nullptr;
        }
        if (Operation *operation = std::exchange(connection->operation, nullptr)) {
            operation->failure = stopped;
            markUncertain(operation);
            orphans.push_back(operation);
        }
        connection->close();
        connection->deleteLater();
    }
    for (Operation *operation : orphans)
        operation->waiter.resume();
}

PoolGauges Pool::gauges() const
{
    PoolGauges gauges;
    gauges.open = static_cast<int>(m_all.size()) - m_connecting;
    gauges.busy = gauges.open - static_cast<int>(m_idle.size());
    gauges.waiting = static_cast<int>(m_waiting.size());
    return gauges;
}

/// Why \a operation is not even sent.
Failure Pool::refusal(const Operation *operation) const
{
    if (operation->params && operation->params->holdsNul())
        return nulFailure(operation->query);
    if (m_stopped)
        return makeFailure(Failure::Kind::NotSent, u"the database client stops"_s);
    if (operation->deadline <= std::chrono::steady_clock::now())
        return makeFailure(Failure::Kind::NotSent, u"deadline passed before the statement"_s);
    return {};
}

bool Pool::submit(Operation *operation)
{
    Q_ASSERT(thread() == QThread::currentThread());
    if (operation->kind != Operation::Kind::Single && operation->kind != Operation::Kind::Acquire)
        return submitStep(operation);
    if ((operation->failure = refusal(operation)))
        return false;
    if (m_waiting.empty()) {
        while (PooledConnection *const connection = takeIdle()) {
            if (dispatch(connection, operation))
                return operation->kind == Operation::Kind::Single;
        }
    }
    if (static_cast<int>(m_waiting.size()) >= m_options.waitingLimit) {
        operation->failure = makeFailure(Failure::Kind::NotSent, u"too many wait for a database connection"_s);
        return false;
    }
    m_waiting.push_back(operation);
    grow();
    keepTicking();
    return true;
}

PooledConnection *Pool::takeIdle()
{
    while (!m_idle.empty()) {
        PooledConnection *const connection = m_idle.back();
        m_idle.pop_back();
        // It may have been closed since it was last used; then nothing was sent and another can take over.
        if (connection->looksAlive())
            return connection;
    }
    return nullptr;
}

/// Gives \a connection to \a operation. False: the connection is broken and closed, nothing happened.
bool Pool::dispatch(PooledConnection *connection, Operation *operation)
{
    if (operation->kind == Operation::Kind::Acquire) {
        connection->holder = operation->transaction.get();
        connection->holder->connection = connection;
        keepTicking();
        return true;
    }
    reach(operation, fail_point::Moment::BeforeCommit);
    if (!connection->statement(operation->query, *operation->params, Connection::Step::Answer) || !connection->sync()) {
        discard(connection);
        return false;
    }
    reach(operation, fail_point::Moment::CommitSent);
    connection->operation = operation;
    operation->sentAt = std::chrono::steady_clock::now();
    keepTicking();
    return true;
}

bool Pool::beginIfNeeded(TransactionState *transaction, const Query *query)
{
    if (std::exchange(transaction->begun, true))
        return true;
    transaction->first = query;
    return transaction->connection->command(Connection::Step::Begin);
}


bool Pool::submitStep(Operation *operation)
{
    TransactionState *const transaction = operation->transaction.get();
    PooledConnection *const connection = transaction->connection;
    if (!connection) {
        operation->failure = transaction->failure;
        return false;
    }
    Q_ASSERT(!connection->operation);
    if ((operation->failure = refusal(operation))) {
        abandon(transaction);
        transaction->failure = operation->failure;
        return false;
    }
    reach(operation, fail_point::Moment::BeforeCommit);
    bool sent = false;
    switch (operation->kind) {
    case Operation::Kind::Statement:
        sent = beginIfNeeded(transaction, operation->query)
            && connection->statement(operation->query, *operation->params, Connection::Step::Answer);
        break;
    case Operation::Kind::Commit:
        sent = connection->command(Connection::Step::Commit);
        break;
    default:
        sent = connection->command(Connection::Step::Rollback);
        break;
    }
    if (!sent || !connection->sync()) {
        // The transaction ends with its connection, so this is certain even for COMMIT: it never left.
        operation->failure = makeFailure(Failure::Kind::Lost, u"the connection broke in a transaction"_s);
        detach(connection, operation->failure);
        discard(connection);
        return false;
    }
    reach(operation, fail_point::Moment::CommitSent);
    connection->operation = operation;
    operation->sentAt = std::chrono::steady_clock::now();
    keepTicking();
    return true;
}

void Pool::enqueue(TransactionState *transaction, const Query *query, const Params &params)
{
    PooledConnection *const connection = transaction->connection;
    if (!connection)
        return; // The next call tells.
    Q_ASSERT(!connection->operation);
    if (params.holdsNul()) {
        abandon(transaction);
        transaction->failure = nulFailure(query);
        return;
    }
    if (!beginIfNeeded(transaction, query) || !connection->statement(query, params, Connection::Step::Silent)) {
        detach(connection, makeFailure(Failure::Kind::Lost, u"the connection broke in a transaction"_s));
        discard(connection);
    }
}

void Pool::abandon(TransactionState *transaction)
{
    PooledConnection *const connection = transaction->connection;
    if (!connection)
        return;
    const bool begun = transaction->begun;
    detach(connection, makeFailure(Failure::Kind::Sql, u"the transaction was rolled back"_s));
    if (connection->operation || connection->inRound()) {
        connection->operation = nullptr;
        drain(connection);
    } else if (begun) {
        if (connection->command(Connection::Step::Rollback) && connection->sync())
            drain(connection);
        else
            discard(connection);
    } else {
        // Whoever gets it must not run inside our caller, who does not expect the world to change.
        QMetaObject::invokeMethod(
            connection,
            [this, connection] {
                if (connection->isReady()) {
                    if (Operation *const next = release(connection))
                        next->waiter.resume();
                }
            },
            Qt::QueuedConnection);
    }
}

void Pool::detach(PooledConnection *connection, Failure failure)
{
    if (TransactionState *const holder = std::exchange(connection->holder, nullptr)) {
        holder->connection = nullptr;
        holder->failure = std::move(failure);
    }
}

void Pool::drain(PooledConnection *connection)
{
    connection->draining = true;
    connection->giveUpAt = std::chrono::steady_clock::now() + kDrainTime;
    keepTicking();
}

/// Closes a connection that is of no use. A running statement does not survive: see drain() for those.
void Pool::discard(PooledConnection *connection)
{
    std::erase(m_all, connection);
    std::erase(m_idle, connection);
    connection->close();
    connection->deleteLater();
    grow();
}

/// After a round: what the transaction left is rolled back, then the connection is free.
Operation *Pool::settle(PooledConnection *connection)
{
    if (!connection->inTransaction())
        return release(connection);
    if (connection->command(Connection::Step::Rollback) && connection->sync())
        drain(connection);
    else
        discard(connection);
    return nullptr;
}

/// Hands \a connection to whoever waits longest. Returns an operation that is to be resumed: it wanted a connection.
Operation *Pool::release(PooledConnection *connection)
{
    connection->draining = false;
    if (m_stopped)
        return nullptr;
    if (m_waiting.empty()) {
        m_idle.push_back(connection);
        return nullptr;
    }
    Operation *const next = m_waiting.front();
    if (!dispatch(connection, next))
        return nullptr;
    m_waiting.pop_front();
    return next->kind == Operation::Kind::Acquire ? next : nullptr;
}

void Pool::roundFinished(Connection *finished)
{
    const auto self = shared_from_this();
    auto *const connection = static_cast<PooledConnection *>(finished);
    Operation *const operation = std::exchange(connection->operation, nullptr);
    Failure failure = connection->takeFailure();
    Rows rows = connection->takeRows();
    const bool wrongServer = failure.wrongServer;
    bool free = true;
    if (operation) {
        operation->rows = std::move(rows);
        operation->failure = std::move(failure);
        if (operation->query)
            metrics::countQuery(operation->query->name, std::chrono::steady_clock::now() - operation->sentAt,
                operation->failure ? metrics::QueryOutcome::Failed : metrics::QueryOutcome::Succeeded);
        if (!operation->failure)
            reach(operation, fail_point::Moment::AfterCommit);
        if (connection->holder) {
            const bool ended = operation->kind != Operation::Kind::Statement;
            if (ended || operation->failure)
                detach(connection,
                    operation->failure ? operation->failure
                                       : makeFailure(Failure::Kind::Sql, u"the transaction is over"_s));
            else
                free = false;
        }
    }
    Operation *next = nullptr;
    if (free) {
        if (wrongServer)
            discard(connection);
        else
            next = settle(connection); // The database works on the next before we go on with this one.
    }
    if (operation)
        operation->waiter.resume();
    if (next)
        next->waiter.resume();
}

void Pool::connectionOpened(Connection *opened)
{
    const auto self = shared_from_this();
    --m_connecting;
    if (m_backoff > 0ms)
        logInfo("db.connected");
    m_backoff = 0ms;
    grow();
    if (Operation *const next = release(static_cast<PooledConnection *>(opened)))
        next->waiter.resume();
}

void Pool::connectionClosed(Connection *closed, QString reason)
{
    const auto self = shared_from_this();
    auto *const connection = static_cast<PooledConnection *>(closed);
    Failure failure = connection->takeFailure();
    if (!failure)
        failure = makeFailure(Failure::Kind::Lost, reason);
    std::erase(m_all, connection);
    std::erase(m_idle, connection);
    connection->deleteLater();
    detach(connection, failure);
    const bool wasOpen = connection->hasOpened();
    if (wasOpen) {
        logWarning("db.connection_lost", { { "cause", reason } });
        if (m_backoff == 0ms && (m_all.empty() || !m_waiting.empty()))
            connectOne();
    } else {
        --m_connecting;
        logWarning("db.connect_failed", { { "cause", reason } });
        if (!m_reconnect.isActive()) {
            m_backoff = std::clamp<std::chrono::milliseconds>(m_backoff * 2, kFirstBackoff, kLongestBackoff);
            // Jitter, so that the threads and nodes that lost it together do not come back together.
            m_reconnect.start(jittered(m_backoff));
        }
    }
    if (Operation *const operation = std::exchange(connection->operation, nullptr)) {
        operation->failure = std::move(failure);
        markUncertain(operation);
        operation->waiter.resume();
    }
}

/// As many new connections as there are waiters without one, up to the limit. While the database is away only the
/// backoff's single attempts are made.
void Pool::grow()
{
    if (m_backoff > 0ms || m_stopped || m_parameters.empty())
        return;
    while (static_cast<int>(m_all.size()) < m_options.connections
        && (m_all.empty() || m_connecting < static_cast<int>(m_waiting.size())))
        connectOne();
}

void Pool::connectOne()
{
    if (m_stopped || m_parameters.empty() || static_cast<int>(m_all.size()) >= m_options.connections)
        return;
    auto *const connection = new PooledConnection(this, m_options.preparedStatements);
    connection->giveUpAt = std::chrono::steady_clock::now() + m_options.connectTimeout;
    m_all.push_back(connection);
    ++m_connecting;
    connection->open(m_parameters);
    keepTicking();
}

void Pool::keepTicking()
{
    if (!m_tick.isActive())
        m_tick.start();
}

void Pool::tick()
{
    const auto self = shared_from_this();
    const Deadline now = std::chrono::steady_clock::now();
    std::vector<Operation *> late;
    std::erase_if(m_waiting, [&](Operation *operation) {
        if (operation->deadline > now)
            return false;
        operation->failure
            = makeFailure(Failure::Kind::NotSent, u"deadline passed while waiting for a database connection"_s);
        late.push_back(operation);
        return true;
    });
    std::vector<PooledConnection *> hopeless;
    bool pending = !m_waiting.empty();
    for (PooledConnection *const connection : m_all) {
        Operation *const operation = connection->operation;
        if (operation && operation->deadline <= now) {
            operation->failure = makeFailure(Failure::Kind::TimedOut,
                QLatin1StringView(operation->query ? operation->query->name : "transaction") + u": deadline passed"_s);
            markUncertain(operation);
            detach(connection, operation->failure);
            connection->operation = nullptr;
            late.push_back(operation);
            // A COMMIT that is under way is left to itself: cancelling could not undo it.
            if (operation->kind != Operation::Kind::Commit)
                connection->cancel();
            drain(connection);
        } else if ((connection->draining || !connection->isReady()) && connection->giveUpAt <= now) {
            hopeless.push_back(connection);
        }
        pending = pending || connection->operation || connection->draining || !connection->isReady();
    }
    if (!pending)
        m_tick.stop();
    for (PooledConnection *const connection : hopeless)
        connection->abort(u"no answer from the server"_s);
    for (Operation *const operation : late)
        operation->waiter.resume();
}

}
