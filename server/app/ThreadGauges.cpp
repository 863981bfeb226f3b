// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ThreadGauges.h"

#include "metrics/Metrics.h"

namespace auth::app {

namespace {

void change(metrics::Gauge gauge, int &shown, int now)
{
    metrics::add(gauge, now - std::exchange(shown, now));
}

}

void ThreadGauges::show(db::PoolGauges pool, int connections, int requestsInFlight)
{
    change(metrics::Gauge::DatabaseConnectionsOpen, m_pool.open, pool.open);
    change(metrics::Gauge::DatabaseConnectionsBusy, m_pool.busy, pool.busy);
    change(metrics::Gauge::DatabaseWaiting, m_pool.waiting, pool.waiting);
    change(metrics::Gauge::Connections, m_connections, connections);
    change(metrics::Gauge::RequestsInFlight, m_requestsInFlight, requestsInFlight);
}

void showHashing(const HashingPoolGauges &gauges)
{
    metrics::set(metrics::Gauge::HashingQueued, gauges.queued);
    metrics::set(metrics::Gauge::HashingRunning, gauges.busy);
}

}
