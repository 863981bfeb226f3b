// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "db/Database.h"

#include <vector>

namespace auth {

/// Something that the owner of an account is told of (security.md S12), as their account page shows it.
struct Notice {
    QByteArray kind; ///< `password_changed` and the like; who writes the letter about it has the text.
    Timestamp at {};
    bool seen = false;
};

/// Leaves a notice in \a transaction, whether a mail goes out as well or not. No round trip.
void leaveNotice(db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray kind, Timestamp now);
/// The newest \a most, the newest first.
Task<Result<std::vector<Notice>>> noticesOf(db::Database *database, RealmId realmId, UserId userId, int most, Deadline deadline);
Task<Result<bool>> hasUnseenNotices(db::Database *database, RealmId realmId, UserId userId, Deadline deadline);
/// The person saw what came up to \a until.
void markNoticesSeen(db::Transaction *transaction, RealmId realmId, UserId userId, Timestamp until, Timestamp now);

}
