// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"
#include "db/Database.h"

namespace auth::oauth::client_assertion_store {

/// A JWT that a client proved itself with.
struct Assertion {
    RealmId realmId;
    ApplicationId applicationId;
    QByteArray jtiHash;
    Timestamp expiresAt {};
};

/// False when it was used before, at whatever node. Of two at once one gets true.
Task<Result<bool>> use(db::Database *database, Assertion assertion, Deadline deadline);

}
