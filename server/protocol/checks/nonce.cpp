// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

namespace auth::protocol::checks {

/// OpenID Connect Core §3.1.2.1: passed through unchanged, so one that is too long to keep is refused, never cut.
Task<Result<void>> nonce(Services *, AuthorizationRequest *request)
{
    request->nonce = request->parameters.value(QLatin1StringView("nonce"));
    if (request->nonce && request->nonce->size() > 1024)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("nonce is longer than 1024 characters."));
    co_return {};
}

}
