// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Command.h"
#include "db/Migrator.h"

namespace auth::app {

int migrateCommand(QStringList arguments)
{
    const auto loaded = loadConfig(&arguments, ConfigPurpose::Migrate);
    if (!loaded)
        return 1;
    if (!arguments.isEmpty()) {
        printError(QStringLiteral("auth-server migrate takes no argument \"%1\".").arg(arguments.first()));
        return 2;
    }
    const auto report = db::migrate(loaded->config.database.url);
    if (!report) {
        printError(report.error().description);
        if (!report.error().detail.isEmpty())
            printError(report.error().detail);
        return 1;
    }
    for (const auto &role : report->rolesCreated)
        printLine(QStringLiteral("created role %1").arg(role));
    for (const auto &name : report->applied)
        printLine(QStringLiteral("applied %1").arg(name));
    printLine(report->applied.isEmpty() ? QStringLiteral("nothing to do: the schema is at version %1").arg(report->version)
                                        : QStringLiteral("the schema is at version %1").arg(report->version));
    return 0;
}

}
