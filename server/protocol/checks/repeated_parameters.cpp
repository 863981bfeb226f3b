// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

namespace auth::protocol::checks {

/// RFC 6749 §3.1: parameters MUST NOT be included more than once; RFC 8707 §2 lets `resource`, and `audience` is unknown
/// here but may repeat wherever it means something (RFC 8693 §2.1).
Task<Result<void>> repeatedParameters(Services *, AuthorizationRequest *request)
{
    if (const auto repeated = request->parameters.repeatedName({ QLatin1StringView("resource"), QLatin1StringView("audience") }))
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("The parameter %1 is repeated.").arg(repeated->left(64)));
    co_return {};
}

}
