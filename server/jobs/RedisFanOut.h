// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "adapters/redis/RedisConnection.h"
#include "jobs/FanOut.h"

#include <QtCore/QMutex>

#include <memory>

namespace auth::jobs {

/// PUBLISH and SUBSCRIBE on a Redis that all nodes share, for databases behind a PgBouncer in transaction mode, which
/// lets no NOTIFY through, and for many nodes. Published after the commit: a node that dies in between told nobody, and
/// without Redis nobody hears anything.
class RedisFanOut final : public FanOut {
public:
    explicit RedisFanOut(RedisUrl url);
    ~RedisFanOut() override;

    void start(QList<QByteArray> topics, Receiver receiver) override;
    void stop() override;
    std::chrono::steady_clock::time_point lastSeen() const override;
    bool isLossless() const override { return false; }
    void announce(db::Transaction *, QByteArray, QByteArray) override { }
    void committed(QByteArray topic, QByteArray payload) override;

private:
    class Link;

    const RedisUrl m_url;
    mutable QMutex m_mutex; ///< committed() is called from all threads.
    std::unique_ptr<Link> m_link; ///< Lives on the thread of start().
};

}
