// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

namespace auth::protocol::checks {

/// Multiple Response Type Encoding Practices §2.1 and the form_post specification §2.
Task<Result<void>> responseMode(Services *, AuthorizationRequest *request)
{
    const auto name = request->parameters.value(QLatin1StringView("response_mode"));
    if (!name)
        co_return {};
    const auto *mode = findResponseMode(*name);
    if (!mode)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("This response_mode is not supported."));
    request->responseMode = mode;
    co_return {};
}

}
