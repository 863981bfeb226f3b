// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Command.h"

namespace auth::app {

namespace {

int check(QStringList arguments)
{
    if (!loadConfig(&arguments, ConfigPurpose::Serve))
        return 1;
    printLine(QStringLiteral("The configuration is good."));
    return 0;
}

int explain(QStringList arguments)
{
    auto sources = ConfigSources::ofProcess();
    if (const auto file = takeOption(&arguments, QStringLiteral("--env-file"))) {
        sources.envFile = *file;
        sources.envFileRequired = true;
    }
    const ConfigLoader loader(sources);
    qsizetype width = 0;
    for (const auto &row : loader.explain())
        width = std::max(width, row.name.size());
    for (const auto &row : loader.explain())
        printLine(QString::fromUtf8(row.name.leftJustified(width)) + QStringLiteral("  ") + QString::fromUtf8(row.value) + QStringLiteral("  (") + row.origin + u')');
    const auto config = loader.load(ConfigPurpose::Serve);
    if (config)
        return 0;
    printProblems(config.error());
    return 1;
}

}

int configCommand(QStringList arguments)
{
    const QString verb = arguments.isEmpty() ? QString() : arguments.takeFirst();
    if (verb == u"check")
        return check(std::move(arguments));
    if (verb == u"explain")
        return explain(std::move(arguments));
    printError(QStringLiteral("Usage: auth-server config check|explain [--env-file FILE]"));
    return 2;
}

}
