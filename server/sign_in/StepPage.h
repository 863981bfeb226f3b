// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/PageModel.h"
#include "sign_in/FlowContext.h"

namespace auth::sign_in {

// What the pages of steps have in common.

inline constexpr auto kPasswordPath = "/sign-in/password";
inline constexpr auto kFactorPath = "/sign-in/factor";
inline constexpr auto kSignInPasskeyPath = "/sign-in/passkey";
inline constexpr auto kSignInPasskeyOptionsPath = "/sign-in/passkey/options";
inline constexpr auto kFactorPasskeyPath = "/sign-in/factor/passkey";
inline constexpr auto kDeviceCheckPath = "/sign-in/device-check";
inline constexpr auto kEmailVerificationPath = "/sign-in/verify-email";
inline constexpr auto kEnrolmentPath = "/sign-in/enrol";
inline constexpr auto kSecurityPath = "/account/security";
inline constexpr auto kAuthenticatorPath = "/account/security/authenticator";
inline constexpr auto kPhonePath = "/account/security/phone";

/// What the form of a step's page is for.
QByteArray stepPurpose(const FlowContext &context);
QString formAction(const FlowContext &context, const char *path);
http::Response showStep(protocol::Services *services, const http::Request &request, const FlowContext &context, pages::PageModel page);

/// Sends the browser to \a path of the flow, POST then GET.
http::Response toStep(const FlowContext &context, const char *path);
/// Back to where the flow came from: another tab was faster, and the session at hand may do.
http::Response restart(const FlowContext &context);

/// Ends the flow and answers the client with \a error.
Task<Result<http::Response>> refuse(protocol::Services *services, http::Request request, FlowContext context, Error error);
/// The request as it stands now may be refused: the client was changed since the flow began.
std::optional<Error> refusalOf(const FlowContext &context);

/// For how many days the person may have the second factor left out on this browser; 0 where that is not offered.
int rememberDaysOf(const FlowContext &context);
/// Was that asked for by \a form, where it is offered?
bool wantsBrowserRemembered(const FlowContext &context, const Form &form);

/// May the browser be at a step after the password? Somebody proved one in this flow; where that was a session at hand,
/// it must still be there.
bool isHalfWayIn(const FlowContext &context);

}
