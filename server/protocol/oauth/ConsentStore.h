// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"
#include "db/Database.h"

namespace auth::oauth::consent_store {

/// The scopes that the person gave the application; empty when they gave none.
Task<Result<QStringList>> find(db::Database *database, RealmId realmId, UserId userId, ApplicationId applicationId, Deadline deadline);
/// Adds \a scope to what was given.
void grant(db::Transaction *transaction, RealmId realmId, UserId userId, ApplicationId applicationId, QStringList scope, Timestamp now);

}
