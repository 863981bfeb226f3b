// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/ErrorRenderer.h"

#include "core/Json.h"
#include "core/Text.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

namespace auth::http {

namespace {

/// `error_description` and quoted strings of challenges take %x20-21 / %x23-5B / %x5D-7E only (RFC 6749 §5.2,
/// RFC 6750 §3).
QByteArray plainAscii(const QString &text)
{
    QByteArray plain;
    plain.reserve(text.size());
    for (const QChar character : text) {
        const char16_t unit = character.unicode();
        if (unit == u'"' || unit == u'\\')
            plain += '\'';
        else if (unit >= 0x20 && unit <= 0x7e)
            plain += static_cast<char>(unit);
        else
            plain += '?';
    }
    return plain;
}

/// `error` of an OAuth answer. The codes of HTTP have no name in RFC 6749 §5.2: they are one of its own there.
const char *oauthName(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Malformed:
    case ErrorCode::NotFound:
    case ErrorCode::MethodNotAllowed:
    case ErrorCode::Conflict:
    case ErrorCode::VersionMismatch:
    case ErrorCode::PayloadTooLarge:
    case ErrorCode::UnsupportedMediaType:
    case ErrorCode::ValidationFailed:
        return "invalid_request";
    case ErrorCode::Unauthenticated:
        return "invalid_client";
    case ErrorCode::Forbidden:
        return "access_denied";
    case ErrorCode::TooManyRequests:
        return "temporarily_unavailable";
    default:
        return error.traits().wireName;
    }
}

Response oauthJson(const Error &error)
{
    QJsonObject object { { QStringLiteral("error"), QLatin1StringView(oauthName(error)) } };
    if (!error.description.isEmpty())
        object.insert(QStringLiteral("error_description"), QString::fromLatin1(plainAscii(error.description)));
    Response response = Response::json(object, errorStatus(error));
    // RFC 6749 §5.2: MUST match the scheme that the client used; RFC 9110 §15.5.2: every 401 carries a challenge.
    if (response.status() == 401)
        response.setHeader("WWW-Authenticate", "Basic realm=\"oauth\", charset=\"UTF-8\"");
    return response;
}

/// What RFC 9470 §3 adds to the challenge of RFC 6750 §3.
QByteArray demandOf(const Error &error)
{
    QByteArray parameters;
    if (!error.demand)
        return parameters;
    if (!error.demand->acrValues.isEmpty())
        parameters += ", acr_values=\"" + plainAscii(error.demand->acrValues.join(u' ')) + '"';
    if (error.demand->maxAge)
        parameters += ", max_age=\"" + QByteArray::number(qint64(error.demand->maxAge->count())) + '"';
    return parameters;
}

/// RFC 6750 §3.1: without any authentication information no error code.
QByteArray bearerChallenge(const Error &error)
{
    QByteArray challenge = "Bearer realm=\"oauth\"";
    if (error.code == ErrorCode::Unauthenticated)
        return challenge;
    challenge += QByteArrayLiteral(", error=\"") + oauthName(error) + '"';
    if (!error.description.isEmpty())
        challenge += ", error_description=\"" + plainAscii(error.description) + '"';
    return challenge + demandOf(error);
}

Response bearer(const Error &error)
{
    Response response = oauthJson(error);
    const int status = response.status();
    if (status != 400 && status != 401 && status != 403)
        return response;
    if (error.code == ErrorCode::Unauthenticated)
        response = Response(status);
    response.setHeader("WWW-Authenticate", bearerChallenge(error));
    return response;
}

/// RFC 9457 §3.1. `about:blank` with the status' phrase as title; `code` is what programs look at.
Response problem(const Request &request, const Error &error)
{
    const int status = errorStatus(error);
    QJsonObject object {
        { QStringLiteral("type"), QStringLiteral("about:blank") },
        { QStringLiteral("title"), QString::fromLatin1(reasonPhrase(status)) },
        { QStringLiteral("status"), status },
        { QStringLiteral("detail"), error.description },
        { QStringLiteral("code"), QLatin1StringView(error.traits().wireName) },
        { QStringLiteral("request_id"), QString::fromLatin1(request.correlationId) },
    };
    if (!error.fields.isEmpty()) {
        QJsonArray fields;
        for (const auto &field : error.fields) {
            fields.append(QJsonObject { { QStringLiteral("path"), field.path }, { QStringLiteral("code"), field.code },
                { QStringLiteral("message"), field.message } });
        }
        object.insert(QStringLiteral("fields"), fields);
    }
    Response response = Response::text(toJson(object), "application/problem+json", status);
    if (status == 401)
        response.setHeader("WWW-Authenticate", bearerChallenge(error));
    return response;
}

Response plainPage(const Request &request, const Error &error)
{
    const int status = errorStatus(error);
    const QByteArray title = reasonPhrase(status);
    return Response::html("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title
            + "</title></head>\n<body><h1>" + title + "</h1><p>" + escapeHtml(error.description) + "</p><p>Request "
            + request.correlationId + "</p></body></html>\n",
        status);
}

}

int errorStatus(const Error &error)
{
    return error.traits().status;
}

Response renderError(RouteStyle style, const Request &request, const Error &error, ErrorPage *page)
{
    Response response;
    switch (style) {
    case RouteStyle::OAuthJson:
        response = oauthJson(error);
        break;
    case RouteStyle::Bearer:
        response = bearer(error);
        break;
    case RouteStyle::ProblemJson:
    case RouteStyle::Public:
        response = problem(request, error);
        break;
    case RouteStyle::Browser:
    case RouteStyle::Redirect:
        response = page ? page->render(request, error) : plainPage(request, error);
        break;
    }
    response.setHeader("Cache-Control", "no-store");
    if (error.retryAfterSeconds > 0)
        response.setHeader("Retry-After", QByteArray::number(error.retryAfterSeconds));
    return response;
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
#define PHRASE(code, text)                                                                                             \
    case code:                                                                                                         \
        return QByteArrayLiteral(text)
        PHRASE(100, "Continue");
        PHRASE(200, "OK");
        PHRASE(201, "Created");
        PHRASE(202, "Accepted");
        PHRASE(204, "No Content");
        PHRASE(206, "Partial Content");
        PHRASE(301, "Moved Permanently");
        PHRASE(302, "Found");
        PHRASE(303, "See Other");
        PHRASE(304, "Not Modified");
        PHRASE(307, "Temporary Redirect");
        PHRASE(308, "Permanent Redirect");
        PHRASE(400, "Bad Request");
        PHRASE(401, "Unauthorized");
        PHRASE(403, "Forbidden");
        PHRASE(404, "Not Found");
        PHRASE(405, "Method Not Allowed");
        PHRASE(406, "Not Acceptable");
        PHRASE(408, "Request Timeout");
        PHRASE(409, "Conflict");
        PHRASE(410, "Gone");
        PHRASE(411, "Length Required");
        PHRASE(412, "Precondition Failed");
        PHRASE(413, "Content Too Large");
        PHRASE(414, "URI Too Long");
        PHRASE(415, "Unsupported Media Type");
        PHRASE(417, "Expectation Failed");
        PHRASE(421, "Misdirected Request");
        PHRASE(422, "Unprocessable Content");
        PHRASE(428, "Precondition Required");
        PHRASE(429, "Too Many Requests");
        PHRASE(431, "Request Header Fields Too Large");
        PHRASE(500, "Internal Server Error");
        PHRASE(501, "Not Implemented");
        PHRASE(503, "Service Unavailable");
        PHRASE(505, "HTTP Version Not Supported");
#undef PHRASE
    default:
        return {};
    }
}

}
