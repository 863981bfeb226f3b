// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

namespace auth::protocol::checks {

/// OpenID Connect Core §3.1.2.6: what this server does not support is refused with the code that exists for it.
Task<Result<void>> requestObjects(Services *, AuthorizationRequest *request)
{
    if (request->parameters.contains(QLatin1StringView("request")))
        co_return failure(ErrorCode::RequestNotSupported, QStringLiteral("Request objects are not supported."));
    if (request->parameters.contains(QLatin1StringView("request_uri")))
        co_return failure(ErrorCode::RequestUriNotSupported, QStringLiteral("request_uri is not supported."));
    if (request->parameters.contains(QLatin1StringView("registration")))
        co_return failure(ErrorCode::RegistrationNotSupported, QStringLiteral("registration is not supported."));
    co_return {};
}

}
