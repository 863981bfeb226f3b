// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Columns of audit_events, as `e`, that trailRowFrom() reads.
#define EVENT_COLUMNS                                                                                                  \
    "e.id, e.at, e.action, e.outcome, e.reason, e.actor_kind, e.actor_id, e.actor_name, e.target_kind, e.target_id,"   \
    " e.target_name, e.application_id, e.session_id, host(e.address) AS address, e.user_agent, e.correlation_id,"      \
    " e.before, e.after, e.data, e.realm_id, e.tx::text AS tx, e.actor_salt, e.target_salt, e.mac"
