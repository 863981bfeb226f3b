// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Database.h"
#include "passwords/HashingPool.h"

namespace auth::app {

/// Shows at `/metrics` what one thread holds. Each thread has one of these and shows now and then; what is shown is the
/// sum of the threads.
class ThreadGauges {
public:
    ThreadGauges() = default;
    ~ThreadGauges() { show({}, 0, 0); }
    ThreadGauges(const ThreadGauges &) = delete;
    ThreadGauges &operator=(const ThreadGauges &) = delete;

    void show(db::PoolGauges pool, int connections, int requestsInFlight);

private:
    db::PoolGauges m_pool;
    int m_connections = 0;
    int m_requestsInFlight = 0;
};

/// The same for the pool that the process has one of.
void showHashing(const HashingPoolGauges &gauges);

}
