// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/AuditLog.h"
#include "db/Database.h"
#include "factors/FactorKind.h"
#include "pages/SecurityPages.h"
#include "sign_in/Account.h"
#include "sign_in/FlowContext.h"

namespace auth::sign_in {

// What steps that ask for a code have in common.

/// What the page says of the code before.
QList<pages::PageError> codeErrors(const Flow &flow);

/// The kind that the page is about: what was chosen of \a kinds, else what is preferred.
const FactorKind *chosenKind(const Flow &flow, const std::vector<const FactorKind *> &kinds);

/// The page at \a path that asks for a code of \a kind, with the others of \a kinds to choose from.
pages::FactorView codeView(protocol::Services *services, const FlowContext &context, const char *path, const FactorKind *kind,
    const std::vector<const FactorKind *> &kinds, const FactorsOfAccount &factors);

/// \a kind was chosen at the page \a path, or a code is to be sent (again). Ends the transaction.
Task<Result<http::Response>> chooseKind(protocol::Services *services, FlowContext context, db::Transaction transaction,
    Account account, const FactorKind *kind, QString network, const char *path);

/// A code that did not do, at the page \a path: its audit row \a event, which says who and what for, and what the page
/// will say, in one commit. After five the way in ends; the account's own delay goes on (security.md F2).
Task<Result<http::Response>> refuseCode(protocol::Services *services, FlowContext context, db::Transaction transaction,
    FactorVerdict verdict, const char *path, AuditEvent event);

/// A good code of \a kind in \a transaction: where it was a backup code, its audit row, and its owner is told.
void noteCode(protocol::Services *services, db::Transaction *transaction, const http::Request &request, const FlowContext &context,
    const Account &account, const FactorKind *kind);

}
