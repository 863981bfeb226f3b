// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/AdminApi.h"

#include "admin/Routes.h"

namespace auth::admin {

namespace {

Task<Result<http::Response>> serveDescription(http::Request)
{
    http::Response response = http::Response::json(openApiDocument());
    response.setHeader("Cache-Control", "public, max-age=300");
    co_return response;
}

}

AdminApi::AdminApi(const Services &services)
    : m_authentication(
          services.accessTokens, services.realms, services.applications, services.rights, services.publicUrl)
    , m_lists(services.keys, services.change.clock)
    , m_guard(services.rights)
    , m_realms(services.realms, services.sessions, &m_lists)
    , m_applications(services.applications, services.sessions, &m_lists, services.rights,
          QString::fromLatin1(AccessTokenAuthentication::audience(services.publicUrl)))
    , m_users(services.users, services.passwords, services.sessions, &m_guard, &m_lists)
    , m_roles({ services.roles, services.grants, services.rights, services.applications, &m_lists })
    , m_permissions(services.permissions, services.grants, services.applications, &m_lists)
    , m_grants({ services.roles, services.grants, services.rights, services.users, services.applications, &m_lists })
    , m_scopes(services.scopes, &m_lists)
    , m_audit(services.trail)
    , m_pipeline({ services.change, &m_authentication, services.realms, services.keys })
{
}

void AdminApi::addRoutes(http::Router *router)
{
    admin::addRoutes(router, &m_pipeline,
        { .administrators = &m_grants,
            .applications = &m_applications,
            .audit = &m_audit,
            .grants = &m_grants,
            .permissions = &m_permissions,
            .realms = &m_realms,
            .roles = &m_roles,
            .scopes = &m_scopes,
            .resourceservers = &m_scopes,
            .users = &m_users });
    router->add(
        { .pattern = "/admin/v1/openapi.json", .style = http::RouteStyle::Public, .handler = serveDescription });
}

}
