// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/AdministratorLink.h"
#include "app/Background.h"
#include "app/EventThread.h"
#include "app/commands/Command.h"

namespace auth::app {

/// For whoever is locked out, on the host, against the database: it needs the master key and no running server.
int adminCommand(QStringList arguments)
{
    if (arguments.isEmpty() || arguments.takeFirst() != u"recover") {
        printError(QStringLiteral("Usage: auth-server admin recover [--env-file FILE]"));
        return 2;
    }
    auto loaded = loadConfig(&arguments, ConfigPurpose::Serve);
    if (!loaded)
        return 1;
    const SystemClock clock;
    auto process = makeProcess(std::move(loaded->config), &clock);
    if (!process) {
        printError(process.error().description);
        return 1;
    }
    Process *shared = process->get();
    EventThread<Background> background([shared] { return std::make_unique<Background>(shared); });
    background.begin();
    const auto url = background.run<Result<QByteArray>>([](Background *object) { return createAdministratorLink(&object->services()); });
    if (!url) {
        printError(url.error().description);
        if (!url.error().detail.isEmpty())
            printError(url.error().detail);
        return 1;
    }
    printLine(QString::fromLatin1(*url));
    printError(QStringLiteral("One use, 30 minutes. It makes an administrator of the realm \"system\", or gives one a new password."));
    return 0;
}

}
