// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/Connection.h"

#include "core/Log.h"

#include <QtCore/QPointer>
#include <QtCore/QSocketNotifier>
#include <QtCore/QThreadPool>
#include <QtCore/QVarLengthArray>
#include <QtNetwork/QHostInfo>

#include <libpq-fe.h>
#include <sys/socket.h>

namespace auth::db {

using namespace Qt::StringLiterals;

namespace {

void noteToLog(void *, const char *message)
{
    logDebug("db.notice", { { "message", QString::fromUtf8(message).trimmed() } });
}

const char *commandText(Connection::Step step)
{
    switch (step) {
    case Connection::Step::Begin:
        return "BEGIN";
    case Connection::Step::Commit:
        return "COMMIT";
    case Connection::Step::Rollback:
        return "ROLLBACK";
    default:
        return "session";
    }
}

}

void Connection::Owner::notified(Connection *, QByteArray, QByteArray) { }

Result<ConnectionParameters> connectionParameters(const PoolOptions &options)
{
    char *message = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(
        PQconninfoParse(options.connectionString.constData(), &message), &PQconninfoFree);
    PQfreemem(message);
    if (!parsed)
        return failure(ErrorCode::Internal, u"The database connection string cannot be read."_s);
    ConnectionParameters parameters {
        // A dead peer is found within half a minute, also in the middle of a statement.
        { "keepalives_idle", "15" },
        { "keepalives_interval", "5" },
        { "keepalives_count", "3" },
        { "tcp_user_timeout", "20000" },
        { "fallback_application_name", options.applicationName },
    };
    QByteArray given;
    for (const PQconninfoOption *option = parsed.get(); option->keyword; ++option) {
        if (!option->val)
            continue;
        const QByteArray keyword = option->keyword;
        if (keyword == "options") {
            given = option->val;
            continue;
        }
        std::erase_if(parameters, [&](const auto &parameter) { return parameter.first == keyword; });
        parameters.emplace_back(keyword, option->val);
    }
    QByteArray settings = given + " -c timezone=UTC -c datestyle=ISO -c bytea_output=hex -c statement_timeout="
        + QByteArray::number(static_cast<qint64>(options.statementTimeout.count()))
        + " -c idle_in_transaction_session_timeout=60000";
    if (!options.role.isEmpty())
        settings += " -c role=" + options.role;
    parameters.emplace_back("options", settings.trimmed());
    parameters.emplace_back("client_encoding", "UTF8");
    std::erase_if(parameters, [](const auto &parameter) { return parameter.first == "target_session_attrs"; });
    parameters.emplace_back("target_session_attrs", "read-write");
    return parameters;
}

Connection::Connection(Owner *owner, bool preparedStatements)
    : m_owner(owner)
    , m_usePrepared(preparedStatements)
{
}

Connection::~Connection()
{
    close();
}

/// Host names that libpq would resolve itself, and block the thread meanwhile.
struct Connection::Lookup {
    ConnectionParameters parameters;
    QByteArrayList hosts; ///< As given; each with its port.
    QByteArrayList ports;
    QList<QList<QHostAddress>> addresses;
    int pending = 0;
};

void Connection::open(const ConnectionParameters &parameters)
{
    m_phase = Phase::Connecting;
    const auto lookup = std::make_shared<Lookup>();
    for (const auto &[keyword, value] : parameters) {
        if (keyword == "host")
            lookup->hosts = value.split(',');
        else if (keyword == "port")
            lookup->ports = value.split(',');
        else if (keyword == "hostaddr")
            return connectTo(parameters);
    }
    const auto isName = [](const QByteArray &host) {
        return !host.isEmpty() && host[0] != '/' && host[0] != '@' && QHostAddress(QString::fromUtf8(host)).isNull();
    };
    if (!std::all_of(lookup->hosts.begin(), lookup->hosts.end(), isName) || lookup->hosts.isEmpty())
        return connectTo(parameters);
    lookup->parameters = parameters;
    lookup->addresses.resize(lookup->hosts.size());
    lookup->pending = static_cast<int>(lookup->hosts.size());
    for (qsizetype i = 0; i < lookup->hosts.size(); ++i) {
        QHostInfo::lookupHost(QString::fromUtf8(lookup->hosts[i]), this, [this, lookup, i](const QHostInfo &info) {
            lookup->addresses[i] = info.addresses();
            if (--lookup->pending == 0)
                resolved(lookup);
        });
    }
}

/// libpq takes lists: each address with the name that certificates are checked against, and its port.
void Connection::resolved(std::shared_ptr<Lookup> lookup)
{
    if (m_phase != Phase::Connecting)
        return;
    QByteArrayList hosts;
    QByteArrayList addresses;
    QByteArrayList ports;
    for (qsizetype i = 0; i < lookup->hosts.size(); ++i) {
        for (const QHostAddress &address : std::as_const(lookup->addresses[i])) {
            hosts << lookup->hosts[i];
            addresses << address.toString().toUtf8();
            ports << lookup->ports.value(lookup->ports.size() > 1 ? i : 0);
        }
    }
    if (addresses.isEmpty()) {
        lose(u"cannot resolve "_s + QString::fromUtf8(lookup->hosts.join(", ")));
        return;
    }
    std::erase_if(lookup->parameters,
        [](const auto &parameter) { return parameter.first == "host" || parameter.first == "port"; });
    lookup->parameters.emplace_back("host", hosts.join(','));
    lookup->parameters.emplace_back("hostaddr", addresses.join(','));
    lookup->parameters.emplace_back("port", ports.join(','));
    connectTo(lookup->parameters);
}

void Connection::connectTo(const ConnectionParameters &parameters)
{
    QVarLengthArray<const char *, 32> keywords;
    QVarLengthArray<const char *, 32> values;
    for (const auto &[keyword, value] : parameters) {
        keywords.append(keyword.constData());
        values.append(value.constData());
    }
    keywords.append(nullptr);
    values.append(nullptr);
    m_pg = PQconnectStartParams(keywords.constData(), values.constData(), 0);
    if (!m_pg || PQstatus(m_pg) == CONNECTION_BAD) {
        const QString reason = m_pg ? QString::fromUtf8(PQerrorMessage(m_pg)).trimmed() : u"out of memory"_s;
        QMetaObject::invokeMethod(this, [this, reason] { lose(reason); }, Qt::QueuedConnection);
        return;
    }
    PQsetNoticeProcessor(m_pg, noteToLog, nullptr);
    watch();
    m_read->setEnabled(false);
    m_write->setEnabled(true);
}

void Connection::close()
{
    m_phase = Phase::Closed;
    // Off before the descriptor is closed, deleted later: one of them may be what called us.
    for (QSocketNotifier **notifier : { &m_read, &m_write }) {
        if (!*notifier)
            continue;
        (*notifier)->setEnabled(false);
        (*notifier)->disconnect(this);
        (*notifier)->deleteLater();
        *notifier = nullptr;
    }
    if (m_pg)
        PQfinish(std::exchange(m_pg, nullptr));
    m_expected.clear();
}

/// libpq opens a new socket for each address that it tries.
void Connection::watch()
{
    const int socket = PQsocket(m_pg);
    if (m_read && m_read->socket() == socket)
        return;
    for (QSocketNotifier *notifier : { m_read, m_write }) {
        if (!notifier)
            continue;
        notifier->setEnabled(false);
        notifier->disconnect(this);
        notifier->deleteLater();
    }
    m_read = new QSocketNotifier(socket, QSocketNotifier::Read, this);
    m_write = new QSocketNotifier(socket, QSocketNotifier::Write, this);
    connect(m_read, &QSocketNotifier::activated, this, [this] { readable(); });
    connect(m_write, &QSocketNotifier::activated, this, [this] {
        if (m_phase == Phase::Connecting)
            poll();
        else if (m_phase == Phase::Ready)
            flush();
    });
}

void Connection::poll()
{
    switch (PQconnectPoll(m_pg)) {
    case PGRES_POLLING_READING:
        watch();
        m_write->setEnabled(false);
        m_read->setEnabled(true);
        return;
    case PGRES_POLLING_WRITING:
        watch();
        m_read->setEnabled(false);
        m_write->setEnabled(true);
        return;
    case PGRES_POLLING_OK:
        break;
    default:
        lose(QString::fromUtf8(PQerrorMessage(m_pg)).trimmed());
        return;
    }
    watch();
    m_write->setEnabled(false);
    m_read->setEnabled(true);
    if (PQsetnonblocking(m_pg, 1) != 0 || PQenterPipelineMode(m_pg) != 1) {
        lose(QString::fromUtf8(PQerrorMessage(m_pg)).trimmed());
        return;
    }
    m_phase = Phase::Ready;
    m_hasOpened = true;
    m_owner->connectionOpened(this);
}

void Connection::lose(QString reason)
{
    if (m_phase == Phase::Closed)
        return;
    close();
    if (m_inRound) {
        m_inRound = false;
        const QString told = m_failure ? m_failure.error.detail : reason;
        m_failure = {};
        m_failure.kind = Failure::Kind::Lost;
        m_failure.error = unavailable(told);
    }
    m_owner->connectionClosed(this, std::move(reason));
}

void Connection::readable()
{
    if (m_phase == Phase::Connecting) {
        poll();
        return;
    }
    if (m_phase != Phase::Ready)
        return;
    PQconsumeInput(m_pg); // A failure shows in PQstatus(), after what came before it has been read.
    processInput();
}

void Connection::flush()
{
    const int left = PQflush(m_pg);
    m_write->setEnabled(left > 0);
    // With left < 0 the connection is broken; the read notifier tells what the server said before.
}

bool Connection::looksAlive()
{
    // The server's last words come before the end, which takes another read.
    for (int reads = 0; m_phase == Phase::Ready && reads < 8; ++reads) {
        char byte;
        const ssize_t seen = recv(PQsocket(m_pg), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
        if (seen < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            break;
        readable();
    }
    return m_phase == Phase::Ready;
}

bool Connection::command(Step step)
{
    if (PQsendQueryParams(m_pg, commandText(step), 0, nullptr, nullptr, nullptr, nullptr, 0) != 1)
        return false;
    m_expected.push_back({ step, nullptr });
    return true;
}

bool Connection::text(const QByteArray &sql)
{
    if (PQsendQueryParams(m_pg, sql.constData(), 0, nullptr, nullptr, nullptr, nullptr, 0) != 1)
        return false;
    m_expected.push_back({ Step::Answer, nullptr });
    return true;
}

bool Connection::statement(const Query *query, const Params &params, Step step)
{
    QVarLengthArray<const char *, 32> values;
    for (const auto &value : params.values())
        values.append(value ? value->constData() : nullptr);
    const int count = static_cast<int>(values.size());
    if (!m_usePrepared || query->number < 0) {
        if (PQsendQueryParams(m_pg, query->sql, count, nullptr, values.constData(), nullptr, nullptr, 0) != 1)
            return false;
        m_expected.push_back({ step, query });
        return true;
    }
    const QByteArray name = statementName(query);
    const auto number = static_cast<size_t>(query->number);
    if (number >= m_prepared.size())
        m_prepared.resize(number + 16);
    if (!m_prepared[number]) {
        if (PQsendPrepare(m_pg, name.constData(), query->sql, 0, nullptr) != 1)
            return false;
        m_expected.push_back({ Step::Prepare, query });
        m_prepared[number] = true; // What follows in this round may rely on it; unprepare() if it fails.
    }
    if (PQsendQueryPrepared(m_pg, name.constData(), count, values.constData(), nullptr, nullptr, 0) != 1)
        return false;
    m_expected.push_back({ step, query });
    return true;
}

bool Connection::sync()
{
    if (PQpipelineSync(m_pg) != 1)
        return false;
    m_expected.push_back({ Step::Sync, nullptr });
    m_inRound = true;
    flush();
    return true;
}

bool Connection::inTransaction() const
{
    return m_pg && PQtransactionStatus(m_pg) != PQTRANS_IDLE;
}

int Connection::backendPid() const
{
    return m_pg ? PQbackendPID(m_pg) : 0;
}

void Connection::cancel()
{
    PGcancel *const request = PQgetCancel(m_pg);
    if (!request)
        return;
    QThreadPool::globalInstance()->start([request] {
        char message[256];
        PQcancel(request, message, sizeof message);
        PQfreeCancel(request);
    });
}

QByteArray Connection::statementName(const Query *query) const
{
    return 'q' + QByteArray::number(query->number) + '_' + QByteArray::number(m_generation);
}

void Connection::forgetPrepared()
{
    m_prepared.clear();
    ++m_generation;
}

void Connection::unprepare(const Query *query)
{
    const auto number = static_cast<size_t>(query->number);
    if (number < m_prepared.size())
        m_prepared[number] = false;
}

void Connection::processInput()
{
    const QPointer<Connection> self(this);
    while (m_phase == Phase::Ready && !m_expected.empty() && !PQisBusy(m_pg)) {
        PGresult *const result = PQgetResult(m_pg);
        if (!result) {
            if (!m_answered) {
                lose(u"protocol: an answer is missing"_s);
                return;
            }
            m_answered = false;
            // An error of the implicit commit (a deferred constraint, a full disk) comes before its Sync.
            if (m_expected.front().step != Step::Sync)
                m_expected.pop_front();
            continue;
        }
        const Expected expected = m_expected.front();
        if (PQresultStatus(result) != PGRES_PIPELINE_SYNC) {
            m_answered = true;
            takeResult(result, expected);
            continue;
        }
        PQclear(result);
        if (expected.step != Step::Sync) {
            lose(u"protocol: a round ended early"_s);
            return;
        }
        m_expected.pop_front();
        m_inRound = false;
        m_owner->roundFinished(this);
        if (!self)
            return;
    }
    if (m_phase != Phase::Ready)
        return;
    if (m_expected.empty())
        PQisBusy(m_pg); // Parses what came unasked: notifications, the server's last words.
    while (PGnotify *const notification = PQnotifies(m_pg)) {
        const QByteArray channel = notification->relname;
        const QByteArray payload = notification->extra;
        PQfreemem(notification);
        m_owner->notified(this, channel, payload);
        if (!self || m_phase != Phase::Ready)
            return;
    }
    if (PQstatus(m_pg) == CONNECTION_BAD)
        lose(QString::fromUtf8(PQerrorMessage(m_pg)).trimmed());
}

void Connection::takeResult(pg_result *result, Expected expected)
{
    const ExecStatusType status = PQresultStatus(result);
    const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (good && expected.step == Step::Answer) {
        m_rows = Rows(result);
        return;
    }
    // In a transaction that failed, COMMIT succeeds and rolls back.
    const bool rolledBack = good && expected.step == Step::Commit && qstrcmp(PQcmdStatus(result), "COMMIT") != 0;
    if (!good && expected.step == Step::Prepare)
        unprepare(expected.query);
    if ((!good && status != PGRES_PIPELINE_ABORTED) || rolledBack) {
        if (!m_failure)
            m_failure = sqlFailure(result, expected.query ? expected.query->name : commandText(expected.step));
        if (rolledBack)
            m_failure.error = { ErrorCode::Internal, u"Something went wrong."_s, u"COMMIT: rolled back"_s };
        if (m_failure.staleStatement)
            forgetPrepared();
    }
    PQclear(result);
}

}
