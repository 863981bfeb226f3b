// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Worker.h"

#include "app/OperationsRoutes.h"
#include "metrics/Metrics.h"
#include "pages/CspReports.h"
#include "protocol/Endpoints.h"
#include "setup/DeviceLinkPages.h"
#include "setup/PasswordLinkPages.h"
#include "sign_in/SignInPages.h"

namespace auth::app {

namespace {

constexpr std::chrono::milliseconds kFlushInterval { 500 };

http::EdgeOptions edgeOptions(const Process &process)
{
    const Config &config = process.config;
    const HttpSettings &http = config.http;
    http::EdgeOptions options;
    options.head.targetBytes = static_cast<size_t>(http.requestLineLimit);
    options.head.fields = static_cast<size_t>(http.headerFields);
    options.head.fieldBytes = static_cast<size_t>(http.headLimit);
    options.handshakeTimeout = http.tlsHandshakeTimeout;
    options.headTimeout = http.headTimeout;
    options.bodyTimeout = http.bodyTimeout;
    options.minimumRate = http.bodyMinimumRate;
    options.responseTimeout = http.responseTimeout;
    options.idleTimeout = http.keepAliveTimeout;
    options.proxyIdleTimeout = http.proxyKeepAliveTimeout;
    options.requestsPerConnection = http.requestsPerConnection;
    options.connectionLifetime = http.connectionLifetime;
    options.writeQueue = http.writeQueueLimit;
    options.connectionCounter = process.connections;
    options.exemptLoopback = config.isDevelopment();
    options.publicOrigin = config.publicUrl;
    QStringList ranges;
    for (const auto &proxy : config.trustedProxies)
        ranges.append(proxy.address.toString() + u'/' + QString::number(proxy.prefixLength));
    // The ranges were read by the configuration: they parse.
    options.trustedProxies = http::TrustedProxies::parse(ranges).value_or(http::TrustedProxies());
    return options;
}

}

/// The origins that applications registered, for CORS.
class Worker::Origins final : public http::CorsOrigins {
public:
    explicit Origins(Services *services)
        : m_services(services)
    {
    }
    Task<bool> isRegistered(QString realm, QByteArray host, QByteArray origin) override
    {
        const auto deadline = deadlineIn(std::chrono::seconds(5));
        const auto issuer = co_await m_services->issuers.at(host, realm.toUtf8(), deadline);
        if (!issuer)
            co_return false;
        const auto registered = co_await m_services->applications.isOriginRegistered(issuer->realm->id, origin, deadline);
        co_return registered && *registered;
    }
    Task<bool> isOwnHost(QByteArray host) override
    {
        const auto realm = co_await m_services->realms.findByHost(host, deadlineIn(std::chrono::seconds(5)));
        co_return realm && *realm;
    }

private:
    Services *m_services;
};

Worker::Worker(Process *process)
    : m_process(process)
    , m_services(process)
    , m_origins(std::make_unique<Origins>(&m_services))
{
    m_router.setPublicOrigin(process->config.publicUrl);
    m_router.setErrorPage(process->pages.get());
    m_router.setCorsOrigins(m_origins.get());
    addOperationsRoutes(&m_router, &m_services);
    m_services.adminApi.addRoutes(&m_router);
    protocol::addProtocolRoutes(&m_router, &m_services.protocol);
    sign_in::addSignInRoutes(&m_router, &m_services.protocol);
    setup::addSetupRoutes(&m_router, &m_services.setup);
    setup::addPasswordLinkRoutes(&m_router, &m_services.setup);
    setup::addDeviceLinkRoutes(&m_router, &m_services.setup);
    process->pages->staticFiles().addRoutes(&m_router);
    pages::addCspReportRoute(&m_router);
    if (process->addDevelopmentRoutes)
        process->addDevelopmentRoutes(&m_router, &m_services.database);
    observeRequests(&m_router);

    m_edge = std::make_unique<http::HttpEdge>(edgeOptions(*process), &m_router);
    if (process->tls)
        m_edge->setTls(*process->tls);
    QObject::connect(&m_flush, &QTimer::timeout, &m_flush, [this] {
        spawn(m_services.sessions.flush(), "sessions.flush");
        spawn(m_services.users.flush(), "users.flush");
        spawn(m_services.tokenAudit.flush(), "token_audit.flush");
        spawn(m_services.apiKeys.flush(), "api_keys.flush");
        spawn(m_services.refusals.flush(), "refusals.flush");
        m_gauges.show(m_services.database.gauges(), m_edge->connectionCount(), m_edge->requestsInFlight());
        showHashing(m_process->hashing->gauges());
    });
    m_flush.start(kFlushInterval);
}

Worker::~Worker() = default;

Result<void> Worker::listen(Endpoint endpoint)
{
    const auto transport = m_process->tls ? http::Transport::Tls : http::Transport::Plain;
    TRY(m_edge->listen(endpoint.address, endpoint.port, transport));
    return {};
}

void Worker::setTls(const QSslConfiguration &configuration)
{
    m_edge->setTls(configuration);
}

Task<> Worker::stop()
{
    m_flush.stop();
    co_await m_edge->stop(m_process->config.shutdownTimeout);
    co_await m_services.sessions.flush();
    co_await m_services.users.flush();
    co_await m_services.tokenAudit.flush();
    co_await m_services.apiKeys.flush();
    co_await m_services.refusals.flush(RefusalLog::Counts::Now);
}

}
