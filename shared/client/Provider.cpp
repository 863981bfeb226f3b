// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/Provider.h"

#include "core/Json.h"
#include "core/Text.h"

namespace auth::client {

namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kMetadata("/.well-known/openid-configuration");

/// Passwords and tokens go there: encrypted, or to this very machine.
bool isSafe(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && (url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && isLoopback(url.host())));
}

Failure badMetadata(const QString &url, const QString &problem)
{
    Failure failure;
    failure.exitCode = ServerFault;
    failure.code = u"metadata"_s;
    failure.message = u"%1: %2"_s.arg(url, problem);
    return failure;
}

}

Login Provider::login() const
{
    Login login;
    login.issuer = issuer;
    login.tokenEndpoint = tokenEndpoint;
    login.revocationEndpoint = revocationEndpoint;
    login.resource = resource;
    return login;
}

Task<std::expected<Provider, Failure>> discover(Http *http, Profile profile)
{
    const auto server = serverUrl(profile);
    if (!server)
        co_return std::unexpected(server.error());
    QString base = server->toString(QUrl::FullyEncoded);
    while (base.endsWith(u'/'))
        base.chop(1);
    const QString realm = profile.setting(u"login_realm"_s);
    const QString path = u"/realms/"_s + QString::fromLatin1(percentEncode(realm.toUtf8()));
    QString url = base + path + kMetadata;
    HttpAnswer answer = co_await http->get(profile, QUrl(url));
    const bool isRoot = answer.status == 404;
    if (isRoot) {
        // The realm that is mounted at the root has no other place.
        url = base + kMetadata;
        answer = co_await http->get(profile, QUrl(url));
    }
    if (answer.status == 0)
        co_return std::unexpected(unreachable(base, answer));
    const auto document = parseJsonObject(answer.body);
    if (answer.status != 200 || !document)
        co_return std::unexpected(badMetadata(url, u"this is not the address of an Auth Server"_s));
    Provider provider;
    provider.issuer = (*document)[u"issuer"].toString();
    if (isRoot && realm != "main"_L1 && !provider.issuer.endsWith(path))
        co_return std::unexpected(usageFailure(u"There is no realm \"%1\" to log in to at %2."_s.arg(realm, base)));
    provider.authorizationEndpoint = (*document)[u"authorization_endpoint"].toString();
    provider.tokenEndpoint = (*document)[u"token_endpoint"].toString();
    provider.revocationEndpoint = (*document)[u"revocation_endpoint"].toString();
    provider.deviceAuthorizationEndpoint = (*document)[u"device_authorization_endpoint"].toString();
    provider.namesIssuerInResponse = (*document)[u"authorization_response_iss_parameter_supported"].toBool();
    for (const auto &scope : (*document)[u"scopes_supported"].toArray())
        provider.scopes.append(scope.toString());
    // RFC 9700 §4.4: what a metadata document names is trusted as far as the way to it.
    for (const QString &endpoint : { provider.authorizationEndpoint, provider.tokenEndpoint }) {
        if (!isSafe(endpoint) && !(server->scheme() == "http"_L1 && QUrl(endpoint).host() == server->host()))
            co_return std::unexpected(badMetadata(url, u"\"%1\" is not encrypted"_s.arg(endpoint)));
    }
    QString publicUrl = provider.issuer;
    if (publicUrl.endsWith(path))
        publicUrl.chop(path.size());
    provider.resource = publicUrl + "/admin/v1"_L1;
    co_return provider;
}

}
