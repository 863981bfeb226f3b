// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Grant.h"
#include "protocol/oauth/AdminScope.h"
#include "protocol/oauth/GrantedClaims.h"
#include "protocol/oauth/Resources.h"
#include "protocol/oauth/Scope.h"
#include "protocol/oauth/TokenAudit.h"
#include "protocol/oauth/TokenIssuer.h"

namespace auth::protocol {

namespace {

/// Scopes that speak of a person have no meaning here.
bool isOfPerson(const QString &scope)
{
    return scope == u"openid" || scope == u"profile" || scope == u"email" || scope == u"address" || scope == u"phone" || scope == u"offline_access" || scope == u"organization";
}

/// RFC 6749 §4.4. Costs no query once the client and the key are warm; issue is counted and audited in batches.
Task<Result<http::Response>> handle(Services *services, TokenRequest request)
{
    QStringList allowed = oauth::registeredScope(services, *request.application);
    allowed.removeIf(isOfPerson);
    const QStringList resources = request.form.values(QLatin1StringView("resource"));
    CO_TRY(oauth::checkResources(request.issuer, *request.application, resources));
    if (resources.contains(services->adminResource))
        allowed += CO_TRY(co_await oauth::rightsOfRoles(
            services, request.issuer.realm, request.application, request.request.deadline));
    allowed.removeDuplicates();
    QStringList scope = allowed;
    if (const auto asked = request.form.value(QLatin1StringView("scope"))) {
        scope = CO_TRY(oauth::parseScope(*asked));
        if (!oauth::isWithin(scope, allowed))
            co_return failure(ErrorCode::InvalidScope, QStringLiteral("The client may not ask for this scope."));
    }

    oauth::TokenGrant grant;
    grant.issuer = request.issuer;
    grant.application = request.application;
    grant.subject = QString::fromUtf8(request.application->clientId);
    grant.scope = scope;
    grant.resource = resources;
    grant.issuedAt = services->clock->now();
    grant = CO_TRY(co_await oauth::completed(services, std::move(grant), request.request.deadline));
    scope = grant.scope;
    const auto token = CO_TRY(co_await services->tokenIssuer->accessToken(std::move(grant), request.request.deadline));
    services->tokenAudit->issued(request.issuer.realm->id, *request.application, "client_credentials");
    co_return tokenResponse(token.token, token.lifetime, scope);
}

}

extern const Grant client_credentials_variant;
const Grant client_credentials_variant { "client_credentials", PublicClients::Refused, handle };

}
