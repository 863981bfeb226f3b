// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/Cookies.h"

#include "core/Base64Url.h"
#include "crypto/Hash.h"

namespace auth::pages {

namespace {

constexpr int maximumSessionCookies = 16;

QByteArray attributes(const http::Request& request)
{
    return request.secure ? QByteArrayLiteral("; Path=/; Secure; HttpOnly; SameSite=Lax")
                          : QByteArrayLiteral("; Path=/; HttpOnly; SameSite=Lax");
}

void expire(http::Response* response, const http::Request& request, const QByteArray& name)
{
    response->addHeader("Set-Cookie", name + "=" + attributes(request) + "; Max-Age=0");
}

}

QByteArray cookieName(const http::Request& request, QByteArrayView base)
{
    return (request.secure ? QByteArrayLiteral("__Host-") : QByteArray()) + base.toByteArray();
}

void setCookie(http::Response* response, const http::Request& request, QByteArrayView base, QByteArrayView value,
    std::optional<std::chrono::seconds> lifetime)
{
    QByteArray cookie = cookieName(request, base) + '=' + value.toByteArray() + attributes(request);
    if (lifetime)
        cookie += "; Max-Age=" + QByteArray::number(static_cast<qint64>(lifetime->count()));
    response->addHeader("Set-Cookie", cookie);
}

void removeCookie(http::Response* response, const http::Request& request, QByteArrayView base)
{
    expire(response, request, cookieName(request, base));
}

QByteArray sessionCookieBase(RealmId realm)
{
    return "s-" + toBase64Url(crypto::sha256(realm.toBytes())).first(8);
}

std::optional<QByteArray> sessionCookie(const http::Request& request, RealmId realm)
{
    const auto value = request.cookie(cookieName(request, sessionCookieBase(realm)));
    if (!value || !fromBase64Url(*value) || value->size() < 22)
        return std::nullopt;
    return value;
}

void setSessionCookie(http::Response* response, const http::Request& request, RealmId realm, QByteArrayView value)
{
    const QByteArray name = cookieName(request, sessionCookieBase(realm));
    const QByteArray prefix = cookieName(request, "s-");
    QList<QByteArray> others;
    for (const auto& [cookie, ignored] : request.cookies()) {
        if (cookie.startsWith(prefix) && cookie != name && !others.contains(cookie))
            others.append(cookie);
    }
    // RFC 6265 §5.4: of equal paths, user agents send the oldest first.
    for (qsizetype i = 0; i + maximumSessionCookies <= others.size(); ++i)
        expire(response, request, others[i]);
    setCookie(response, request, sessionCookieBase(realm), value);
}

void removeSessionCookie(http::Response* response, const http::Request& request, RealmId realm)
{
    removeCookie(response, request, sessionCookieBase(realm));
}

}
