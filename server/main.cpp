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
    const char *usage; ///< What stands behind the name.
};

constexpr Subcommand kSubcommands[] = {
    { "dev", auth::app::devCommand, "run a development server on its own private PostgreSQL",
        "[--ephemeral | --data DIR] [--listen HOST:PORT] [--public-url URL] [--ready-file FILE] [--env-file FILE]" },
    { "serve", auth::app::serveCommand, "run the server; settings come from the environment", "[--env-file FILE]" },
    { "migrate", auth::app::migrateCommand, "bring the database's schema up to date", "[--env-file FILE]" },
    { "config", auth::app::configCommand, "check or explain the configuration", "check|explain [--env-file FILE]" },
    { "admin", auth::app::adminCommand, "recover: a one-time link for an administrator", "recover [--env-file FILE]" },
};

void printUsage(const Subcommand &subcommand)
{
    auth::app::printLine(QStringLiteral("Usage: auth-server %1 %2\n\n%3").arg(QLatin1StringView(subcommand.name),
        QLatin1StringView(subcommand.usage), QLatin1StringView(subcommand.help)));
}

void printHelp()
{
    auth::app::printLine(QStringLiteral("Usage: auth-server COMMAND\n"));
    for (const auto &subcommand : kSubcommands)
        auth::app::printLine(QStringLiteral("  %1  %2").arg(QLatin1StringView(subcommand.name), -8).arg(QLatin1StringView(subcommand.help)));
    auth::app::printLine(QStringLiteral("\n  --version, --help; each command has --help, too"));
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
        if (name != QLatin1StringView(subcommand.name))
            continue;
        if (arguments.contains(u"--help") || arguments.contains(u"-h")) {
            printUsage(subcommand);
            return 0;
        }
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
