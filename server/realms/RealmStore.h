// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Listing.h"
#include "realms/Change.h"
#include "realms/RealmDefaults.h"
#include "realms/RealmDirectory.h"

namespace auth {

/// The SQL of realms.
class RealmStore {
public:
    RealmStore(db::Database *database, const RealmDefaults *defaults)
        : m_database(database)
        , m_defaults(defaults)
    {
    }

    /// Nothing when there is none or it is deleted.
    Task<Result<std::optional<Realm>>> findByName(QByteArray name, Deadline deadline) const;
    Task<Result<std::optional<Realm>>> find(RealmId id, Deadline deadline) const;

    /// The row as the change sees it, locked until its end.
    Task<Result<std::optional<Realm>>> lock(ChangePointer change, RealmId id) const;
    /// Conflict when the name is taken.
    Task<Result<void>> insert(ChangePointer change, Realm realm) const;
    Task<Result<void>> update(ChangePointer change, Realm realm) const;
    Task<Result<void>> remove(ChangePointer change, RealmId id) const;
    /// A deleted realm, locked; of several that had the name, the one that was deleted last.
    Task<Result<std::optional<Realm>>> lockDeleted(ChangePointer change, QString nameOrId) const;
    /// False when the name was taken meanwhile.
    Task<Result<bool>> undelete(ChangePointer change, Realm realm) const;
    Task<Result<db::ListPage>> list(db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec();
    Realm fromRow(const db::Rows &rows, int row) const;

    /// The realm that has the host name, deleted ones have none.
    Task<Result<std::optional<RealmId>>> findByHost(QByteArray host, Deadline deadline) const;
    /// Makes \a hosts the realm's only ones, and answers those that are another realm's.
    Task<Result<QStringList>> claimHosts(ChangePointer change, RealmId id, QStringList hosts) const;

private:
    Result<std::optional<Realm>> first(const Result<db::Rows> &rows) const;

    db::Database *m_database;
    const RealmDefaults *m_defaults;
};

}
