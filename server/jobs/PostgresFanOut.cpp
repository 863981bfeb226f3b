// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/PostgresFanOut.h"

namespace auth::jobs {

void PostgresFanOut::start(QList<QByteArray> topics, Receiver receiver)
{
    m_listener = std::make_unique<db::Listener>(m_options, std::move(topics));
    m_listener->notification = std::move(receiver.received);
    m_listener->reconnected = std::move(receiver.missed);
    m_listener->start();
}

std::chrono::steady_clock::time_point PostgresFanOut::lastSeen() const
{
    return m_listener ? m_listener->lastSeen() : std::chrono::steady_clock::time_point();
}

void PostgresFanOut::announce(db::Transaction *transaction, QByteArray topic, QByteArray payload)
{
    db::notify(transaction, std::move(topic), std::move(payload));
}

}
