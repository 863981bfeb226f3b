// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QString>

namespace auth::client {

/// A value, and what said so: `--server`, `AUTHCTL_SERVER`, `context prod`, `built-in`.
struct Effective {
    QString value;
    QString origin;
};

/// Which server, and how to get to it: what a context, the environment and the command line come to.
struct Profile {
    QString context; ///< Empty: none is chosen.
    QHash<QString, QString> contextValues; ///< What it says itself, before environment and options.
    QHash<QString, Effective> effective; ///< Every setting (see Contexts.h), by its key.
    QString caFile;
    QString pin; ///< The hash of the server's public key; empty: its certificate decides.
    QString server;
    int timeoutSeconds = 30;

    QString setting(const QString &key) const { return effective.value(key).value; }
};

}
