// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Response.h"

#include "core/Json.h"

#include <algorithm>

namespace auth::http {

Response Response::text(QByteArray text, QByteArray contentType, int status)
{
    Response response(status);
    response.m_body = std::move(text);
    response.m_headers.append({ QByteArrayLiteral("Content-Type"), std::move(contentType) });
    return response;
}

Response Response::json(const QJsonObject &object, int status)
{
    return json(toJson(object), status);
}

Response Response::json(QByteArray encoded, int status)
{
    return text(std::move(encoded), QByteArrayLiteral("application/json"), status);
}

Response Response::html(QByteArray document, int status)
{
    return text(std::move(document), QByteArrayLiteral("text/html; charset=utf-8"), status);
}

Response Response::seeOther(QByteArray location)
{
    Response response(303);
    response.m_headers.append({ QByteArrayLiteral("Location"), std::move(location) });
    return response;
}

Response Response::found(QByteArray location)
{
    Response response(302);
    response.m_headers.append({ QByteArrayLiteral("Location"), std::move(location) });
    return response;
}

Response Response::noContent()
{
    return Response(204);
}

Response Response::stream(QByteArray contentType, QCoro::AsyncGenerator<QByteArray> chunks, int status)
{
    Response response(status);
    response.m_headers.append({ QByteArrayLiteral("Content-Type"), std::move(contentType) });
    response.m_stream = std::make_shared<QCoro::AsyncGenerator<QByteArray>>(std::move(chunks));
    return response;
}

Response &Response::setHeader(QByteArray name, QByteArray value)
{
    m_headers.removeIf([&name](const Header &header) { return header.name.compare(name, Qt::CaseInsensitive) == 0; });
    return addHeader(std::move(name), std::move(value));
}

Response &Response::addHeader(QByteArray name, QByteArray value)
{
    m_headers.append({ std::move(name), std::move(value) });
    return *this;
}

bool Response::hasHeader(QByteArrayView name) const
{
    return std::any_of(m_headers.begin(), m_headers.end(),
        [name](const Header &header) { return header.name.compare(name, Qt::CaseInsensitive) == 0; });
}

QByteArray Response::header(QByteArrayView name) const
{
    for (const auto &header : m_headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    }
    return {};
}

}
