// SPDX-License-Identifier: GPL-3.0-or-later
#include "Network.h"

#include "DebugHttp.h"
#include "Interrupt.h"
#include "api/HttpTransport.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kLargestAnswer = 1024 * 1024;

int g_argumentCount = 1;
char g_name[] = "authctl";
char *g_arguments[] = { g_name, nullptr };

std::expected<QSslConfiguration, Failure> tlsOf(const Options &options)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (options.caFile.isEmpty())
        return configuration;
    const auto certificates = QSslCertificate::fromPath(options.caFile);
    if (certificates.isEmpty())
        return std::unexpected(usageFailure(u"%1 holds no certificate in PEM."_s.arg(options.caFile)));
    configuration.addCaCertificates(certificates);
    return configuration;
}

}

/// In this order: what uses the event loop goes before it.
struct Network::Parts {
    QCoreApplication application { g_argumentCount, g_arguments };
    QNetworkAccessManager manager;
    std::unique_ptr<api::HttpTransport> transport;
    QString transportServer;
    QString transportCaFile;
    QString warnedServer;
};

Network::Network()
    : m_parts(std::make_unique<Parts>())
{
    m_parts->manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    handleInterruptsInEventLoop();
}

Network::~Network() = default;

Network &Network::shared()
{
    static Network network;
    return network;
}

bool isLoopback(const QString &host)
{
    return host == "localhost"_L1 || host == "::1"_L1 || host.startsWith("127."_L1);
}

std::expected<QUrl, Failure> Network::server(const Options &options)
{
    const QUrl url(options.server, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment()
        || (url.scheme() != "https"_L1 && url.scheme() != "http"_L1))
        return std::unexpected(usageFailure(u"\"%1\" is not the URL of a server."_s.arg(options.server)));
    if (url.scheme() == "http"_L1 && !isLoopback(url.host()) && m_parts->warnedServer != options.server) {
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
    if (!parts.transport || parts.transportServer != options.server || parts.transportCaFile != options.caFile) {
        const auto tls = tlsOf(options);
        if (!tls)
            return std::unexpected(tls.error());
        parts.transport = std::make_unique<api::HttpTransport>(*url, token);
        parts.transport->setSslConfiguration(*tls);
        parts.transportServer = options.server;
        parts.transportCaFile = options.caFile;
    }
    parts.transport->setToken(token);
    parts.transport->setTimeout(std::chrono::seconds(options.timeoutSeconds));
    parts.transport->setObserver(options.debugHttp || options.verbose ? httpObserver(options) : nullptr);
    return parts.transport.get();
}

HttpAnswer Network::get(const Options &options, const QUrl &url)
{
    return exchange(options, QNetworkRequest(url), "GET", {});
}

HttpAnswer Network::post(const Options &options, const QUrl &url, const Form &form, const QByteArray &authorization)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/x-www-form-urlencoded"));
    if (!authorization.isEmpty())
        request.setRawHeader("Authorization", authorization);
    return exchange(options, std::move(request), "POST", form.encode());
}

HttpAnswer Network::exchange(
    const Options &options, QNetworkRequest request, const QByteArray &method, const QByteArray &body)
{
    HttpAnswer answer;
    const auto tls = tlsOf(options);
    if (!tls) {
        answer.error = tls.error().message;
        return answer;
    }
    request.setSslConfiguration(*tls);
    request.setTransferTimeout(options.timeoutSeconds * 1000);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Accept", "application/json");
    const std::unique_ptr<QNetworkReply> reply(m_parts->manager.sendCustomRequest(request, method, body));
    QObject::connect(reply.get(), &QNetworkReply::downloadProgress, reply.get(), [&reply](qint64 received, qint64) {
        if (received > kLargestAnswer)
            reply->abort();
    });
    QObject::connect(reply.get(), &QNetworkReply::sslErrors, reply.get(), [&answer] { answer.isTlsError = true; });
    if (!reply->isFinished()) {
        QEventLoop loop;
        QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
    }
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.date = reply->rawHeader("Date");
    answer.error = answer.status == 0 ? reply->errorString() : QString();
    answer.body = reply->readAll();
    if (options.debugHttp || options.verbose) {
        httpObserver(options)({ method, request.url(), request.rawHeaderList().contains("Authorization"), body,
            answer.status, answer.body, answer.error });
    }
    return answer;
}

}
