// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "HttpClient.h"
#include "TestServer.h"

#include "factors/Totp.h"

namespace auth::test {

/// What an authenticator app on somebody's phone knows, with the clock of the server.
class AuthenticatorApp {
public:
    AuthenticatorApp(const TestServer *server, QByteArray base32, TotpParameters parameters = {});
    /// Set up for \a user through the admin API, as an administrator does it; \a how is the request's body. The code that
    /// confirmed it is used up: the clock moves on.
    static AuthenticatorApp enrolled(const TestRealm &realm, const QByteArray &user = "alice", const QJsonObject &how = { { QStringLiteral("digits"), 6 } });
    /// Takes the secret from the page that shows it.
    static AuthenticatorApp fromPage(const TestServer *server, const Browser &browser);

    QByteArray base32() const { return m_base32; }
    /// The code that it shows, \a steps from now.
    QByteArray code(int steps = 0) const;
    /// One that is no code of now.
    QByteArray wrongCode() const;

private:
    const TestServer *m_server;
    QByteArray m_base32;
    QByteArray m_secret;
    TotpParameters m_parameters;
};

}
