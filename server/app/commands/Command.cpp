// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Command.h"

#include <cstdio>

namespace auth::app {

void printLine(const QString &text)
{
    std::fprintf(stdout, "%s\n", text.toUtf8().constData());
    std::fflush(stdout);
}

void printError(const QString &text)
{
    std::fprintf(stderr, "%s\n", text.toUtf8().constData());
}

void printProblems(const QList<ConfigProblem> &problems)
{
    printError(problems.size() == 1 ? QStringLiteral("The configuration has a problem:") : QStringLiteral("The configuration has %1 problems:").arg(problems.size()));
    for (const auto &problem : problems)
        printError(QStringLiteral("  ") + problem.text());
}

std::optional<QString> takeOption(QStringList *arguments, const QString &name)
{
    for (qsizetype i = 0; i < arguments->size(); ++i) {
        if (arguments->at(i).startsWith(name + u'=')) {
            const QString value = arguments->at(i).sliced(name.size() + 1);
            arguments->removeAt(i);
            return value;
        }
        if (arguments->at(i) == name && i + 1 < arguments->size()) {
            const QString value = arguments->at(i + 1);
            arguments->remove(i, 2);
            return value;
        }
    }
    return std::nullopt;
}

bool takeFlag(QStringList *arguments, const QString &name)
{
    return arguments->removeAll(name) > 0;
}

std::optional<LoadedConfig> loadConfig(QStringList *arguments, ConfigPurpose purpose, ConfigSources sources)
{
    if (const auto file = takeOption(arguments, QStringLiteral("--env-file"))) {
        sources.envFile = *file;
        sources.envFileRequired = true;
    }
    const ConfigLoader loader(sources);
    auto config = loader.load(purpose);
    if (!config) {
        printProblems(config.error());
        return std::nullopt;
    }
    return LoadedConfig { *std::move(config), std::move(sources), loader.explain() };
}

}
