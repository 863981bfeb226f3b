// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/Listener.h"

#include "core/Log.h"

#include <algorithm>

namespace auth::db {

using namespace Qt::StringLiterals;

namespace {

const Query kNotify("notify", "SELECT pg_notify($1, $2)");

bool isPlainName(const QByteArray &channel)
{
    return !channel.isEmpty() && channel.size() < 64
        && std::all_of(channel.begin(), channel.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

}

Listener::Listener(SessionOptions options, QList<QByteArray> channels)
    : m_channels(std::move(channels))
    , m_session(std::move(options))
{
    m_session.opened = [this] { listen(); };
    m_session.closed = [this] { forgetListening(); };
    m_session.notification = [this](QByteArray channel, QByteArray payload) {
        if (notification)
            notification(std::move(channel), std::move(payload));
    };
}

void Listener::forgetListening()
{
    if (std::exchange(m_listening, false))
        m_heardUntil = m_session.lastSeen();
}

void Listener::stop()
{
    forgetListening();
    m_session.stop();
}

std::chrono::steady_clock::time_point Listener::lastSeen() const
{
    return m_listening ? m_session.lastSeen() : m_heardUntil;
}

void Listener::listen()
{
    // Channel names cannot be parameters; ours are constants. One round for each: LISTEN takes one channel.
    for (const QByteArray &channel : m_channels) {
        Q_ASSERT(isPlainName(channel));
        const bool last = channel == m_channels.last();
        m_session.run("LISTEN " + channel, [this, last](const Result<Rows> &result) {
            if (!result) {
                logWarning("db.listen_failed", { { "cause", result.error().detail } });
                m_session.reopen();
                return;
            }
            if (!last)
                return;
            m_listening = true;
            if (reconnected)
                reconnected();
        });
    }
}

void notify(Transaction *transaction, QByteArray channel, QByteArray payload)
{
    Q_ASSERT(isPlainName(channel) && payload.size() < 8000);
    transaction->enqueue(&kNotify, Params::of(channel, payload));
}

}
