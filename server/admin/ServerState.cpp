// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/ServerState.h"

namespace auth::admin {

Task<Result<ServerState::Seen>> ServerState::read(Deadline deadline) const
{
    Seen seen;
    seen.migration = CO_TRY(co_await db::migrationState(m_database, deadline));
    const ServerStateStore store(m_database);
    seen.database = CO_TRY(co_await store.read(m_clock->now(), deadline));
    seen.startedAt = m_node.startedAt;
    seen.threads = m_node.threads;
    seen.now = m_clock->now();
    seen.revocations = m_revoked->size();
    co_return seen;
}

}
