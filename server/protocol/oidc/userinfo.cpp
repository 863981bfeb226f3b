// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Endpoints.h"
#include "protocol/Issuer.h"
#include "protocol/oauth/AccessTokenVerifier.h"
#include "protocol/oauth/GrantedClaims.h"
#include "protocol/oauth/TokenIssuer.h"
#include "protocol/oidc/Claims.h"
#include "users/UserDirectory.h"

#include <QtCore/QJsonArray>

namespace auth::oidc {

namespace {

/// RFC 6750 §2: the header, or the form parameter; never both, never the query. Nothing when the request has none.
Result<std::optional<QByteArray>> bearerToken(const http::Request &request)
{
    std::optional<QByteArray> inHeader;
    if (const auto value = request.header("authorization")) {
        if (value->size() < 8 || value->first(7).toLower() != "bearer ")
            return failure(ErrorCode::InvalidRequest, QStringLiteral("The Authorization header is not a bearer token."));
        inHeader = value->sliced(7).trimmed();
    }
    if (request.method != http::Method::Post || request.contentType() != "application/x-www-form-urlencoded")
        return inHeader;
    const auto form = request.bodyForm();
    if (!form || form->repeatedName())
        return failure(ErrorCode::InvalidRequest, QStringLiteral("The form is malformed."));
    const auto inForm = form->value(QLatin1StringView("access_token"));
    if (inHeader && inForm)
        return failure(ErrorCode::InvalidRequest, QStringLiteral("The request has more than one access token."));
    return inForm ? std::optional(inForm->toUtf8()) : inHeader;
}

}

/// OpenID Connect Core §5.3.
Task<Result<http::Response>> userinfoEndpoint(protocol::Services *services, http::Request request)
{
    const auto presented = CO_TRY(bearerToken(request));
    // RFC 6750 §3.1: without credentials the challenge has no error code; the renderer knows that from Unauthenticated.
    if (!presented)
        co_return failure(ErrorCode::Unauthenticated, QStringLiteral("An access token is needed."));
    const auto issuer = CO_TRY(co_await services->issuers->resolve(request));
    const auto token = CO_TRY(co_await services->accessTokens->verify(issuer, *presented, request.deadline));
    const auto isHere = [services, &issuer](const QString &audience) {
        return services->issuers->isIssuerOf(*issuer.realm, audience.toLatin1());
    };
    if (std::none_of(token->audience.begin(), token->audience.end(), isHere))
        co_return failure(ErrorCode::InvalidToken, QStringLiteral("The access token is for another resource."));
    if (!token->isOfUser() || !token->hasScope(QLatin1StringView("openid")))
        co_return failure(ErrorCode::InsufficientScope, QStringLiteral("The access token does not have the scope openid."));
    const auto userId = UserId::parse(token->subject.toLatin1());
    if (!userId)
        co_return failure(ErrorCode::InvalidToken, QStringLiteral("The access token is not a person's."));
    const auto user = co_await services->users->find(issuer.realm->id, *userId, request.deadline);
    if (!user || !user->isActive(services->clock->now())) {
        if (!user && user.error().code != ErrorCode::NotFound)
            co_return std::unexpected(user.error());
        co_return failure(ErrorCode::InvalidToken, QStringLiteral("The access token is invalid, expired or revoked."), QStringLiteral("the account is gone or disabled"));
    }

    QStringList names
        = CO_TRY(co_await oauth::accountClaims(services, issuer.realm, token->scope, request.deadline));
    for (const auto &name : token->claims[u"userinfo_claims"].toArray())
        names.append(name.toString());
    const auto application = CO_TRY(co_await services->applications->find(issuer.realm->id, token->clientId, request.deadline));
    oauth::ClaimsRequestOf of;
    of.realm = issuer.realm;
    of.application = application;
    of.scope = token->scope;
    of.id = userId->value;
    of.proof = oauth::proofOf(token->claims);
    of.user = *user;
    QJsonObject answer
        = CO_TRY(co_await oauth::grantedClaims(services, std::move(of), oauth::ClaimTarget::Userinfo, request.deadline));
    const QJsonObject ofAccount = claims(*user, names);
    for (auto claim = ofAccount.begin(); claim != ofAccount.end(); ++claim)
        answer.insert(claim.key(), claim.value());
    answer.insert(u"sub"_qs, token->subject);

    http::Response response;
    if (application->userinfoSignedResponseAlg.isEmpty()) {
        response = http::Response::json(answer);
    } else {
        // §5.3.2: a signed answer names its issuer and audience.
        answer.insert(u"iss"_qs, QString::fromLatin1(issuer.identifier));
        answer.insert(u"aud"_qs, QString::fromUtf8(application->clientId));
        response = http::Response::text(
            CO_TRY(co_await services->tokenIssuer->sign(issuer.realm, application->userinfoSignedResponseAlg, "JWT", answer, request.deadline)),
            QByteArrayLiteral("application/jwt"));
    }
    response.setHeader("Cache-Control", "no-store");
    co_return response;
}

}
