// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"

#include "app/Application.h"
#include "app/Development.h"
#include "core/Json.h"
#include "core/Random.h"

#include <QtCore/QJsonArray>

namespace auth::test {

QByteArray administratorToken(TestServer &server)
{
    const auto token = server.application().background().run<Result<QByteArray>>(
        [](app::Background *background) { return app::issueAdministratorToken(&background->services()); });
    if (!token)
        qFatal("no administrator token: %s", qPrintable(token.error().description + token.error().detail));
    return *token;
}

QByteArray tokenFor(TestServer &server, const QByteArray &realm, const QByteArray &permissions)
{
    const QByteArray resource = server.publicUrl() + "/admin/v1";
    const QByteArray clientId = "robot-" + randomToken(9).toLower();
    AdminCaller administrator(server, administratorToken(server));
    const Reply created = administrator.call("POST", "/admin/v1/realms/" + realm + "/applications",
        { { QStringLiteral("client_id"), QString::fromLatin1(clientId) },
            { QStringLiteral("type"), QStringLiteral("machine") },
            { QStringLiteral("token_endpoint_auth_method"), QStringLiteral("client_secret_post") },
            { QStringLiteral("scope"), QString::fromLatin1(permissions) },
            { QStringLiteral("allowed_resources"), QJsonArray { QString::fromLatin1(resource) } } });
    HttpClient client(server);
    const Reply token = client.post("/realms/" + realm + "/oauth/token",
        { { "grant_type", "client_credentials" }, { "client_id", clientId },
            { "client_secret", created.text("client_secret").toLatin1() }, { "resource", resource } });
    if (token.status != 200)
        qFatal("no token: %s %s", created.body.constData(), token.body.constData());
    return token.text("access_token").toLatin1();
}

Reply AdminCaller::call(
    const QByteArray &method, const QByteArray &target, const QJsonObject &body, const HeaderList &headers)
{
    HeaderList all = headers;
    if (!m_token.isEmpty())
        all.emplaceBack("Authorization", "Bearer " + m_token);
    if (body.isEmpty())
        return send(method, target, all);
    all.emplaceBack("Content-Type", "application/json");
    return send(method, target, all, toJson(body));
}

}
