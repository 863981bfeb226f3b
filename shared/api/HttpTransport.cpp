// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/HttpTransport.h"

#include "api/Challenge.h"
#include "api/ServerCertificate.h"
#include "core/Json.h"
#include "core/Random.h"
#include "core/Text.h"

#include <QtCore/QIODevice>
#include <QtCore/QPromise>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>

#include <qcorofuture.h>
#include <qcorosignal.h>
#include <qcorotimer.h>

#include <algorithm>

namespace auth::api {

namespace {

using namespace std::chrono_literals;

constexpr qint64 kPiece = 1024 * 1024;
constexpr qsizetype kLongAnswer = 16 * 1024; ///< Takes a noticeable part of a frame to parse.
constexpr JsonLimits kAnswerLimits { .bytes = 64 * 1024 * 1024, .depth = 64, .members = 5'000'000 };

/// A reply must not go while it says that it has finished, which is when a coroutine goes on.
struct Later {
    void operator()(QNetworkReply *reply) const { reply->deleteLater(); }
};

/// The body of a change. Where a connection ends before the answer, Qt sends the request up to three times more by
/// itself, unless its body cannot be had again: whether a change is repeated is decided in send(), and by people.
class OnceOnly final : public QIODevice {
public:
    explicit OnceOnly(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    qint64 size() const override { return m_bytes.size(); }
    bool reset() override { return false; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = std::clamp<qint64>(m_bytes.size() - pos(), 0, most);
        std::copy_n(m_bytes.constData() + pos(), count, data);
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
};

/// Is it certain that the server saw nothing of the request?
bool wasNotSent(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProtocolUnknownError:
        return true;
    default:
        return false;
    }
}

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

/// On another thread: the one that asks may be drawing windows.
Task<Result<QJsonObject>> parsedElsewhere(QByteArray bytes)
{
    const auto promise = std::make_shared<QPromise<Result<QJsonObject>>>();
    QFuture<Result<QJsonObject>> parsed = promise->future();
    promise->start();
    QThreadPool::globalInstance()->start([promise, bytes] {
        promise->addResult(parseJsonObject(bytes, kAnswerLimits));
        promise->finish();
    });
    co_return co_await parsed;
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
    const bool changes = call.operation->changesSomething() && !call.options.dryRun;
    auto *const once = changes ? new OnceOnly(body) : nullptr;
    std::unique_ptr<QNetworkReply, Later> reply(changes
            ? m_manager->sendCustomRequest(request, call.operation->method, once)
            : m_manager->sendCustomRequest(request, call.operation->method, body));
    if (once)
        once->setParent(reply.get());
    const auto certificate = watchCertificate(reply.get(), m_pin);
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
    // Half an answer is none.
    if (answer.succeeded() && reply->error() != QNetworkReply::NoError)
        answer.status = 0;
    if (answer.status == 0) {
        answer.transportError = *certificate ? describe(**certificate) : reply->errorString();
        answer.mayBeDone = changes && !wasNotSent(reply->error());
        co_return answer;
    }
    answer.etag = reply->rawHeader("ETag");
    answer.retryAfterSeconds = reply->rawHeader("Retry-After").toInt();
    if (answer.status == 401)
        answer.demand = demandOf(reply->rawHeader("WWW-Authenticate"));
    answer.raw = reply->readAll();
    if (!answer.raw.isEmpty()) {
        // From here on the transport may be gone, and would take the reply with it.
        const QString server = m_server.toDisplayString();
        reply.reset();
        auto parsed = answer.raw.size() < kLongAnswer ? parseJsonObject(answer.raw, kAnswerLimits)
                                                      : co_await parsedElsewhere(answer.raw);
        if (parsed) {
            answer.body = std::move(*parsed);
        } else if (answer.succeeded()) {
            answer.status = 0;
            answer.mayBeDone = changes;
            answer.transportError = QStringLiteral("The answer is not JSON: is %1 the address of an Auth Server?")
                                        .arg(server);
        }
    }
    co_return answer;
}

Task<Result<Answer>> HttpTransport::send(Call call)
{
    const std::weak_ptr<const bool> alive = m_alive;
    Answer answer = co_await once(call);
    for (int attempt = 1;
         !alive.expired() && attempt < m_attempts && isWorthRepeating(answer) && isRepeatable(call); ++attempt) {
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
        if (alive.expired())
            break;
        answer = co_await once(call);
    }
    co_return answer;
}

}
