// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

#include "protocol/oauth/AdminScope.h"
#include "protocol/oauth/OrganizationScope.h"
#include "protocol/oauth/Scope.h"

namespace auth::protocol::checks {

/// RFC 6749 §3.3. Without the parameter the client gets what it is registered for, apart from offline_access.
Task<Result<void>> scope(Services *services, AuthorizationRequest *request)
{
    const QStringList allowed = oauth::registeredScope(services, *request->application);
    const auto asked = request->parameters.value(QLatin1StringView("scope"));
    const auto organization = request->parameters.value(oauth::kOrganizationScope);
    if (!asked) {
        request->scope = allowed;
        request->scope.removeAll(u"offline_access"_qs);
        request->scope.removeAll(oauth::kOrganizationScope);
        request->scope = CO_TRY(oauth::withOrganization(request->scope, organization, allowed));
        co_return {};
    }
    const QStringList named = CO_TRY(oauth::parseScope(*asked));
    request->scope = CO_TRY(oauth::withOrganization(named, organization, allowed));
    QStringList others = request->scope;
    others.removeIf([](const QString &name) { return !oauth::organizationOf({ name }).isEmpty(); });
    if (!oauth::isWithin(others, allowed))
        co_return failure(ErrorCode::InvalidScope, QStringLiteral("The client may not ask for this scope."));
    // OpenID Connect Core §11: offline_access without a refresh token to give is ignored.
    if (!request->application->allowsGrant(QLatin1StringView("refresh_token")))
        request->scope.removeAll(u"offline_access"_qs);
    co_return {};
}

}
