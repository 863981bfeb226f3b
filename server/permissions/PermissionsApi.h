// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/Lists.h"
#include "applications/ApplicationDirectory.h"
#include "permissions/GrantService.h"
#include "permissions/PermissionService.h"

namespace auth {

/// The admin resource of permissions, with the matrix of roles and the question who has one.
class PermissionsApi final : public admin::PermissionsHandlers {
public:
    PermissionsApi(PermissionService *permissions, GrantService *grants, ApplicationDirectory *applications,
        const admin::Lists *lists);

    Task<Result<api::PermissionList>> listPermissions(admin::ContextPointer context) override;
    Task<Result<api::Permission>> createPermission(admin::ContextPointer context, api::PermissionCreate body) override;
    Task<Result<api::Permission>> getPermission(admin::ContextPointer context) override;
    Task<Result<api::Permission>> updatePermission(admin::ContextPointer context, api::PermissionUpdate body) override;
    Task<Result<void>> deletePermission(admin::ContextPointer context) override;
    Task<Result<api::PermissionHolderList>> listPermissionHolders(admin::ContextPointer context) override;
    Task<Result<api::PermissionMatrix>> listPermissionMatrix(admin::ContextPointer context) override;

private:
    Task<Result<Permission>> find(admin::ContextPointer context) const;
    /// The application that a body names, if it names one.
    Task<Result<std::optional<ApplicationId>>> applicationOf(
        admin::ContextPointer context, Field<QString> clientId) const;

    PermissionService *m_permissions;
    GrantService *m_grants;
    ApplicationDirectory *m_applications;
    const admin::Lists *m_lists;
};

}
