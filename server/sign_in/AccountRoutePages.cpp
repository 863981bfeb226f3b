// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/AccountRoutePages.h"

#include "protocol/Endpoints.h"
#include "protocol/oidc/SecondFactor.h"
#include "sessions/Assurance.h"
#include "sign_in/FlowContext.h"
#include "sign_in/FlowPages.h"

namespace auth::sign_in {

using protocol::Services;

namespace {

Task<Result<http::Response>> handle(Services *services, AccountEndpoint endpoint, http::Request request)
{
    const auto issuer = CO_TRY(co_await services->issuers->resolve(request));
    if (endpoint.isServed && !endpoint.isServed(services, *issuer.realm))
        co_return failure(ErrorCode::NotFound, QStringLiteral("There is no such page here."));
    auto session = CO_TRY(co_await sessionOf(services, issuer, request));
    // The requirement may be newer than the session.
    bool lacksFactor = session && session->acr != kTwoFactors;
    if (lacksFactor) {
        const auto wanted = CO_TRY(co_await oidc::secondFactorOfAccount(
            services, issuer.realm, session->userId, oidc::secondFactorOf(*issuer.realm, nullptr), request.deadline));
        lacksFactor = wanted == oidc::SecondFactor::Required;
    }
    if (session && !lacksFactor)
        co_return co_await endpoint.handle(services, std::move(request), Visit { issuer, *std::move(session) });
    if (endpoint.askedBy == AskedBy::Script)
        co_return failure(ErrorCode::Forbidden, QStringLiteral("Nobody is signed in any more."));
    co_return co_await services->flowPages->beginAccount(std::move(request), issuer, std::move(session));
}

}

void addAccountEndpoint(http::Router *router, Services *services, AccountEndpoint endpoint)
{
    http::Route route;
    route.method = endpoint.method;
    route.pattern = endpoint.path;
    route.style = http::RouteStyle::Browser;
    route.cors = http::CorsPolicy::None;
    route.name = endpoint.path;
    route.handler = [services, endpoint](http::Request request) { return handle(services, endpoint, std::move(request)); };
    protocol::addBelowIssuer(router, route);
}

}
