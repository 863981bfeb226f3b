// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Request.h"
#include "http/Response.h"

namespace auth::pages {

/// What binds flows and forms to one browser: 256 random bits in a cookie, made on the first page and kept for a year.
/// It says nothing about who is signed in.
class BrowserCookie {
public:
    /// The request's cookie, or a new value when it has none of our form.
    static BrowserCookie of(const http::Request& request);

    const QByteArray& value() const { return m_value; }
    bool isNew() const { return m_new; }
    /// SHA-256 of the value: `flows.browser_hash`.
    QByteArray hash() const;
    /// Sets the cookie on \a response where the browser does not have it yet.
    void applyTo(http::Response* response, const http::Request& request) const;

private:
    QByteArray m_value;
    bool m_new = false;
};

}
