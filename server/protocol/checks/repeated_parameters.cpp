// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

namespace auth::protocol::checks {

/// RFC 6749 §3.1: parameters MUST NOT be included more than once; RFC 8707 §2 lets `resource`.
Task<Result<void>> repeatedParameters(Services *, AuthorizationRequest *request)
{
    if (const auto repeated = request->parameters.repeatedName({ QLatin1StringView("resource") }))
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("The parameter %1 is repeated.").arg(repeated->left(64)));
    co_return {};
}

}
