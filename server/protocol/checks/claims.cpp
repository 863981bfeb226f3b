// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

#include "sessions/Assurance.h"

namespace auth::protocol::checks {

/// OpenID Connect Core §5.5, with the acr that this server can reach. An essential acr that nothing here reaches is
/// refused at once; acr_values is a wish (§3.1.2.1).
Task<Result<void>> claims(Services *, AuthorizationRequest *request)
{
    const auto value = request->parameters.value(QLatin1StringView("claims"));
    if (!value)
        co_return {};
    request->claims = CO_TRY(oidc::ClaimsRequest::parse(value->toUtf8()));
    const QStringList &demanded = request->claims.essentialAcr;
    if (!demanded.isEmpty() && !demanded.contains(QLatin1StringView(kOneFactor)) && !demanded.contains(QLatin1StringView(kTwoFactors)))
        co_return failure(ErrorCode::UnmetAuthenticationRequirements, QStringLiteral("The authentication context that is demanded cannot be reached."));
    request->expectedSubject = request->claims.subject;
    co_return {};
}

}
