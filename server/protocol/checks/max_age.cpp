// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

#include "core/Text.h"

namespace auth::protocol::checks {

/// OpenID Connect Core §3.1.2.1.
Task<Result<void>> maxAge(Services *, AuthorizationRequest *request)
{
    const auto value = request->parameters.value(QLatin1StringView("max_age"));
    if (!value)
        co_return {};
    const auto seconds = parseDecimal(value->toUtf8(), 10LL * 365 * 24 * 3600);
    if (!seconds)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("max_age must be a number of seconds."));
    request->maxAge = std::chrono::seconds(*seconds);
    co_return {};
}

}
