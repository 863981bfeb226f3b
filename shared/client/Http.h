// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/HttpTransport.h"
#include "api/ServerCertificate.h"
#include "client/Failure.h"
#include "client/Profile.h"
#include "core/Form.h"
#include "core/Task.h"

#include <QtCore/QUrl>

#include <expected>
#include <memory>
#include <optional>

class QNetworkAccessManager;
class QNetworkRequest;

namespace auth::client {

/// What a request other than one of the admin API came to.
struct HttpAnswer {
    int status = 0; ///< 0: nothing came back, see error.
    QByteArray body;
    QByteArray date; ///< The server's clock (RFC 9110 §6.6.1).
    QString error;
    std::optional<api::CertificateProblem> certificate; ///< Why the server was not believed.
};

/// Small requests to OAuth endpoints and metadata. Redirects are not followed, cookies are not kept.
class Http {
public:
    Http();
    ~Http();
    Http(const Http &) = delete;
    Http &operator=(const Http &) = delete;

    Task<HttpAnswer> get(Profile profile, QUrl url);
    /// As application/x-www-form-urlencoded; \a authorization is a header's value, or empty.
    Task<HttpAnswer> post(Profile profile, QUrl url, Form form, QByteArray authorization);

    /// Sees every exchange; null: nobody does.
    void setObserver(api::HttpObserver observer) { m_observer = std::move(observer); }

private:
    Task<HttpAnswer> exchange(Profile profile, QNetworkRequest request, QByteArray method, QByteArray body);

    std::unique_ptr<QNetworkAccessManager> m_manager;
    api::HttpObserver m_observer;
};

/// The URL of the server; a failure where it is none.
std::expected<QUrl, Failure> serverUrl(const Profile &profile);
/// The system's certificates, and those of the profile's `ca_file`; none at all where the server's key is pinned.
std::expected<QSslConfiguration, Failure> tlsOf(const Profile &profile);
/// Is traffic to \a host seen by nobody else?
bool isLoopback(const QString &host);

Failure unreachable(const QString &what, const HttpAnswer &answer);
/// An error answer of an OAuth endpoint (RFC 6749 §5.2).
Failure oauthFailure(const HttpAnswer &answer);

}
