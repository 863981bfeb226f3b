// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

namespace auth::protocol::checks {

/// RFC 6749 §4.1.1. A page for every failure, before anything is believed (RFC 9700 §4.11).
Task<Result<void>> client(Services *services, AuthorizationRequest *request)
{
    for (const auto name : { QLatin1StringView("client_id"), QLatin1StringView("redirect_uri") }) {
        if (request->parameters.values(name).size() > 1)
            co_return failure(ErrorCode::InvalidRequest, QStringLiteral("The parameter %1 is repeated.").arg(name));
    }
    const auto clientId = request->parameters.value(QLatin1StringView("client_id"));
    if (!clientId)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("The application did not say who it is: client_id is missing."));
    auto application = co_await services->applications->find(request->issuer.realm->id, clientId->toUtf8(), request->deadline);
    if (!application && application.error().code != ErrorCode::NotFound)
        co_return std::unexpected(application.error());
    if (!application || !(*application)->enabled)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("This application is not known here."), QStringLiteral("unknown or disabled client_id %1").arg(clientId->left(128)));
    request->application = *std::move(application);
    co_return {};
}

}
