// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "core/Form.h"
#include "core/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtNetwork/QHostAddress>

#include <memory>
#include <optional>

namespace auth::http {

/// No route takes TRACE: it is known so that it is refused as RFC 9110 §15.5.6 says, with what is allowed.
enum class Method : quint8 { Get, Head, Post, Put, Patch, Delete, Options, Trace };

/// The wire name, `GET`.
QByteArray methodName(Method method);

struct Header {
    QByteArray name; ///< Lower case.
    QByteArray value; ///< Without surrounding white space.
};

/// Set by the edge when the client has left; a handler may look at it between steps to stop early.
struct Cancellation {
    bool cancelled = false; ///< Only read and written on the connection's thread.
};

/// A request as a value: the handler owns its copy, whatever becomes of the connection.
struct Request {
    Method method = Method::Get;
    QByteArray path; ///< As received, starts with `/`, without the query. Not percent-decoded.
    QByteArray query; ///< As received, without `?`.
    QList<Header> headers;
    QByteArray body;

    QHostAddress peer; ///< The client's address: the socket's, or the one a trusted proxy names.
    bool secure = false; ///< The client reached us (or the trusted proxy) over TLS.
    QByteArray clientCertificate; ///< DER of the TLS client certificate, where one was presented.

    QByteArray correlationId; ///< Ours, or a well-formed X-Request-Id of a trusted proxy. In every answer and log record.
    Deadline deadline; ///< Every wait of the handler ends by then.
    std::shared_ptr<Cancellation> cancellation;

    QList<std::pair<QByteArray, QString>> pathParameters; ///< `{realm}` and the like, percent-decoded, by the router.

    /// The value of the only header \a name (lower case); nothing when absent or repeated.
    std::optional<QByteArray> header(QByteArrayView name) const;
    /// The decoded value of `{name}`; empty when the route has none.
    QString pathParameter(QByteArrayView name) const;
    /// The value of cookie \a name; nothing when absent.
    std::optional<QByteArray> cookie(QByteArrayView name) const;
    QList<std::pair<QByteArray, QByteArray>> cookies() const;

    Result<Form> queryForm() const;
    /// The body as a form; UnsupportedMediaType when the Content-Type is another one.
    Result<Form> bodyForm() const;
    /// Media type in lower case, without parameters.
    QByteArray contentType() const;
};

}
