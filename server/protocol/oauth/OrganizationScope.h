// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"
#include "organizations/Organization.h"
#include "protocol/Services.h"
#include "realms/RealmDirectory.h"

namespace auth::oauth {

/// Clients that are registered for the scope `organization` may sign people in to one: `organization:acme` in the scope
/// of a request, or the parameter `organization=acme`, which means the same. Kept as a scope, it holds for the tokens
/// of a grant and all that are refreshed from them.
inline constexpr QLatin1StringView kOrganizationScope { "organization" };

/// The organisation that \a scope names; empty where it names none.
QString organizationOf(const QStringList &scope);

/// \a scope with the organisation that a request asks for: in it, or by \a parameter. InvalidScope where it asks for
/// two, for none although the scope says so, or where \a registered has no `organization`.
Result<QStringList> withOrganization(
    QStringList scope, const std::optional<QString> &parameter, const QStringList &registered);

/// Nothing, or why \a user is not signed in to the organisation of \a scope: AccessDenied.
Task<Result<std::optional<Error>>> organizationRefusal(
    protocol::Services *services, RealmPointer realm, QStringList scope, UserId user, Deadline deadline);

}
