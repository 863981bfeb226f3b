// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>

namespace auth::test {

/// From now on settings, contexts and drafts are kept in a directory of this process's own. Answers where.
inline QString usePrivateHome()
{
    static const QTemporaryDir directory;
    QCoreApplication::setOrganizationName(QStringLiteral("auth-console"));
    QCoreApplication::setApplicationName(QStringLiteral("auth-console"));
    for (const char *const name : { "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "HOME" })
        qputenv(name, directory.path().toUtf8());
    qputenv("AUTHCTL_CONFIG_DIR", (directory.path() + QStringLiteral("/authctl")).toUtf8());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, directory.path());
    return directory.path();
}

/// After usePrivateHome(): nobody is known yet, whatever other classes signed in to.
inline void forgetContexts()
{
    QDir(qEnvironmentVariable("AUTHCTL_CONFIG_DIR")).removeRecursively();
}

}
