// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Schemas.h"
#include "core/Task.h"

namespace auth::console {

class Connection;

/// All roles of a realm, page after page.
Task<Result<QList<api::Role>>> readRoles(Connection *connection, QString realm);

/// All permissions of a realm with the roles that give them, page after page.
Task<Result<QList<api::PermissionMatrixRow>>> readMatrix(Connection *connection, QString realm);

}
