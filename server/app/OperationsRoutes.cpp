// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/OperationsRoutes.h"

#include "app/MetricsListener.h"
#include "db/Migrator.h"
#include "metrics/Metrics.h"

namespace auth::app {

namespace {

Task<Result<http::Response>> live(Services *, http::Request)
{
    http::Response response = http::Response::json(QByteArrayLiteral("{\"status\":\"live\"}"));
    response.setHeader("Cache-Control", "no-store");
    co_return response;
}

/// 200 when requests can be answered: the database answers, its schema is ours, and we are not about to stop.
Task<Result<http::Response>> ready(Services *services, http::Request request)
{
    QString problem;
    const auto state = co_await db::migrationState(&services->database, std::min(request.deadline, deadlineIn(std::chrono::seconds(3))));
    if (services->process->stopping)
        problem = QStringLiteral("stopping");
    else if (!state)
        problem = QStringLiteral("the database does not answer");
    else if (!state->isReady())
        problem = QStringLiteral("migrations are missing");
    QJsonObject body { { u"status"_qs, problem.isEmpty() ? u"ready"_qs : u"not ready"_qs } };
    if (!problem.isEmpty())
        body.insert(u"problem"_qs, problem);
    if (state)
        body.insert(u"migration"_qs, state->current);
    http::Response response = http::Response::json(body, problem.isEmpty() ? 200 : 503);
    response.setHeader("Cache-Control", "no-store");
    if (!problem.isEmpty())
        response.setHeader("Retry-After", "1");
    co_return response;
}

/// In development without a token for everybody on loopback.
Task<Result<http::Response>> metricsRoute(Services *services, http::Request request)
{
    const Config &config = services->process->config;
    co_return metricsPage(config, request,
        config.isDevelopment() && request.peer.isLoopback() ? WithoutToken::Everybody : WithoutToken::Nobody);
}

void addRoute(http::Router *router, Services *services, const char *pattern, http::RouteStyle style, Task<Result<http::Response>> (*handle)(Services *, http::Request))
{
    http::Route route;
    route.pattern = pattern;
    route.style = style;
    route.handler = [services, handle](http::Request request) { return handle(services, std::move(request)); };
    router->add(std::move(route));
}

}

void addOperationsRoutes(http::Router *router, Services *services)
{
    addRoute(router, services, "/health/live", http::RouteStyle::Public, live);
    addRoute(router, services, "/health/ready", http::RouteStyle::Public, ready);
    addRoute(router, services, "/metrics", http::RouteStyle::Bearer, metricsRoute);
}

void observeRequests(http::Router *router)
{
    auto routes = std::make_shared<QHash<const http::Route *, metrics::Route *>>();
    for (const auto *route : router->routes())
        routes->insert(route, metrics::route(route->name.isEmpty() ? route->pattern : route->name));
    routes->insert(nullptr, metrics::route(QByteArrayLiteral("none")));
    router->setObserver([routes](const http::Route *route, http::Method method, int status, std::chrono::nanoseconds elapsed) {
        metrics::countRequest(routes->value(route), http::methodName(method), status, elapsed);
    });
}

}
