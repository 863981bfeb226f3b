// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/ClientAuthentication.h"
#include "protocol/Endpoints.h"
#include "protocol/Grant.h"

namespace auth::oauth {

using protocol::Grant;

namespace {

const Grant *findGrant(const QString &grantType)
{
    for (const auto *grant : protocol::grants()) {
        if (grantType == QLatin1StringView(grant->grantType))
            return grant;
    }
    return nullptr;
}

}

/// RFC 6749 §3.2. Names no grant: each is a file in grants/.
Task<Result<http::Response>> tokenEndpoint(protocol::Services *services, http::Request request)
{
    // §2.3.1: credentials must not be in the URI; nothing else belongs there either.
    if (!request.query.isEmpty())
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("The token endpoint takes parameters in the body only."));
    auto form = request.bodyForm();
    if (!form)
        co_return failure(ErrorCode::InvalidRequest, form.error().description);
    // §3.2: parameters MUST NOT be included more than once.
    if (const auto repeated = form->repeatedName({ QLatin1StringView("resource"), QLatin1StringView("audience") }))
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("The parameter %1 is repeated.").arg(repeated->left(64)));

    const auto issuer = CO_TRY(co_await services->issuers->resolve(request));
    const auto application = CO_TRY(co_await protocol::authenticateClient(services, issuer, request, *form));
    const auto grantType = form->value(QLatin1StringView("grant_type"));
    if (!grantType)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("grant_type is missing."));
    const Grant *grant = findGrant(*grantType);
    if (!grant)
        co_return failure(ErrorCode::UnsupportedGrantType, QStringLiteral("This grant type is not supported."), grantType->left(64));
    if (!application->allowsGrant(QLatin1StringView(grant->grantType)))
        co_return failure(ErrorCode::UnauthorizedClient, QStringLiteral("The client may not use this grant type."));
    if (application->isPublic() && grant->publicClients == protocol::PublicClients::Refused)
        co_return failure(ErrorCode::UnauthorizedClient, QStringLiteral("A public client may not use this grant type."));
    co_return co_await grant->handle(services, { issuer, application, *std::move(form), std::move(request) });
}

}
