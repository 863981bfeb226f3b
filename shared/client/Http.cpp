// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/Http.h"

#include "core/Json.h"

#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>

#include <qcorosignal.h>

namespace auth::client {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kLargestAnswer = 1024 * 1024;

/// A reply must not go while it says that it has finished, which is when a coroutine goes on.
struct Later {
    void operator()(QNetworkReply *reply) const { reply->deleteLater(); }
};

}

Http::Http()
    : m_manager(std::make_unique<QNetworkAccessManager>())
{
    m_manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

Http::~Http() = default;

bool isLoopback(const QString &host)
{
    return host == "localhost"_L1 || host == "::1"_L1 || host.startsWith("127."_L1);
}

std::expected<QUrl, Failure> serverUrl(const Profile &profile)
{
    const QUrl url(profile.server, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment()
        || (url.scheme() != "https"_L1 && url.scheme() != "http"_L1))
        return std::unexpected(usageFailure(u"\"%1\" is not the URL of a server."_s.arg(profile.server)));
    return url;
}

std::expected<QSslConfiguration, Failure> tlsOf(const Profile &profile)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!profile.pin.isEmpty()) {
        api::trustPinOnly(configuration);
        return configuration;
    }
    if (profile.caFile.isEmpty())
        return configuration;
    const auto certificates = QSslCertificate::fromPath(profile.caFile);
    if (certificates.isEmpty())
        return std::unexpected(usageFailure(u"%1 holds no certificate in PEM."_s.arg(profile.caFile)));
    configuration.addCaCertificates(certificates);
    return configuration;
}

Task<HttpAnswer> Http::get(Profile profile, QUrl url)
{
    co_return co_await exchange(std::move(profile), QNetworkRequest(url), "GET", {});
}

Task<HttpAnswer> Http::post(Profile profile, QUrl url, Form form, QByteArray authorization)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/x-www-form-urlencoded"));
    if (!authorization.isEmpty())
        request.setRawHeader("Authorization", authorization);
    co_return co_await exchange(std::move(profile), std::move(request), "POST", form.encode());
}

Task<HttpAnswer> Http::exchange(Profile profile, QNetworkRequest request, QByteArray method, QByteArray body)
{
    HttpAnswer answer;
    const auto tls = tlsOf(profile);
    if (!tls) {
        answer.error = tls.error().message;
        co_return answer;
    }
    request.setSslConfiguration(*tls);
    request.setTransferTimeout(profile.timeoutSeconds * 1000);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Accept", "application/json");
    const std::unique_ptr<QNetworkReply, Later> reply(m_manager->sendCustomRequest(request, method, body));
    QNetworkReply *const waited = reply.get();
    QObject::connect(waited, &QNetworkReply::downloadProgress, waited, [waited](qint64 received, qint64) {
        if (received > kLargestAnswer)
            waited->abort();
    });
    const auto certificate = api::watchCertificate(waited, profile.pin);
    if (!reply->isFinished())
        co_await qCoro(waited, &QNetworkReply::finished);
    answer.certificate = *certificate;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.date = reply->rawHeader("Date");
    if (answer.status == 0)
        answer.error = answer.certificate ? api::describe(*answer.certificate) : reply->errorString();
    answer.body = reply->readAll();
    if (m_observer) {
        m_observer({ method, request.url(), request.rawHeaderList().contains("Authorization"), body, answer.status,
            answer.body, answer.error });
    }
    co_return answer;
}

Failure unreachable(const QString &what, const HttpAnswer &answer)
{
    Failure failure;
    failure.exitCode = Unreachable;
    failure.code = answer.certificate ? u"tls"_s : u"unreachable"_s;
    failure.certificate = answer.certificate;
    failure.message = u"%1: %2"_s.arg(what, answer.error);
    failure.retryable = !answer.certificate;
    failure.next = u"authctl doctor"_s;
    return failure;
}

Failure oauthFailure(const HttpAnswer &answer)
{
    const QJsonObject body = parseJsonObject(answer.body).value_or(QJsonObject());
    Failure failure;
    failure.code = body[u"error"].toString(u"server_error"_s);
    failure.message = body[u"error_description"].toString(u"The server answered %1."_s.arg(answer.status));
    failure.exitCode = answer.status >= 500 ? ServerFault : answer.status == 429 ? RateLimited : NotLoggedIn;
    if (failure.code == "access_denied"_L1 || failure.code == "unauthorized_client"_L1
        || failure.code == "invalid_scope"_L1)
        failure.exitCode = Forbidden;
    failure.retryable = answer.status >= 500 || answer.status == 429;
    return failure;
}

}
