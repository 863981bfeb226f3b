// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Listing.h"
#include "realms/Change.h"
#include "users/User.h"

namespace auth {

/// The SQL of users and of the names by which they sign in.
class UserStore {
public:
    explicit UserStore(db::Database *database)
        : m_database(database)
    {
    }

    /// Nothing when there is none or it is deleted. \a identifier is canonical.
    Task<Result<std::optional<User>>> findByIdentifier(RealmId realmId, QString identifier, Deadline deadline) const;
    Task<Result<std::optional<User>>> find(RealmId realmId, UserId id, Deadline deadline) const;

    /// The row as the change sees it, locked until its end.
    Task<Result<std::optional<User>>> lock(ChangePointer change, RealmId realmId, UserId id) const;
    Task<Result<void>> insert(ChangePointer change, User user) const;
    Task<Result<void>> update(ChangePointer change, User user) const;
    /// Marks the row deleted; its names become free.
    Task<Result<void>> remove(ChangePointer change, RealmId realmId, UserId id) const;
    /// A deleted user, locked; of several that had the name or address, the one that was deleted last.
    Task<Result<std::optional<User>>> lockDeleted(ChangePointer change, RealmId realmId, QString handle) const;
    /// Takes the mark away; the names have to be claimed again.
    Task<Result<void>> undelete(ChangePointer change, User user) const;
    /// Makes \a identifiers the user's, and answers those that belong to somebody else.
    Task<Result<QStringList>> claimIdentifiers(
        ChangePointer change, RealmId realmId, UserId id, QStringList identifiers) const;
    Task<Result<db::ListPage>> list(
        RealmId realmId, db::ListRequest request, Timestamp now, Deadline deadline) const;
    Task<Result<qint64>> count(
        RealmId realmId, db::ListFilter filter, Timestamp now, int most, Deadline deadline) const;
    /// Sets last_login_at of many accounts with one statement.
    Task<Result<void>> noteSignIns(QList<std::pair<RealmId, UserId>> users, Timestamp now, Deadline deadline) const;
    static const db::ListSpec &listSpec();
    static User fromRow(const db::Rows &rows, int row);

private:
    db::Database *m_database;
};

}
