// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/Cookies.h"
#include "protocol/AuthorizationRequest.h"
#include "protocol/Endpoints.h"
#include "protocol/oauth/OrganizationScope.h"
#include "protocol/Refusals.h"
#include "sessions/SessionService.h"
#include "protocol/oidc/Interaction.h"

namespace auth::oidc {

using protocol::AfterForm;

namespace {

Task<Result<std::optional<Session>>> currentSession(protocol::Services *services, protocol::Issuer issuer, http::Request request)
{
    const auto cookie = pages::sessionCookie(request, issuer.realm->id);
    if (!cookie)
        co_return std::nullopt;
    // A code of a session that has ended opens nothing: redemption reads and locks the session.
    co_return co_await services->sessions->find(issuer.realm, *cookie, SessionService::Fresh::No, request.deadline);
}

}

/// OpenID Connect Core §3.1.2. Answers at once where the session allows it; otherwise a flow begins.
Task<Result<http::Response>> authorizeEndpoint(protocol::Services *services, http::Request request)
{
    const auto issuer = CO_TRY(co_await services->issuers->resolve(request));
    auto parameters = request.queryForm();
    if (!parameters)
        co_return failure(ErrorCode::InvalidRequest, parameters.error().description);
    const auto checked = CO_TRY(co_await protocol::checkAuthorizationRequest(services, issuer, *parameters, request.deadline));
    const protocol::AuthorizationRequest &authorization = checked.request;
    if (checked.refusal) {
        co_await protocol::noteRefusal(services, "authorization.refused", request, *checked.refusal);
        co_return protocol::refuseClient(services, authorization, request, *checked.refusal, AfterForm::No);
    }

    const auto session = CO_TRY(co_await currentSession(services, issuer, request));
    auto standing = CO_TRY(co_await standingOf(services, &authorization, session));
    if (standing.interaction == Interaction::None) {
        if (const auto refusal = CO_TRY(co_await oauth::organizationRefusal(
                services, issuer.realm, authorization.scope, session->userId, request.deadline)))
            co_return protocol::refuseClient(services, authorization, request, *refusal, AfterForm::No);
    }
    if (standing.interaction == Interaction::None && CO_TRY(co_await needsConsent(services, &authorization, session->userId)))
        standing = { Interaction::Consent, "consent" };

    if (standing.interaction == Interaction::None) {
        auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
        const QByteArray code = issueCode(services, &transaction, authorization, *session);
        CO_TRY(co_await transaction.commit());
        co_return answerWithCode(services, authorization, request, code, AfterForm::No);
    }
    if (authorization.hasPrompt(QLatin1StringView("none"))) {
        const Error error(errorWithoutPages(standing.interaction), QStringLiteral("The person would have to be asked."), QLatin1StringView(standing.reason));
        co_return protocol::refuseClient(services, authorization, request, error, AfterForm::No);
    }

    co_return co_await services->interactionPages->begin(std::move(request), authorization, standing.interaction, session);
}

/// §3.1.2.1: POST is the same. A cross-site POST comes without our SameSite=Lax cookie, so the browser is sent on to a
/// GET, which has it.
Task<Result<http::Response>> authorizePostEndpoint(protocol::Services *services, http::Request request)
{
    const auto issuer = CO_TRY(co_await services->issuers->resolve(request));
    auto parameters = request.bodyForm();
    if (!parameters)
        co_return failure(ErrorCode::InvalidRequest, parameters.error().description);
    const QByteArray query = parameters->encode();
    if (query.size() > 7000)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("The authorization request is too long."));
    co_return http::Response::seeOther(issuer.url(protocol::paths::kAuthorize) + '?' + query);
}

}
