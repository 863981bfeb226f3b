// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Command.h"
#include "core/Log.h"

#include <QtCore/QCoreApplication>

#include <sodium.h>

namespace {

struct Subcommand {
    const char *name;
    auth::app::Command run;
    const char *help;
};

constexpr Subcommand kSubcommands[] = {
    { "dev", auth::app::devCommand, "run a development server on its own private PostgreSQL" },
    { "serve", auth::app::serveCommand, "run the server" },
    { "migrate", auth::app::migrateCommand, "bring the database's schema up to date" },
    { "config", auth::app::configCommand, "check or explain the configuration" },
    { "admin", auth::app::adminCommand, "recover: a one-time link for an administrator" },
};

void printHelp()
{
    auth::app::printLine(QStringLiteral("Usage: auth-server COMMAND\n"));
    for (const auto &subcommand : kSubcommands)
        auth::app::printLine(QStringLiteral("  %1  %2").arg(QLatin1StringView(subcommand.name), -8).arg(QLatin1StringView(subcommand.help)));
    auth::app::printLine(QStringLiteral("\n  --version, --help"));
}

}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("auth-server"));
    QCoreApplication::setApplicationVersion(QStringLiteral(AUTH_VERSION));
    auth::installQtMessageHandler();
    if (sodium_init() < 0) {
        auth::app::printError(QStringLiteral("libsodium cannot get randomness from this system."));
        return 1;
    }
    QStringList arguments = application.arguments().sliced(1);
    const QString name = arguments.isEmpty() ? QString() : arguments.takeFirst();
    for (const auto &subcommand : kSubcommands) {
        if (name == QLatin1StringView(subcommand.name))
            return subcommand.run(arguments);
    }
    if (name == u"--version" || name == u"-V") {
        auth::app::printLine(QStringLiteral("auth-server %1").arg(QCoreApplication::applicationVersion()));
        return 0;
    }
    if (name == u"--help" || name == u"-h") {
        printHelp();
        return 0;
    }
    if (!name.isEmpty())
        auth::app::printError(QStringLiteral("There is no command \"%1\".").arg(name));
    printHelp();
    return 2;
}
