// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/Application.h"
#include "realms/Realm.h"

namespace auth::protocol {
struct AuthorizationRequest;
}

namespace auth::oidc {

/// Is a second factor asked for? In order: what asks for more counts.
enum class SecondFactor : quint8 {
    No,
    WhereEnrolled, ///< Of who has one.
    Required, ///< Who has none sets one up.
};

/// What the realm and the application (which may be null) want of every sign-in and at every token.
SecondFactor secondFactorOf(const Realm &realm, const Application *application);

/// The same with what \a request demands or wishes: an essential `acr` of OpenID Connect Core §5.5.1.1, `acr_values`.
SecondFactor secondFactorFor(const protocol::AuthorizationRequest &request);

/// Does \a request prefer two factors without demanding them?
bool wishesForSecondFactor(const protocol::AuthorizationRequest &request);

}
