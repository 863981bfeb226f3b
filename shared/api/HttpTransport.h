// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Call.h"

#include <QtCore/QUrl>
#include <QtNetwork/QSslConfiguration>

#include <chrono>
#include <memory>

class QNetworkAccessManager;

namespace auth::api {

/// Calls over HTTP. Redirects are not followed: a bearer token goes to the server that it is for.
class HttpTransport final : public Transport {
public:
    /// \a server is what stands before `/admin/v1`. Retries three times, with jitter, what was not done: no connection,
    /// 429 and 502 to 504 of calls that are safe to repeat (reads, and changes with an idempotency key or a version).
    HttpTransport(QUrl server, QByteArray token);
    ~HttpTransport() override;

    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }
    void setSslConfiguration(QSslConfiguration configuration) { m_ssl = std::move(configuration); }
    void setToken(QByteArray token) { m_token = std::move(token); }

    Task<Result<Answer>> send(Call call) override;

private:
    Task<Answer> once(Call call);

    QUrl m_server;
    QByteArray m_token;
    std::chrono::milliseconds m_timeout { 30'000 };
    QSslConfiguration m_ssl;
    std::unique_ptr<QNetworkAccessManager> m_manager;
};

}
