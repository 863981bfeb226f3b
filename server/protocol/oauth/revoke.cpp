// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/ClientAuthentication.h"
#include "protocol/Endpoints.h"
#include "protocol/oauth/AccessTokenVerifier.h"
#include "protocol/oauth/RefreshTokens.h"
#include "protocol/Revocations.h"

namespace auth::oauth {

namespace {

/// Revokes one access token. Nothing happens to one that is not \a application's (RFC 7009 §2.1) or not valid any more.
Task<Result<void>> revokeAccessToken(protocol::Services *services, protocol::Issuer issuer, ApplicationPointer application, QByteArray token, http::Request request)
{
    const auto verified = co_await services->accessTokens->verify(issuer, std::move(token), request.deadline);
    if (!verified) {
        if (verified.error().code == ErrorCode::InvalidToken)
            co_return {};
        co_return std::unexpected(verified.error());
    }
    const AccessTokenPointer accessToken = *verified;
    if (accessToken->clientId != application->clientId)
        co_return {};
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    AuditEvent event(issuer.realm->id, "access_token.revoked");
    event.from(request).actor("application", QString::fromUtf8(application->clientId), application->title());
    event.target("token", QString::fromLatin1(accessToken->jti));
    event.applicationId = application->id;
    event.sessionId = accessToken->sessionId;
    services->audit->record(&transaction, std::move(event));
    const auto revocation = services->revocations->revoke(&transaction, issuer.realm->id, RevocationKind::Token, accessToken->jti, kLongestAccessTokenLifetime);
    CO_TRY(co_await transaction.commit());
    services->revocations->publish(revocation);
    co_return {};
}

}

/// RFC 7009. 200 for a token that is unknown or somebody else's too: its state is what the caller wanted (§2.2).
Task<Result<http::Response>> revokeEndpoint(protocol::Services *services, http::Request request)
{
    auto form = request.bodyForm();
    if (!form)
        co_return failure(ErrorCode::InvalidRequest, form.error().description);
    if (form->repeatedName())
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("A parameter is repeated."));
    const auto issuer = CO_TRY(co_await services->issuers->resolve(request));
    const auto application = CO_TRY(co_await protocol::authenticateClient(services, issuer, request, *form));
    const auto presented = form->value(QLatin1StringView("token"));
    if (!presented)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("token is missing."));
    // token_type_hint (§2.1) is not needed: the kinds cannot be mistaken for each other.
    const QByteArray token = presented->toUtf8();
    if (token.contains('.'))
        CO_TRY(co_await revokeAccessToken(services, issuer, application, token, request));
    else
        CO_TRY(co_await services->refreshTokens->revoke(issuer.realm, application, token, request));
    co_return http::Response(200);
}

}
