// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "http/Request.h"
#include "http/Response.h"

#include <chrono>
#include <optional>

namespace auth::pages {

/// The name a cookie has on this connection: `__Host-` \a base over TLS (RFC 6265bis §4.1.3.2), \a base itself on plain
/// HTTP, which only development speaks.
QByteArray cookieName(const http::Request& request, QByteArrayView base);

/// Adds a Set-Cookie: Path=/, HttpOnly, SameSite=Lax, Secure over TLS, no Domain. Without \a lifetime it ends with the
/// browser session.
void setCookie(http::Response* response, const http::Request& request, QByteArrayView base, QByteArrayView value,
    std::optional<std::chrono::seconds> lifetime = {});
void removeCookie(http::Response* response, const http::Request& request, QByteArrayView base);

/// `s-` and eight characters of a hash of the realm's id: realms of one host do not see each other's sessions.
QByteArray sessionCookieBase(RealmId realm);

/// The value of the realm's session cookie, when the request has one of the form that we give out.
std::optional<QByteArray> sessionCookie(const http::Request& request, RealmId realm);

/// Sets the realm's session cookie. A browser keeps at most 16 of them; the oldest are dropped, or the Cookie header
/// would grow past what the edge reads.
void setSessionCookie(http::Response* response, const http::Request& request, RealmId realm, QByteArrayView value);
void removeSessionCookie(http::Response* response, const http::Request& request, RealmId realm);

}
