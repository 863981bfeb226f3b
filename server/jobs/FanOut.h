// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Database.h"

#include <chrono>
#include <functional>

namespace auth::jobs {

/// News between nodes: "the configuration of this realm changed", "this session was revoked". Whoever changes something
/// announces it in the transaction and again when that is committed; one of the two does something. What is announced
/// is only a hint to read a table again, or a copy of what stands there, so that news that are lost cost time and nothing
/// else. A topic is lower-case letters and underscores, a payload at most 7,999 bytes.
class FanOut {
public:
    virtual ~FanOut() = default;

    /// Called on the thread of start().
    struct Receiver {
        std::function<void(QByteArray topic, QByteArray payload)> received;
        /// News may have been lost, or it begins: what they guard has to be read again.
        std::function<void()> missed;
    };
    virtual void start(QList<QByteArray> topics, Receiver receiver) = 0;
    /// On the thread of start().
    virtual void stop() = 0;
    /// What other nodes told before this moment has been received. Epoch 0: nothing yet. On the thread of start().
    virtual std::chrono::steady_clock::time_point lastSeen() const = 0;
    /// Is everything told that is committed, however its node ends? Otherwise a node has to look at the tables from time
    /// to time.
    virtual bool isLossless() const = 0;

    /// In the transaction of the change. From any thread. Not in sign-in, code and refresh transactions: NOTIFY halves
    /// their rate.
    virtual void announce(db::Transaction *transaction, QByteArray topic, QByteArray payload) = 0;
    /// When that transaction was committed, or may have been. From any thread.
    virtual void committed(QByteArray topic, QByteArray payload) = 0;
};

}
