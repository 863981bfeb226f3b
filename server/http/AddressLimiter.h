// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtNetwork/QHostAddress>

#include <chrono>
#include <mutex>
#include <unordered_map>

namespace auth::http {

/// How often an address may do something that costs and needs no account. One per process; a bucket an address (an IPv6
/// /64 counts as one), refilled steadily.
class AddressLimiter {
public:
    AddressLimiter(int burst, int perMinute)
        : m_burst(burst)
        , m_perMinute(perMinute)
    {
    }
    /// 0 when the address may do it once more now, else the seconds after which it may.
    int secondsToWait(const QHostAddress &address);
    /// The same for anything else that has a number.
    int secondsToWait(quint64 key);

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
