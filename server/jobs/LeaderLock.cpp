// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/LeaderLock.h"

#include "core/Log.h"

namespace auth::jobs {

LeaderLock::LeaderLock(db::SessionOptions options, qint64 key, std::chrono::milliseconds retry)
    : m_key(key)
    , m_session(std::move(options))
{
    m_retry.setInterval(retry);
    QObject::connect(&m_retry, &QTimer::timeout, &m_retry, [this] { attempt(); });
    m_session.opened = [this] { attempt(); };
    m_session.closed = [this] {
        m_asking = false;
        if (!std::exchange(m_leader, false))
            return;
        logInfo("leader.lost", { { "key", m_key } });
        if (lost)
            lost();
    };
}

void LeaderLock::start()
{
    m_retry.start();
    m_session.start();
}

void LeaderLock::stop()
{
    m_retry.stop();
    m_leader = false;
    m_session.stop();
}

void LeaderLock::attempt()
{
    if (m_leader || m_asking || !m_session.isOpen())
        return;
    m_asking = true;
    m_session.run(
        "SELECT pg_try_advisory_lock(" + QByteArray::number(m_key) + ") AS got", [this](const Result<db::Rows> &rows) {
            m_asking = false;
            if (!rows || !rows->boolean(0, "got"))
                return;
            m_leader = true;
            logInfo("leader.acquired", { { "key", m_key } });
            if (acquired)
                acquired();
        });
}

}
