// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Grant.h"
#include "protocol/oauth/GrantedClaims.h"
#include "protocol/oauth/RefreshTokens.h"
#include "protocol/oauth/Scope.h"
#include "protocol/oauth/TokenAudit.h"
#include "protocol/oauth/TokenIssuer.h"
#include "protocol/oidc/IdTokens.h"

namespace auth::protocol {

namespace {

/// RFC 6749 §6 and OpenID Connect Core §12.
Task<Result<http::Response>> handle(Services *services, TokenRequest request)
{
    const auto presented = request.form.value(QLatin1StringView("refresh_token"));
    if (!presented)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("refresh_token is missing."));
    oauth::RefreshTokens::Attempt attempt;
    attempt.realm = request.issuer.realm;
    attempt.application = request.application;
    attempt.token = presented->toUtf8();
    attempt.resource = request.form.values(QLatin1StringView("resource"));
    attempt.request = request.request;
    if (const auto scope = request.form.value(QLatin1StringView("scope")))
        attempt.scope = CO_TRY(oauth::parseScope(*scope));
    auto refreshed = CO_TRY(co_await services->refreshTokens->refresh(std::move(attempt)));

    const oauth::RefreshFamily &family = refreshed.family;
    const auto claimsRequest = oidc::ClaimsRequest::fromJson(family.claims);
    oauth::TokenGrant grant;
    grant.issuer = request.issuer;
    grant.application = request.application;
    grant.subject = family.userId.toString();
    grant.scope = refreshed.scope;
    grant.resource = refreshed.resource;
    grant.grantId = family.id;
    grant.sessionId = family.offline ? std::nullopt : family.sessionId;
    grant.authTime = family.authTime;
    grant.acr = family.acr;
    grant.amr = family.amr;
    grant.device = family.device;
    grant.deviceChanged = family.deviceChanged;
    grant.userinfoClaims = claimsRequest.userinfo;
    grant.issuedAt = refreshed.decidedAt;
    grant = CO_TRY(co_await oauth::completed(services, std::move(grant), request.request.deadline));
    const QStringList scope = grant.scope;
    const auto token = CO_TRY(co_await services->tokenIssuer->accessToken(grant, request.request.deadline));
    // §12.2: a new ID token keeps auth_time and has no nonce.
    const QByteArray idToken = CO_TRY(co_await oidc::idTokenOf(services, std::move(grant), family.userId, std::nullopt, claimsRequest, token.token, request.request.deadline));
    services->tokenAudit->issued(request.issuer.realm->id, *request.application, "refresh_token");
    co_return tokenResponse(token.token, token.lifetime, scope, refreshed.refreshToken, idToken);
}

}

extern const Grant refresh_token_variant;
const Grant refresh_token_variant { "refresh_token", PublicClients::Allowed, handle };

}
