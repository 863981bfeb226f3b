// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/Session.h"

#include "core/Backoff.h"
#include "core/Log.h"

#include <QtCore/QPointer>

namespace auth::db {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds kFirstBackoff = 100ms;

}

Session::Session(SessionOptions options)
    : m_options(std::move(options))
{
    m_reconnect.setSingleShot(true);
    connect(&m_reconnect, &QTimer::timeout, this, [this] { connectNow(); });
    m_heartbeat.setInterval(m_options.heartbeat);
    connect(&m_heartbeat, &QTimer::timeout, this, [this] { beat(); });
}

Session::~Session()
{
    stop();
}

void Session::start()
{
    PoolOptions options;
    options.connectionString = m_options.connectionString;
    options.role = m_options.role;
    options.applicationName = m_options.applicationName;
    auto parameters = connectionParameters(options);
    if (!parameters) {
        logError("db.configuration", { { "cause", parameters.error().description } });
        return;
    }
    m_parameters = std::move(*parameters);
    m_stopped = false;
    m_heartbeat.start();
    connectNow();
}

void Session::stop()
{
    m_stopped = true;
    m_reconnect.stop();
    m_heartbeat.stop();
    m_orders.clear();
    m_sent = false;
    if (m_connection) {
        m_connection->close();
        std::exchange(m_connection, nullptr)->deleteLater();
    }
}

void Session::connectNow()
{
    if (m_stopped || m_connection)
        return;
    m_connection = new Connection(this, false);
    m_connectingSince = std::chrono::steady_clock::now();
    m_connection->open(m_parameters);
}

void Session::run(QByteArray sql, std::function<void(Result<Rows>)> done)
{
    if (!isOpen()) {
        done(std::unexpected(unavailable(u"the session is not connected"_s)));
        return;
    }
    m_orders.push_back({ std::move(sql), std::move(done) });
    sendNext();
}

void Session::sendNext()
{
    if (m_sent || m_orders.empty() || !isOpen())
        return;
    m_sent = true;
    m_sentAt = std::chrono::steady_clock::now();
    if (!m_connection->text(m_orders.front().sql) || !m_connection->sync())
        reopen();
}

void Session::reopen()
{
    // Later: what it tells those who wait must not run inside our caller.
    if (isOpen())
        QMetaObject::invokeMethod(
            m_connection, [connection = m_connection] { connection->abort(u"closed by us"_s); }, Qt::QueuedConnection);
}

void Session::beat()
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_connection)
        return;
    if (!m_connection->isReady()) {
        if (now - m_connectingSince > 2 * m_options.heartbeat)
            m_connection->abort(u"no answer from the server"_s);
        return;
    }
    if (!m_sent)
        run("SELECT 1", [](const Result<Rows> &) { });
    else if (now - m_sentAt >= m_options.heartbeat)
        m_connection->abort(u"no answer from the server"_s);
}

void Session::connectionOpened(Connection *)
{
    m_backoff = 0ms;
    m_lastSeen = m_connectingSince;
    if (opened)
        opened();
}

void Session::connectionClosed(Connection *connection, QString reason)
{
    const bool wasOpen = connection->hasOpened();
    connection->deleteLater();
    m_connection = nullptr;
    m_sent = false;
    logWarning(wasOpen ? "db.session_lost" : "db.session_connect_failed",
        { { "session", QString::fromUtf8(m_options.applicationName) }, { "cause", reason } });
    m_backoff = std::clamp<std::chrono::milliseconds>(m_backoff * 2, kFirstBackoff, m_options.longestBackoff);
    m_reconnect.start(jittered(m_backoff));
    const QPointer<Session> self(this);
    for (Order &order : std::exchange(m_orders, {})) {
        order.done(std::unexpected(unavailable(reason)));
        if (!self)
            return;
    }
    if (wasOpen && closed)
        closed();
}

void Session::roundFinished(Connection *connection)
{
    m_sent = false;
    m_lastSeen = m_sentAt;
    Failure failure = connection->takeFailure();
    Rows rows = connection->takeRows();
    const Order order = std::move(m_orders.front());
    m_orders.pop_front();
    sendNext();
    if (failure)
        order.done(std::unexpected(std::move(failure.error)));
    else
        order.done(std::move(rows));
}

void Session::notified(Connection *, QByteArray channel, QByteArray payload)
{
    if (notification)
        notification(std::move(channel), std::move(payload));
}

}
