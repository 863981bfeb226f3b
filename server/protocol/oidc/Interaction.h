// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Database.h"
#include "protocol/AuthorizationRequest.h"
#include "protocol/oidc/SecondFactor.h"
#include "sessions/Session.h"

namespace auth::oidc {

/// What a person has to do before a client gets its answer.
enum class Interaction : quint8 {
    None,
    SignIn, ///< Prove who they are, again or for the first time.
    SecondFactor, ///< The session is good, but proved one factor only.
    SelectAccount,
    Consent,
};

/// How a request stands with a session.
struct Standing {
    Interaction interaction = Interaction::None;
    const char *reason = ""; ///< Which rule asked: `no_session`, `max_age`, … For the log.
};

/// OpenID Connect Core §3.1.2.3: must the person sign in for \a request, with \a session (or none) at hand? \a fresh:
/// the session was just made for this very request, so that `prompt=login` and `max_age` are met.
enum class Fresh : quint8 { No, Yes };
Standing signInStanding(const protocol::AuthorizationRequest &request, const std::optional<Session> &session, Fresh fresh, Timestamp now);

/// The same, and whether the person has the second factor that \a request wishes for: looked up only where it does and
/// \a session has none.
Task<Result<Standing>> standingOf(protocol::Services *services, const protocol::AuthorizationRequest *request, std::optional<Session> session);

/// §3.1.2.4: must the person consent? Looks up what was consented to before, where the application wants consent.
Task<Result<bool>> needsConsent(protocol::Services *services, const protocol::AuthorizationRequest *request, UserId userId);

/// Where people are asked. The pages implement it.
class InteractionPages {
public:
    virtual ~InteractionPages() = default;
    /// Sends the browser to the first page of what \a request needs. \a session is the one at hand.
    virtual Task<Result<http::Response>> begin(http::Request browserRequest, protocol::AuthorizationRequest request, Interaction interaction, std::optional<Session> session) = 0;
};

/// Writes a code for \a session in \a transaction. The answer goes out after the commit.
QByteArray issueCode(protocol::Services *services, db::Transaction *transaction, const protocol::AuthorizationRequest &request, const Session &session);

/// Answers the client with \a code.
http::Response answerWithCode(protocol::Services *services, const protocol::AuthorizationRequest &authorization, const http::Request &request, const QByteArray &code, protocol::AfterForm afterForm);

/// The error that stands for \a interaction where no page may be shown (§3.1.2.6).
ErrorCode errorWithoutPages(Interaction interaction);

}
