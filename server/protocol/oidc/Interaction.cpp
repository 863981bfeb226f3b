// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oidc/Interaction.h"

#include "protocol/oauth/AuthorizationCodes.h"
#include "protocol/oauth/Consents.h"
#include "protocol/oauth/Scope.h"
#include "sessions/Assurance.h"
#include "factors/FactorService.h"

namespace auth::oidc {

namespace {

/// RFC 8252 §8.6, RFC 6749 §10.2: a public client that returns to an address which another program could take over must
/// ask each time.
bool provesItsIdentity(const protocol::AuthorizationRequest &request)
{
    return !request.application->isPublic() || request.redirectUri.startsWith(u"https://");
}

}

Standing signInStanding(const protocol::AuthorizationRequest &request, const std::optional<Session> &session, Fresh fresh, Timestamp now)
{
    if (!session)
        return { Interaction::SignIn, "no_session" };
    if (request.expectedSubject && *request.expectedSubject != session->userId.toString())
        return { Interaction::SignIn, "other_subject" };
    if (fresh == Fresh::Yes)
        return {};
    if (request.hasPrompt(QLatin1StringView("login")))
        return { Interaction::SignIn, "prompt_login" };
    if (request.maxAge && session->authTime + *request.maxAge <= now)
        return { Interaction::SignIn, "max_age" };
    if (session->acr != kTwoFactors && secondFactorFor(request) == SecondFactor::Required)
        return { Interaction::SecondFactor, "second_factor" };
    if (request.hasPrompt(QLatin1StringView("select_account")))
        return { Interaction::SelectAccount, "prompt_select_account" };
    return {};
}

Task<Result<Standing>> standingOf(protocol::Services *services, const protocol::AuthorizationRequest *request, std::optional<Session> session)
{
    const auto standing = signInStanding(*request, session, Fresh::No, services->clock->now());
    // Whom the person chooses comes after what is wanted of them, as where it is demanded.
    const bool asksNoMore = standing.interaction == Interaction::None || standing.interaction == Interaction::SelectAccount;
    if (!asksNoMore || session->acr == kTwoFactors)
        co_return standing;
    const auto wanted = CO_TRY(co_await secondFactorIn(
        services, request->issuer.realm, request->scope, session->userId, SecondFactor::No, request->deadline));
    if (wanted == SecondFactor::Required)
        co_return Standing { Interaction::SecondFactor, "organization" };
    if (!wishesForSecondFactor(*request))
        co_return standing;
    if (CO_TRY(co_await services->factors->hasFactor(request->issuer.realm, session->userId, request->deadline)))
        co_return Standing { Interaction::SecondFactor, "acr_values" };
    co_return standing;
}

Task<Result<bool>> needsConsent(protocol::Services *services, const protocol::AuthorizationRequest *request, UserId userId)
{
    if (request->hasPrompt(QLatin1StringView("consent")))
        co_return true;
    if (!request->application->requireConsent)
        co_return false;
    if (!provesItsIdentity(*request))
        co_return true;
    const QStringList granted = CO_TRY(co_await services->consents->find(request->issuer.realm->id, userId, request->application->id, request->deadline));
    co_return granted.isEmpty() || !oauth::isWithin(request->scope, granted);
}

ErrorCode errorWithoutPages(Interaction interaction)
{
    switch (interaction) {
    case Interaction::SignIn:
    case Interaction::SecondFactor:
        return ErrorCode::LoginRequired;
    case Interaction::SelectAccount:
        return ErrorCode::AccountSelectionRequired;
    case Interaction::Consent:
        return ErrorCode::ConsentRequired;
    case Interaction::None:
        break;
    }
    return ErrorCode::InteractionRequired;
}

QByteArray issueCode(protocol::Services *services, db::Transaction *transaction, const protocol::AuthorizationRequest &request, const Session &session)
{
    oauth::AuthorizationCode code;
    code.applicationId = request.application->id;
    code.userId = session.userId;
    code.sessionId = session.id;
    code.redirectUri = request.redirectUri;
    code.codeChallenge = request.codeChallenge;
    code.nonce = request.nonce;
    code.scope = request.scope;
    code.resource = request.resource;
    code.claims = request.claims.toJson();
    code.authTime = session.authTime;
    code.acr = session.acr;
    code.amr = session.amr;
    return services->authorizationCodes->issue(transaction, request.issuer.realm, std::move(code));
}

http::Response answerWithCode(protocol::Services *services, const protocol::AuthorizationRequest &authorization, const http::Request &request, const QByteArray &code, protocol::AfterForm afterForm)
{
    Form parameters;
    parameters.append(u"code"_qs, QString::fromLatin1(code));
    return protocol::answerClient(services, authorization, request, std::move(parameters), afterForm);
}

}
