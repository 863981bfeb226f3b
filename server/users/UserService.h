// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/UserDirectory.h"
#include "users/UserRules.h"
#include "users/UserStore.h"

#include <QtCore/QSet>

namespace auth {

/// The rules of accounts. Passwords, factors and sessions are other features'.
class UserService final : public UserDirectory {
public:
    UserService(db::Database *database, const Clock *clock);

    Task<Result<User>> findByIdentifier(RealmId realmId, QString identifier, Deadline deadline) override;
    Task<Result<User>> find(RealmId realmId, UserId id, Deadline deadline) override;
    void noteSignIn(RealmId realmId, UserId id) override;
    Timestamp now() const { return m_clock->now(); }
    /// Writes what noteSignIn() noted.
    Task<> flush();

    struct Page {
        std::vector<User> users;
        db::ListPage page;
    };
    Task<Result<Page>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec() { return UserStore::listSpec(); }
    /// How many accounts a filter finds, counting no further than \a most.
    Task<Result<qint64>> count(RealmId realmId, db::ListFilter filter, int most, Deadline deadline) const;

    /// ValidationFailed with all problems at once, or Conflict when a name is somebody's: user names and e-mail
    /// addresses are one name space (security.md E6).
    Task<Result<User>> create(ChangePointer change, RealmId realmId, UserChanges changes);
    /// VersionMismatch when \a ifVersion is another one than the row's. A user that becomes disabled loses all tokens.
    Task<Result<User>> update(
        ChangePointer change, RealmId realmId, UserId id, UserChanges changes, std::optional<qint64> ifVersion);
    /// Keeps the person from signing in until \a until, or until unlock(). The account loses all tokens.
    Task<Result<User>> lockAccount(ChangePointer change, RealmId realmId, UserId id, QString reason,
        std::optional<Timestamp> until, std::optional<qint64> ifVersion);
    Task<Result<User>> unlockAccount(
        ChangePointer change, RealmId realmId, UserId id, std::optional<qint64> ifVersion);
    /// Adds or takes away one of kRequiredActions; the caller holds the row with lock().
    Task<Result<User>> setRequiredAction(ChangePointer change, User user, QString action, bool required);
    /// Marks the account deleted: nobody signs in with it, nothing is lost yet, its names are free.
    Task<Result<User>> remove(ChangePointer change, RealmId realmId, UserId id, std::optional<qint64> ifVersion);
    /// Takes a deleted user back as it was. NotFound, or Conflict when one of its names is somebody's by now.
    Task<Result<User>> undelete(
        ChangePointer change, RealmId realmId, QString handle, std::optional<qint64> ifVersion);
    /// The row, locked until the change ends: for other features that change something of the account with it.
    Task<Result<User>> lock(ChangePointer change, RealmId realmId, UserId id, std::optional<qint64> ifVersion) const;

private:
    /// Writes \a user over \a before, with the audit row \a action.
    Task<Result<User>> write(ChangePointer change, User before, User user, QByteArray action);
    Task<Result<void>> claimNames(ChangePointer change, User user) const;

    UserStore m_store;
    const Clock *m_clock;
    QSet<std::pair<RealmId, UserId>> m_signedIn;
};

/// A user as audit rows and answers show them: no password, no hash.
QJsonObject userToJson(const User &user);

/// An audit event about \a user.
AuditEvent userEvent(const Change &change, const User &user, QByteArray action);

}
