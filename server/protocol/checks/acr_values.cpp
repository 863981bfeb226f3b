// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

namespace auth::protocol::checks {

/// OpenID Connect Core §3.1.2.1: wishes, in order of preference. Values that mean nothing here are passed over.
Task<Result<void>> acrValues(Services *, AuthorizationRequest *request)
{
    request->acrValues = request->parameters.valueOrEmpty(QLatin1StringView("acr_values")).split(u' ', Qt::SkipEmptyParts);
    co_return {};
}

}
