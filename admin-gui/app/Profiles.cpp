// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Profiles.h"

#include "client/StepUp.h"
#include "client/TokenStore.h"

#include <QtCore/QCoreApplication>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

Task<Result<QByteArray>> keptToken(client::Profile profile, QByteArray refused)
{
    auto token = co_await client::accessToken(sharedHttp(), profile, refused);
    if (token)
        co_return std::move(*token);
    const auto code = token.error().exitCode == client::NotLoggedIn ? ErrorCode::Unauthenticated : ErrorCode::Unavailable;
    co_return failure(code, token.error().message);
}

Task<Result<void>> proveWithBrowser(
    client::Profile profile, AuthenticationDemand demand, std::function<void(QString link)> show)
{
    const auto done = co_await client::stepUp(sharedHttp(), profile, std::move(demand), std::move(show));
    if (!done)
        co_return failure(ErrorCode::Forbidden, done.error().message);
    co_return {};
}

Task<Result<QByteArray>> fixedToken(QByteArray token, QByteArray refused)
{
    if (refused == token)
        co_return failure(ErrorCode::Unauthenticated,
            QCoreApplication::translate("Profiles", "The token has expired, or the server does not take it."));
    co_return token;
}

}

client::Http *sharedHttp()
{
    // Never destroyed: a login that is on its way when the program ends still has it.
    static auto *const http = new client::Http;
    return http;
}

client::Profile profileOf(const client::Contexts &contexts, const QString &name)
{
    client::Profile profile;
    profile.context = name;
    const QMap<QString, QString> values = contexts.named.value(name);
    for (auto value = values.begin(); value != values.end(); ++value)
        profile.contextValues.insert(value.key(), value.value());
    for (const client::Setting &setting : client::settings()) {
        const QString key = QLatin1StringView(setting.key);
        profile.effective.insert(key,
            values.contains(key) ? client::Effective { values[key], u"context "_s + name }
                                 : client::Effective { QLatin1StringView(setting.builtIn), u"built-in"_s });
    }
    profile.server = profile.setting(u"server"_s);
    profile.caFile = profile.setting(u"ca_file"_s);
    profile.pin = profile.setting(u"pin"_s);
    profile.timeoutSeconds = profile.setting(u"timeout"_s).toInt();
    return profile;
}

QString nameForServer(const client::Contexts &contexts, const QUrl &server)
{
    QString base = server.host();
    for (QChar &c : base) {
        if (!c.isLetterOrNumber() && c != u'.' && c != u'-')
            c = u'-';
    }
    if (base.isEmpty() || !base[0].isLetterOrNumber())
        base.prepend(u"server"_s);
    const QString wanted = server.toString(QUrl::StripTrailingSlash);
    QString name = base;
    for (int number = 2; contexts.named.contains(name); ++number) {
        QString there = contexts.named[name].value(u"server"_s);
        while (there.endsWith(u'/'))
            there.chop(1);
        if (there == wanted)
            break;
        name = u"%1-%2"_s.arg(base).arg(number);
    }
    return name;
}

Task<Result<QString>> keepLogin(client::Profile profile, client::Login login)
{
    QString storage = profile.contextValues.value(u"storage"_s, u"keychain"_s);
    if (storage == "keychain"_L1 && !co_await client::tryKeychain())
        storage = u"file"_s;
    if (storage == "none"_L1)
        storage = u"file"_s;
    const auto changed
        = client::changeContexts([&profile, &storage](client::Contexts &contexts) -> std::expected<void, client::Failure> {
              auto &values = contexts.named[profile.context];
              values[u"server"_s] = profile.server;
              values[u"storage"_s] = storage;
              values[u"login_realm"_s] = profile.setting(u"login_realm"_s);
              if (!profile.caFile.isEmpty())
                  values[u"ca_file"_s] = profile.caFile;
              if (!profile.pin.isEmpty())
                  values[u"pin"_s] = profile.pin;
              if (contexts.current.isEmpty())
                  contexts.current = profile.context;
              return {};
          });
    if (!changed)
        co_return failure(ErrorCode::Internal, changed.error().message);
    profile.contextValues.insert(u"storage"_s, storage);
    if (const auto kept = co_await client::writeLogin(profile, login); !kept)
        co_return failure(ErrorCode::Internal, kept.error().message);
    co_return storage;
}

Connection *connectTo(const client::Profile &profile, QObject *parent)
{
    auto *const connection = new Connection(
        QUrl(profile.server), [profile](const QByteArray &refused) { return keptToken(profile, refused); }, parent);
    connection->setName(profile.context);
    connection->setStepUp([profile](AuthenticationDemand demand, std::function<void(QString link)> show) {
        return proveWithBrowser(profile, std::move(demand), std::move(show));
    });
    connection->setProtected(profile.setting(u"protected"_s) == "true"_L1);
    if (const auto tls = client::tlsOf(profile))
        connection->setTls(*tls, profile.pin);
    connection->setRealm(profile.setting(u"realm"_s));
    return connection;
}

Connection *connectWithToken(const QUrl &server, const QByteArray &token, QObject *parent)
{
    return new Connection(
        server, [token](const QByteArray &refused) { return fixedToken(token, refused); }, parent);
}

}
