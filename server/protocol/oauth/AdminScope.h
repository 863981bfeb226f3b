// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/Services.h"
#include "protocol/oauth/TokenIssuer.h"

namespace auth::oauth {

/// The scope of a token for \a grant: where it is for the admin API, rights that the person or application does not
/// have are left out (RFC 6749 §3.3: the server may issue less than was asked for). Costs no query once warm.
Task<Result<QStringList>> scopeWithinRights(protocol::Services *services, TokenGrant grant, Deadline deadline);

/// What \a application may ask for. `*` and `*:read` beside the audience of the admin API stand for rights one by one,
/// so that an application need not be changed when rights are added.
QStringList registeredScope(const protocol::Services *services, const Application &application);

/// The rights in the admin API that an application may ask for beside its registered scope: those of its roles.
Task<Result<QStringList>> rightsOfRoles(
    protocol::Services *services, RealmPointer realm, ApplicationPointer application, Deadline deadline);

}
