// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <chrono>

/// What is counted about the process, for `/metrics` in the Prometheus text format. Every function may be called on any
/// thread and costs a few atomic operations. Labels are bounded: names that the program knows, never what a user or
/// client sent.
namespace auth::metrics {

/// The counters of one route; resolved once, kept for the life of the process.
class Route;

/// The counters of the route \a name (Route::name or pattern). Look it up when the route is added, not per request.
Route* route(const QByteArray& name);

/// One answered request: \a method as on the wire (an unknown one counts as `other`), \a status as sent.
void countRequest(Route* route, QByteArrayView method, int status, std::chrono::nanoseconds duration);

/// A connection or request that the gate turned away before any route saw it. \a reason is a constant of the program,
/// `head_too_large`.
void countRefused(const char* reason);

enum class LoginOutcome : quint8 {
    Succeeded,
    Failed, ///< Unknown user and wrong password alike.
    Locked, ///< Disabled or locked account.
    Throttled,
    Unavailable, ///< The hashing queue was full or the database away.
};
void countLogin(LoginOutcome outcome);

/// A token answer of the grant \a grantType, by its wire name (of a built-in grant, never as received).
void countToken(const QByteArray& grantType);

enum class IntrospectionOutcome : quint8 { Active, Inactive };
void countIntrospection(IntrospectionOutcome outcome);

enum class QueryOutcome : quint8 { Succeeded, Failed };
/// A statement sent to the database. \a name is the query's constant name.
void countQuery(const char* name, std::chrono::nanoseconds duration, QueryOutcome outcome);

/// Values that go up and down. Threads add and subtract; the sum is what is shown.
enum class Gauge : quint8 {
    Connections, ///< Open client connections.
    RequestsInFlight,
    HashingQueued,
    HashingRunning,
    DatabaseConnectionsOpen,
    DatabaseConnectionsBusy,
    DatabaseWaiting, ///< Requests that wait for a connection.
};
void add(Gauge gauge, int delta);
void set(Gauge gauge, qint64 value);
qint64 value(Gauge gauge);

/// Adds 1 to a gauge for as long as it lives.
class Counted {
public:
    explicit Counted(Gauge gauge)
        : m_gauge(gauge)
    {
        add(m_gauge, 1);
    }
    ~Counted() { add(m_gauge, -1); }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;

private:
    Gauge m_gauge;
};

/// Everything, in the text exposition format 0.0.4, with the process's memory, descriptors and processor time.
QByteArray render();

/// The Content-Type of render().
inline constexpr char contentType[] = "text/plain; version=0.0.4; charset=utf-8";

}
