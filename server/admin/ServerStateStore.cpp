// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/ServerStateStore.h"

namespace auth::admin {

namespace {

const db::Query kDatabase { "server_database",
    "SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS size,"
    " (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()) AS connections,"
    " (SELECT count(*) FROM realms WHERE deleted_at IS NULL) AS realms,"
    " (SELECT count(*) FROM signing_keys WHERE removes_at <= $1 AND revoked_at IS NULL) AS keys_due" };
const db::Query kOutbox { "server_outbox",
    "SELECT count(*) FILTER (WHERE failed_at IS NULL AND claimed_until IS NULL) AS waiting,"
    " count(*) FILTER (WHERE failed_at IS NULL AND claimed_until IS NOT NULL) AS running,"
    " count(*) FILTER (WHERE failed_at IS NOT NULL) AS failed,"
    " min(created_at) FILTER (WHERE failed_at IS NULL) AS oldest FROM outbox WHERE done_at IS NULL" };
const db::Query kJobs { "server_jobs",
    "SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'running') AS running,"
    " count(*) FILTER (WHERE state = 'failed') AS failed,"
    " min(created_at) FILTER (WHERE state IN ('waiting', 'running')) AS oldest FROM jobs" };

QueueState queue(const db::Rows &rows)
{
    QueueState state;
    state.waiting = rows.integer(0, "waiting");
    state.running = rows.integer(0, "running");
    state.failed = rows.integer(0, "failed");
    if (!rows.isNull(0, "oldest"))
        state.oldest = rows.time(0, "oldest");
    return state;
}

}

Task<Result<DatabaseState>> ServerStateStore::read(Timestamp now, Deadline deadline) const
{
    DatabaseState state;
    const auto rows = CO_TRY(co_await m_database->execute(&kDatabase, db::Params::of(now), deadline));
    state.version = rows.text(0, "version");
    state.sizeBytes = rows.integer(0, "size");
    state.connections = rows.integer(0, "connections");
    state.realms = rows.integer(0, "realms");
    state.keysDue = rows.integer(0, "keys_due");
    state.outbox = queue(CO_TRY(co_await m_database->execute(&kOutbox, db::Params::of(), deadline)));
    state.jobs = queue(CO_TRY(co_await m_database->execute(&kJobs, db::Params::of(), deadline)));
    co_return state;
}

}
