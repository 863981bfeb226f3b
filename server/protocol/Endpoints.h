// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Router.h"
#include "protocol/Services.h"

namespace auth::protocol {

/// One route below every issuer: it is added at the root, for the root realm, and below `/realms/{realm}`.
struct Endpoint {
    http::Method method;
    const char *path;
    http::RouteStyle style;
    http::CorsPolicy cors;
    Task<Result<http::Response>> (*handle)(Services *services, http::Request request);
    const char *refusal = nullptr; ///< What the audit log calls it when a client is refused; none is written where there is no name.
};

/// Adds \a endpoint twice to \a router. \a services outlives the router.
void addEndpoint(http::Router *router, Services *services, Endpoint endpoint);

/// Adds \a route, whose pattern begins at the issuer, for each of them.
void addBelowIssuer(http::Router *router, const http::Route &route);

/// Everything below an issuer that this folder serves: metadata, keys, authorization, token and the rest.
void addProtocolRoutes(http::Router *router, Services *services);

}

namespace auth::oauth {
Task<Result<http::Response>> tokenEndpoint(protocol::Services *services, http::Request request);
Task<Result<http::Response>> deviceAuthorizationEndpoint(protocol::Services *services, http::Request request);
Task<Result<http::Response>> introspectEndpoint(protocol::Services *services, http::Request request);
Task<Result<http::Response>> revokeEndpoint(protocol::Services *services, http::Request request);
}

namespace auth::oidc {
Task<Result<http::Response>> authorizeEndpoint(protocol::Services *services, http::Request request);
Task<Result<http::Response>> authorizePostEndpoint(protocol::Services *services, http::Request request);
Task<Result<http::Response>> userinfoEndpoint(protocol::Services *services, http::Request request);
Task<Result<http::Response>> discoveryEndpoint(protocol::Services *services, http::Request request);
Task<Result<http::Response>> jwksEndpoint(protocol::Services *services, http::Request request);
}
