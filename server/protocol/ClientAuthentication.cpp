// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/ClientAuthentication.h"

#include "core/Secret.h"
#include "crypto/Hash.h"

namespace auth::protocol {

std::unexpected<Error> invalidClient(QString detail)
{
    return failure(ErrorCode::InvalidClient, QStringLiteral("Client authentication failed."), std::move(detail));
}

bool matchesSecret(const Application &application, QByteArrayView secret, Timestamp now)
{
    const QByteArray hash = crypto::sha256(secret);
    bool matches = false;
    for (const auto &known : application.secrets) {
        const bool live = !known.expiresAt || *known.expiresAt > now;
        matches |= constantTimeEquals(known.hash, hash) && live;
    }
    return matches;
}

Task<Result<ApplicationPointer>> authenticateClient(Services *services, Issuer issuer, http::Request request, Form form)
{
    const ClientAuthMethod *method = nullptr;
    for (const auto *candidate : clientAuthMethods()) {
        if (!candidate->isPresented(request, form))
            continue;
        if (method)
            co_return failure(ErrorCode::InvalidRequest, QStringLiteral("The request uses more than one client authentication method."));
        method = candidate;
    }
    if (!method)
        co_return invalidClient(QStringLiteral("no client credentials in the request"));
    const QByteArray clientId = CO_TRY(method->clientId(request, form));
    // RFC 6749 §3.2.1: client_id in the body may stand beside a header, and then means the same client.
    if (const auto inBody = form.value(QLatin1StringView("client_id")); inBody && inBody->toUtf8() != clientId)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("client_id differs from the authenticated client."));

    auto application = co_await services->applications->find(issuer.realm->id, clientId, request.deadline);
    if (!application && application.error().code != ErrorCode::NotFound)
        co_return std::unexpected(application.error());
    if (!application) {
        // An unknown client costs what a wrong secret costs.
        static const Application nobody = [] {
            Application application_;
            application_.tokenEndpointAuthMethod = "none";
            application_.secrets.push_back({ QByteArray(32, '\0'), std::nullopt });
            return application_;
        }();
        [[maybe_unused]] const auto ignored = method->verify(nobody, issuer, request, form, services->clock->now());
        co_return invalidClient(QStringLiteral("unknown client"));
    }
    CO_TRY(method->verify(**application, issuer, request, form, services->clock->now()));
    if ((*application)->tokenEndpointAuthMethod != method->name)
        co_return invalidClient(QStringLiteral("the client is registered for %1").arg(QString::fromLatin1((*application)->tokenEndpointAuthMethod)));
    if (!(*application)->enabled)
        co_return invalidClient(QStringLiteral("the client is disabled"));
    if (method->useUp)
        CO_TRY(co_await method->useUp(services, issuer, *application, request, form));
    co_return *std::move(application);
}

}
