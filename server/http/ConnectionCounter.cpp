// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/ConnectionCounter.h"

namespace auth::http {

namespace {

/// An IPv4 address, or the /64 that an IPv6 host has to itself.
quint64 addressKey(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (isV4)
        return 0x1'0000'0000 | v4; // No /64 of IPv6 that is in use begins like this.
    const Q_IPV6ADDR v6 = address.toIPv6Address();
    quint64 key = 0;
    for (int i = 0; i < 8; ++i)
        key = key << 8 | v6[i];
    return key;
}

}

Admission ConnectionCounter::admit(const QHostAddress &address, bool exempt)
{
    const std::lock_guard lock(m_mutex);
    if (m_count >= m_connections)
        return Admission::Full;
    if (!exempt) {
        int &own = m_byAddress[addressKey(address)];
        if (own >= m_perAddress)
            return Admission::AddressFull;
        ++own;
    }
    ++m_count;
    return Admission::Admitted;
}

void ConnectionCounter::release(const QHostAddress &address, bool exempt)
{
    const std::lock_guard lock(m_mutex);
    --m_count;
    if (exempt)
        return;
    const auto found = m_byAddress.find(addressKey(address));
    Q_ASSERT(found != m_byAddress.end());
    if (--found->second == 0)
        m_byAddress.erase(found);
}

int ConnectionCounter::count() const
{
    const std::lock_guard lock(m_mutex);
    return m_count;
}

}
