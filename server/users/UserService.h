// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/UserDirectory.h"
#include "users/UserRules.h"
#include "users/UserStore.h"

namespace auth {

/// The rules of accounts. Passwords, factors and sessions are other features'.
class UserService final : public UserDirectory {
public:
    explicit UserService(db::Database *database);

    Task<Result<User>> findByIdentifier(RealmId realmId, QString identifier, Deadline deadline) override;
    Task<Result<User>> find(RealmId realmId, UserId id, Deadline deadline) override;

    struct Page {
        std::vector<User> users;
        db::ListPage page;
    };
    Task<Result<Page>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec() { return UserStore::listSpec(); }

    /// ValidationFailed with all problems at once, or Conflict when a name is somebody's: user names and e-mail
    /// addresses are one name space (security.md E6).
    Task<Result<User>> create(ChangePointer change, RealmId realmId, UserChanges changes);
    /// VersionMismatch when \a ifVersion is another one than the row's. A user that becomes disabled loses all tokens.
    Task<Result<User>> update(
        ChangePointer change, RealmId realmId, UserId id, UserChanges changes, std::optional<qint64> ifVersion);
    /// The names become free, the id is never used again.
    Task<Result<User>> remove(ChangePointer change, RealmId realmId, UserId id, std::optional<qint64> ifVersion);
    /// The row, locked until the change ends: for other features that change something of the account with it.
    Task<Result<User>> lock(ChangePointer change, RealmId realmId, UserId id, std::optional<qint64> ifVersion) const;

private:
    Task<Result<void>> claimNames(ChangePointer change, User user) const;

    UserStore m_store;
};

/// A user as audit rows and answers show them: no password, no hash.
QJsonObject userToJson(const User &user);

/// An audit event about \a user.
AuditEvent userEvent(const Change &change, const User &user, QByteArray action);

}
