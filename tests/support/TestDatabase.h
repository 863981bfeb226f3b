// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

namespace auth {
class PrivatePostgres;
}

namespace auth::test {

/// A fresh, migrated database, removed with this object. They share one private PostgreSQL per test executable, which
/// starts with the first and ends with the process. Ends the process when that is not possible: no test could go on.
class TestDatabase {
public:
    enum class Schema { Migrated, Empty };
    explicit TestDatabase(Schema schema = Schema::Migrated);
    ~TestDatabase();
    TestDatabase(const TestDatabase &) = delete;
    TestDatabase &operator=(const TestDatabase &) = delete;

    /// For Database, which turns into `auth_server` by itself, and for psql.
    QByteArray connectionString(const QByteArray &role = "auth_owner") const;
    QByteArray name() const { return m_name; }
    /// Runs \a sql as the owner, for arranging and asserting; answers the first column of the first row.
    QByteArray sql(const QByteArray &sql) const;

    static PrivatePostgres &server();
    /// The same on any connection string.
    static QByteArray run(const QByteArray &connectionString, const QByteArray &sql);

private:
    QByteArray m_name;
};

}
