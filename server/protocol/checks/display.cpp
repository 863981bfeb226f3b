// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

namespace auth::protocol::checks {

/// OpenID Connect Core §3.1.2.1: our pages fit each of them.
Task<Result<void>> display(Services *, AuthorizationRequest *request)
{
    const auto value = request->parameters.value(QLatin1StringView("display"));
    if (value && *value != u"page" && *value != u"popup" && *value != u"touch" && *value != u"wap")
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("This value of display is not supported."));
    co_return {};
}

}
