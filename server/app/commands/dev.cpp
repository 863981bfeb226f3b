// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/AdministratorLink.h"
#include "app/Application.h"
#include "app/Development.h"
#include "app/PrivatePostgres.h"
#include "app/commands/Command.h"
#include "app/commands/Signals.h"
#include "core/Json.h"
#include "core/Log.h"
#include "db/Migrator.h"
#include "demo/DemoApplication.h"
#include "dev/Gallery.h"
#include "dev/Letters.h"
#include "dev/Outbox.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>
#include <QtNetwork/QTcpServer>

#include <unistd.h>

namespace auth::app {

namespace {

/// The port of the documentation, and how many behind it are tried where somebody else has it.
constexpr quint16 kFirstPort = 8080;
constexpr quint16 kTriedPorts = 20;

struct DevOptions {
    bool ephemeral = false;
    QString data;
    QString readyFile;
};

/// One sentence for what went wrong, and the cause where it says more.
int fail(const Error &error)
{
    printError(error.description);
    if (!error.detail.isEmpty())
        printError(error.detail);
    for (const auto &field : error.fields)
        printError(field.path + QStringLiteral(": ") + field.message);
    return 1;
}

QString defaultDataDirectory()
{
    if (::geteuid() == 0)
        return QStringLiteral("/var/lib/auth-server/dev");
    const QString base = qEnvironmentVariable("XDG_DATA_HOME", QDir::homePath() + QStringLiteral("/.local/share"));
    return base + QStringLiteral("/auth-server/dev");
}

/// The first port that nobody listens at. Our own listeners share a port (SO_REUSEPORT), so that a second server would
/// get half of the first one's requests and nobody would say so.
Result<quint16> findPort()
{
    for (quint16 port = kFirstPort; port < kFirstPort + kTriedPorts; ++port) {
        QTcpServer probe;
        if (probe.listen(QHostAddress::LocalHost, port))
            return port;
    }
    return failure(ErrorCode::Unavailable, QStringLiteral("The ports %1 to %2 are taken; name another one with --listen 127.0.0.1:PORT.").arg(kFirstPort).arg(kFirstPort + kTriedPorts - 1));
}

/// The data directory's own master key, made at first use. `AUTH_MASTER_KEY` wins over it.
Result<QByteArray> masterKeyText(const QString &directory)
{
    QFile file(directory + QStringLiteral("/master.key"));
    if (file.exists()) {
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorCode::Internal, QStringLiteral("Cannot read %1: %2.").arg(file.fileName(), file.errorString()));
        return file.readAll().trimmed();
    }
    const QByteArray text = MasterKey::generateText();
    QSaveFile made(file.fileName());
    if (!made.open(QIODevice::WriteOnly) || !made.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) || made.write(text + '\n') < 0 || !made.commit())
        return failure(ErrorCode::Internal, QStringLiteral("Cannot write %1: %2.").arg(file.fileName(), made.errorString()));
    return text;
}

/// Whole or not at all, and for nobody else's eyes: it holds a token that may do everything.
Result<void> writeReadyFile(const QString &path, const QJsonObject &object)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) || file.write(toJson(object) + '\n') < 0 || !file.commit())
        return failure(ErrorCode::Internal, QStringLiteral("Cannot write %1: %2.").arg(path, file.errorString()));
    return {};
}

QByteArray localUrl(const Endpoint &listening)
{
    // Passkeys and secure contexts want the name, not the address (WebAuthn Level 3 §5.1.2).
    return "http://localhost:" + QByteArray::number(listening.port);
}

void printBanner(const Config &config, const PrivatePostgres &postgres, const DevOptions &options, const QByteArray &setupUrl, double seconds)
{
    const QString url = QString::fromLatin1(config.publicUrl);
    const auto row = [](const char *name, const QString &text) { printLine(QStringLiteral("  %1%2").arg(QLatin1StringView(name), -11).arg(text)); };
    printLine(QStringLiteral("\n  auth-server %1 · DEVELOPMENT MODE (not for production)").arg(QCoreApplication::applicationVersion()));
    row("database", QStringLiteral("private PostgreSQL %1 on a Unix socket, as user %2 · %3").arg(postgres.version(), postgres.user(), options.ephemeral ? QStringLiteral("temporary, forgotten at the end") : options.data));
    row("issuer", url);
    row("admin", QString::fromLatin1(setupUrl) + QStringLiteral("   one use, 30 minutes"));
    row("demo app", url + QStringLiteral("/demo   signs in with OpenID Connect, shows the tokens"));
    row("mail/SMS", url + QStringLiteral("/dev/outbox   kept here, not sent"));
    row("metrics", url + QStringLiteral("/metrics"));
    const QString authctl = QCoreApplication::applicationDirPath() + QStringLiteral("/authctl");
    if (!options.readyFile.isEmpty())
        row("CLI", QStringLiteral("export AUTHCTL_SERVER=%1 AUTHCTL_TOKEN=\"$(sed 's/.*\"admin_token\":\"\\([^\"]*\\)\".*/\\1/' %2)\"").arg(url, options.readyFile));
    row("add a user", authctl + QStringLiteral(" user create alice --set email=alice@example.com"));
    row("", authctl + QStringLiteral(" user password set alice --password-stdin"));
    row("add an app", authctl + QStringLiteral(" app create my-app --set redirect_uris=http://localhost:3000/callback"));
    printLine(QStringLiteral("  Ready in %1 s. Ctrl-C stops everything; %2.\n").arg(seconds, 0, 'f', 1).arg(options.ephemeral ? QStringLiteral("data is forgotten") : QStringLiteral("data is kept")));
}

}

int devCommand(QStringList arguments)
{
    QElapsedTimer timer;
    timer.start();
    DevOptions options;
    options.ephemeral = takeFlag(&arguments, QStringLiteral("--ephemeral"));
    const auto data = takeOption(&arguments, QStringLiteral("--data"));
    const auto listen = takeOption(&arguments, QStringLiteral("--listen"));
    const auto publicUrl = takeOption(&arguments, QStringLiteral("--public-url"));
    options.readyFile = takeOption(&arguments, QStringLiteral("--ready-file")).value_or(QString());
    if (options.ephemeral && data) {
        printError(QStringLiteral("--ephemeral and --data exclude each other."));
        return 2;
    }

    auto sources = ConfigSources::ofProcess();
    if (sources.environment.value("AUTH_ENV") == "production") {
        printError(QStringLiteral("AUTH_ENV=production is set: auth-server dev is not for production. Use auth-server serve."));
        return 2;
    }
    sources.commandLine.insert("AUTH_ENV", "development");
    if (listen) {
        sources.commandLine.insert("AUTH_LISTEN", listen->toUtf8());
    } else {
        const auto port = findPort();
        if (!port)
            return fail(port.error());
        if (*port != kFirstPort)
            printLine(QStringLiteral("Port %1 is taken; listening at %2.").arg(kFirstPort).arg(*port));
        sources.commandLine.insert("AUTH_LISTEN", "127.0.0.1:" + QByteArray::number(*port));
    }
    if (publicUrl) {
        sources.commandLine.insert("AUTH_PUBLIC_URL", publicUrl->toUtf8());
        // A TLS proxy on loopback stands before us.
        if (!sources.environment.contains("AUTH_TRUSTED_PROXIES"))
            sources.commandLine.insert("AUTH_TRUSTED_PROXIES", "127.0.0.0/8,::1/128");
    }
    if (!sources.environment.contains("AUTH_LOG_FORMAT"))
        sources.commandLine.insert("AUTH_LOG_FORMAT", "text");
    if (!options.ephemeral) {
        options.data = QDir(data.value_or(defaultDataDirectory())).absolutePath();
        if (!QDir().mkpath(options.data)) {
            printError(QStringLiteral("Cannot make the directory %1.").arg(options.data));
            return 1;
        }
        if (options.readyFile.isEmpty())
            options.readyFile = options.data + QStringLiteral("/ready.json");
        if (!sources.environment.contains("AUTH_AUDIT_CHECKPOINT_FILE"))
            sources.commandLine.insert("AUTH_AUDIT_CHECKPOINT_FILE", (options.data + QStringLiteral("/audit-checkpoints")).toUtf8());
    }
    if (!sources.environment.contains("AUTH_MASTER_KEY") && !sources.environment.contains("AUTH_MASTER_KEY_FILE")) {
        const auto key = options.ephemeral ? Result<QByteArray>(MasterKey::generateText()) : masterKeyText(options.data);
        if (!key)
            return fail(key.error());
        sources.commandLine.insert("AUTH_MASTER_KEY", *key);
    }
    auto loaded = loadConfig(&arguments, ConfigPurpose::Develop, std::move(sources));
    if (!loaded)
        return 1;
    if (!arguments.isEmpty()) {
        printError(QStringLiteral("auth-server dev takes no argument \"%1\".").arg(arguments.first()));
        printError(QStringLiteral("auth-server dev --help says what it takes."));
        return 2;
    }
    configureLog(loaded->config.logLevel, loaded->config.logFormat);

    // Before any thread and any child, so that all of them have the signals blocked and Ctrl-C is ours to handle.
    const Signals signals([] { QCoreApplication::quit(); }, [] {});
    PrivatePostgresOptions postgresOptions;
    postgresOptions.ephemeral = options.ephemeral;
    if (!options.ephemeral)
        postgresOptions.dataDirectory = options.data + QStringLiteral("/postgres");
    const auto postgres = PrivatePostgres::start(postgresOptions);
    if (!postgres)
        return fail(postgres.error());
    const QByteArray ownerConnection = (*postgres)->connectionString("auth_owner");
    if (const auto migrated = db::migrate(ownerConnection); !migrated)
        return fail(migrated.error());
    loaded->config.database.url = (*postgres)->connectionString("auth_server");

    const SystemClock clock;
    std::unique_ptr<pages::PageRenderer> demoPages;
    {
        auto renderer = pages::PageRenderer::create(pages::PseudoLocales::On);
        if (!renderer)
            return fail(renderer.error());
        demoPages = *std::move(renderer);
    }
    const auto letters = mail::Mailer::create(&demoPages->translations(), true);
    if (!letters)
        return fail(letters.error());
    demo::DemoApplication demoApplication(demoPages.get(), &clock);
    Application::Options applicationOptions;
    applicationOptions.config = std::move(loaded->config);
    applicationOptions.clock = &clock;
    applicationOptions.publicUrl = localUrl;
    applicationOptions.addDevelopmentRoutes = [&demoApplication, renderer = demoPages.get(), letters = letters->get()](http::Router *router, db::Database *database) {
        demoApplication.addRoutes(router);
        dev::addOutboxRoutes(router, database, renderer);
        dev::addGalleryRoutes(router, renderer);
        dev::addLetterRoutes(router, renderer, letters);
    };
    const auto application = Application::start(std::move(applicationOptions));
    if (!application)
        return fail(application.error());
    auto &background = (*application)->background();
    const QByteArray baseUrl = (*application)->baseUrl();
    const auto demoOptions = background.run<Result<demo::DemoOptions>>([baseUrl](Background *object) { return ensureDemoApplication(&object->services(), baseUrl); });
    if (!demoOptions)
        return fail(demoOptions.error());
    demoApplication.configure(*demoOptions);
    const auto token = background.run<Result<QByteArray>>([](Background *object) { return issueAdministratorToken(&object->services()); });
    if (!token)
        return fail(token.error());
    const auto setupUrl = background.run<Result<QByteArray>>([](Background *object) { return createAdministratorLink(&object->services()); });
    if (!setupUrl)
        return fail(setupUrl.error());

    if (!options.readyFile.isEmpty()) {
        const auto written = writeReadyFile(options.readyFile,
            { { u"base_url"_qs, QString::fromLatin1(baseUrl) }, { u"issuer"_qs, QString::fromLatin1(demoOptions->issuer) },
                { u"pid"_qs, static_cast<qint64>(::getpid()) }, { u"setup_url"_qs, QString::fromLatin1(*setupUrl) },
                { u"database"_qs, QString::fromUtf8(ownerConnection) }, { u"admin_token"_qs, QString::fromLatin1(*token) } });
        if (!written)
            return fail(written.error());
    }
    printBanner((*application)->process().config, **postgres, options, *setupUrl, static_cast<double>(timer.elapsed()) / 1000);
    const int code = QCoreApplication::exec();
    if (!options.readyFile.isEmpty())
        QFile::remove(options.readyFile);
    return code;
}

}
