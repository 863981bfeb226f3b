// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Endpoints.h"

#include "protocol/Issuer.h"

namespace auth::protocol {

void addEndpoint(http::Router *router, Services *services, Endpoint endpoint)
{
    for (const QByteArray &prefix : { QByteArray(), QByteArrayLiteral("/realms/{realm}") }) {
        http::Route route;
        route.method = endpoint.method;
        route.pattern = prefix + endpoint.path;
        route.style = endpoint.style;
        route.cors = endpoint.cors;
        route.name = endpoint.path;
        route.handler = [services, handle = endpoint.handle](http::Request request) { return handle(services, std::move(request)); };
        router->add(std::move(route));
    }
}

void addProtocolRoutes(http::Router *router, Services *services)
{
    using enum http::RouteStyle;
    using http::CorsPolicy;
    using http::Method;
    const Endpoint endpoints[] = {
        { Method::Get, paths::kOpenIdConfiguration, Public, CorsPolicy::AnyOrigin, oidc::discoveryEndpoint },
        // The spelling of the product's first requirements.
        { Method::Get, "/.well-known/openid_configuration", Public, CorsPolicy::AnyOrigin, oidc::discoveryEndpoint },
        { Method::Get, "/.well-known/oauth-authorization-server", Public, CorsPolicy::AnyOrigin, oidc::discoveryEndpoint },
        { Method::Get, paths::kJwks, Public, CorsPolicy::AnyOrigin, oidc::jwksEndpoint },
        { Method::Get, paths::kAuthorize, Redirect, CorsPolicy::None, oidc::authorizeEndpoint },
        { Method::Post, paths::kAuthorize, Redirect, CorsPolicy::None, oidc::authorizePostEndpoint },
        { Method::Post, paths::kToken, OAuthJson, CorsPolicy::RegisteredOrigins, oauth::tokenEndpoint },
        { Method::Post, paths::kDeviceAuthorization, OAuthJson, CorsPolicy::RegisteredOrigins, oauth::deviceAuthorizationEndpoint },
        { Method::Post, paths::kIntrospect, OAuthJson, CorsPolicy::None, oauth::introspectEndpoint },
        { Method::Post, paths::kRevoke, OAuthJson, CorsPolicy::RegisteredOrigins, oauth::revokeEndpoint },
        { Method::Get, paths::kUserinfo, Bearer, CorsPolicy::RegisteredOrigins, oidc::userinfoEndpoint },
        { Method::Post, paths::kUserinfo, Bearer, CorsPolicy::RegisteredOrigins, oidc::userinfoEndpoint },
    };
    for (const auto &endpoint : endpoints)
        addEndpoint(router, services, endpoint);

    // RFC 8414 §3.1: the well-known part stands before the issuer's path.
    for (const char *pattern : { "/.well-known/oauth-authorization-server/realms/{realm}", "/.well-known/openid-configuration/realms/{realm}" }) {
        http::Route route;
        route.pattern = pattern;
        route.cors = CorsPolicy::AnyOrigin;
        route.name = paths::kOpenIdConfiguration;
        route.handler = [services](http::Request request) { return oidc::discoveryEndpoint(services, std::move(request)); };
        router->add(std::move(route));
    }
}

}
