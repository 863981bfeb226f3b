// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "users/User.h"

namespace auth {

/// How sign-in and the protocol see accounts. Not cached: what a person may do is read when it is decided.
class UserDirectory {
public:
    virtual ~UserDirectory() = default;
    /// By user name or e-mail address as typed (canonicalised here). NotFound when there is none or it is deleted.
    virtual Task<Result<User>> findByIdentifier(RealmId realmId, QString identifier, Deadline deadline) = 0;
    virtual Task<Result<User>> find(RealmId realmId, UserId id, Deadline deadline) = 0;
    /// By id, user name or e-mail address.
    Task<Result<User>> findByHandle(RealmId realmId, QString handle, Deadline deadline);
    /// The person has signed in: User::lastLoginAt, written in batches.
    virtual void noteSignIn(RealmId realmId, UserId id) = 0;
};

}
