// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Database.h"
#include "protocol/Endpoints.h"
#include "sign_in/Account.h"
#include "sign_in/FlowContext.h"

#include <span>

namespace auth::sign_in {

/// What is known when the next step is looked for.
struct WayIn {
    const Flow &flow;
    const Realm &realm;
    oidc::SecondFactor secondFactor; ///< Asked for by realm, application and request.
    const Account &account;
};

/// One step of the way in. A file in steps/ each; their order is in Step.cpp. While a step is open there is no session:
/// what was proved stands in the flow's row, which opens nothing but that step.
struct Step {
    const char *path; ///< Of its page, below the issuer.
    bool (*isOpen)(const WayIn &way);
    /// Where beginning the step needs more than sending the browser to its page. Ends the transaction.
    Task<Result<http::Response>> (*enter)(protocol::Services *services, http::Request request, FlowContext context, db::Transaction transaction, Account account);
    std::span<const protocol::Endpoint> endpoints;
};

namespace steps {
extern const Step password; ///< And the identifier before it.
extern const Step secondFactor;
extern const Step deviceCheck; ///< Something more than the password, where nobody knows the browser and the realm asks.
extern const Step emailVerification; ///< A code by mail, where the account has to show whose its address is.
extern const Step passwordChange;
extern const Step enrolment;
extern const Step passkey; ///< In place of the password, or as the second factor.
extern const Step passkeyOffer;
}

/// In the order in which they are asked for. Consent comes after them: it is a question to somebody who is signed in.
std::span<const Step *const> allSteps();

/// The step that is open; null where there is none left.
const Step *nextStep(const WayIn &way);

/// Did somebody at a browser that nobody knows show the password only, where the realm wants more?
bool isUnchecked(const Flow &flow, const Account &account);
/// Is a second factor left out only because an administrator allows it? Where two are required, a new one is set up.
bool isBypassed(const WayIn &way);
/// Uses that up, with an audit row, and tells the owner. False where it was used meanwhile.
Task<Result<bool>> useBypass(protocol::Services *services, http::Request request, FlowContext context, db::Transaction *transaction, Account account);

/// Goes on after somebody proved something (in the flow of \a context, not yet written): to the next step, or with a new
/// session to what the flow is for. \a account was locked in \a transaction, which is committed.
Task<Result<http::Response>> advance(protocol::Services *services, http::Request request, FlowContext context, db::Transaction transaction, Account account);
/// The account of the flow's person, locked; nothing where it is not active. Costs a query more only where the realm asks
/// about unknown devices.
Task<Result<std::optional<Account>>> lockActiveAccount(protocol::Services *services, db::Transaction *transaction, FlowContext context);
/// The same of who was active a moment ago: Unavailable when the account was disabled meanwhile.
Task<Result<Account>> lockAccount(protocol::Services *services, db::Transaction *transaction, FlowContext context);

/// Answers the client for a session that satisfies the request, or asks for consent, and commits. Nothing when the flow
/// was used meanwhile: then the transaction is rolled back.
Task<Result<std::optional<http::Response>>> proceed(protocol::Services *services, http::Request request, FlowContext context, db::Transaction transaction, Session session);

}
