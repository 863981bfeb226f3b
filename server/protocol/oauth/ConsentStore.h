// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"
#include "db/Listing.h"

namespace auth::oauth::consent_store {

/// The scopes that the person gave the application; empty when they gave none.
Task<Result<QStringList>> find(db::Database *database, RealmId realmId, UserId userId, ApplicationId applicationId, Deadline deadline);
const db::ListSpec &listSpec();
Task<Result<db::ListPage>> list(db::Database *database, RealmId realmId, db::ListRequest request, Deadline deadline);
/// False when there was none.
Task<Result<bool>> remove(db::Transaction *transaction, RealmId realmId, UserId userId, ApplicationId applicationId);
/// Adds \a scope to what was given.
void grant(db::Transaction *transaction, RealmId realmId, UserId userId, ApplicationId applicationId, QStringList scope, Timestamp now);

}
