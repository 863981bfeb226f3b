// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "permissions/RightsStore.h"
#include "realms/RealmDirectory.h"

#include <QtCore/QHash>

namespace auth {

/// What people and applications have: the cache of one thread. Nobody has what no role or grant gives.
class RightsService {
public:
    /// \a known are the rights that operations of the admin API need.
    RightsService(db::Database *database, CacheEpochs *epochs, QStringList known);

    /// Costs no query once warm; a change of the realm's roles makes it read again. Says nothing about whether the
    /// account may be used at all.
    Task<Result<HoldingsPointer>> of(RealmPointer realm, SubjectKind kind, Uuid id, Deadline deadline);
    /// The same without roles that want more than \a proof, or a verified address that the person does not have. Costs
    /// as much, and a query for who has a role that wants an address.
    Task<Result<HoldingsPointer>> usableBy(RealmPointer realm, SubjectKind kind, Uuid id, Proof proof, Deadline deadline);

    /// The same as the change sees it, not cached.
    Task<Result<Holdings>> of(ChangePointer change, RealmPointer realm, SubjectKind kind, Uuid id) const;
    /// What \a roles and their parents give, as the change sees it.
    Task<Result<Holdings>> ofRoles(ChangePointer change, RealmPointer realm, QList<RoleId> roles) const;
    /// The same outside a change, as they count for \a holder. Not cached.
    Task<Result<UsableHoldings>> ofRoles(RealmPointer realm, QList<RoleId> roles, UserId holder, Deadline deadline) const;
    /// Serialises changes of the realm's rights until \a change ends: cycles and the last administrator are questions
    /// about all of them. Before anything is read that they change.
    Task<Result<void>> lockRealm(ChangePointer change, RealmId realmId) const;
    /// Is there a person who may sign in to the system realm and has every right everywhere?
    Task<Result<bool>> hasAdministrator(ChangePointer change, RealmPointer systemRealm) const;

    /// \a names as rights of \a realm: in the system realm they reach every realm, else only their own.
    RightSet rightsIn(const Realm &realm, const QStringList &names) const;
    const QStringList &known() const { return m_known; }

private:
    struct Entry {
        UsableHoldings holdings;
        quint64 epoch = 0;
    };
    Holdings collect(const Realm &realm, std::vector<HeldRole> roles) const;
    UsableHoldings usable(const Realm &realm, const std::vector<HeldRole> &roles) const;
    Task<Result<UsableHoldings>> usableOf(RealmPointer realm, Subject subject, Deadline deadline);

    RightsStore m_store;
    CacheEpochs *m_epochs;
    QStringList m_known;
    QHash<Subject, Entry> m_cache;
};

}
