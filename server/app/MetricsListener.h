// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Config.h"
#include "http/HttpEdge.h"
#include "http/Router.h"

namespace auth::app {

/// Who gets the metrics where no token is configured.
enum class WithoutToken : quint8 { Nobody, Everybody };

/// `/metrics` as \a request gets it: for those who present AUTH_METRICS_TOKEN.
Result<http::Response> metricsPage(const Config &config, const http::Request &request, WithoutToken withoutToken);

/// The listener of AUTH_METRICS_LISTEN: plain HTTP, `/metrics` and nothing else, for a network that only scrapers reach.
/// Lives on its thread.
class MetricsListener {
public:
    explicit MetricsListener(const Config *config);

    /// The port, which the kernel chose where the setting's is 0.
    Result<quint16> listen();
    Task<> stop();

private:
    const Config *m_config;
    http::Router m_router;
    http::HttpEdge m_edge;
};

}
