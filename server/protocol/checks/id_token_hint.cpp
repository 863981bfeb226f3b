// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

#include "protocol/oidc/IdTokenHint.h"

namespace auth::protocol::checks {

/// OpenID Connect Core §3.1.2.1: the person that the answer must be about.
Task<Result<void>> idTokenHint(Services *services, AuthorizationRequest *request)
{
    const auto value = request->parameters.value(QLatin1StringView("id_token_hint"));
    if (!value)
        co_return {};
    const auto hint = co_await oidc::readIdTokenHint(services, request->issuer, value->toUtf8(), request->deadline);
    if (!hint) {
        if (hint.error().code != ErrorCode::InvalidToken)
            co_return std::unexpected(hint.error());
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("id_token_hint is not an ID token of this issuer."), hint.error().detail);
    }
    if (request->expectedSubject && *request->expectedSubject != hint->subject)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("id_token_hint and the claims parameter name different people."));
    request->expectedSubject = hint->subject;
    co_return {};
}

}
