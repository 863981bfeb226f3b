// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

#include "protocol/oauth/Resources.h"

namespace auth::protocol::checks {

/// RFC 8707 §2.1.
Task<Result<void>> resource(Services *, AuthorizationRequest *request)
{
    request->resource = request->parameters.values(QLatin1StringView("resource"));
    request->resource.removeAll(QString());
    request->resource.removeDuplicates();
    co_return oauth::checkResources(request->issuer, *request->application, request->resource);
}

}
