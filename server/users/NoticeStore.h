// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "db/Database.h"
#include "users/Notices.h"

namespace auth::notice_store {

void insert(db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray kind, Timestamp at);
/// The newest first.
Task<Result<std::vector<Notice>>> list(db::Database *database, RealmId realmId, UserId userId, int most, Deadline deadline);
Task<Result<bool>> hasUnseen(db::Database *database, RealmId realmId, UserId userId, Deadline deadline);
void markSeen(db::Transaction *transaction, RealmId realmId, UserId userId, Timestamp until, Timestamp now);

}
