// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Response.h"

namespace auth::http {

/// How a response is framed (RFC 9112 §6.3).
enum class Framing : quint8 {
    Length, ///< Content-Length, exact.
    Chunked, ///< A stream over HTTP/1.1.
    UntilClose, ///< A stream over HTTP/1.0.
};

struct WriteOptions {
    bool head = false; ///< Answers HEAD: fields as for GET, no body (RFC 9110 §9.3.2).
    Framing framing = Framing::Length;
    bool close = false; ///< `Connection: close`.
    bool announceKeepAlive = false; ///< `Connection: keep-alive`, for an HTTP/1.0 client that asked for it.
    QByteArray date; ///< The value of Date.
};

/// Can \a response be written: is its status a final one, are names tokens, and are values free of CR, LF, NUL and
/// other controls? A name or value that is not would be a second header or a second response.
bool isWritable(const Response &response);

/// Status line, fields and, for Framing::Length, the body. \a response must be writable. Content-Length, Connection,
/// Transfer-Encoding and Date are the writer's own: what a handler put there is left out.
QByteArray writeResponse(const Response &response, const WriteOptions &options);

/// \a data as one chunk (RFC 9112 §7.1); empty data would end the body, and gives nothing.
QByteArray writeChunk(const QByteArray &data);

/// What ends a chunked body.
inline QByteArray lastChunk()
{
    return QByteArrayLiteral("0\r\n\r\n");
}

/// May a response of \a status have content (RFC 9110 §6.4.1)?
inline bool mayHaveContent(int status)
{
    return status >= 200 && status != 204 && status != 304;
}

/// The current time as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7), computed once a second and thread.
QByteArray httpDate();

}
