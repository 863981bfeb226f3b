// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/StyleMiddleware.h"

#include <QtNetwork/QHostAddress>

namespace auth::http {

bool isSameOrigin(const Request &request, const QByteArray &publicOrigin)
{
    const QByteArray *site = nullptr;
    const QByteArray *origin = nullptr;
    for (const auto &header : request.headers) {
        const bool isSite = header.name == "sec-fetch-site";
        const bool isOrigin = header.name == "origin";
        if ((isSite && site) || (isOrigin && origin))
            return false;
        if (isSite)
            site = &header.value;
        if (isOrigin)
            origin = &header.value;
    }
    if (site && *site != "same-origin")
        return false;
    if (origin && *origin != "null")
        return !publicOrigin.isEmpty() && *origin == publicOrigin;
    return site != nullptr;
}

bool isPageByAddress(const Request &request, const QByteArray &publicOrigin)
{
    if (!publicOrigin.startsWith("http://localhost") || request.method != Method::Get || request.header("sec-fetch-mode") != QByteArrayView("navigate"))
        return false;
    const auto host = request.header("host");
    if (!host)
        return false;
    const auto colon = host->indexOf(':');
    return host->startsWith('[') || !QHostAddress(QString::fromLatin1(colon < 0 ? *host : host->first(colon))).isNull();
}

namespace {

void addUnlessSet(Response &response, const QByteArray &name, const QByteArray &value)
{
    if (!response.hasHeader(name))
        response.addHeader(name, value);
}

}

void addStyleHeaders(RouteStyle style, const Request &request, Response &response)
{
    // Literals only: none of these allocates.
    response.addHeader(QByteArrayLiteral("X-Request-Id"), request.correlationId);
    response.addHeader(QByteArrayLiteral("X-Content-Type-Options"), QByteArrayLiteral("nosniff"));
    if (request.secure)
        response.addHeader(
            QByteArrayLiteral("Strict-Transport-Security"), QByteArrayLiteral("max-age=31536000; includeSubDomains"));

    if (isPageStyle(style)) {
        // Referrer-Policy is same-origin and not no-referrer: the latter makes Chromium send `Origin: null` on our
        // POSTs.
        addUnlessSet(response, QByteArrayLiteral("Referrer-Policy"), QByteArrayLiteral("same-origin"));
        addUnlessSet(response, QByteArrayLiteral("Content-Security-Policy"),
            QByteArrayLiteral(
                "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; "
                "object-src 'none'; frame-ancestors 'none'; form-action 'self'"));
        addUnlessSet(response, QByteArrayLiteral("X-Frame-Options"), QByteArrayLiteral("DENY"));
        // Browsers also obey it on a redirect, and a client that opened us as a popup would lose its window on the way to
        // a page that lets it be (PageRenderer).
        if (response.status() < 300 || response.status() > 399)
            addUnlessSet(response, QByteArrayLiteral("Cross-Origin-Opener-Policy"), QByteArrayLiteral("same-origin"));
        addUnlessSet(response, QByteArrayLiteral("Permissions-Policy"),
            QByteArrayLiteral("publickey-credentials-get=(self), publickey-credentials-create=(self)"));
        addUnlessSet(response, QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store"));
        return;
    }
    addUnlessSet(response, QByteArrayLiteral("Referrer-Policy"), QByteArrayLiteral("same-origin"));
    addUnlessSet(response, QByteArrayLiteral("Content-Security-Policy"),
        QByteArrayLiteral(
            "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'none'"));
    switch (style) {
    case RouteStyle::OAuthJson:
        // RFC 6749 §5.1: whatever the handler thinks.
        response.setHeader(QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store"));
        break;
    case RouteStyle::Bearer:
    case RouteStyle::ProblemJson:
        addUnlessSet(response, QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store"));
        break;
    default:
        break;
    }
}

}
