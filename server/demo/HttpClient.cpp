// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/HttpClient.h"

#include "core/Json.h"

#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QNetworkRequest>

#include <qcorosignal.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace auth::demo {

namespace {

constexpr qint64 maximumAnswer = 256 * 1024;

/// A manager per exchange: the demo is used by one person, and a shared one would have to die with its thread. Its
/// reply is a child of it. Both are deleted later: what resumes the waiter is a signal of the reply.
using Manager = std::unique_ptr<QNetworkAccessManager, QScopedPointerDeleteLater>;

Manager makeManager()
{
    Manager manager(new QNetworkAccessManager);
    manager->setProxy(QNetworkProxy::NoProxy);
    return manager;
}

QNetworkRequest requestFor(const QByteArray& url, const Authorization& authorization)
{
    QNetworkRequest request(QUrl::fromEncoded(url, QUrl::StrictMode));
    request.setTransferTimeout(10'000);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Accept", "application/json");
    if (!authorization.isEmpty())
        request.setRawHeader("Authorization", authorization);
    return request;
}

Task<Result<HttpAnswer>> finish([[maybe_unused]] Manager owner, QNetworkReply* reply)
{
    if (!reply->isFinished())
        co_await qCoro(reply, &QNetworkReply::finished);
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        co_return failure(ErrorCode::Unavailable, u"The server could not be reached: %1"_s.arg(reply->errorString()));
    co_return HttpAnswer{ status, reply->read(maximumAnswer) };
}

}

Task<Result<HttpAnswer>> httpGet(QByteArray url, Authorization authorization)
{
    Manager manager = makeManager();
    QNetworkReply* reply = manager->get(requestFor(url, authorization));
    co_return co_await finish(std::move(manager), reply);
}

Task<Result<HttpAnswer>> httpPostForm(QByteArray url, Form form, Authorization authorization)
{
    Manager manager = makeManager();
    QNetworkRequest request = requestFor(url, authorization);
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/x-www-form-urlencoded"_L1);
    QNetworkReply* reply = manager->post(request, form.encode());
    co_return co_await finish(std::move(manager), reply);
}

Result<QJsonObject> jsonOf(const HttpAnswer& answer, const char* what)
{
    auto object = parseJsonObject(answer.body);
    if (answer.status == 200 && object)
        return object;
    QString error = object ? object->value(u"error").toString() : QString();
    const QString description = object ? object->value(u"error_description").toString() : QString();
    if (!description.isEmpty())
        error += u": "_s + description;
    return failure(ErrorCode::Unavailable,
        u"%1 answered %2. %3"_s.arg(QLatin1StringView(what), QString::number(answer.status), error));
}

}
