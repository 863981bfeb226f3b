// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Database.h"

#include <QtCore/QList>
#include <QtCore/QStringList>

namespace auth::db {

/// One file of `migrations/`, compiled in.
struct Migration {
    int version; ///< The number that its name begins with.
    QString name; ///< `0001_foundation`
    QByteArray sql;
    QByteArray checksum; ///< SHA-256, hex.
};

/// All of them, in order, without a gap.
const QList<Migration> &migrations();

struct MigrationReport {
    QStringList applied; ///< Names, in order; empty when nothing was to do.
    QStringList rolesCreated;
    int version = 0;
};

struct MigrationState {
    int current = 0; ///< The newest version that the database has; 0 before the first.
    int expected = 0; ///< The newest that this program knows.
    QStringList pending;
    /// A newer program may have migrated already: expand then contract lets this one go on serving.
    bool isReady() const { return current >= expected && pending.isEmpty(); }
};

/// Brings the database of \a connectionString forward, as the role that owns it. One process at a time (advisory
/// lock; the others wait), each file in a transaction of its own. Makes the roles `auth_server` and
/// `auth_housekeeper` when they are missing and it may; otherwise the error names the SQL to run. Refuses a database
/// whose applied migrations differ from ours. Blocks. Texts of errors are for the operator.
Result<MigrationReport> migrate(QByteArray connectionString);

/// Blocks; changes nothing.
Result<MigrationState> migrationState(QByteArray connectionString);

/// The same for `/health/ready`.
Task<Result<MigrationState>> migrationState(Database *database, Deadline deadline);

}
