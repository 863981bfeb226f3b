// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/BrowserCookie.h"

#include "core/Base64Url.h"
#include "core/Random.h"
#include "crypto/Hash.h"
#include "pages/Cookies.h"

namespace auth::pages {

namespace {

constexpr qsizetype randomSize = 32;

}

BrowserCookie BrowserCookie::of(const http::Request& request)
{
    BrowserCookie cookie;
    if (const auto value = request.cookie(cookieName(request, "b"))) {
        const auto bytes = fromBase64Url(*value);
        if (bytes && bytes->size() == randomSize) {
            cookie.m_value = *value;
            return cookie;
        }
    }
    cookie.m_value = randomToken(randomSize);
    cookie.m_new = true;
    return cookie;
}

QByteArray BrowserCookie::hash() const
{
    return crypto::sha256(m_value);
}

void BrowserCookie::applyTo(http::Response* response, const http::Request& request) const
{
    if (m_new)
        setCookie(response, request, "b", m_value, std::chrono::hours(24 * 365));
}

}
