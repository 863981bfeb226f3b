// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Application.h"
#include "app/commands/Command.h"
#include "app/commands/Signals.h"
#include "core/Log.h"
#include "db/Migrator.h"

#include <QtCore/QCoreApplication>

namespace auth::app {

namespace {

/// Takes over what SIGHUP may change. An invalid configuration leaves everything as it is.
void reload(Application *application, LoadedConfig *current)
{
    const ConfigLoader loader(current->sources);
    auto config = loader.load(ConfigPurpose::Serve);
    if (!config) {
        for (const auto &problem : config.error())
            logError("config.reload_refused", { { "problem", problem.text() } });
        return;
    }
    const auto rows = loader.explain();
    for (const auto &name : settingsThatNeedRestart(current->rows, rows))
        logWarning("config.needs_restart", { { "setting", QString::fromUtf8(name) } });
    configureLog(config->logLevel, config->logFormat);
    if (const auto tls = application->reloadTls(*config); !tls) {
        logError("config.reload_refused", { { "problem", tls.error().description } });
        return;
    }
    if (const auto places = application->reloadPlaces(*config); !places) {
        logError("config.reload_refused", { { "problem", places.error().description } });
        return;
    }
    application->reloadRealmDefaults(*config);
    current->rows = rows;
    logInfo("config.reloaded");
}

}

int serveCommand(QStringList arguments)
{
    auto loaded = loadConfig(&arguments, ConfigPurpose::Serve);
    if (!loaded)
        return 1;
    if (!arguments.isEmpty()) {
        printError(QStringLiteral("auth-server serve takes no argument \"%1\": settings come from the environment, see auth-server config explain.").arg(arguments.first()));
        return 2;
    }
    configureLog(loaded->config.logLevel, loaded->config.logFormat);
    const auto state = db::migrationState(loaded->config.database.url);
    if (!state) {
        printError(state.error().description);
        if (!state.error().detail.isEmpty())
            printError(state.error().detail);
        return 1;
    }
    if (!state->isReady()) {
        printError(QStringLiteral("The database is at schema version %1, this program needs %2. Run: auth-server migrate").arg(state->current).arg(state->expected));
        return 1;
    }
    const SystemClock clock;
    Application *running = nullptr;
    // Before any thread, so that all of them have the signals blocked.
    const Signals signals([] { QCoreApplication::quit(); }, [&running, &loaded] {
        if (running)
            reload(running, &*loaded);
    });
    Application::Options options;
    options.config = std::move(loaded->config);
    options.clock = &clock;
    const auto application = Application::start(std::move(options));
    if (!application) {
        printError(application.error().description);
        if (!application.error().detail.isEmpty())
            printError(application.error().detail);
        return 1;
    }
    running = application->get();
    const int code = QCoreApplication::exec();
    logInfo("server.stopping");
    running = nullptr;
    return code;
}

}
