// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Field.h"
#include "core/Result.h"
#include "scopes/Scope.h"

namespace auth {

/// What a new scope is made from, and what a change of one names. Null takes a member back to its default.
struct ScopeChanges {
    Field<QString> name; ///< Only for a new one.
    Field<QString> description;
    Field<QString> consentText;
    Field<QStringList> claims;
    Field<QStringList> permissions;
    Field<QString> resourceServer; ///< Its name; whether there is one is not checked here.
};

/// \a base with \a changes, checked whole: every problem at once. \a knownClaims are those that we can give.
Result<Scope> applyChanges(Scope base, const ScopeChanges &changes, const QStringList &knownClaims);

struct ResourceServerChanges {
    Field<QString> name;
    Field<QString> identifier; ///< Only for a new one.
    Field<QString> description;
};

Result<ResourceServer> applyChanges(ResourceServer base, const ResourceServerChanges &changes);

/// Scopes that mean something by themselves: those of OpenID Connect, and `roles` and `permissions`, which give the
/// claims of these names.
const QStringList &builtInScopes();

}
