// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/Tokens.h"

#include "client/Contexts.h"
#include "api/Operations.h"
#include "client/ClientAssertion.h"
#include "core/Clock.h"
#include "core/Json.h"
#include "core/Text.h"
#include "client/Provider.h"
#include "client/TokenStore.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QFile>
#include <QtCore/QLockFile>
#include <QtCore/QTimer>

#include <qcorotimer.h>

namespace auth::client {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kSpareSeconds = 30;
constexpr qint64 kLongestSecret = 4096;
constexpr int kLockWaitMs = 60'000;
constexpr int kLockPollMs = 20;

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

Task<std::expected<Login, Failure>> send(
    Http *http, Profile profile, Login login, QList<std::pair<QString, QString>> parameters, QByteArray authorization)
{
    Form form;
    for (const auto &[name, value] : parameters)
        form.append(name, value);
    if (authorization.isEmpty())
        form.append(u"client_id"_s, login.clientId);
    const HttpAnswer answer = co_await http->post(profile, QUrl(login.tokenEndpoint), form, authorization);
    if (answer.status == 0)
        co_return std::unexpected(unreachable(login.tokenEndpoint, answer));
    const auto body = parseJsonObject(answer.body);
    if (answer.status != 200 || !body)
        co_return std::unexpected(oauthFailure(answer));
    login.accessToken = (*body)[u"access_token"].toString();
    if (login.accessToken.isEmpty() || (*body)[u"token_type"].toString().toLower() != "bearer"_L1)
        co_return std::unexpected(oauthFailure(answer));
    login.expiresAt = SystemClock().epochSeconds() + (*body)[u"expires_in"].toInteger(60);
    login.scope = (*body)[u"scope"].toString(login.scope);
    // RFC 6749 §6: without a new one, the old one stays.
    login.refreshToken = (*body)[u"refresh_token"].toString(login.refreshToken);
    co_return login;
}

/// A service account that needs no login before: the environment or the context names it and the file of its secret.
Task<std::expected<Login, Failure>> serviceOf(Http *http, Profile profile)
{
    const QString id = profile.setting(u"client_id"_s);
    const QString secret = profile.setting(u"client_secret_file"_s);
    const QString key = profile.setting(u"client_key_file"_s);
    if (id.isEmpty() || (secret.isEmpty() && key.isEmpty()))
        co_return std::unexpected(notLoggedIn(profile.context.isEmpty()
                ? u"Not logged in at %1."_s.arg(profile.server)
                : u"Not logged in: context %1 at %2."_s.arg(profile.context, profile.server)));
    const auto provider = co_await discover(http, profile);
    if (!provider)
        co_return std::unexpected(provider.error());
    Login login = provider->login();
    login.server = profile.server;
    login.clientId = id;
    // Of a secret and a key that come from two places, the environment's is the nearer one.
    if (!key.isEmpty() && (secret.isEmpty() || profile.effective[u"client_key_file"_s].origin == "AUTHCTL_CLIENT_KEY_FILE"_L1))
        login.keyFile = key;
    else
        login.secretFile = secret;
    login.scope = profile.setting(u"scope"_s);
    co_return login;
}

Task<std::expected<Login, Failure>> renew(Http *http, Profile profile, Login login)
{
    if (login.isService())
        co_return co_await redeemClientCredentials(http, profile, login);
    if (login.refreshToken.isEmpty())
        co_return std::unexpected(notLoggedIn(u"The login at %1 has ended."_s.arg(login.server)));
    const auto renewed = co_await redeem(http, profile, login,
        { { u"grant_type"_s, u"refresh_token"_s }, { u"refresh_token"_s, login.refreshToken },
            { u"resource"_s, login.resource } });
    if (!renewed && renewed.error().code == "invalid_grant"_L1)
        co_return std::unexpected(notLoggedIn(u"The login at %1 has ended."_s.arg(login.server)));
    co_return renewed;
}

/// The login of this context for this server; a service account of the environment comes before what is stored.
Task<std::expected<Login, Failure>> find(Http *http, Profile profile)
{
    const QString name = storeName(profile);
    if (g_known.contains(name) && g_known[name].server == profile.server)
        co_return g_known[name];
    const bool provesItself
        = !profile.setting(u"client_secret_file"_s).isEmpty() || !profile.setting(u"client_key_file"_s).isEmpty();
    if (!profile.setting(u"client_id"_s).isEmpty() && provesItself
        && profile.effective[u"client_id"_s].origin == "AUTHCTL_CLIENT_ID"_L1)
        co_return co_await serviceOf(http, profile);
    const auto stored = co_await readLogin(profile);
    if (!stored)
        co_return std::unexpected(stored.error());
    if (!*stored)
        co_return co_await serviceOf(http, profile);
    if ((*stored)->server != profile.server)
        co_return std::unexpected(notLoggedIn(u"Logged in at %1, not at %2."_s.arg((*stored)->server, profile.server),
            u"authctl login --server %1"_s.arg(profile.server)));
    co_return **stored;
}

/// Waits as QLockFile::tryLock() does, but lets the event loop run.
Task<bool> lockPatiently(std::shared_ptr<QLockFile> lock)
{
    for (const QDeadlineTimer deadline(kLockWaitMs); !deadline.hasExpired();) {
        if (lock->tryLock(0))
            co_return true;
        if (lock->error() != QLockFile::LockFailedError)
            co_return false;
        QTimer pause;
        pause.setSingleShot(true);
        pause.start(kLockPollMs);
        co_await pause;
    }
    co_return false;
}

/// Only one process changes the login that the store has under \a name.
Task<std::expected<std::shared_ptr<QLockFile>, Failure>> lockLogin(QString name)
{
    const auto directory = makeConfigDirectory();
    if (!directory)
        co_return std::unexpected(directory.error());
    auto lock = std::make_shared<QLockFile>(*directory + "/refresh-"_L1 + name + ".lock"_L1);
    if (!co_await lockPatiently(lock))
        co_return std::unexpected(notLoggedIn(u"Another process is renewing the login and does not end."_s));
    co_return lock;
}

}

QJsonObject Login::toJson() const
{
    return { { u"server"_s, server }, { u"issuer"_s, issuer }, { u"token_endpoint"_s, tokenEndpoint },
        { u"revocation_endpoint"_s, revocationEndpoint }, { u"client_id"_s, clientId },
        { u"client_secret"_s, clientSecret }, { u"secret_file"_s, secretFile }, { u"key_file"_s, keyFile }, { u"resource"_s, resource },
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
    login.keyFile = object[u"key_file"].toString();
    login.resource = object[u"resource"].toString();
    login.scope = object[u"scope"].toString();
    login.accessToken = object[u"access_token"].toString();
    login.refreshToken = object[u"refresh_token"].toString();
    login.expiresAt = object[u"expires_at"].toInteger();
    return login;
}

Task<std::expected<void, Failure>> replaceLogin(Profile profile, Login login)
{
    const auto lock = co_await lockLogin(storeName(profile));
    if (!lock)
        co_return std::unexpected(lock.error());
    if (const auto kept = co_await writeLogin(profile, login); !kept)
        co_return std::unexpected(kept.error());
    g_known.insert(storeName(profile), login);
    co_return std::expected<void, Failure>();
}

Task<std::expected<QByteArray, Failure>> accessToken(Http *http, Profile profile, QByteArray refused)
{
    const QString name = storeName(profile);
    auto login = co_await find(http, profile);
    if (!login)
        co_return std::unexpected(login.error());
    if (isFresh(*login, refused))
        co_return login->accessToken.toLatin1();

    if (storageOf(profile) == "none"_L1) {
        // A service account: its tokens are this process's own.
        const auto renewed = co_await renew(http, profile, *login);
        if (!renewed)
            co_return std::unexpected(renewed.error());
        g_known.insert(name, *renewed);
        co_return renewed->accessToken.toLatin1();
    }
    const auto lock = co_await lockLogin(name);
    if (!lock)
        co_return std::unexpected(lock.error());
    // The one before us in the queue may have done it.
    g_known.remove(name);
    login = co_await find(http, profile);
    if (!login)
        co_return std::unexpected(login.error());
    if (!isFresh(*login, refused)) {
        login = co_await renew(http, profile, *login);
        if (!login)
            co_return std::unexpected(login.error());
        if (const auto kept = co_await writeLogin(profile, *login); !kept)
            co_return std::unexpected(kept.error());
    }
    g_known.insert(name, *login);
    co_return login->accessToken.toLatin1();
}

Task<std::expected<Login, Failure>> redeem(
    Http *http, Profile profile, Login login, QList<std::pair<QString, QString>> parameters)
{
    return send(http, std::move(profile), std::move(login), std::move(parameters), {});
}

Task<std::expected<Login, Failure>> redeemClientCredentials(Http *http, Profile profile, Login login)
{
    QList<std::pair<QString, QString>> parameters { { u"grant_type"_s, u"client_credentials"_s },
        { u"resource"_s, login.resource } };
    if (!login.scope.isEmpty())
        parameters.append({ u"scope"_s, login.scope });
    if (!login.keyFile.isEmpty()) {
        const auto assertion = clientAssertion(login.keyFile, login.clientId, login.issuer);
        if (!assertion)
            co_return std::unexpected(assertion.error());
        parameters.append({ u"client_assertion_type"_s, u"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"_s });
        parameters.append({ u"client_assertion"_s, QString::fromLatin1(*assertion) });
        co_return co_await send(http, profile, login, parameters, {});
    }
    const auto secret = secretOf(login);
    if (!secret)
        co_return std::unexpected(secret.error());
    co_return co_await send(http, profile, login, parameters, basic(login.clientId, *secret));
}

Task<std::expected<void, Failure>> revoke(Http *http, Profile profile, Login login)
{
    const QString token = login.refreshToken.isEmpty() ? login.accessToken : login.refreshToken;
    if (login.revocationEndpoint.isEmpty() || token.isEmpty() || login.isService())
        co_return std::expected<void, Failure>();
    Form form;
    form.append(u"token"_s, token);
    form.append(u"client_id"_s, login.clientId);
    const HttpAnswer answer = co_await http->post(profile, QUrl(login.revocationEndpoint), form, {});
    if (answer.status == 0)
        co_return std::unexpected(unreachable(login.revocationEndpoint, answer));
    if (answer.status != 200)
        co_return std::unexpected(oauthFailure(answer));
    co_return std::expected<void, Failure>();
}

QString requestedScope(const Profile &profile)
{
    const QString scope = profile.setting(u"scope"_s);
    if (scope != "read"_L1)
        return scope;
    QStringList permissions;
    for (const char *const permission : api::permissions()) {
        if (QByteArrayView(permission).endsWith(":read"))
            permissions.append(QLatin1StringView(permission));
    }
    return permissions.join(u' ');
}

}
