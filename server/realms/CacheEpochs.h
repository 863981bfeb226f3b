// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"

#include <array>
#include <atomic>

namespace auth {

/// Says when what threads have cached about a realm is out of date. One object per process; a change of a realm bumps
/// its number, and a cache entry is good as long as the number that was read BEFORE it was loaded is still current.
/// Realms share 1,024 slots: a collision only makes a cache load again.
class CacheEpochs {
public:
    quint64 current(RealmId realm) const { return slot(realm).load(std::memory_order_acquire); }
    void bump(RealmId realm) { slot(realm).fetch_add(1, std::memory_order_acq_rel); }
    /// When news may have been lost: every cache loads again.
    void bumpAll()
    {
        for (auto &epoch : m_epochs)
            epoch.fetch_add(1, std::memory_order_acq_rel);
    }

private:
    static constexpr size_t kSlots = 1024;
    std::atomic<quint64> &slot(RealmId realm) { return m_epochs[qHash(realm) % kSlots]; }
    const std::atomic<quint64> &slot(RealmId realm) const { return m_epochs[qHash(realm) % kSlots]; }

    std::array<std::atomic<quint64>, kSlots> m_epochs {};
};

}
