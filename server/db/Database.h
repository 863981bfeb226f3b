// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <concepts>
#include <memory>
#include <optional>
#include <vector>

struct pg_result;

namespace auth::db {

/// A named SQL statement, once per query, a constant of its store. Construction registers it, so that a test can
/// prepare every query against the migrated schema. The name goes to metrics and logs.
struct Query {
    /// Statements that are put together at run time (lists with filters) are not prepared: nobody would come back for
    /// them. Their values are parameters all the same, and they must outlive the connection's work on them.
    enum class Kind : quint8 { Constant, Composed };

    const char *name;
    const char *sql;
    int number; ///< Different for each query of the process; names the prepared statement. -1: composed.
    Query(const char *name_, const char *sql_, Kind kind = Kind::Constant);
    ~Query();
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;
    /// The queries that exist now.
    static std::vector<const Query *> all();
};

/// Marks bytea in Params::of().
struct Bytes {
    QByteArray value;
};

/// Bound parameters, in text form. SQL is never put together from values. NULL is `nullptr` or an empty optional.
class Params {
public:
    Params() = default;
    template <typename... Values>
    static Params of(Values &&...values)
    {
        Params params;
        params.m_values.reserve(sizeof...(values));
        (params.add(std::forward<Values>(values)), ...);
        return params;
    }
    Params &add(std::nullptr_t);
    /// Only a real bool: a pointer must not become one.
    template <std::same_as<bool> T>
    Params &add(T value)
    {
        return addBoolean(value);
    }
    template <std::integral T>
        requires(!std::same_as<T, bool> && !std::same_as<T, char> && !std::same_as<T, char16_t>)
    Params &add(T value)
    {
        return addInteger(static_cast<qint64>(value));
    }
    Params &add(const char *) = delete;
    Params &add(const QString &text);
    Params &add(const QByteArray &text); ///< Text, already UTF-8.
    Params &add(const Bytes &bytes) { return addBytes(bytes.value); } ///< bytea.
    Params &addBytes(QByteArrayView bytes); ///< bytea.
    Params &add(const Uuid &id);
    template <typename Tag>
    Params &add(const Id<Tag> &id)
    {
        return add(id.value);
    }
    Params &add(Timestamp time);
    Params &add(const QJsonObject &object); ///< jsonb.
    Params &add(const QJsonArray &array);
    Params &add(const QStringList &list); ///< text[], or an array of any type whose text form this is.
    template <typename T>
    Params &add(const std::optional<T> &value)
    {
        return value ? add(*value) : add(nullptr);
    }
    const std::vector<std::optional<QByteArray>> &values() const { return m_values; }
    /// PostgreSQL's text cannot hold NUL. A statement with such a parameter is not sent and answers ValidationFailed.
    bool holdsNul() const { return m_holdsNul; }

private:
    Params &addBoolean(bool value);
    Params &addInteger(qint64 value);
    Params &addText(QByteArray text);

    std::vector<std::optional<QByteArray>> m_values;
    bool m_holdsNul = false;
};

/// Rows of an answer. Copies share the result. A column that the query does not have is a broken invariant. NULL reads
/// as the empty or zero value; ask isNull() where that matters.
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
    template <typename IdType>
    IdType id(int row, const char *column) const
    {
        return IdType { uuid(row, column) };
    }
    QJsonObject object(int row, const char *column) const;
    QJsonArray array(int row, const char *column) const;
    QStringList list(int row, const char *column) const; ///< text[].

private:
    std::shared_ptr<pg_result> m_result;
};

class Pool;
class Transaction;
struct TransactionState;

struct PoolOptions {
    QByteArray connectionString;
    int connections = 8; ///< Opened when needed; one at once.
    bool preparedStatements = true; ///< Off behind PgBouncer in transaction mode.
    int waitingLimit = 1024; ///< Waiters beyond this are refused at once with Unavailable.
    std::chrono::milliseconds statementTimeout { 10'000 }; ///< PostgreSQL's own, under the deadlines of the callers.
    std::chrono::milliseconds connectTimeout { 5'000 };
    QByteArray role
        = "auth_server"; ///< What each connection becomes (design: the daemon owns nothing). Empty: as it logs in.
    QByteArray applicationName = "auth-server";
};

struct PoolGauges {
    int open = 0;
    int busy = 0;
    int waiting = 0;
};

/// The database as one thread sees it: a pool of asynchronous connections on the thread's event loop. Lost connections
/// are reopened with backoff; waiters get Unavailable at their deadline. Made, used and destroyed in one thread.
///
/// How errors of PostgreSQL become values: unique and exclusion violations → Conflict (detail = constraint name);
/// foreign key, check and not-null violations → ValidationFailed (detail = constraint name, for not-null the column);
/// text that the database cannot hold → ValidationFailed; lost or refused connections, shutdown, read-only, too many
/// connections, statement timeout, serialization failures, our own deadline → Unavailable with Retry-After; an unknown
/// outcome of a COMMIT or of a single writing statement → Unavailable, whose detail begins with "commit unknown";
/// everything else → Internal.
/// Retried inside: only serialization_failure and deadlock_detected of a single statement outside a transaction, a
/// statement that was never sent because the connection was already dead, and one that PostgreSQL refused before it
/// ran because its prepared form is gone or stale.
class Database {
public:
    explicit Database(PoolOptions options);
    /// The database as it is inside \a transaction, which outlives this: what is read through it is what the transaction
    /// sees. begin() fails, since whoever began the transaction ends it.
    explicit Database(Transaction *transaction);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// One statement, in a transaction of its own.
    Task<Result<Rows>> execute(const Query *query, Params params, Deadline deadline);
    /// Waits for a connection. BEGIN is sent together with the first statement (pipeline mode). \a deadline is for the
    /// whole transaction; COMMIT, once sent, is waited for two seconds at least.
    Task<Result<Transaction>> begin(Deadline deadline);
    PoolGauges gauges() const;

private:
    std::shared_ptr<Pool> m_pool; ///< Null inside a transaction.
    Transaction *m_transaction = nullptr;
};

/// Rolled back when dropped without commit(). Between begin and commit await nothing but the transaction, one call at a
/// time. After a failed statement it is over: every later call answers with the same error.
class Transaction {
public:
    Transaction(Transaction &&) noexcept;
    Transaction &operator=(Transaction &&) noexcept;
    ~Transaction();

    Task<Result<Rows>> execute(const Query *query, Params params);
    /// Sends \a query together with the next execute() or commit(), which reports its failure. For inserts whose answer
    /// nobody reads: they cost no round trip.
    void enqueue(const Query *query, Params params);
    /// Success means that PostgreSQL confirmed it.
    Task<Result<void>> commit();
    Task<void> rollback();

private:
    friend class Database;
    explicit Transaction(std::shared_ptr<TransactionState> state);
    std::shared_ptr<TransactionState> m_state;
};

}
