// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Secret.h"
#include "pages/BrowserCookie.h"

namespace auth::pages {

/// Tokens in our forms: an HMAC over the browser's cookie and what the form is for. Nothing is stored, and every node
/// that has the key checks what another made. Single use is the flow's.
class Csrf {
public:
    /// \a key of 32 bytes or more, the same on all nodes: a subkey of the realm's data key or of the master key.
    explicit Csrf(Secret key);

    /// The value of the hidden input `csrf`. \a purpose names the form and what it acts on, such as the flow's or the
    /// session's id; a token of one purpose is none of another.
    QString token(const BrowserCookie& browser, QByteArrayView purpose) const;
    /// False also for a browser that came without the cookie. Constant-time.
    bool verify(const BrowserCookie& browser, QByteArrayView purpose, const QString& token) const;

private:
    QByteArray mac(const BrowserCookie& browser, QByteArrayView purpose) const;
    Secret m_key;
};

}
