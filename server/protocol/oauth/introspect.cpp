// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_keys/ApiKeyService.h"
#include "applications/ApplicationDirectory.h"
#include "metrics/Metrics.h"
#include "protocol/ClientAuthentication.h"
#include "protocol/Endpoints.h"
#include "protocol/oauth/AccessTokenVerifier.h"
#include "protocol/oauth/RefreshTokens.h"
#include "protocol/oauth/Resources.h"

#include <QtCore/QJsonArray>

namespace auth::oauth {

namespace {

/// RFC 7662 §2.2: exactly one member, whatever the reason.
http::Response inactive()
{
    metrics::countIntrospection(metrics::IntrospectionOutcome::Inactive);
    return http::Response::json(QByteArrayLiteral("{\"active\":false}"));
}

http::Response active(QJsonObject claims)
{
    metrics::countIntrospection(metrics::IntrospectionOutcome::Active);
    claims.insert(u"active"_qs, true);
    return http::Response::json(claims);
}

qint64 numericDate(Timestamp time)
{
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

QJsonObject describe(const AccessToken &token)
{
    QJsonObject claims = token.claims;
    // How we find the grant is not the caller's business.
    claims.remove(u"grant_id"_qs);
    claims.remove(u"userinfo_claims"_qs);
    claims.insert(u"token_type"_qs, u"Bearer"_qs);
    return claims;
}

QJsonObject describe(const RefreshFamily &family, const protocol::Issuer &issuer, const Application &application)
{
    return {
        { u"iss"_qs, QString::fromLatin1(issuer.identifier) },
        { u"sub"_qs, family.userId.toString() },
        { u"client_id"_qs, QString::fromUtf8(application.clientId) },
        { u"scope"_qs, family.scope.join(u' ') },
        { u"iat"_qs, numericDate(family.rotatedAt) },
        { u"exp"_qs, numericDate(family.expiresAt) },
        { u"token_type"_qs, u"refresh_token"_qs },
    };
}

QJsonObject describe(const ApiKey &key, const protocol::Issuer &issuer, const Application &application)
{
    QJsonObject claims {
        { u"iss"_qs, QString::fromLatin1(issuer.identifier) },
        { u"sub"_qs, QString::fromUtf8(application.clientId) },
        { u"client_id"_qs, QString::fromUtf8(application.clientId) },
        { u"scope"_qs, key.scope },
        { u"iat"_qs, numericDate(key.createdAt) },
        { u"token_type"_qs, u"api_key"_qs },
        { u"api_key"_qs, key.name },
    };
    if (key.expiresAt)
        claims.insert(u"exp"_qs, numericDate(*key.expiresAt));
    if (!key.tier.isEmpty())
        claims.insert(u"tier"_qs, key.tier);
    return claims;
}

/// An API key is told of to its application, and to resource servers that this may have tokens for.
Task<Result<http::Response>> introspectApiKey(
    protocol::Services *services, protocol::Issuer issuer, ApplicationPointer caller, QByteArray token, Deadline deadline)
{
    const auto key = CO_TRY(co_await services->apiKeys->verify(issuer.realm->id, token, deadline));
    if (!key)
        co_return inactive();
    const auto owner = CO_TRY(co_await services->applications->find(issuer.realm->id, key->applicationId, deadline));
    QStringList resources;
    for (const auto &resource : owner->metadata[u"allowed_resources"].toArray())
        resources.append(resource.toString());
    if (caller->id != owner->id && !isResourceServerOf(*caller, resources))
        co_return inactive();
    co_return active(describe(*key, issuer, *owner));
}

}

/// RFC 7662. An access token costs no query; a refresh token one. Answers the client that the token was issued to and
/// resource servers in its audience; for everyone else it is inactive.
Task<Result<http::Response>> introspectEndpoint(protocol::Services *services, http::Request request)
{
    auto form = request.bodyForm();
    if (!form)
        co_return failure(ErrorCode::InvalidRequest, form.error().description);
    if (form->repeatedName())
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("A parameter is repeated."));
    const auto issuer = CO_TRY(co_await services->issuers->resolve(request));
    const auto application = CO_TRY(co_await protocol::authenticateClient(services, issuer, request, *form));
    // §2.1: the caller must be known, or tokens could be scanned for.
    if (application->isPublic())
        co_return protocol::invalidClient(QStringLiteral("a public client may not introspect"));
    const auto presented = form->value(QLatin1StringView("token"));
    if (!presented)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("token is missing."));
    const QByteArray token = presented->toUtf8();

    if (token.startsWith(ApiKeyService::kPrefix))
        co_return co_await introspectApiKey(services, issuer, application, token, request.deadline);
    // The kinds cannot be mistaken for each other, so token_type_hint (§2.1) is not needed.
    if (token.contains('.')) {
        const auto verified = co_await services->accessTokens->verify(issuer, token, request.deadline);
        if (!verified) {
            if (verified.error().code == ErrorCode::InvalidToken)
                co_return inactive();
            co_return std::unexpected(verified.error());
        }
        const AccessToken &accessToken = **verified;
        if (accessToken.clientId != application->clientId && !isResourceServerOf(*application, accessToken.audience))
            co_return inactive();
        co_return active(describe(accessToken));
    }
    const auto family = CO_TRY(co_await services->refreshTokens->inspect(issuer.realm, token, request.deadline));
    if (!family || family->applicationId != application->id)
        co_return inactive();
    co_return active(describe(*family, issuer, *application));
}

}
