// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Router.h"
#include "protocol/Issuer.h"
#include "protocol/Services.h"
#include "sessions/Session.h"

namespace auth::sign_in {

/// Somebody at a page of their account: signed in, and with the second factor that the realm, or one of their organisations, wants.
struct Visit {
    protocol::Issuer issuer;
    Session session;
};

/// Who sends the request: a person is sent to sign in, a script is told no.
enum class AskedBy : quint8 { Person, Script };

/// One route of the account. Its handler gets a visit, which only addAccountEndpoint() makes: no page of the account
/// can forget to ask for one (security.md F7, F10).
struct AccountEndpoint {
    http::Method method;
    const char *path;
    Task<Result<http::Response>> (*handle)(protocol::Services *services, http::Request request, Visit visit);
    AskedBy askedBy = AskedBy::Person;
    bool (*isServed)(const protocol::Services *services, const Realm &realm) = nullptr; ///< Else it is there for nobody.
};

/// Adds \a endpoint below every issuer.
void addAccountEndpoint(http::Router *router, protocol::Services *services, AccountEndpoint endpoint);

}
