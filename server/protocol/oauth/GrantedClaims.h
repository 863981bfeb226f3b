// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "permissions/Holdings.h"
#include "protocol/Services.h"
#include "protocol/oauth/TokenIssuer.h"
#include "users/User.h"

namespace auth::oauth {

/// Where claims go; the names that `claim_mappings` of an application has for them.
enum class ClaimTarget : quint8 { AccessToken, IdToken, Userinfo };

/// About whom, for whom, and what was approved.
struct ClaimsRequestOf {
    RealmPointer realm;
    ApplicationPointer application;
    QStringList scope;
    SubjectKind kind = SubjectKind::User;
    Uuid id;
    Proof proof = Proof::OneFactor; ///< Roles that want more are left out.
    std::optional<User> user; ///< Where it was read already.
};

/// What counts as proved for \a grant: what its sign-in reached, unless its tokens have turned up on another device. `acr`
/// tells the sign-in all the same.
Proof proofOf(const TokenGrant &grant);
/// The same of the claims of an access token.
Proof proofOf(const QJsonObject &claims);

/// Claims beside those of the specifications: `roles` and `permissions` where an approved scope gives them, and what
/// the application maps to other names; and `organization` with what the person has in the one that the scope names
/// (InvalidGrant for an access token of who is no member any more). Roles are the realm's and the application's own; permissions those that the
/// scopes cover. Costs no query once warm, unless the application maps claims of the account.
Task<Result<QJsonObject>> grantedClaims(
    protocol::Services *services, ClaimsRequestOf of, ClaimTarget target, Deadline deadline);

/// OpenID Connect Core §5.4: the claims of the account that \a scope asks for, by the realm's own scopes, too.
Task<Result<QStringList>> accountClaims(
    protocol::Services *services, RealmPointer realm, QStringList scope, Deadline deadline);

/// \a grant with what its access token may say: rights that its owner has, scopes of the resources that were asked for,
/// and claims.
Task<Result<TokenGrant>> completed(protocol::Services *services, TokenGrant grant, Deadline deadline);

}
