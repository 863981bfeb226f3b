// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "HttpClient.h"
#include "TestServer.h"

namespace auth::test {

/// A token of the system realm with every right, as `auth-server dev` writes it into its ready file.
QByteArray administratorToken(TestServer &server);

/// A token of \a realm's issuer for the admin API with \a permissions: a machine registers through the API, and gets it
/// through the token endpoint.
QByteArray tokenFor(TestServer &server, const QByteArray &realm, const QByteArray &permissions);

/// A caller of the admin API over HTTP.
class AdminCaller : public HttpClient {
public:
    AdminCaller(TestServer &server, QByteArray token)
        : HttpClient(server)
        , m_token(std::move(token))
    {
    }
    Reply call(const QByteArray &method, const QByteArray &target, const QJsonObject &body = {},
        const HeaderList &headers = {});

private:
    QByteArray m_token;
};

}
