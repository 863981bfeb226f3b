// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Router.h"
#include "protocol/Services.h"
#include "sign_in/AccountRoutePages.h"

namespace auth::sign_in {

/// The steps of the way in, consent, devices, sign-out and the account page, below every issuer.
void addSignInRoutes(http::Router *router, protocol::Services *services);

Task<Result<http::Response>> showConsent(protocol::Services *services, http::Request request);
Task<Result<http::Response>> submitConsent(protocol::Services *services, http::Request request);
Task<Result<http::Response>> showAccount(protocol::Services *services, http::Request request, Visit visit);
Task<Result<http::Response>> submitSessions(protocol::Services *services, http::Request request, Visit visit);
Task<Result<http::Response>> submitPasswordChange(protocol::Services *services, http::Request request, Visit visit);
/// A person's second factors: S8 of security.md asks for a recent proof before anything of them is shown or changed.
Task<Result<http::Response>> showSecurity(protocol::Services *services, http::Request request, Visit visit);
Task<Result<http::Response>> submitSecurity(protocol::Services *services, http::Request request, Visit visit);
/// An authenticator app that is being set up.
Task<Result<http::Response>> showAuthenticator(protocol::Services *services, http::Request request, Visit visit);
Task<Result<http::Response>> submitAuthenticator(protocol::Services *services, http::Request request, Visit visit);
/// A phone number that codes are sent to.
Task<Result<http::Response>> showPhone(protocol::Services *services, http::Request request, Visit visit);
Task<Result<http::Response>> submitPhone(protocol::Services *services, http::Request request, Visit visit);
Task<Result<http::Response>> submitDevices(protocol::Services *services, http::Request request, Visit visit);
Task<Result<http::Response>> showSignOut(protocol::Services *services, http::Request request);
/// RFC 8628 §3.3: the verification page, what it leads to, and how it ended.
Task<Result<http::Response>> showDevice(protocol::Services *services, http::Request request);
Task<Result<http::Response>> submitDevice(protocol::Services *services, http::Request request);
Task<Result<http::Response>> showDeviceConfirm(protocol::Services *services, http::Request request);
Task<Result<http::Response>> submitDeviceConfirm(protocol::Services *services, http::Request request);
Task<Result<http::Response>> showDeviceAllowed(protocol::Services *services, http::Request request);
Task<Result<http::Response>> showDeviceDenied(protocol::Services *services, http::Request request);
/// RP-Initiated Logout 1.0 §2: the end-session endpoint.
Task<Result<http::Response>> endSessionEndpoint(protocol::Services *services, http::Request request);
Task<Result<http::Response>> endSessionPostEndpoint(protocol::Services *services, http::Request request);
Task<Result<http::Response>> submitSignOut(protocol::Services *services, http::Request request);

}
