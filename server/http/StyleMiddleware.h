// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Router.h"

namespace auth::http {

/// Pages for a person, also those of the authorization and end-session endpoints.
inline bool isPageStyle(RouteStyle style)
{
    return style == RouteStyle::Browser || style == RouteStyle::Redirect;
}

/// Does a request that may change something come from our own pages? `Sec-Fetch-Site`, where sent, must be
/// `same-origin`; `Origin`, where sent, must be \a publicOrigin, and `null` counts only beside
/// `Sec-Fetch-Site: same-origin`. A request with neither comes from no browser that we know and is refused.
bool isSameOrigin(const Request &request, const QByteArray &publicOrigin);

/// Did a person open a page by an IP address, although the server goes by the name of \a publicOrigin, `localhost`? Their
/// cookies and forms would be those of another site. Programs may use whatever reaches the server.
bool isPageByAddress(const Request &request, const QByteArray &publicOrigin);

/// Puts in what every answer of \a style carries: the correlation id and the security headers (CSP, HSTS, nosniff,
/// Referrer-Policy, COOP, Permissions-Policy, Cache-Control). What a page's handler has set stays.
void addStyleHeaders(RouteStyle style, const Request &request, Response &response);

}
