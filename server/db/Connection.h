// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Database.h"
#include "db/SqlError.h"

#include <QtCore/QObject>

#include <deque>
#include <utility>

class QSocketNotifier;
struct pg_conn;

namespace auth::db {

/// Connection parameters as libpq takes them, ready for PQconnectStartParams().
using ConnectionParameters = std::vector<std::pair<QByteArray, QByteArray>>;

/// \a options as parameters: what the connection string says, with our settings on top. Fails when libpq cannot read
/// the string; the error's detail does not repeat it, since it may hold a password.
Result<ConnectionParameters> connectionParameters(const PoolOptions &options);

/// One asynchronous connection in pipeline mode, driven by the thread's event loop. Everything between two Syncs is a
/// round; one round is in flight at a time. Internal to server/db.
class Connection : public QObject {
public:
    class Owner {
    public:
        virtual void connectionOpened(Connection *connection) = 0;
        /// Its last call. \a connection may be deleted later, not inside.
        virtual void connectionClosed(Connection *connection, QString reason) = 0;
        virtual void roundFinished(Connection *connection) = 0;
        virtual void notified(Connection *connection, QByteArray channel, QByteArray payload);

    protected:
        ~Owner() = default;
    };

    enum class Step : quint8 { Begin, Prepare, Silent, Answer, Commit, Rollback, Sync };

    Connection(Owner *owner, bool preparedStatements);
    ~Connection() override;

    /// Begins to connect; the owner hears of the outcome later, never inside.
    void open(const ConnectionParameters &parameters);
    /// Ends it now, without a word to the owner.
    void close();
    /// As if the server had hung up.
    void abort(QString reason) { lose(std::move(reason)); }
    bool isReady() const { return m_phase == Phase::Ready; }
    bool hasOpened() const { return m_hasOpened; } ///< Also after it was lost.
    bool inRound() const { return m_inRound; }
    /// Looks at the socket of an idle connection: what the server said meanwhile, an end for example, is taken in.
    bool looksAlive();

    /// These put a command on the wire's buffer. False: the connection is broken and nothing can have happened.
    bool command(Step step);
    bool statement(const Query *query, const Params &params, Step step);
    /// Text that is no Query since it cannot have parameters (LISTEN). Its answer is kept.
    bool text(const QByteArray &sql);
    bool sync();

    /// After roundFinished().
    Rows takeRows() { return std::exchange(m_rows, {}); }
    Failure takeFailure() { return std::exchange(m_failure, {}); }
    bool inTransaction() const;

    /// Asks the server to cancel what runs, from another thread: PQcancel() blocks.
    void cancel();
    int backendPid() const;

private:
    enum class Phase : quint8 { New, Connecting, Ready, Closed };
    struct Expected {
        Step step;
        const Query *query;
    };

    struct Lookup;
    void connectTo(const ConnectionParameters &parameters);
    void resolved(std::shared_ptr<Lookup> lookup);
    void watch();
    void readable();
    void poll();
    void lose(QString reason);
    void flush();
    void processInput();
    void takeResult(pg_result *result, Expected expected);
    void unprepare(const Query *query);
    void forgetPrepared();
    QByteArray statementName(const Query *query) const;

    Owner *const m_owner;
    const bool m_usePrepared;
    Phase m_phase = Phase::New;
    pg_conn *m_pg = nullptr;
    QSocketNotifier *m_read = nullptr;
    QSocketNotifier *m_write = nullptr;
    std::deque<Expected> m_expected; ///< What the server still owes, in order.
    bool m_answered = false; ///< The first of them has had its result; its end is still to come.
    bool m_inRound = false;
    bool m_hasOpened = false;
    std::vector<bool> m_prepared; ///< By Query::number.
    int m_generation = 0; ///< Part of the names, so that all statements can be prepared again.
    Rows m_rows;
    Failure m_failure;
};

}
