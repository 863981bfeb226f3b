// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"
#include "db/Database.h"
#include "factors/FactorBypass.h"

namespace auth::factor_bypass_store {

Task<Result<std::optional<FactorBypass>>> find(db::Database *database, RealmId realmId, UserId userId, Deadline deadline);
Task<Result<std::optional<FactorBypass>>> lock(db::Transaction *transaction, RealmId realmId, UserId userId);
/// In place of the person's last one.
void put(db::Transaction *transaction, RealmId realmId, UserId userId, const FactorBypass &bypass);
void remove(db::Transaction *transaction, RealmId realmId, UserId userId);
/// Uses an open one up: true once, on all nodes.
Task<Result<bool>> use(db::Transaction *transaction, RealmId realmId, UserId userId, Timestamp now);

}
