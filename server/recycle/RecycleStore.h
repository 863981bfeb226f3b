// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "realms/Change.h"

namespace auth {

/// The SQL of what becomes of deleted things.
namespace recycle_store {

/// When something deleted is due: its realm's recycle_period ago, or \a period where the realm sets none.
struct Due {
    Timestamp now;
    std::chrono::seconds period;
};

/// A thing that is gone.
struct Purged {
    RealmId realmId;
    Uuid id;
    QString name;
};

/// Purges a batch of what is due, and says what it was.
Task<Result<std::vector<Purged>>> purgeApplications(ChangePointer change, Due due, int batch);
Task<Result<std::vector<Purged>>> purgeUsers(ChangePointer change, Due due, int batch);
/// A realm that is due, locked until the change ends.
Task<Result<std::optional<Purged>>> lockDueRealm(ChangePointer change, Due due);
/// How many users of \a realm this batch purged.
Task<Result<qint64>> purgeUsersOfRealm(ChangePointer change, RealmId realm, int batch);
/// The realm and everything that is left of it.
Task<Result<void>> purgeRealm(ChangePointer change, RealmId realm);
/// Versions of objects that were deleted before they were due; the number of rows of this batch.
Task<Result<qint64>> purgeVersions(db::Database *database, Due due, int batch, Deadline deadline);

}

}
