// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Request.h"

namespace auth::http {

QByteArray methodName(Method method)
{
    switch (method) {
    case Method::Get:
        return QByteArrayLiteral("GET");
    case Method::Head:
        return QByteArrayLiteral("HEAD");
    case Method::Post:
        return QByteArrayLiteral("POST");
    case Method::Put:
        return QByteArrayLiteral("PUT");
    case Method::Patch:
        return QByteArrayLiteral("PATCH");
    case Method::Delete:
        return QByteArrayLiteral("DELETE");
    case Method::Options:
        return QByteArrayLiteral("OPTIONS");
    case Method::Trace:
        return QByteArrayLiteral("TRACE");
    }
    return {};
}

std::optional<QByteArray> Request::header(QByteArrayView name) const
{
    std::optional<QByteArray> found;
    for (const auto &header : headers) {
        if (header.name != name)
            continue;
        if (found)
            return std::nullopt;
        found = header.value;
    }
    return found;
}

QString Request::pathParameter(QByteArrayView name) const
{
    for (const auto &[key, value] : pathParameters) {
        if (key == name)
            return value;
    }
    return {};
}

QList<std::pair<QByteArray, QByteArray>> Request::cookies() const
{
    QList<std::pair<QByteArray, QByteArray>> found;
    for (const auto &header : headers) {
        if (header.name != "cookie")
            continue;
        for (const auto &part : header.value.split(';')) {
            const auto pair = part.trimmed();
            const auto equals = pair.indexOf('=');
            if (equals > 0)
                found.append({ pair.first(equals), pair.sliced(equals + 1) });
        }
    }
    return found;
}

std::optional<QByteArray> Request::cookie(QByteArrayView name) const
{
    for (const auto &[key, value] : cookies()) {
        if (key == name)
            return value;
    }
    return std::nullopt;
}

Result<Form> Request::queryForm() const
{
    return Form::parse(query);
}

QByteArray Request::contentType() const
{
    const auto value = header("content-type").value_or(QByteArray());
    const auto semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.first(semicolon)).trimmed().toLower();
}

Result<Form> Request::bodyForm() const
{
    if (contentType() != "application/x-www-form-urlencoded")
        return failure(ErrorCode::UnsupportedMediaType, QStringLiteral("The body must be application/x-www-form-urlencoded."));
    return Form::parse(body);
}

}
