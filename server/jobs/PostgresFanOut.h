// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Listener.h"
#include "jobs/FanOut.h"

#include <memory>

namespace auth::jobs {

/// LISTEN and NOTIFY: PostgreSQL tells what is committed, and nothing else.
class PostgresFanOut final : public FanOut {
public:
    explicit PostgresFanOut(db::SessionOptions options)
        : m_options(std::move(options))
    {
    }

    void start(QList<QByteArray> topics, Receiver receiver) override;
    void stop() override { m_listener.reset(); }
    std::chrono::steady_clock::time_point lastSeen() const override;
    bool isLossless() const override { return true; }
    void announce(db::Transaction *transaction, QByteArray topic, QByteArray payload) override;
    void committed(QByteArray, QByteArray) override { }

private:
    const db::SessionOptions m_options;
    std::unique_ptr<db::Listener> m_listener; ///< Belongs to the thread of start().
};

}
