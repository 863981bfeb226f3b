// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

namespace auth::protocol::checks {

/// RFC 9700 §2.1.2: `code` alone; nothing puts a token into an authorization response.
Task<Result<void>> responseType(Services *, AuthorizationRequest *request)
{
    const auto type = request->parameters.value(QLatin1StringView("response_type"));
    if (!type)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("response_type is missing."));
    if (*type != u"code")
        co_return failure(ErrorCode::UnsupportedResponseType, QStringLiteral("Only response_type=code is supported."));
    if (!request->application->allowsGrant(QLatin1StringView("authorization_code")))
        co_return failure(ErrorCode::UnauthorizedClient, QStringLiteral("The client may not use the authorization code grant."));
    co_return {};
}

}
