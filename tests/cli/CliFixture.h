// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QMap>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

namespace auth::test {

/// What a run of the real binary did.
struct Run {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;

    QJsonObject object() const;
    QJsonArray array() const;
    /// The error object of -o json; empty when standard error is anything else.
    QJsonObject error() const;
    QByteArray explain() const { return "exit " + QByteArray::number(exitCode) + "\nout: " + out + "\nerr: " + err; }
};

/// `auth-server dev --ephemeral`, as a person starts it, and `authctl` on it.
class CliFixture {
public:
    /// One server for the whole executable.
    static CliFixture &shared();

    /// Standard input is closed unless \a input is given. Ends the process of a command that takes more than a
    /// minute: that would be one that waits for an answer.
    Run authctl(const QStringList &arguments, const QByteArray &input = {},
        const QMap<QString, QString> &environment = {}) const;
    /// A line of /bin/bash, with `authctl` in its path and the environment of the above.
    Run shell(const char *line, const QMap<QString, QString> &environment = {}) const;
    QString server() const { return m_server; }
    QString token() const { return m_token; }
    /// Changes what the server keeps: what would take time to become so.
    void sql(const QString &statement) const;
    /// A realm of its own for a test.
    QString makeRealm();

private:
    CliFixture();
    ~CliFixture();

    QProcessEnvironment variables(const QMap<QString, QString> &more) const;

    QTemporaryDir m_directory;
    QProcess m_process;
    QString m_server;
    QString m_token;
    QString m_database;
    int m_realms = 0;
};

}
