// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/Lists.h"
#include "applications/ApplicationDirectory.h"
#include "permissions/GrantService.h"
#include "permissions/RightsGuard.h"
#include "permissions/RoleService.h"

#include <functional>

namespace auth {

/// The admin resource of roles.
class RolesApi final : public admin::RolesHandlers {
public:
    struct Services {
        RoleService *roles;
        GrantService *grants;
        RightsService *rights;
        ApplicationDirectory *applications;
        const admin::Lists *lists;
    };
    explicit RolesApi(Services services);

    Task<Result<api::RoleList>> listRoles(admin::ContextPointer context) override;
    Task<Result<api::Role>> createRole(admin::ContextPointer context, api::RoleCreate body) override;
    Task<Result<api::Role>> getRole(admin::ContextPointer context) override;
    Task<Result<api::Role>> updateRole(admin::ContextPointer context, api::RoleUpdate body) override;
    Task<Result<void>> deleteRole(admin::ContextPointer context) override;
    Task<Result<api::RolePermissionList>> listRolePermissions(admin::ContextPointer context) override;
    Task<Result<api::Role>> grantRolePermissions(admin::ContextPointer context, api::PermissionNames body) override;
    Task<Result<api::Role>> revokeRolePermissions(admin::ContextPointer context, api::PermissionNames body) override;
    Task<Result<api::HeldRoleList>> listRoleParents(admin::ContextPointer context) override;
    Task<Result<api::Role>> addRoleParents(admin::ContextPointer context, api::RoleNames body) override;
    Task<Result<api::Role>> removeRoleParents(admin::ContextPointer context, api::RoleNames body) override;
    Task<Result<api::RoleMemberList>> listRoleMembers(admin::ContextPointer context) override;
    Task<Result<api::RoleAssignment>> assignRole(admin::ContextPointer context, api::RoleSubjects body) override;
    Task<Result<api::RoleAssignment>> unassignRole(admin::ContextPointer context, api::RoleSubjects body) override;

private:
    enum class Direction : quint8 { Assign, Unassign };

    Task<Result<Role>> find(admin::ContextPointer context) const;
    /// What to change of a role as it is when nobody else can change it.
    using Edit = std::function<RoleChanges(const Role &)>;
    /// Changes the role of the path, within the caller's rights before and after.
    Task<Result<api::Role>> update(admin::ContextPointer context, Edit edit) const;
    Task<Result<api::RoleAssignment>> move(
        admin::ContextPointer context, api::RoleSubjects body, Direction direction) const;
    Task<Result<void>> moveKind(admin::ContextPointer context, std::shared_ptr<api::RoleAssignment> answer, Role role,
        SubjectKind kind, QStringList handles, Direction direction) const;

    Services m_services;
    RightsGuard m_guard;
};

}
