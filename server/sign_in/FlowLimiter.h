// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtNetwork/QHostAddress>

#include <chrono>
#include <mutex>
#include <unordered_map>

namespace auth::sign_in {

/// How many flows an address may begin: each is a row, and beginning one needs no account. One per process; a bucket an
/// address (an IPv6 /64 counts as one), refilled steadily.
class FlowLimiter {
public:
    FlowLimiter(int burst, int perMinute)
        : m_burst(burst)
        , m_perMinute(perMinute)
    {
    }
    /// 0 when the address may begin one more now, else the seconds after which it may.
    int secondsToWait(const QHostAddress &address);

private:
    struct Bucket {
        double tokens;
        std::chrono::steady_clock::time_point filledAt;
    };
    const int m_burst;
    const int m_perMinute;
    std::mutex m_mutex;
    std::unordered_map<quint64, Bucket> m_buckets;
};

}
