// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Schemas.h"
#include "permissions/GrantService.h"

namespace auth {

/// Pages of GrantService as the admin API answers them, without `next`.
api::HeldRoleList rolesAnswer(const db::ListPage &page);
api::RolePermissionList permissionsAnswer(const db::ListPage &page);
/// A person or application with a role or permission.
QJsonObject holderToJson(const Holder &holder);

}
