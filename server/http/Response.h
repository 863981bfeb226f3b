// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Request.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QList>

#include <qcoroasyncgenerator.h>

#include <memory>

namespace auth::http {

/// A response as a value. Names and values are checked when it is written: CR, LF or NUL in one turns the answer into
/// a logged 500, never into a second header.
class Response {
public:
    Response() = default;
    explicit Response(int status)
        : m_status(status)
    {
    }
    static Response json(const QJsonObject &object, int status = 200);
    static Response json(QByteArray encoded, int status = 200);
    static Response text(QByteArray text, QByteArray contentType, int status = 200);
    static Response html(QByteArray document, int status = 200);
    /// 303 See Other (RFC 9110 §15.4.4): what a POST of credentials is answered with, never 307 or 308.
    static Response seeOther(QByteArray location);
    /// 302 Found.
    static Response found(QByteArray location);
    static Response noContent();
    /// A body produced piece by piece with backpressure: the generator is resumed when the write queue has room.
    static Response stream(QByteArray contentType, QCoro::AsyncGenerator<QByteArray> chunks, int status = 200);

    int status() const { return m_status; }
    void setStatus(int status) { m_status = status; }
    const QByteArray &body() const { return m_body; }
    const QList<Header> &headers() const { return m_headers; }

    /// Replaces a header of this name.
    Response &setHeader(QByteArray name, QByteArray value);
    /// Adds one beside others of this name (Set-Cookie).
    Response &addHeader(QByteArray name, QByteArray value);
    bool hasHeader(QByteArrayView name) const;
    QByteArray header(QByteArrayView name) const;
    std::shared_ptr<QCoro::AsyncGenerator<QByteArray>> takeStream() { return std::exchange(m_stream, nullptr); }

private:
    int m_status = 200;
    QByteArray m_body;
    QList<Header> m_headers;
    std::shared_ptr<QCoro::AsyncGenerator<QByteArray>> m_stream;
};

}
