// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/StepUp.h"

#include "client/BrowserLogin.h"
#include "client/TokenStore.h"
#include "core/Base64Url.h"
#include "core/Json.h"

namespace auth::client {

namespace {

using namespace Qt::StringLiterals;

Failure refused(const QString &message)
{
    Failure failure;
    failure.exitCode = Forbidden;
    failure.code = u"insufficient_user_authentication"_s;
    failure.message = message;
    return failure;
}

/// Whose an access token is (RFC 9068 §2.2). Only to tell two of the same server apart: nothing is verified.
QString subjectOf(const Login &login)
{
    const auto payload = fromBase64Url(login.accessToken.section(u'.', 1, 1).toLatin1());
    const auto claims = payload ? parseJsonObject(*payload) : Result<QJsonObject>(QJsonObject());
    return claims ? (*claims)[u"sub"].toString() : QString();
}

/// The login of the profile, if it is one of a person.
Task<std::expected<Login, Failure>> personsLogin(Profile profile)
{
    const auto login = co_await readLogin(profile);
    if (!login)
        co_return std::unexpected(login.error());
    if (!*login || (*login)->isService())
        co_return std::unexpected(refused(u"This is asked of a person who is logged in, and nobody is."_s));
    co_return **login;
}

/// Keeps what the person proved, in place of \a old.
Task<std::expected<void, Failure>> take(Profile profile, Login old, std::expected<Login, Failure> login)
{
    if (!login)
        co_return std::unexpected(login.error());
    if (subjectOf(*login) != subjectOf(old))
        co_return std::unexpected(
            refused(u"Somebody else logged in. Nothing was done, and the login before stays as it was."_s));
    co_return co_await replaceLogin(profile, *login);
}

QString inWords(std::chrono::seconds age)
{
    if (age.count() % 3600 == 0 && age.count() > 3600)
        return u"%1 hours"_s.arg(age.count() / 3600);
    if (age.count() % 60 == 0 && age.count() > 60)
        return u"%1 minutes"_s.arg(age.count() / 60);
    return u"%1 seconds"_s.arg(age.count());
}

}

Task<std::expected<void, Failure>> stepUp(
    Http *http, Profile profile, AuthenticationDemand demand, std::function<void(QString url)> show)
{
    const auto old = co_await personsLogin(profile);
    if (!old)
        co_return std::unexpected(old.error());
    const auto provider = co_await discover(http, profile);
    if (!provider)
        co_return std::unexpected(provider.error());
    co_return co_await take(profile, *old,
        co_await loginWithBrowser(http, profile, *provider, old->clientId, std::move(show), demand));
}

Task<std::expected<void, Failure>> stepUpWithDevice(Http *http, Profile profile, std::function<void(DeviceCode)> show)
{
    const auto old = co_await personsLogin(profile);
    if (!old)
        co_return std::unexpected(old.error());
    const auto provider = co_await discover(http, profile);
    if (!provider)
        co_return std::unexpected(provider.error());
    co_return co_await take(
        profile, *old, co_await loginWithDevice(http, profile, *provider, old->clientId, std::move(show)));
}

QString describe(const AuthenticationDemand &demand)
{
    QString text = demand.maxAge ? u"This needs a login of the last %1"_s.arg(inWords(*demand.maxAge))
                                 : u"This needs another login"_s;
    // The one value that this product's servers ask for.
    if (demand.acrValues.contains(u"2"_s))
        text += u", with a second factor"_s;
    return text + u'.';
}

}
