// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/AccessTokenAuthentication.h"
#include "admin/Lists.h"
#include "admin/Pipeline.h"
#include "applications/ApplicationsApi.h"
#include "permissions/GrantsApi.h"
#include "permissions/PermissionsApi.h"
#include "permissions/RolesApi.h"
#include "audit/trail/AuditApi.h"
#include "realms/RealmsApi.h"
#include "scopes/ScopesApi.h"
#include "users/UsersApi.h"

namespace auth::admin {

/// The admin API of one thread: its resources, and what stands before them.
class AdminApi {
public:
    struct Services {
        Change::Services change;
        RealmService *realms;
        ApplicationService *applications;
        RoleService *roles;
        PermissionService *permissions;
        GrantService *grants;
        RightsService *rights;
        ScopeService *scopes;
        UserService *users;
        PasswordService *passwords;
        SessionService *sessions;
        RealmKeys *keys;
        TrailService *trail;
        oauth::AccessTokenVerifier *accessTokens;
        QByteArray publicUrl; ///< Without a trailing slash.
    };

    explicit AdminApi(const Services &services);

    /// `/admin/v1/…`, and the description at `/admin/v1/openapi.json`.
    void addRoutes(http::Router *router);

private:
    AccessTokenAuthentication m_authentication;
    Lists m_lists;
    RightsGuard m_guard;
    RealmsApi m_realms;
    ApplicationsApi m_applications;
    UsersApi m_users;
    RolesApi m_roles;
    PermissionsApi m_permissions;
    GrantsApi m_grants;
    ScopesApi m_scopes;
    AuditApi m_audit;
    Pipeline m_pipeline;
};

}
