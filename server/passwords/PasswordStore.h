// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"
#include "db/Database.h"

#include <QtCore/QByteArray>

#include <optional>

namespace auth {

/// A row of user_passwords.
struct StoredPassword {
    QByteArray phc;
    Timestamp createdAt{};
};

/// All SQL on user_passwords.
class PasswordStore {
public:
    explicit PasswordStore(db::Database* database)
        : m_database(database)
    {
    }

    Task<Result<std::optional<StoredPassword>>> find(RealmId realm, UserId user, Deadline deadline) const;
    /// Inserts or replaces, in the transaction of the change: its failure is the transaction's.
    static void save(db::Transaction* transaction, RealmId realm, UserId user, const StoredPassword& password);
    /// Replaces a hash by one of the same password; nothing when the password was changed meanwhile.
    Task<Result<void>> rehash(
        RealmId realm, UserId user, QByteArray oldPhc, QByteArray newPhc, Deadline deadline) const;

private:
    db::Database* m_database;
};

}
