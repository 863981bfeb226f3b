// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "permissions/Holdings.h"
#include "realms/Change.h"

namespace auth {

/// The SQL of what somebody has in the end, through roles and what those inherit.
class RightsStore {
public:
    explicit RightsStore(db::Database *database)
        : m_database(database)
    {
    }

    /// One row for each role that the subject has, directly or not, and one for what was granted singly.
    Task<Result<std::vector<HeldRole>>> ofSubject(Subject subject, Deadline deadline) const;
    Task<Result<std::vector<HeldRole>>> ofSubject(ChangePointer change, Subject subject) const;
    /// The same for \a roles and what they inherit, for nobody in particular or for \a holder.
    Task<Result<std::vector<HeldRole>>> ofRoles(ChangePointer change, RealmId realmId, QList<RoleId> roles) const;
    Task<Result<std::vector<HeldRole>>> ofRoles(RealmId realmId, QList<RoleId> roles, UserId holder, Deadline deadline) const;
    /// One change of the realm's rights at a time, until the transaction ends.
    Task<Result<void>> lockRealm(ChangePointer change, RealmId realmId) const;
    /// Is there a person who may sign in and has every right everywhere?
    Task<Result<bool>> hasAdministrator(ChangePointer change, RealmId systemRealm) const;

private:
    db::Database *m_database;
};

}
