// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

namespace auth::protocol::checks {

/// OpenID Connect Core §3.1.2.1: `none` stands alone.
Task<Result<void>> prompt(Services *, AuthorizationRequest *request)
{
    const auto value = request->parameters.value(QLatin1StringView("prompt"));
    if (!value)
        co_return {};
    request->prompt = value->split(u' ', Qt::SkipEmptyParts);
    for (const auto &member : request->prompt) {
        if (member != u"none" && member != u"login" && member != u"consent" && member != u"select_account")
            co_return failure(ErrorCode::InvalidRequest, QStringLiteral("This value of prompt is not supported."));
    }
    if (request->prompt.contains(u"none"_qs) && request->prompt.size() > 1)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("prompt=none cannot be combined with another value."));
    co_return {};
}

}
