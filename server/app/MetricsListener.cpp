// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/MetricsListener.h"

#include "metrics/Metrics.h"

namespace auth::app {

namespace {

Task<Result<http::Response>> answer(const Config *config, http::Request request)
{
    co_return metricsPage(*config, request, WithoutToken::Everybody);
}

}

Result<http::Response> metricsPage(const Config &config, const http::Request &request, WithoutToken withoutToken)
{
    const QByteArray presented = request.header("authorization").value_or(QByteArray());
    const bool good = config.metrics.token.isEmpty()
        ? withoutToken == WithoutToken::Everybody
        : presented.startsWith("Bearer ") && config.metrics.token.equals(QByteArrayView(presented).sliced(7));
    if (!good)
        return failure(ErrorCode::Unauthenticated, QStringLiteral("Metrics need the bearer token of AUTH_METRICS_TOKEN."));
    http::Response response = http::Response::text(metrics::render(), metrics::contentType);
    response.setHeader("Cache-Control", "no-store");
    return response;
}

MetricsListener::MetricsListener(const Config *config)
    : m_config(config)
    , m_edge({}, &m_router)
{
    http::Route route;
    route.pattern = "/metrics";
    route.style = http::RouteStyle::Public;
    route.handler = [config](http::Request request) { return answer(config, std::move(request)); };
    m_router.add(std::move(route));
}

Result<quint16> MetricsListener::listen()
{
    return m_edge.listen(m_config->metrics.listen->address, m_config->metrics.listen->port);
}

Task<> MetricsListener::stop()
{
    co_await m_edge.stop(m_config->shutdownTimeout);
}

}
