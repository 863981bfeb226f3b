// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/Application.h"
#include "core/Id.h"
#include "core/Task.h"
#include "protocol/Services.h"
#include "realms/RealmDirectory.h"

namespace auth::protocol {
struct AuthorizationRequest;
}

namespace auth::oidc {

/// Is a second factor asked for? In order: what asks for more counts.
enum class SecondFactor : quint8 {
    No,
    OnNewBrowsers, ///< Of who has one, unless they had this browser remembered.
    WhereEnrolled, ///< Of who has one.
    Required, ///< Who has none sets one up.
};

/// What the realm and the application (which may be null) want of every sign-in and at every token.
SecondFactor secondFactorOf(const Realm &realm, const Application *application);

/// The same with what \a request demands or wishes: an essential `acr` of OpenID Connect Core §5.5.1.1, `acr_values`.
SecondFactor secondFactorFor(const protocol::AuthorizationRequest &request);

/// The same with what the organisation of \a scope wants of \a user, who is in it: of others it wants nothing, so that
/// they learn nothing of it. Costs no query once warm.
Task<Result<SecondFactor>> secondFactorIn(
    protocol::Services *services, RealmPointer realm, QStringList scope, std::optional<UserId> user, SecondFactor usual, Deadline deadline);

/// The same for the account of \a user, which is all that their organisations have to do with: what one of them wants.
Task<Result<SecondFactor>> secondFactorOfAccount(
    protocol::Services *services, RealmPointer realm, std::optional<UserId> user, SecondFactor usual, Deadline deadline);

/// Does \a request prefer two factors without demanding them?
bool wishesForSecondFactor(const protocol::AuthorizationRequest &request);

}
