// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Call.h"

#include <QtCore/QUrl>
#include <QtNetwork/QSslConfiguration>

#include <chrono>
#include <functional>
#include <memory>

class QNetworkAccessManager;

namespace auth::api {

/// What went over the wire, for whoever looks for a fault. Bodies may hold secrets.
struct HttpExchange {
    QByteArray method;
    QUrl url;
    bool hasAuthorization = false;
    QByteArray requestBody;
    int status = 0; ///< 0: nothing came back, see error.
    QByteArray answerBody;
    QString error;
};
using HttpObserver = std::function<void(const HttpExchange &)>;

/// Calls over HTTP. Redirects are not followed: a bearer token goes to the server that it is for.
class HttpTransport final : public Transport {
public:
    /// \a server is what stands before `/admin/v1`. Retries three times, with jitter, what was not done: no connection,
    /// 429 and 502 to 504 of calls that are safe to repeat (reads, and changes with an idempotency key or a version).
    HttpTransport(QUrl server, QByteArray token);
    ~HttpTransport() override;

    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }
    void setSslConfiguration(QSslConfiguration configuration) { m_ssl = std::move(configuration); }
    /// The hash of the server's public key: nobody else is the server, and whoever has it is (see ServerCertificate.h).
    void setPin(QString pin) { m_pin = std::move(pin); }
    void setToken(QByteArray token) { m_token = std::move(token); }
    /// How often a call is tried at most; four times where nothing else is said.
    void setAttempts(int attempts) { m_attempts = attempts; }
    /// Sees every attempt.
    void setObserver(HttpObserver observer) { m_observer = std::move(observer); }

    Task<Result<Answer>> send(Call call) override;

private:
    Task<Answer> once(Call call);

    QUrl m_server;
    QByteArray m_token;
    std::chrono::milliseconds m_timeout { 30'000 };
    QSslConfiguration m_ssl;
    QString m_pin;
    HttpObserver m_observer;
    int m_attempts = 4;
    std::unique_ptr<QNetworkAccessManager> m_manager;
    std::shared_ptr<const bool> m_alive = std::make_shared<const bool>(true); ///< For what goes on after it.
};

}
