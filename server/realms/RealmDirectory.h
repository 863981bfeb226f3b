// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "realms/Realm.h"

#include <memory>

namespace auth {

using RealmPointer = std::shared_ptr<const Realm>;

/// How other features see realms: cached per thread, refreshed when the realm changes on any node.
class RealmDirectory {
public:
    virtual ~RealmDirectory() = default;
    /// NotFound when no realm of this name exists or it is deleted. A disabled realm is returned: the caller decides.
    virtual Task<Result<RealmPointer>> find(QByteArray name, Deadline deadline) = 0;
    virtual Task<Result<RealmPointer>> find(RealmId id, Deadline deadline) = 0;
    /// The realm that has the host name, in lower case; null where none has it.
    virtual Task<Result<RealmPointer>> findByHost(QByteArray host, Deadline deadline) = 0;
};

}
