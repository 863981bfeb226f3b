// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/AccessTokenAuthentication.h"
#include "admin/Lists.h"
#include "admin/Pipeline.h"
#include "admin/ServerApi.h"
#include "api_keys/ApiKeysApi.h"
#include "applications/ApplicationsApi.h"
#include "bulk/BulkWorker.h"
#include "bulk/JobsApi.h"
#include "declarations/ConfigurationApi.h"
#include "factors/FactorsApi.h"
#include "devices/DevicesApi.h"
#include "keys/SigningKeysApi.h"
#include "organizations/OrganizationsApi.h"
#include "passkeys/PasskeysApi.h"
#include "permissions/GrantsApi.h"
#include "permissions/PermissionsApi.h"
#include "permissions/RolesApi.h"
#include "audit/trail/AuditApi.h"
#include "protocol/oauth/ConsentsApi.h"
#include "protocol/oauth/TokensApi.h"
#include "realms/RealmsApi.h"
#include "scopes/ScopesApi.h"
#include "sessions/SessionsApi.h"
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
        ApiKeyService *apiKeys;
        OrganizationService *organizations;
        UserService *users;
        PasswordService *passwords;
        FactorService *factors;
        PasskeyService *passkeys;
        SessionService *sessions;
        DeviceService *devices;
        const mail::Mailer *mailer;
        const places::Places *places;
        RealmKeys *keys;
        TrailService *trail;
        RefusalLog *refusals;
        SigningKeyService *signingKeys;
        oauth::AccessTokenVerifier *accessTokens;
        protocol::Issuers *issuers;
        oauth::RefreshTokens *refreshTokens;
        oauth::Consents *consents;
        const RevocationSet *revoked;
        ServerState::Node node;
        protocol::Services *protocol;
        QByteArray publicUrl; ///< Without a trailing slash.
        InsideMaker inside;
    };

    explicit AdminApi(const Services &services);

    /// `/admin/v1/…`, and the description at `/admin/v1/openapi.json`.
    void addRoutes(http::Router *router);
    /// Runs an operation for another one. After addRoutes().
    Task<Result<Outcome>> call(InsideCall call) const { return m_pipeline.call(std::move(call)); }

    /// Does bulk jobs; after addRoutes(), which is what makes operations known.
    BulkWorker &bulkWorker() { return m_bulkWorker; }

private:
    AccessTokenAuthentication m_authentication;
    Lists m_lists;
    RightsGuard m_guard;
    RealmsApi m_realms;
    ApplicationsApi m_applications;
    ApiKeysApi m_apiKeys;
    SigningKeysApi m_signingKeys;
    UsersApi m_users;
    FactorsApi m_factors;
    PasskeysApi m_passkeys;
    SessionsApi m_sessions;
    DevicesApi m_devices;
    oauth::ConsentsApi m_consents;
    oauth::TokensApi m_tokens;
    BulkService m_bulk;
    JobsApi m_jobs;
    ServerApi m_server;
    RolesApi m_roles;
    PermissionsApi m_permissions;
    GrantsApi m_grants;
    ScopesApi m_scopes;
    AuditApi m_audit;
    ConfigurationApi m_configuration;
    OrganizationsApi m_organizations;
    Pipeline m_pipeline;
    BulkWorker m_bulkWorker;
};

}
