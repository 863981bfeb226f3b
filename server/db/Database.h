// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <memory>
#include <optional>
#include <vector>

struct pg_result;

namespace auth::db {

/// A named SQL statement, once per query, a constant of its store. Construction registers it, so that a test can
/// prepare every query against the migrated schema. The name goes to metrics and logs.
struct Query {
    const char *name;
    const char *sql;
    Query(const char *name_, const char *sql_);
    static const std::vector<const Query *> &all();
};

/// Bound parameters, in text form. SQL is never put together from values.
class Params {
public:
    Params() = default;
    template<typename... Values>
    static Params of(Values &&...values)
    {
        Params params;
        (params.add(std::forward<Values>(values)), ...);
        return params;
    }
    Params &add(std::nullptr_t);
    Params &add(bool value);
    Params &add(qint64 value);
    Params &add(int value) { return add(static_cast<qint64>(value)); }
    Params &add(const char *) = delete;
    Params &add(const QString &text);
    Params &add(const QByteArray &text); ///< Text, already UTF-8.
    Params &addBytes(QByteArrayView bytes); ///< bytea.
    Params &add(const Uuid &id);
    template<typename Tag>
    Params &add(const Id<Tag> &id) { return add(id.value); }
    Params &add(Timestamp time);
    Params &add(const QJsonObject &object); ///< jsonb.
    Params &add(const QJsonArray &array);
    Params &add(const QStringList &list); ///< text[].
    template<typename T>
    Params &add(const std::optional<T> &value)
    {
        return value ? add(*value) : add(nullptr);
    }
    const std::vector<std::optional<QByteArray>> &values() const { return m_values; }

private:
    std::vector<std::optional<QByteArray>> m_values;
};

/// Marks bytea in Params::of().
struct Bytes {
    QByteArray value;
};

/// Rows of an answer. Copies share the result. A column that the query does not have is a broken invariant.
class Rows {
public:
    Rows() = default;
    explicit Rows(pg_result *result);
    int count() const;
    bool isEmpty() const { return count() == 0; }
    qint64 affected() const; ///< Rows that INSERT, UPDATE or DELETE touched.

    bool isNull(int row, const char *column) const;
    QString text(int row, const char *column) const;
    QByteArray raw(int row, const char *column) const; ///< Text as UTF-8, without decoding.
    QByteArray bytes(int row, const char *column) const; ///< bytea.
    qint64 integer(int row, const char *column) const;
    bool boolean(int row, const char *column) const;
    Timestamp time(int row, const char *column) const;
    std::optional<Timestamp> optionalTime(int row, const char *column) const;
    Uuid uuid(int row, const char *column) const;
    template<typename IdType>
    IdType id(int row, const char *column) const { return IdType { uuid(row, column) }; }
    QJsonObject object(int row, const char *column) const;
    QJsonArray array(int row, const char *column) const;
    QStringList list(int row, const char *column) const; ///< text[].

private:
    std::shared_ptr<pg_result> m_result;
};

/// How errors of PostgreSQL become values: unique_violation → Conflict (detail = constraint name); foreign_key, check
/// and not-null violations → ValidationFailed (detail = constraint name); lost or refused connections, shutdown,
/// read-only, too many connections, statement timeout, our own deadline → Unavailable with Retry-After; an unknown
/// outcome of COMMIT → Unavailable, whose detail begins with "commit unknown"; everything else → Internal.
/// Retried inside: only serialization_failure and deadlock_detected of a single statement outside a transaction, and a
/// statement that was never sent because the connection was already dead.
class Transaction;

struct PoolOptions {
    QByteArray connectionString;
    int connections = 8;
    bool preparedStatements = true; ///< Off behind PgBouncer in transaction mode.
    int waitingLimit = 1024; ///< Waiters beyond this are refused at once with Unavailable.
    std::chrono::milliseconds statementTimeout { 10'000 };
};

struct PoolGauges {
    int open = 0;
    int busy = 0;
    int waiting = 0;
};

/// The database as one thread sees it: a pool of asynchronous connections on the thread's event loop. Lost connections
/// are reopened with backoff; waiters get Unavailable at their deadline.
class Database {
public:
    explicit Database(PoolOptions options);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// One statement, in a transaction of its own.
    Task<Result<Rows>> execute(const Query &query, Params params, Deadline deadline) = delete;
    Task<Result<Rows>> execute(const Query *query, Params params, Deadline deadline);
    /// BEGIN is sent together with the first statement (pipeline mode).
    Task<Result<Transaction>> begin(Deadline deadline);
    PoolGauges gauges() const;

private:
    friend class Transaction;
    class Pool;
    std::shared_ptr<Pool> m_pool;
};

/// Rolled back when dropped without commit(). Between begin and commit await nothing but the transaction.
class Transaction {
public:
    Transaction(Transaction &&) noexcept;
    Transaction &operator=(Transaction &&) noexcept;
    ~Transaction();

    Task<Result<Rows>> execute(const Query *query, Params params);
    /// Sends \a query without waiting; its failure is reported by the next execute() or commit(). For inserts whose
    /// answer nobody reads: they cost no round trip.
    void enqueue(const Query *query, Params params);
    Task<Result<void>> commit();
    Task<void> rollback();

private:
    friend class Database;
    struct State;
    explicit Transaction(std::shared_ptr<State> state);
    std::shared_ptr<State> m_state;
};

}
