// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "factors/Factor.h"
#include "pages/BrowserCookie.h"
#include "protocol/Issuer.h"
#include "protocol/Services.h"
#include "sessions/SessionService.h"
#include "sign_in/AccountRoutePages.h"
#include "users/User.h"

namespace auth::sign_in {

/// Who is at a page that changes how they sign in, or where else they are, with all that they can be asked to have proved.
struct Owner {
    protocol::Issuer issuer;
    std::optional<Session> session; ///< Of the visit.
    User user;
    FactorsOfAccount factors;
    pages::BrowserCookie browser;
    std::optional<http::Response> elsewhere; ///< Where they go first.
};

/// The one way to a protected operation of the account. Sends away who did not sign in during the last five minutes
/// (security.md S8), or not with the second factor that they have (F8): to come back to \a path.
Task<Result<Owner>> ownerOf(protocol::Services *services, http::Request request, Visit visit, const char *path);

/// What \a owner set up just now was a second factor (RFC 8176: \a method): their session proves two from here on, under
/// another cookie.
Task<Result<SessionService::Started>> raiseBy(
    protocol::Services *services, db::Transaction *transaction, Owner owner, QString method, http::Request request);

}
