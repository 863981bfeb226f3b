// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/AdminApi.h"

#include "admin/Description.h"
#include "admin/Routes.h"

namespace auth::admin {

AdminApi::AdminApi(const Services &services)
    : m_authentication(
          services.accessTokens, services.realms, services.applications, services.rights, services.organizations,
          services.publicUrl)
    , m_lists(services.keys, services.change.clock)
    , m_guard(services.rights)
    , m_realms(services.realms, services.sessions, &m_lists)
    , m_applications(services.applications, services.sessions, &m_lists, services.change.clock, services.rights,
          QString::fromLatin1(AccessTokenAuthentication::audience(services.publicUrl)))
    , m_apiKeys(services.apiKeys, services.applications, &m_lists)
    , m_signingKeys(services.signingKeys, services.sessions, services.change.clock)
    , m_users(services.users, services.passwords, services.sessions,
          setup::OneTimeLinks(services.change.database, services.change.clock), &m_guard, &m_lists, services.publicUrl, services.mailer)
    , m_factors(services.factors, services.users, services.sessions, &m_guard, services.mailer, services.change.clock)
    , m_passkeys(services.passkeys, &m_guard, &m_lists)
    , m_sessions(services.sessions, services.users, services.applications, services.places, &m_lists)
    , m_devices(services.devices, services.users, services.places, &m_lists)
    , m_consents(services.consents, services.refreshTokens, services.users, services.applications, &m_lists)
    , m_tokens({ services.change.clock, services.issuers, services.applications, services.users, services.accessTokens,
          services.refreshTokens, services.protocol })
    , m_bulk(services.change.database)
    , m_jobs(&m_bulk, &m_pipeline, &m_lists)
    , m_server(ServerState(services.change.database, services.change.clock, services.revoked, services.node))
    , m_roles({ services.roles, services.grants, services.rights, services.applications, &m_lists })
    , m_permissions(services.permissions, services.grants, services.applications, &m_lists)
    , m_grants({ services.roles, services.grants, services.rights, services.users, services.applications, services.factors, &m_lists })
    , m_scopes(services.scopes, &m_lists)
    , m_audit(services.trail, &m_lists, services.change.clock)
    , m_configuration(services.change.database, services.keys, services.inside, &m_pipeline, services.passwords)
    , m_organizations({ services.organizations, services.grants, services.roles, services.rights, services.users, &m_lists })
    , m_pipeline({ services.change, &m_authentication, services.realms, services.keys, services.refusals })
    , m_bulkWorker({ services.change.database, services.change.clock, services.change.revocations, &m_authentication,
          &m_pipeline, &m_bulk })
{
}

void AdminApi::addRoutes(http::Router *router)
{
    admin::addRoutes(router, &m_pipeline,
        { .administrators = &m_grants,
            .apikeys = &m_apiKeys,
            .applications = &m_applications,
            .audit = &m_audit,
            .configuration = &m_configuration,
            .consents = &m_consents,
            .devices = &m_devices,
            .factors = &m_factors,
            .grants = &m_grants,
            .jobs = &m_jobs,
            .signingkeys = &m_signingKeys,
            .organizations = &m_organizations,
            .passkeys = &m_passkeys,
            .permissions = &m_permissions,
            .realms = &m_realms,
            .roles = &m_roles,
            .scopes = &m_scopes,
            .resourceservers = &m_scopes,
            .server = &m_server,
            .sessions = &m_sessions,
            .tokens = &m_tokens,
            .users = &m_users });
    addDescriptionRoutes(router);
}

}
