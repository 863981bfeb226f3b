// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/Csrf.h"

#include "core/Base64Url.h"
#include "crypto/Hash.h"

namespace auth::pages {

Csrf::Csrf(Secret key)
    : m_key(std::move(key))
{
    Q_ASSERT(m_key.view().size() >= 32);
}

QByteArray Csrf::mac(const BrowserCookie& browser, QByteArrayView purpose) const
{
    // The cookie has a fixed length, so the two parts cannot be cut differently.
    return toBase64Url(crypto::hmacSha256(m_key.view(), browser.value() + ':' + purpose.toByteArray()));
}

QString Csrf::token(const BrowserCookie& browser, QByteArrayView purpose) const
{
    return QString::fromLatin1(mac(browser, purpose));
}

bool Csrf::verify(const BrowserCookie& browser, QByteArrayView purpose, const QString& token) const
{
    return !browser.isNew() && constantTimeEquals(mac(browser, purpose), token.toUtf8());
}

}
