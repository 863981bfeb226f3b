// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/HttpTransport.h"

#include "api/Challenge.h"
#include "core/Json.h"
#include "core/Random.h"
#include "core/Text.h"

#include <QtCore/QTimer>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>

#include <qcorosignal.h>
#include <qcorotimer.h>

namespace auth::api {

namespace {

using namespace std::chrono_literals;

constexpr qint64 kPiece = 1024 * 1024;
constexpr JsonLimits kAnswerLimits { .bytes = 64 * 1024 * 1024, .depth = 64, .members = 5'000'000 };

/// A reply must not go while it says that it has finished, which is when a coroutine goes on.
struct Later {
    void operator()(QNetworkReply *reply) const { reply->deleteLater(); }
};

/// Would a second time do no more than the first?
bool isRepeatable(const Call &call)
{
    if (call.sink)
        return false;
    return !call.operation->changesSomething() || call.options.dryRun || !call.options.idempotencyKey.isEmpty()
        || call.options.ifVersion;
}

bool isSuccess(const QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return status >= 200 && status < 300;
}

/// Passes on what there is. False when \a sink wants no more.
bool drain(QNetworkReply *reply, const std::function<bool(const QByteArray &)> &sink)
{
    const QByteArray piece = reply->readAll();
    return piece.isEmpty() || sink(piece);
}

void passOn(QNetworkReply *reply, const std::function<bool(const QByteArray &)> &sink)
{
    // No faster than it is taken.
    reply->setReadBufferSize(kPiece);
    QObject::connect(reply, &QNetworkReply::readyRead, reply, [reply, sink] {
        if (isSuccess(*reply) && !drain(reply, sink))
            reply->abort();
    });
}

bool isWorthRepeating(const Answer &answer)
{
    return answer.status == 0 || answer.status == 429 || (answer.status >= 502 && answer.status <= 504);
}

}

HttpTransport::HttpTransport(QUrl server, QByteArray token)
    : m_server(std::move(server))
    , m_token(std::move(token))
    , m_ssl(QSslConfiguration::defaultConfiguration())
{
}

HttpTransport::~HttpTransport() = default;

Task<Answer> HttpTransport::once(Call call)
{
    if (!m_manager) {
        m_manager = std::make_unique<QNetworkAccessManager>();
        m_manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        m_manager->setAutoDeleteReplies(false);
    }
    QByteArray base = m_server.toEncoded();
    while (base.endsWith('/'))
        base.chop(1);
    QNetworkRequest request(QUrl::fromEncoded(base + call.target(), QUrl::StrictMode));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setTransferTimeout(static_cast<int>(m_timeout.count()));
    request.setSslConfiguration(m_ssl);
    request.setRawHeader("Accept", call.sink ? "*/*" : "application/json, application/problem+json");
    if (!m_token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_token);
    if (call.options.ifVersion)
        request.setRawHeader("If-Match", '"' + QByteArray::number(*call.options.ifVersion) + '"');
    if (!call.options.idempotencyKey.isEmpty())
        request.setRawHeader("Idempotency-Key", call.options.idempotencyKey);
    if (!call.options.reason.isEmpty())
        request.setRawHeader("Audit-Reason", percentEncode(call.options.reason.toUtf8()));
    QByteArray body;
    if (call.body) {
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
        body = toJson(*call.body);
    }
    const std::unique_ptr<QNetworkReply, Later> reply(m_manager->sendCustomRequest(request, call.operation->method, body));
    if (call.sink)
        passOn(reply.get(), call.sink);
    if (!reply->isFinished())
        co_await qCoro(reply.get(), &QNetworkReply::finished);

    Answer answer;
    if (m_observer) {
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        m_observer({ call.operation->method, request.url(), !m_token.isEmpty(), body, status,
            reply->peek(kAnswerLimits.bytes), status == 0 ? reply->errorString() : QString() });
    }
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (call.sink && answer.succeeded()) {
        // Half an answer is none, and there is no second one: what came was passed on.
        if (!drain(reply.get(), call.sink) || reply->error() != QNetworkReply::NoError) {
            answer.status = 0;
            answer.transportError = reply->errorString();
        }
        co_return answer;
    }
    if (answer.status == 0) {
        answer.transportError = reply->errorString();
        co_return answer;
    }
    answer.etag = reply->rawHeader("ETag");
    answer.retryAfterSeconds = reply->rawHeader("Retry-After").toInt();
    if (answer.status == 401)
        answer.demand = demandOf(reply->rawHeader("WWW-Authenticate"));
    answer.raw = reply->readAll();
    if (!answer.raw.isEmpty()) {
        if (auto parsed = parseJsonObject(answer.raw, kAnswerLimits)) {
            answer.body = std::move(*parsed);
        } else if (answer.succeeded()) {
            answer.status = 0;
            answer.transportError = QStringLiteral("The answer is not JSON: is %1 the address of an Auth Server?")
                                        .arg(m_server.toDisplayString());
        }
    }
    co_return answer;
}

Task<Result<Answer>> HttpTransport::send(Call call)
{
    Answer answer = co_await once(call);
    for (int attempt = 1; attempt < m_attempts && isWorthRepeating(answer) && isRepeatable(call); ++attempt) {
        // Between half and all of 400, 800, 1600 ms, so that many callers do not come back at once.
        const int half = 100 << attempt;
        auto pause = std::chrono::milliseconds(half + half * static_cast<quint8>(randomBytes(1)[0]) / 255);
        if (answer.retryAfterSeconds > 30)
            break; // The caller is told, and decides.
        pause = std::max(pause, std::chrono::milliseconds(answer.retryAfterSeconds * 1000));
        QTimer timer;
        timer.setSingleShot(true);
        timer.start(pause);
        co_await timer;
        answer = co_await once(call);
    }
    co_return answer;
}

}
