// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Failure.h"

#include <QtCore/QMap>

#include <expected>
#include <functional>
#include <span>

namespace auth::client {

/// One thing that a context can say, and the environment over it.
struct Setting {
    const char *key;
    const char *environment; ///< Empty where there is none.
    const char *builtIn;
    const char *help;
    const char *choices = ""; ///< The words that it can be, separated by spaces; empty: any text.
};

std::span<const Setting> settings();
/// Nothing when \a value can be the value of \a key; else what is wrong, with the nearest key where it is unknown.
std::expected<void, Failure> checkSetting(const QString &key, const QString &value);

/// config.yaml: the contexts, without any secret.
struct Contexts {
    QString current;
    QMap<QString, QMap<QString, QString>> named;
};

/// AUTHCTL_CONFIG_DIR, else authctl in XDG_CONFIG_HOME, else in ~/.config.
QString configDirectory();
/// The directory, made with mode 0700 where it is missing.
std::expected<QString, Failure> makeConfigDirectory();

/// A file that is not there holds no contexts.
std::expected<Contexts, Failure> readContexts();
/// Reads, changes and writes the file under a lock: of two that change it at once, none is lost.
std::expected<void, Failure> changeContexts(
    const std::function<std::expected<void, Failure>(Contexts &contexts)> &change);

/// A name of a context: letters, digits, `.`, `_` and `-`.
std::expected<void, Failure> checkContextName(const QString &name);
Failure unknownContext(const Contexts &contexts, const QString &name);

}
