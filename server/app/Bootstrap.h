// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Services.h"

namespace auth::app {

/// The realm whose people administrate the server.
inline constexpr auto kSystemRealm = "system";
/// Its role that may do everything.
inline constexpr auto kAdministratorRole = "administrator";

/// Makes the system realm and the root realm where they are missing. Several nodes may do
/// it at once.
Task<Result<void>> ensureRealms(Services *services, Deadline deadline);

/// Realms that have signing keys: those that the schedule looks after.
Task<Result<QList<RealmId>>> realmsWithKeys(db::Database *database, Deadline deadline);

}
