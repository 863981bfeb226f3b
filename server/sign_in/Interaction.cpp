// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/Interaction.h"

#include "protocol/oauth/ConsentStore.h"
#include "protocol/oauth/Scope.h"

namespace auth::sign_in {

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
    if (request.hasPrompt(QLatin1StringView("select_account")))
        return { Interaction::SelectAccount, "prompt_select_account" };
    return {};
}

Task<Result<bool>> needsConsent(protocol::Services *services, const protocol::AuthorizationRequest *request, UserId userId)
{
    if (request->hasPrompt(QLatin1StringView("consent")))
        co_return true;
    if (!request->application->requireConsent)
        co_return false;
    if (!provesItsIdentity(*request))
        co_return true;
    const QStringList granted = CO_TRY(co_await oauth::consent_store::find(services->database, request->issuer.realm->id, userId, request->application->id, request->deadline));
    co_return granted.isEmpty() || !oauth::isWithin(request->scope, granted);
}

ErrorCode errorWithoutPages(Interaction interaction)
{
    switch (interaction) {
    case Interaction::SignIn:
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

}
