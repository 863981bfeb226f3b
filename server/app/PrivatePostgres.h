// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <memory>

#include <sys/types.h>

namespace auth {

struct PrivatePostgresOptions {
    QString
        dataDirectory; ///< Made if absent; one that exists is used again. Empty: a temporary one, removed by stop().
    bool ephemeral = false; ///< No durability.
    QString binaryDirectory; ///< Where initdb and postgres are; empty: looked for.
};

/// A PostgreSQL of our own for `auth-server dev` and the tests: a child process that listens on a Unix socket in a
/// directory that only its user and root can enter, and that dies with us. Everything here blocks: it is for start and
/// stop. As root the server runs as `$AUTH_DEV_PG_USER`, `auth-server`, `postgres` or `nobody`, whichever is first.
///
/// Three roles can log in without a password: `auth_owner` (superuser; owns and migrates), `auth_server` (the daemon)
/// and `auth_housekeeper`.
class PrivatePostgres {
public:
    /// Call it in the thread that lives as long as the server: the kernel stops the child when that thread ends.
    /// Errors say what to do about them.
    static Result<std::unique_ptr<PrivatePostgres>> start(PrivatePostgresOptions options);
    ~PrivatePostgres();
    PrivatePostgres(const PrivatePostgres &) = delete;
    PrivatePostgres &operator=(const PrivatePostgres &) = delete;

    /// A libpq connection string for \a role and \a database, which `psql` takes too.
    QByteArray connectionString(const QByteArray &role, const QByteArray &database = "auth") const;
    /// Fast shutdown; after ten seconds an immediate one. Does nothing the second time.
    void stop();
    /// The same without removing anything, so that restart() goes on with it.
    void stopProcess();
    /// Stops it and starts it again on the same data and the same socket.
    Result<void> restart();

    QString version() const { return m_version; } ///< "15.20"
    QString user() const { return m_userName; }
    QString dataDirectory() const { return m_options.dataDirectory; }
    pid_t pid() const { return m_pid; }

private:
    PrivatePostgres() = default;
    Result<void> findBinaries();
    Result<void> chooseUser();
    Result<void> prepareDirectories();
    Result<void> initialise();
    Result<void> writeAuthentication();
    Result<void> launch();
    Result<void> waitUntilReady();
    Result<void> createRoles();
    Result<void> runTool(const QString &program, const QStringList &arguments) const;
    QString lastLogLines() const;

    PrivatePostgresOptions m_options;
    QString m_version;
    QString m_userName;
    bool m_dropPrivileges = false;
    uid_t m_uid = 0;
    gid_t m_gid = 0;
    QString m_socketDirectory;
    QString m_temporaryDirectory; ///< Ours to remove.
    pid_t m_pid = -1;
};

}
