// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/Person.h"

#include "client/BrowserLogin.h"
#include "console/ConsoleServer.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

namespace auth::test {

namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kPassword("correct horse battery staple");

client::Login loginOf(const client::Profile &profile)
{
    const auto provider = QCoro::waitFor(client::discover(console::sharedHttp(), profile));
    if (!provider)
        qFatal("%s", qPrintable(provider.error().message));
    const auto login = QCoro::waitFor(client::loginWithBrowser(
        console::sharedHttp(), profile, *provider, u"auth-console"_s, [](const QString &) { }));
    if (!login)
        qFatal("%s", qPrintable(login.error().message));
    return *login;
}

Task<Result<QByteArray>> always(QByteArray token)
{
    co_return token;
}

client::Profile profileFor(const QString &realm)
{
    const auto changed
        = client::changeContexts([&realm](client::Contexts &contexts) -> std::expected<void, client::Failure> {
              contexts.named[realm] = { { u"server"_s, ConsoleServer::shared().server().toString() },
                  { u"storage"_s, u"file"_s }, { u"login_realm"_s, realm }, { u"realm"_s, realm } };
              return {};
          });
    if (!changed)
        qFatal("%s", qPrintable(changed.error().message));
    return console::profileOf(*client::readContexts(), realm);
}

}

void useBrowserOf(const QString &username)
{
    qputenv("BROWSER", QDir::current().filePath(u"tests/cli/sign_in.py"_s).toUtf8());
    qputenv("TEST_USER", username.toUtf8());
    qputenv("TEST_PASSWORD", QByteArray(kPassword.data(), kPassword.size()));
}

api::User makePerson(console::Connection *administrator, const QString &realm, const QString &username)
{
    api::UserCreate user;
    user.username = username;
    user.password = QString(kPassword);
    return arranged(administrator->client().createUser(realm, user));
}

client::Profile signIn(const QString &realm, const QString &username, const QString &role)
{
    const auto administrator = ConsoleServer::shared().connect();
    const api::User person = makePerson(administrator.get(), realm, username);
    api::RoleNames roles;
    roles.roles = QStringList { role };
    arranged(administrator->client().addUserRoles(realm, person.id, roles));
    const client::Profile profile = profileFor(realm);
    useBrowserOf(username);
    arranged(console::keepLogin(profile, loginOf(profile)));
    return profile;
}

QByteArray tokenOf(const client::Profile &profile)
{
    const auto token = QCoro::waitFor(client::accessToken(console::sharedHttp(), profile, {}));
    if (!token)
        qFatal("%s", qPrintable(token.error().message));
    return *token;
}

std::unique_ptr<console::Connection> connectAs(const QString &realm, const client::Profile &profile)
{
    auto connection = std::make_unique<console::Connection>(ConsoleServer::shared().server(),
        [token = tokenOf(profile)](const QByteArray &) { return always(token); });
    connection->setRealm(realm);
    return connection;
}

void signInWithBrowser(console::Connection *administrator, const QString &realm, const QString &person)
{
    makePerson(administrator, realm, person);
    useBrowserOf(person);
    loginOf(profileFor(realm));
}

void signInWithAnotherBrowser(console::Connection *administrator, const QString &realm, const QString &person)
{
    if (!QTest::qWaitFor([&] { return arranged(administrator->client().getUser(realm, person)).lastLoginAt.hasValue(); }, 60'000))
        qFatal("the sign-in is not noted");
    useBrowserOf(person);
    loginOf(profileFor(realm));
}

}
