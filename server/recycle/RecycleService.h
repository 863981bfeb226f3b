// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recycle/RecycleStore.h"

namespace auth {

/// Purges what was deleted long enough ago, in batches that hold few locks for a short time. Run by the leader;
/// harmless when run twice.
class RecycleService {
public:
    /// \a period is how long things are kept where their realm sets nothing.
    RecycleService(Change::Services services, std::chrono::seconds period)
        : m_services(services)
        , m_period(period)
    {
    }

    Task<Result<void>> purge();

private:
    using Batch = Task<Result<std::vector<recycle_store::Purged>>> (*)(ChangePointer, recycle_store::Due, int);

    ChangePointer change() const;
    Task<Result<void>> purgeAll(Batch batch, QByteArray kind) const;
    Task<Result<bool>> purgeSomeOfARealm() const;

    Change::Services m_services;
    std::chrono::seconds m_period;
};

}
