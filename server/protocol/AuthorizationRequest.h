// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/ApplicationDirectory.h"
#include "core/Form.h"
#include "core/Task.h"
#include "http/Request.h"
#include "http/Response.h"
#include "protocol/Issuer.h"
#include "protocol/ResponseMode.h"
#include "protocol/Services.h"
#include "protocol/oidc/Claims.h"

#include <optional>
#include <span>

namespace auth::protocol {

/// An authorization request (RFC 6749 §4.1.1, OpenID Connect Core §3.1.2.1), filled in by the checks.
struct AuthorizationRequest {
    Issuer issuer;
    Form parameters;
    Deadline deadline;

    ApplicationPointer application;
    QString redirectUri;
    std::optional<QString> state;
    const ResponseMode *responseMode = nullptr;
    QStringList scope;
    QStringList resource;
    std::optional<QString> nonce;
    std::optional<QString> codeChallenge;
    QStringList prompt;
    std::optional<std::chrono::seconds> maxAge;
    QStringList acrValues;
    QString loginHint;
    QString uiLocales;
    oidc::ClaimsRequest claims;
    std::optional<QString> expectedSubject; ///< Of id_token_hint, or of the claims parameter.

    bool hasPrompt(QLatin1StringView value) const { return prompt.contains(value); }
};

/// One named condition of a request. It fills in what it has checked; its error says how the request is refused.
/// \a request outlives the task.
using AuthorizationCheck = Task<Result<void>> (*)(Services *services, AuthorizationRequest *request);

/// A file each in checks/.
namespace checks {
Task<Result<void>> client(Services *services, AuthorizationRequest *request);
Task<Result<void>> redirectUri(Services *services, AuthorizationRequest *request);
Task<Result<void>> repeatedParameters(Services *services, AuthorizationRequest *request);
Task<Result<void>> requestObjects(Services *services, AuthorizationRequest *request);
Task<Result<void>> responseType(Services *services, AuthorizationRequest *request);
Task<Result<void>> responseMode(Services *services, AuthorizationRequest *request);
Task<Result<void>> scope(Services *services, AuthorizationRequest *request);
Task<Result<void>> resource(Services *services, AuthorizationRequest *request);
Task<Result<void>> pkce(Services *services, AuthorizationRequest *request);
Task<Result<void>> nonce(Services *services, AuthorizationRequest *request);
Task<Result<void>> prompt(Services *services, AuthorizationRequest *request);
Task<Result<void>> maxAge(Services *services, AuthorizationRequest *request);
Task<Result<void>> acrValues(Services *services, AuthorizationRequest *request);
Task<Result<void>> display(Services *services, AuthorizationRequest *request);
Task<Result<void>> claims(Services *services, AuthorizationRequest *request);
Task<Result<void>> idTokenHint(Services *services, AuthorizationRequest *request);
}

/// Runs every check over \a parameters, in order. An error that may go to the client's redirect URI is left in
/// `refusal`; any other is the result's own, for a page.
struct CheckedRequest {
    AuthorizationRequest request;
    std::optional<Error> refusal;
};
Task<Result<CheckedRequest>> checkAuthorizationRequest(Services *services, Issuer issuer, Form parameters, Deadline deadline);

enum class AfterForm : quint8 { No, Yes };

/// Sends \a parameters to the client, with `state` and `iss`, by the request's response mode.
http::Response answerClient(Services *services, const AuthorizationRequest &authorization, const http::Request &request, Form parameters, AfterForm afterForm);
/// The same for an error (RFC 6749 §4.1.2.1), which is logged here.
http::Response refuseClient(Services *services, const AuthorizationRequest &authorization, const http::Request &request, const Error &error, AfterForm afterForm);

}
