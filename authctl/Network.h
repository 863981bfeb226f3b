// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Failure.h"

#include "api/Call.h"
#include "core/Form.h"

#include <QtCore/QUrl>

#include <expected>

class QNetworkReply;
class QNetworkRequest;

namespace auth::api {
class HttpTransport;
}

namespace auth::cli {

/// What a request other than one of the admin API came to.
struct HttpAnswer {
    int status = 0; ///< 0: nothing came back, see error.
    QByteArray body;
    QByteArray date; ///< The server's clock (RFC 9110 §6.6.1).
    QString error;
    bool isTlsError = false;
};

/// The process's way into the network: one for all commands of a batch. Set up when it is first needed, so that what
/// needs none starts at once.
class Network {
public:
    static Network &shared();

    /// The URL that commands talk to; a failure where it is none. Warns once where others could read along.
    std::expected<QUrl, Failure> server(const Options &options);
    /// To the admin API of \a options' server, with \a token.
    std::expected<api::HttpTransport *, Failure> transport(const Options &options, const QByteArray &token);

    HttpAnswer get(const Options &options, const QUrl &url);
    /// As application/x-www-form-urlencoded; \a authorization is a header's value, or empty.
    HttpAnswer post(const Options &options, const QUrl &url, const Form &form, const QByteArray &authorization);

private:
    Network();
    ~Network();
    Network(const Network &) = delete;
    Network &operator=(const Network &) = delete;

    HttpAnswer exchange(
        const Options &options, QNetworkRequest request, const QByteArray &method, const QByteArray &body);

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// Is traffic to \a host seen by nobody else?
bool isLoopback(const QString &host);

}
