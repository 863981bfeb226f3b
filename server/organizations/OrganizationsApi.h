// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/Lists.h"
#include "organizations/OrganizationService.h"
#include "permissions/GrantService.h"
#include "permissions/RightsService.h"
#include "permissions/RoleService.h"
#include "users/UserDirectory.h"

namespace auth {

/// The admin resource of organisations, their members and the members' roles.
class OrganizationsApi final : public admin::OrganizationsHandlers {
public:
    struct Services {
        OrganizationService *organizations;
        GrantService *grants;
        RoleService *roles;
        RightsService *rights;
        UserDirectory *users;
        const admin::Lists *lists;
    };
    explicit OrganizationsApi(Services services);

    Task<Result<api::OrganizationList>> listOrganizations(admin::ContextPointer context) override;
    Task<Result<api::Organization>> createOrganization(
        admin::ContextPointer context, api::OrganizationCreate body) override;
    Task<Result<api::Organization>> getOrganization(admin::ContextPointer context) override;
    Task<Result<api::Organization>> updateOrganization(
        admin::ContextPointer context, api::OrganizationUpdate body) override;
    Task<Result<void>> deleteOrganization(admin::ContextPointer context) override;
    Task<Result<api::OrganizationMemberList>> listOrganizationMembers(admin::ContextPointer context) override;
    Task<Result<api::MembershipList>> listUserOrganizations(admin::ContextPointer context) override;
    Task<Result<api::RoleAssignment>> addOrganizationMembers(
        admin::ContextPointer context, api::OrganizationPeople body) override;
    Task<Result<api::RoleAssignment>> removeOrganizationMembers(
        admin::ContextPointer context, api::OrganizationPeople body) override;
    Task<Result<api::GrantedRoles>> addOrganizationMemberRoles(
        admin::ContextPointer context, api::RoleNames body) override;
    Task<Result<api::GrantedRoles>> removeOrganizationMemberRoles(
        admin::ContextPointer context, api::RoleNames body) override;

private:
    enum class Direction : quint8 { Add, Remove };
    Task<Result<Organization>> find(admin::ContextPointer context) const;
    /// Forbidden for who administers this organisation only, where \a roles give what they do not have in it.
    Task<Result<void>> checkDelegate(admin::ContextPointer context, QList<RoleId> roles) const;
    /// Those of \a handles whom the caller may add or remove.
    Task<Result<QList<GrantService::Named>>> peopleFor(
        admin::ContextPointer context, Organization organization, QStringList handles, Direction direction) const;
    Task<Result<api::RoleAssignment>> move(
        admin::ContextPointer context, QStringList handles, Direction direction) const;
    Task<Result<api::GrantedRoles>> moveRoles(
        admin::ContextPointer context, QStringList names, Direction direction) const;

    Services m_services;
};

}
