// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"
#include "db/Database.h"
#include "passwords/Lockout.h"

#include <QtCore/QByteArray>

#include <optional>

namespace auth {

/// A row of user_passwords.
struct StoredPassword {
    QByteArray phc;
    Timestamp createdAt{};
};

/// What is known before a password is checked.
struct PasswordAttempt {
    std::optional<QByteArray> phc;
    Timestamp createdAt{}; ///< Of the password, where there is one.
    std::optional<Uuid> device; ///< The known one that it comes from.
    int slow = 0; ///< Of the sources that count: how many have failed so often that each attempt has to be claimed.
    bool failedBefore = false; ///< Of the sources that count.
    std::optional<Timestamp> blockedUntil;
};

/// All SQL on user_passwords and password_failures.
class PasswordStore {
public:
    explicit PasswordStore(db::Database* database)
        : m_database(database)
    {
    }

    Task<Result<std::optional<StoredPassword>>> find(RealmId realm, UserId user, Deadline deadline) const;
    /// Password, device and failures by one statement; the null id has no password and no device.
    Task<Result<PasswordAttempt>> begin(RealmId realm, UserId user, Uuid account, QByteArray browserHash,
        QString addressSource, Timestamp now, Deadline deadline) const;
    /// Counts an attempt as failed before it is made, for those of \a sources that are slow and whose wait is over; how
    /// many those were. Of attempts at the same moment, on whatever nodes, one gets them.
    Task<Result<int>> claim(
        RealmId realm, Uuid account, QStringList sources, Timestamp now, Deadline deadline) const;
    /// Counts a failure for those of \a sources that claim() did not.
    static void fail(db::Transaction* transaction, RealmId realm, Uuid account, QStringList sources, Timestamp now);
    static void forgetFailures(db::Transaction* transaction, RealmId realm, Uuid account, QStringList sources);
    static void forgetAllFailures(db::Transaction* transaction, RealmId realm, Uuid account);
    /// Inserts or replaces, in the transaction of the change: its failure is the transaction's.
    static void save(db::Transaction* transaction, RealmId realm, UserId user, const StoredPassword& password);
    /// Replaces a hash by one of the same password; nothing when the password was changed meanwhile.
    Task<Result<void>> rehash(
        RealmId realm, UserId user, QByteArray oldPhc, QByteArray newPhc, Deadline deadline) const;

private:
    db::Database* m_database;
};

}
