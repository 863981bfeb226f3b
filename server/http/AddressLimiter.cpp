// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/AddressLimiter.h"

#include <algorithm>
#include <cmath>

namespace auth::http {

namespace {

// Of addresses remembered; beyond it the full buckets, which say nothing, are dropped.
constexpr size_t kBuckets = 65'536;

quint64 keyOf(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (isIpv4)
        return ipv4;
    const Q_IPV6ADDR ipv6 = address.toIPv6Address();
    quint64 prefix = 0;
    for (int i = 0; i < 8; ++i)
        prefix = prefix << 8 | ipv6[i];
    return prefix | quint64(1) << 63;
}

}

int AddressLimiter::secondsToWait(const QHostAddress &address)
{
    return secondsToWait(keyOf(address));
}

int AddressLimiter::secondsToWait(quint64 key)
{
    const auto now = std::chrono::steady_clock::now();
    const double perSecond = m_perMinute / 60.0;
    const auto filled = [&](const Bucket &bucket) {
        const std::chrono::duration<double> elapsed = now - bucket.filledAt;
        return std::min<double>(m_burst, bucket.tokens + elapsed.count() * perSecond);
    };
    const std::lock_guard locker(m_mutex);
    if (m_buckets.size() >= kBuckets)
        std::erase_if(m_buckets, [&](const auto &entry) { return filled(entry.second) >= m_burst; });
    auto &bucket = m_buckets.try_emplace(key, Bucket { static_cast<double>(m_burst), now }).first->second;
    bucket.tokens = filled(bucket);
    bucket.filledAt = now;
    if (bucket.tokens < 1)
        return static_cast<int>(std::ceil((1 - bucket.tokens) / perSecond));
    bucket.tokens -= 1;
    return 0;
}

}
