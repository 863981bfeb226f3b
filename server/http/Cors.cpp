// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Cors.h"

#include "http/RequestHost.h"

namespace auth::http {

Task<QByteArray> allowedOrigin(const Route *route, Request request, CorsOrigins *origins)
{
    const auto origin = request.header("origin");
    if (!origin || origin->isEmpty() || *origin == "null")
        co_return {};
    switch (route->cors) {
    case CorsPolicy::None:
        break;
    case CorsPolicy::AnyOrigin:
        co_return QByteArrayLiteral("*");
    case CorsPolicy::RegisteredOrigins:
        if (origins && co_await origins->isRegistered(request.pathParameter("realm"), requestHost(request), *origin))
            co_return std::as_const(*origin);
        break;
    }
    co_return {};
}

bool isPreflight(const Request &request)
{
    return request.method == Method::Options && request.header("origin")
        && request.header("access-control-request-method");
}

const RegisteredRoute *preflightedRoute(const Endpoint &endpoint, const Request &request)
{
    const auto wanted = request.header("access-control-request-method").value_or(QByteArray());
    for (const auto &registered : endpoint.byMethod) {
        if (registered
            && (methodName(registered->route.method) == wanted
                || (wanted == "HEAD" && registered->route.method == Method::Get)))
            return registered.get();
    }
    return nullptr;
}

Response preflightResponse(const Endpoint &endpoint, const QByteArray &origin)
{
    Response response = Response::noContent();
    response.addHeader(QByteArrayLiteral("Allow"), endpoint.allowedMethods());
    if (!origin.isEmpty()) {
        response.addHeader(QByteArrayLiteral("Access-Control-Allow-Origin"), origin);
        response.addHeader(QByteArrayLiteral("Access-Control-Allow-Methods"), endpoint.allowedMethods());
        response.addHeader(
            QByteArrayLiteral("Access-Control-Allow-Headers"), QByteArrayLiteral("Authorization, Content-Type, DPoP"));
        response.addHeader(QByteArrayLiteral("Access-Control-Max-Age"), QByteArrayLiteral("600"));
    }
    return response;
}

void addCorsHeaders(CorsPolicy policy, const QByteArray &origin, Response &response)
{
    // A cache must not hand one origin's answer to another.
    if (policy == CorsPolicy::RegisteredOrigins)
        response.addHeader(QByteArrayLiteral("Vary"), QByteArrayLiteral("Origin"));
    if (origin.isEmpty())
        return;
    response.setHeader(QByteArrayLiteral("Access-Control-Allow-Origin"), origin);
    response.setHeader(QByteArrayLiteral("Access-Control-Expose-Headers"),
        QByteArrayLiteral("WWW-Authenticate, X-Request-Id, DPoP-Nonce, Retry-After"));
}

}
