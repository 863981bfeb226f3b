// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Grant.h"
#include "protocol/oauth/GrantedClaims.h"
#include "protocol/oauth/DeviceAuthorizations.h"
#include "protocol/oauth/Scope.h"
#include "protocol/oauth/TokenAudit.h"
#include "protocol/oauth/TokenIssuer.h"
#include "protocol/oidc/IdTokens.h"

namespace auth::protocol {

namespace {

/// RFC 8628 §3.4.
Task<Result<http::Response>> handle(Services *services, TokenRequest request)
{
    const auto presented = request.form.value(QLatin1StringView("device_code"));
    if (!presented)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("device_code is missing."));
    const auto redeemed = CO_TRY(co_await services->deviceAuthorizations->redeem(
        { request.issuer.realm, request.application, presented->toUtf8(), request.request }));

    const oauth::AuthorizationCode &granted = redeemed.granted;
    oauth::TokenGrant grant;
    grant.issuer = request.issuer;
    grant.application = request.application;
    grant.subject = granted.userId.toString();
    grant.scope = granted.scope;
    grant.resource = granted.resource;
    grant.grantId = granted.grantId;
    grant.sessionId = granted.sessionId;
    grant.authTime = granted.authTime;
    grant.acr = granted.acr;
    grant.amr = granted.amr;
    grant.issuedAt = redeemed.decidedAt;
    grant = CO_TRY(co_await oauth::completed(services, std::move(grant), request.request.deadline));
    const QStringList scope = grant.scope;
    const auto token = CO_TRY(co_await services->tokenIssuer->accessToken(grant, request.request.deadline));
    const QByteArray idToken = CO_TRY(co_await oidc::idTokenOf(services, std::move(grant), granted.userId, std::nullopt, {}, token.token, request.request.deadline));
    services->tokenAudit->issued(request.issuer.realm->id, *request.application, kDeviceCodeGrant);
    co_return tokenResponse(token.token, token.lifetime, scope, redeemed.refreshToken.value_or(QByteArray()), idToken);
}

}

extern const Grant device_code_variant;
const Grant device_code_variant { kDeviceCodeGrant, PublicClients::Allowed, handle };

}
