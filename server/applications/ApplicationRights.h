// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/Application.h"
#include "permissions/RightsService.h"

namespace auth {

/// What an application may do in the admin API when it acts for itself: the rights that its registration names in
/// `scope` beside the audience \a adminResource in `allowed_resources`.
RightSet registeredRights(
    const RightsService &rights, const Realm &realm, const Application &application, const QString &adminResource);

/// The same with what its roles give. Costs no query once warm.
Task<Result<RightSet>> rightsOf(RightsService *rights, RealmPointer realm, ApplicationPointer application,
    QString adminResource, Deadline deadline);

}
