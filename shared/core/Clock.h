// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

#include <atomic>
#include <chrono>

namespace auth {

/// A moment of wall-clock time, UTC, to the microsecond (what PostgreSQL's timestamptz keeps).
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// A moment by which a wait has to end, on the monotonic clock.
using Deadline = std::chrono::steady_clock::time_point;

/// \a timeout from now.
inline Deadline deadlineIn(std::chrono::milliseconds timeout) { return std::chrono::steady_clock::now() + timeout; }

/// The only source of wall-clock time. Time enters SQL as a parameter: no statement calls now().
class Clock {
public:
    virtual ~Clock() = default;
    virtual Timestamp now() const = 0;
    /// Seconds since the epoch, as JWT NumericDate (RFC 7519 §2) wants them.
    qint64 epochSeconds() const { return std::chrono::floor<std::chrono::seconds>(now()).time_since_epoch().count(); }
};

class SystemClock final : public Clock {
public:
    Timestamp now() const override { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }
};

/// The system's clock, moved by an offset that tests set (`--clock-offset-file` of `auth-server dev`) or code advances.
class OffsetClock final : public Clock {
public:
    Timestamp now() const override
    {
        return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now())
            + std::chrono::microseconds(m_offset.load(std::memory_order_relaxed));
    }
    void setOffset(std::chrono::microseconds offset) { m_offset.store(offset.count(), std::memory_order_relaxed); }
    void advance(std::chrono::microseconds by) { m_offset.fetch_add(by.count(), std::memory_order_relaxed); }

private:
    std::atomic<qint64> m_offset { 0 };
};

/// `2026-01-31T12:00:00.000000Z`, which PostgreSQL and RFC 3339 readers take.
QByteArray toIso(Timestamp time);

}
