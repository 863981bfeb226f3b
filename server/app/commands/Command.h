// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ConfigLoader.h"

#include <QtCore/QStringList>

namespace auth::app {

/// A subcommand of `auth-server`. \a arguments are those after its name. Returns the exit code: 0 done, 1 failed, 2 used
/// wrongly.
using Command = int (*)(QStringList arguments);

int devCommand(QStringList arguments);
int serveCommand(QStringList arguments);
int migrateCommand(QStringList arguments);
int configCommand(QStringList arguments);
int adminCommand(QStringList arguments);

/// Prints to standard output or error, with a line end.
void printLine(const QString &text);
void printError(const QString &text);
/// Every problem of a configuration, one a line.
void printProblems(const QList<ConfigProblem> &problems);

/// The configuration for \a purpose with `--env-file` taken out of \a arguments, or nothing after the problems were
/// printed.
struct LoadedConfig {
    Config config;
    ConfigSources sources;
    QList<ConfigRow> rows;
};
std::optional<LoadedConfig> loadConfig(QStringList *arguments, ConfigPurpose purpose, ConfigSources sources = ConfigSources::ofProcess());

/// Takes `--name value` or `--name=value` out of \a arguments.
std::optional<QString> takeOption(QStringList *arguments, const QString &name);
bool takeFlag(QStringList *arguments, const QString &name);

}
