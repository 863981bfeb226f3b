// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/Application.h"
#include "core/Task.h"

namespace auth {

/// How the protocol sees applications: cached per thread, with their secrets' hashes, refreshed when one changes.
class ApplicationDirectory {
public:
    virtual ~ApplicationDirectory() = default;
    /// NotFound when the realm has no such client or it is deleted. A disabled one is returned: the caller decides.
    virtual Task<Result<ApplicationPointer>> find(RealmId realmId, QByteArray clientId, Deadline deadline) = 0;
    virtual Task<Result<ApplicationPointer>> find(RealmId realmId, ApplicationId id, Deadline deadline) = 0;
    /// By id or client_id.
    Task<Result<ApplicationPointer>> findByHandle(RealmId realmId, QString handle, Deadline deadline);
    /// Does any enabled application of the realm list \a origin in allowed_origins?
    virtual Task<Result<bool>> isOriginRegistered(RealmId realmId, QByteArray origin, Deadline deadline) = 0;
};

}
