// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Grant.h"
#include "protocol/oauth/GrantedClaims.h"
#include "protocol/oauth/AuthorizationCodes.h"
#include "protocol/oauth/Scope.h"
#include "protocol/oauth/TokenAudit.h"
#include "protocol/oauth/TokenIssuer.h"
#include "protocol/oidc/IdTokens.h"

namespace auth::protocol {

namespace {

/// RFC 6749 §4.1.3, OpenID Connect Core §3.1.3.
Task<Result<http::Response>> handle(Services *services, TokenRequest request)
{
    const auto presented = request.form.value(QLatin1StringView("code"));
    if (!presented)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("code is missing."));
    oauth::AuthorizationCodes::Attempt attempt;
    attempt.realm = request.issuer.realm;
    attempt.application = request.application;
    attempt.code = presented->toUtf8();
    attempt.redirectUri = request.form.value(QLatin1StringView("redirect_uri"));
    // An empty code_verifier is a wrong one, not an absent one.
    if (request.form.contains(QLatin1StringView("code_verifier")))
        attempt.codeVerifier = request.form.valueOrEmpty(QLatin1StringView("code_verifier"));
    attempt.request = request.request;
    const auto redeemed = CO_TRY(co_await services->authorizationCodes->redeem(std::move(attempt)));

    const oauth::AuthorizationCode &code = redeemed.code;
    const QStringList resources = request.form.values(QLatin1StringView("resource"));
    // RFC 8707 §2.2: within what the authorization request named. The code is used up all the same.
    if (!oauth::isWithin(resources, code.resource))
        co_return failure(ErrorCode::InvalidTarget, QStringLiteral("The resource was not part of the authorization request."));

    const auto claimsRequest = oidc::ClaimsRequest::fromJson(code.claims);
    oauth::TokenGrant grant;
    grant.issuer = request.issuer;
    grant.application = request.application;
    grant.subject = code.userId.toString();
    grant.scope = code.scope;
    grant.resource = resources.isEmpty() ? code.resource : resources;
    grant.grantId = code.grantId;
    grant.sessionId = code.sessionId;
    grant.authTime = code.authTime;
    grant.acr = code.acr;
    grant.amr = code.amr;
    grant.device = code.device;
    grant.userinfoClaims = claimsRequest.userinfo;
    grant.issuedAt = redeemed.decidedAt;
    grant = CO_TRY(co_await oauth::completed(services, std::move(grant), request.request.deadline));
    const QStringList scope = grant.scope;
    const auto token = CO_TRY(co_await services->tokenIssuer->accessToken(grant, request.request.deadline));
    const QByteArray idToken = CO_TRY(co_await oidc::idTokenOf(services, std::move(grant), code.userId, code.nonce, claimsRequest, token.token, request.request.deadline));
    services->tokenAudit->issued(request.issuer.realm->id, *request.application, "authorization_code");
    co_return tokenResponse(token.token, token.lifetime, scope, redeemed.refreshToken.value_or(QByteArray()), idToken);
}

}

extern const Grant authorization_code_variant;
const Grant authorization_code_variant { "authorization_code", PublicClients::Allowed, handle };

}
