// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/AuditLog.h"
#include "db/Database.h"
#include "factors/Factor.h"
#include "pages/PageModel.h"
#include "sign_in/FlowContext.h"
#include "sign_in/FlowService.h"

namespace auth::sign_in {

// What steps that ask for a code have in common.

/// What the page says of the code before.
QList<pages::PageError> codeErrors(const Flow &flow);

/// A code that did not do, at the page \a path: its audit row \a event, which says who and what for, and what the page
/// will say, in one commit. After five the way in ends; the account's own delay goes on (security.md F2).
Task<Result<http::Response>> refuseCode(protocol::Services *services, FlowContext context, db::Transaction transaction,
    FactorVerdict verdict, const char *path, AuditEvent event);

}
