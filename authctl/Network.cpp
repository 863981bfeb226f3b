// SPDX-License-Identifier: GPL-3.0-or-later
#include "Network.h"

#include "DebugHttp.h"
#include "Interrupt.h"
#include "api/HttpTransport.h"

#include <QtCore/QCoreApplication>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

int g_argumentCount = 1;
char g_name[] = "authctl";
char *g_arguments[] = { g_name, nullptr };

}

/// In this order: what uses the event loop goes before it.
struct Network::Parts {
    QCoreApplication application { g_argumentCount, g_arguments };
    Http http;
    std::unique_ptr<api::HttpTransport> transport;
    QString transportServer;
    QString transportCaFile;
    QString transportPin;
    QString warnedServer;
};

Network::Network()
    : m_parts(std::make_unique<Parts>())
{
    handleInterruptsInEventLoop();
}

Network::~Network() = default;

Network &Network::shared()
{
    static Network network;
    return network;
}

std::expected<QUrl, Failure> Network::server(const Options &options)
{
    const auto url = serverUrl(options);
    if (!url)
        return url;
    if (url->scheme() == "http"_L1 && !isLoopback(url->host()) && m_parts->warnedServer != options.server) {
        m_parts->warnedServer = options.server;
        note(options, u"warning: %1 is not encrypted: the token can be read on the way"_s.arg(options.server));
    }
    return url;
}

std::expected<api::HttpTransport *, Failure> Network::transport(const Options &options, const QByteArray &token)
{
    const auto url = server(options);
    if (!url)
        return std::unexpected(url.error());
    Parts &parts = *m_parts;
    if (!parts.transport || parts.transportServer != options.server || parts.transportCaFile != options.caFile
        || parts.transportPin != options.pin) {
        const auto tls = tlsOf(options);
        if (!tls)
            return std::unexpected(tls.error());
        parts.transport = std::make_unique<api::HttpTransport>(*url, token);
        parts.transport->setSslConfiguration(*tls);
        parts.transport->setPin(options.pin);
        parts.transportServer = options.server;
        parts.transportCaFile = options.caFile;
        parts.transportPin = options.pin;
    }
    parts.transport->setToken(token);
    parts.transport->setTimeout(std::chrono::seconds(options.timeoutSeconds));
    parts.transport->setObserver(options.debugHttp || options.verbose ? httpObserver(options) : nullptr);
    return parts.transport.get();
}

Http *Network::http(const Options &options)
{
    m_parts->http.setObserver(options.debugHttp || options.verbose ? httpObserver(options) : nullptr);
    return &m_parts->http;
}

HttpAnswer Network::get(const Options &options, const QUrl &url)
{
    return wait(http(options)->get(options, url));
}

}
