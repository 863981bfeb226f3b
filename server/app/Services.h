// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/AdminApi.h"
#include "app/Process.h"
#include "api_keys/ApiKeyService.h"
#include "applications/ApplicationService.h"
#include "applications/BuiltInApplications.h"
#include "audit/AuditLog.h"
#include "audit/RefusalLog.h"
#include "audit/trail/TrailService.h"
#include "factors/FactorService.h"
#include "devices/DeviceService.h"
#include "keys/RealmKeys.h"
#include "keys/SigningKeyService.h"
#include "organizations/OrganizationService.h"
#include "passkeys/PasskeyService.h"
#include "passwords/PasswordService.h"
#include "permissions/GrantService.h"
#include "permissions/PermissionService.h"
#include "permissions/RightsService.h"
#include "permissions/RoleService.h"
#include "protocol/Issuer.h"
#include "protocol/Services.h"
#include "protocol/oauth/AccessTokenVerifier.h"
#include "protocol/oauth/AuthorizationCodes.h"
#include "protocol/oauth/Consents.h"
#include "protocol/oauth/DeviceAuthorizations.h"
#include "protocol/oauth/RefreshTokens.h"
#include "protocol/oauth/TokenAudit.h"
#include "protocol/oauth/TokenIssuer.h"
#include "realms/RealmService.h"
#include "scopes/ScopeService.h"
#include "recycle/RecycleService.h"
#include "sessions/SessionService.h"
#include "setup/SetupPages.h"
#include "sign_in/FlowPages.h"
#include "users/UserService.h"

namespace auth::app {

/// All services of one thread, in the order in which they depend on each other: the composition root. Nothing else
/// constructs a service.
struct Services {
    /// With \a within, which outlives them, the services as they are inside that transaction.
    explicit Services(Process *process, db::Transaction *within = nullptr);
    Services(const Services &) = delete;
    Services &operator=(const Services &) = delete;

    Process *process;
    CacheEpochs ownEpochs; ///< Inside a transaction nothing is read of what others cached, nor kept for them.
    CacheEpochs *epochs;
    db::Database database;
    AuditLog audit;
    RefusalLog refusals;
    Revocations revocations;
    RealmKeys realmKeys;
    QStringList knownRights; ///< What operations of the admin API need.
    TrailService trail;
    RealmService realms;
    RecycleService recycleBin;
    RoleService roles;
    PermissionService permissions;
    GrantService grants;
    RightsService rights;
    ScopeService scopes;
    OrganizationService organizations;
    ApplicationService applications;
    BuiltInApplications builtInApplications;
    ApiKeyService apiKeys;
    UserService users;
    SigningKeyService signingKeys;
    SessionService sessions;
    PasswordService passwords;
    FactorService factors;
    DeviceService devices;
    PasskeyService passkeys;
    protocol::Issuers issuers;
    oauth::TokenIssuer tokenIssuer;
    oauth::AccessTokenVerifier accessTokens;
    oauth::RefreshTokens refreshTokens;
    oauth::AuthorizationCodes authorizationCodes;
    oauth::DeviceAuthorizations deviceAuthorizations;
    oauth::TokenAudit tokenAudit;
    oauth::Consents consents;
    sign_in::FlowService flows;
    sign_in::FlowPages flowPages;
    admin::AdminApi adminApi;
    protocol::Services protocol;
    setup::SetupServices setup;

    Change::Services changeServices() { return { &database, process->clock, &audit, &revocations, epochs, process->fanOut.get() }; }
};

}
