// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Endpoints.h"

#include "protocol/Issuer.h"
#include "protocol/Refusals.h"

namespace auth::protocol {

namespace {

Task<Result<http::Response>> handleAudited(Services *services, Endpoint endpoint, http::Request request)
{
    http::Request asked = request;
    auto answer = co_await endpoint.handle(services, std::move(request));
    if (!answer)
        co_await noteRefusal(services, endpoint.refusal, std::move(asked), answer.error());
    co_return answer;
}

}

void addEndpoint(http::Router *router, Services *services, Endpoint endpoint)
{
    http::Route route;
    route.method = endpoint.method;
    route.pattern = endpoint.path;
    route.style = endpoint.style;
    route.cors = endpoint.cors;
    route.name = endpoint.path;
    route.handler = [services, endpoint](http::Request request) {
        return endpoint.refusal ? handleAudited(services, endpoint, std::move(request)) : endpoint.handle(services, std::move(request));
    };
    addBelowIssuer(router, route);
}

void addBelowIssuer(http::Router *router, const http::Route &route)
{
    for (const QByteArray &prefix : { QByteArray(), QByteArrayLiteral("/realms/{realm}") }) {
        http::Route added = route;
        added.pattern = prefix + route.pattern;
        router->add(std::move(added));
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
        { Method::Get, paths::kAuthorize, Redirect, CorsPolicy::None, oidc::authorizeEndpoint, "authorization.refused" },
        { Method::Post, paths::kAuthorize, Redirect, CorsPolicy::None, oidc::authorizePostEndpoint },
        { Method::Post, paths::kToken, OAuthJson, CorsPolicy::RegisteredOrigins, oauth::tokenEndpoint, "token.refused" },
        { Method::Post, paths::kDeviceAuthorization, OAuthJson, CorsPolicy::RegisteredOrigins, oauth::deviceAuthorizationEndpoint, "device_authorization.refused" },
        { Method::Post, paths::kIntrospect, OAuthJson, CorsPolicy::None, oauth::introspectEndpoint, "introspection.refused" },
        { Method::Post, paths::kRevoke, OAuthJson, CorsPolicy::RegisteredOrigins, oauth::revokeEndpoint, "revocation.refused" },
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
