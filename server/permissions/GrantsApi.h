// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/Lists.h"
#include "applications/ApplicationDirectory.h"
#include "factors/FactorService.h"
#include "permissions/GrantService.h"
#include "permissions/RightsGuard.h"
#include "permissions/RoleService.h"
#include "users/UserDirectory.h"

namespace auth {

/// The admin resource of what people and applications have, and of who has rights in the admin API.
class GrantsApi final : public admin::GrantsHandlers, public admin::AdministratorsHandlers {
public:
    struct Services {
        RoleService *roles;
        GrantService *grants;
        RightsService *rights;
        UserDirectory *users;
        ApplicationDirectory *applications;
        const FactorService *factors;
        const admin::Lists *lists;
    };
    explicit GrantsApi(Services services);

    Task<Result<api::HeldRoleList>> listUserRoles(admin::ContextPointer context) override;
    Task<Result<api::GrantedRoles>> addUserRoles(admin::ContextPointer context, api::RoleNames body) override;
    Task<Result<api::GrantedRoles>> removeUserRoles(admin::ContextPointer context, api::RoleNames body) override;
    Task<Result<api::RolePermissionList>> listUserPermissions(admin::ContextPointer context) override;
    Task<Result<api::GrantedPermissions>> grantUserPermissions(
        admin::ContextPointer context, api::PermissionNames body) override;
    Task<Result<api::GrantedPermissions>> revokeUserPermissions(
        admin::ContextPointer context, api::PermissionNames body) override;
    Task<Result<api::HeldRoleList>> listApplicationRoles(admin::ContextPointer context) override;
    Task<Result<api::GrantedRoles>> addApplicationRoles(admin::ContextPointer context, api::RoleNames body) override;
    Task<Result<api::GrantedRoles>> removeApplicationRoles(admin::ContextPointer context, api::RoleNames body) override;
    Task<Result<api::RolePermissionList>> listApplicationPermissions(admin::ContextPointer context) override;
    Task<Result<api::GrantedPermissions>> grantApplicationPermissions(
        admin::ContextPointer context, api::PermissionNames body) override;
    Task<Result<api::GrantedPermissions>> revokeApplicationPermissions(
        admin::ContextPointer context, api::PermissionNames body) override;

    Task<Result<api::AdministratorList>> listAdministrators(admin::ContextPointer context) override;

private:
    enum class Direction : quint8 { Give, Take };

    Task<Result<GrantService::Named>> find(admin::ContextPointer context, SubjectKind kind) const;
    Task<Result<api::HeldRoleList>> roles(admin::ContextPointer context, SubjectKind kind) const;
    Task<Result<api::RolePermissionList>> permissions(admin::ContextPointer context, SubjectKind kind) const;
    Task<Result<api::GrantedRoles>> moveRoles(
        admin::ContextPointer context, SubjectKind kind, QStringList names, Direction direction) const;
    Task<Result<api::GrantedPermissions>> movePermissions(
        admin::ContextPointer context, SubjectKind kind, QStringList names, Direction direction) const;

    Services m_services;
    RightsGuard m_guard;
};

}
