// SPDX-License-Identifier: GPL-3.0-or-later
#include "login/Tokens.h"

#include "Network.h"
#include "Settings.h"
#include "core/Clock.h"
#include "core/Json.h"
#include "core/Text.h"
#include "login/Provider.h"
#include "login/TokenStore.h"

#include <QtCore/QFile>
#include <QtCore/QLockFile>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kSpareSeconds = 30;
constexpr qint64 kLongestSecret = 4096;
constexpr int kLockWaitMs = 60'000;

/// Of this process: a batch asks the keychain once, and a service account without a store the server.
QHash<QString, Login> g_known;

Failure notLoggedIn(const QString &message, const QString &next = u"authctl login"_s)
{
    Failure failure;
    failure.exitCode = NotLoggedIn;
    failure.code = u"unauthenticated"_s;
    failure.message = message;
    failure.next = next;
    return failure;
}

bool isFresh(const Login &login, const QByteArray &refused)
{
    return !login.accessToken.isEmpty() && login.accessToken.toLatin1() != refused
        && login.expiresAt > SystemClock().epochSeconds() + kSpareSeconds;
}

/// RFC 6749 §2.3.1: both parts are form-encoded before they are put together.
QByteArray basic(const QString &id, const QString &secret)
{
    const auto encoded = [](const QString &text) {
        Form form;
        form.append(u"x"_s, text);
        return form.encode().sliced(2);
    };
    return "Basic " + (encoded(id) + ':' + encoded(secret)).toBase64();
}

std::expected<QString, Failure> secretOf(const Login &login)
{
    if (login.secretFile.isEmpty())
        return login.clientSecret;
    QFile file(login.secretFile);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(usageFailure(u"%1: %2"_s.arg(login.secretFile, file.errorString())));
    return QString::fromUtf8(file.read(kLongestSecret)).trimmed();
}

std::expected<void, Failure> send(const Options &options, Login &login,
    const QList<std::pair<QString, QString>> &parameters, const QByteArray &authorization)
{
    Form form;
    for (const auto &[name, value] : parameters)
        form.append(name, value);
    if (authorization.isEmpty())
        form.append(u"client_id"_s, login.clientId);
    const HttpAnswer answer = Network::shared().post(options, QUrl(login.tokenEndpoint), form, authorization);
    if (answer.status == 0)
        return std::unexpected(unreachable(login.tokenEndpoint, answer));
    const auto body = parseJsonObject(answer.body);
    if (answer.status != 200 || !body)
        return std::unexpected(oauthFailure(answer));
    login.accessToken = (*body)[u"access_token"].toString();
    if (login.accessToken.isEmpty() || (*body)[u"token_type"].toString().toLower() != "bearer"_L1)
        return std::unexpected(oauthFailure(answer));
    login.expiresAt = SystemClock().epochSeconds() + (*body)[u"expires_in"].toInteger(60);
    login.scope = (*body)[u"scope"].toString(login.scope);
    // RFC 6749 §6: without a new one, the old one stays.
    login.refreshToken = (*body)[u"refresh_token"].toString(login.refreshToken);
    return {};
}

/// A service account that needs no login before: the environment or the context names it and the file of its secret.
std::expected<Login, Failure> serviceOf(const Options &options)
{
    const QString id = options.setting(u"client_id"_s);
    const QString file = options.setting(u"client_secret_file"_s);
    if (id.isEmpty() || file.isEmpty())
        return std::unexpected(notLoggedIn(options.context.isEmpty()
                ? u"Not logged in at %1."_s.arg(options.server)
                : u"Not logged in: context %1 at %2."_s.arg(options.context, options.server)));
    const auto provider = discover(options);
    if (!provider)
        return std::unexpected(provider.error());
    Login login = provider->login();
    login.server = options.server;
    login.clientId = id;
    login.secretFile = file;
    login.scope = options.setting(u"scope"_s);
    return login;
}

std::expected<void, Failure> renew(const Options &options, Login &login)
{
    if (login.isService())
        return redeemClientCredentials(options, login);
    if (login.refreshToken.isEmpty())
        return std::unexpected(notLoggedIn(u"The login at %1 has ended."_s.arg(login.server)));
    const auto renewed = redeem(options, login,
        { { u"grant_type"_s, u"refresh_token"_s }, { u"refresh_token"_s, login.refreshToken },
            { u"resource"_s, login.resource } });
    if (!renewed && renewed.error().code == "invalid_grant"_L1)
        return std::unexpected(notLoggedIn(u"The login at %1 has ended."_s.arg(login.server)));
    return renewed;
}

/// The login of this context for this server; a service account of the environment comes before what is stored.
std::expected<Login, Failure> find(const Options &options)
{
    const QString name = storeName(options);
    if (g_known.contains(name) && g_known[name].server == options.server)
        return g_known[name];
    if (!options.setting(u"client_id"_s).isEmpty() && !options.setting(u"client_secret_file"_s).isEmpty()
        && options.effective[u"client_id"_s].origin == "AUTHCTL_CLIENT_ID"_L1)
        return serviceOf(options);
    const auto stored = readLogin(options);
    if (!stored)
        return std::unexpected(stored.error());
    if (!*stored)
        return serviceOf(options);
    if ((*stored)->server != options.server)
        return std::unexpected(notLoggedIn(u"Logged in at %1, not at %2."_s.arg((*stored)->server, options.server),
            u"authctl login --server %1"_s.arg(options.server)));
    return **stored;
}

}

QJsonObject Login::toJson() const
{
    return { { u"server"_s, server }, { u"issuer"_s, issuer }, { u"token_endpoint"_s, tokenEndpoint },
        { u"revocation_endpoint"_s, revocationEndpoint }, { u"client_id"_s, clientId },
        { u"client_secret"_s, clientSecret }, { u"secret_file"_s, secretFile }, { u"resource"_s, resource },
        { u"scope"_s, scope }, { u"access_token"_s, accessToken }, { u"refresh_token"_s, refreshToken },
        { u"expires_at"_s, expiresAt } };
}

Login Login::fromJson(const QJsonObject &object)
{
    Login login;
    login.server = object[u"server"].toString();
    login.issuer = object[u"issuer"].toString();
    login.tokenEndpoint = object[u"token_endpoint"].toString();
    login.revocationEndpoint = object[u"revocation_endpoint"].toString();
    login.clientId = object[u"client_id"].toString();
    login.clientSecret = object[u"client_secret"].toString();
    login.secretFile = object[u"secret_file"].toString();
    login.resource = object[u"resource"].toString();
    login.scope = object[u"scope"].toString();
    login.accessToken = object[u"access_token"].toString();
    login.refreshToken = object[u"refresh_token"].toString();
    login.expiresAt = object[u"expires_at"].toInteger();
    return login;
}

bool canRenew(const Options &)
{
    return qgetenv("AUTHCTL_TOKEN").trimmed().isEmpty();
}

std::expected<QByteArray, Failure> accessToken(const Options &options, const QByteArray &refused)
{
    if (const QByteArray given = qgetenv("AUTHCTL_TOKEN").trimmed(); !given.isEmpty())
        return given;
    auto login = find(options);
    if (!login)
        return std::unexpected(login.error());
    if (isFresh(*login, refused))
        return login->accessToken.toLatin1();

    if (storageOf(options) == "none"_L1) {
        // A service account: its tokens are this process's own.
        if (const auto renewed = renew(options, *login); !renewed)
            return std::unexpected(renewed.error());
        g_known.insert(storeName(options), *login);
        return login->accessToken.toLatin1();
    }
    const auto directory = makeConfigDirectory();
    if (!directory)
        return std::unexpected(directory.error());
    QLockFile lock(*directory + "/refresh-"_L1 + storeName(options) + ".lock"_L1);
    if (!lock.tryLock(kLockWaitMs))
        return std::unexpected(notLoggedIn(u"Another authctl is renewing the login and does not end."_s));
    // The one before us in the queue may have done it.
    g_known.remove(storeName(options));
    login = find(options);
    if (!login)
        return std::unexpected(login.error());
    if (!isFresh(*login, refused)) {
        if (const auto renewed = renew(options, *login); !renewed)
            return std::unexpected(renewed.error());
        if (const auto kept = writeLogin(options, *login); !kept)
            return std::unexpected(kept.error());
    }
    g_known.insert(storeName(options), *login);
    return login->accessToken.toLatin1();
}

std::expected<void, Failure> redeem(
    const Options &options, Login &login, const QList<std::pair<QString, QString>> &parameters)
{
    return send(options, login, parameters, {});
}

std::expected<void, Failure> redeemClientCredentials(const Options &options, Login &login)
{
    const auto secret = secretOf(login);
    if (!secret)
        return std::unexpected(secret.error());
    QList<std::pair<QString, QString>> parameters { { u"grant_type"_s, u"client_credentials"_s },
        { u"resource"_s, login.resource } };
    if (!login.scope.isEmpty())
        parameters.append({ u"scope"_s, login.scope });
    return send(options, login, parameters, basic(login.clientId, *secret));
}

}
