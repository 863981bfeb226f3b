// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "app/ConfigLoader.h"
#include "app/ConfigSettings.h"
#include "db/FailPoint.h"

#include <QtCore/QDir>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

using namespace auth;
using namespace auth::app;
using namespace std::chrono_literals;

namespace {

using Variables = QMap<QByteArray, QByteArray>;

/// What production needs, and no more.
Variables complete()
{
    return {
        { "AUTH_DATABASE_URL", "postgresql://auth_server@db.example/auth" },
        { "AUTH_MASTER_KEY", "3q2+7wABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs=" },
        { "AUTH_PUBLIC_URL", "https://auth.example.com" },
    };
}

Variables with(Variables changes)
{
    Variables environment = complete();
    environment.insert(changes);
    return environment;
}

std::expected<Config, QList<ConfigProblem>> load(Variables environment, ConfigPurpose purpose = ConfigPurpose::Serve)
{
    return ConfigLoader({ {}, std::move(environment), {}, false }).load(purpose);
}

/// The problems, one a line; empty where the configuration is good.
QString problems(Variables environment, ConfigPurpose purpose = ConfigPurpose::Serve)
{
    const auto config = load(std::move(environment), purpose);
    QStringList lines;
    if (!config) {
        for (const ConfigProblem& problem : config.error())
            lines.append(problem.text());
    }
    return lines.join(QLatin1Char('\n'));
}

bool onlyProblemIs(const QString& text, QLatin1StringView name, QLatin1StringView advice)
{
    return text.startsWith(name) && text.contains(advice) && !text.contains(QLatin1Char('\n'));
}

}

class ConfigLoaderTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;

    QString write(const QString& name, const QByteArray& text)
    {
        QFile file(m_directory.filePath(name));
        const bool written = file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        return written ? file.fileName() : QString();
    }

private Q_SLOTS:
    void takesDefaultsFromTheTable()
    {
        const auto config = load(complete());
        QVERIFY(config);
        QCOMPARE(config->environment, Environment::Production);
        QCOMPARE(config->publicUrl, "https://auth.example.com");
        QCOMPARE(config->masterKey.view().size(), 32);
        QCOMPARE(config->rootRealm, "main");
        QCOMPARE(config->database.role, "auth_server");
        QCOMPARE(config->database.connectionsPerThread, 8);
        QCOMPARE(config->listen, (Endpoint{ QHostAddress(QHostAddress::LocalHost), 8080 }));
        QCOMPARE(config->http.requestLineLimit, 8192);
        QCOMPARE(config->http.headLimit, 16384);
        QCOMPARE(config->http.headerFields, 64);
        QCOMPARE(config->http.headTimeout, 5s);
        QCOMPARE(config->http.bodyTimeout, 15s);
        QCOMPARE(config->http.responseTimeout, 15s);
        QCOMPARE(config->http.keepAliveTimeout, 15s);
        QCOMPARE(config->http.proxyKeepAliveTimeout, 75s);
        QCOMPARE(config->http.requestsPerConnection, 10'000);
        QCOMPARE(config->http.connectionLifetime, 1h);
        QCOMPARE(config->http.connections, 4096);
        QCOMPARE(config->http.connectionsPerAddress, 256);
        QCOMPARE(config->http.writeQueueLimit, 1024 * 1024);
        QCOMPARE(config->hashing.argon2Memory, 19 * 1024 * 1024);
        QCOMPARE(config->hashing.argon2Iterations, 2);
        QCOMPARE(config->realmDefaults.authorizationCodeLifetime, 60s);
        QCOMPARE(config->realmDefaults.accessTokenLifetime, 15min);
        QCOMPARE(config->realmDefaults.refreshTokenLifetime, 30 * 24h);
        QCOMPARE(config->logFormat, LogFormat::Json);
        QVERIFY(!config->metrics.listen);
    }

    void takesAFileThatIsWrittenToBeforeItExists()
    {
        const QByteArray path = m_directory.filePath(QStringLiteral("checkpoints")).toUtf8();
        const auto config = load(with({ { "AUTH_AUDIT_CHECKPOINT_FILE", path } }));
        QVERIFY(config);
        QCOMPARE(config->checkpointFile.toUtf8(), path);
        const QLatin1StringView name("AUTH_AUDIT_CHECKPOINT_FILE");
        const QLatin1StringView advice("not a file that can be written");
        QVERIFY(onlyProblemIs(problems(with({ { name.data(), path + "-absent/checkpoints" } })), name, advice));
        QVERIFY(onlyProblemIs(problems(with({ { name.data(), m_directory.path().toUtf8() } })), name, advice));
    }

    void givesEveryDefaultAValidValue()
    {
        for (const config::Group& group : config::groups()) {
            for (const config::Setting& setting : group.settings) {
                Config config;
                if (*setting.standard)
                    QVERIFY2(config::store(setting, setting.standard, config), setting.name);
                QVERIFY2(QByteArray(setting.name).startsWith("AUTH_"), setting.name);
                QVERIFY2(QByteArray(setting.description).endsWith('.'), setting.name);
                QVERIFY2(config::find(setting.name) == &setting, "a name stands twice");
            }
        }
    }

    void reportsEveryProblemAtOnce()
    {
        const QString text = problems({ { "AUTH_LISTEN", "nowhere" }, { "AUTH_THREADS", "-1" },
            { "AUTH_HTTP_HEAD_TIMEOUT", "5" }, { "AUTH_NONSENSE_AT_ALL", "1" } });
        for (const char* name :
            { "AUTH_LISTEN (environment): ", "AUTH_THREADS (environment): ", "AUTH_HTTP_HEAD_TIMEOUT (environment): ",
                "AUTH_NONSENSE_AT_ALL (environment): ", "AUTH_PUBLIC_URL: it is required",
                "AUTH_MASTER_KEY: it is required", "AUTH_DATABASE_URL: it is required" })
            QVERIFY2(text.contains(QLatin1StringView(name)), qPrintable(text));
        QCOMPARE(text.count(QLatin1Char('\n')), 6);
    }

    void suggestsTheNameThatWasMeant()
    {
        QVERIFY(problems(with({ { "AUTH_LISTN", "x" } })).contains(QStringLiteral("did you mean AUTH_LISTEN?")));
        QVERIFY(problems(with({ { "AUTH_DATABASE_URI", "x" } }))
                .contains(QStringLiteral("did you mean AUTH_DATABASE_URL?")));
        QVERIFY(!problems(with({ { "AUTH_SOMETHING_ELSE_ENTIRELY", "x" } })).contains(QStringLiteral("did you mean")));
        QCOMPARE(problems(with({ { "AUTHCTL_TOKEN", "x" }, { "HOME", "/" } })), QString());
    }

    void letsTheCommandLineWinOverTheEnvironmentOverTheFile()
    {
        const QString file
            = write(QStringLiteral(".env"), "AUTH_THREADS=1\nAUTH_LISTEN=127.0.0.1:1\nAUTH_ROOT_REALM=one\n");
        const ConfigLoader loader({ { { "AUTH_LISTEN", "127.0.0.1:3" } },
            with({ { "AUTH_THREADS", "2" }, { "AUTH_LISTEN", "127.0.0.1:2" } }), file, true });
        const auto config = loader.load(ConfigPurpose::Serve);
        QVERIFY(config);
        QCOMPARE(config->rootRealm, "one");
        QCOMPARE(config->threads, 2);
        QCOMPARE(config->listen.port, 3);
        QMap<QByteArray, QString> origins;
        for (const ConfigRow& row : loader.explain())
            origins.insert(row.name, row.origin);
        QCOMPARE(origins["AUTH_ROOT_REALM"], QStringLiteral(".env:3"));
        QCOMPARE(origins["AUTH_THREADS"], QStringLiteral("environment"));
        QCOMPARE(origins["AUTH_LISTEN"], QStringLiteral("command line"));
        QCOMPARE(origins["AUTH_LOG_LEVEL"], QStringLiteral("default"));
    }

    void treatsAnEmptyValueAsNotSet()
    {
        QCOMPARE(problems(with({ { "AUTH_THREADS", "" }, { "AUTH_METRICS_TOKEN", "" }, { "AUTH_TLS_KEY", "" } })),
            QString());
    }

    void readsSecretsFromFiles()
    {
        const QString file = write(QStringLiteral("key"), complete()["AUTH_MASTER_KEY"] + '\n');
        Variables environment = complete();
        const QByteArray key = environment.take("AUTH_MASTER_KEY");
        environment.insert("AUTH_MASTER_KEY_FILE", file.toLocal8Bit());
        const auto config = load(environment);
        QVERIFY(config);
        QCOMPARE(config->masterKey.view().toByteArray().toBase64(), key);
    }

    void refusesASecretThatIsSetTwiceOrNotReadable()
    {
        const QString file = write(QStringLiteral("key"), complete()["AUTH_MASTER_KEY"]);
        QVERIFY(problems(with({ { "AUTH_MASTER_KEY_FILE", file.toLocal8Bit() } }))
                .contains(QStringLiteral("together with AUTH_MASTER_KEY_FILE")));
        Variables environment = complete();
        environment.remove("AUTH_MASTER_KEY");
        environment.insert("AUTH_MASTER_KEY_FILE", m_directory.filePath(QStringLiteral("absent")).toLocal8Bit());
        QVERIFY(problems(environment).contains(QStringLiteral("AUTH_MASTER_KEY_FILE (environment): the file")));
        environment.insert("AUTH_MASTER_KEY_FILE", write(QStringLiteral("empty"), "\n").toLocal8Bit());
        QVERIFY(problems(environment).contains(QStringLiteral("is empty")));
    }

    void takesOnlySecretsFromFiles()
    {
        QVERIFY(onlyProblemIs(problems(with({ { "AUTH_LISTEN_FILE", "/etc/hostname" } })),
            QLatin1StringView("AUTH_LISTEN_FILE"), QLatin1StringView("only secrets")));
    }

    void readsNoFileThatIsNotThere()
    {
        const QString absent = m_directory.filePath(QStringLiteral("no.env"));
        QVERIFY(ConfigLoader({ {}, complete(), absent, false }).load(ConfigPurpose::Serve));
        const auto required = ConfigLoader({ {}, complete(), absent, true }).load(ConfigPurpose::Serve);
        QVERIFY(!required);
        QVERIFY(required.error()[0].message.contains(QStringLiteral("cannot be read")));
    }

    void ignoresOtherProgramsLinesInTheFile()
    {
        const QString file = write(QStringLiteral("shared.env"), "POSTGRES_PASSWORD=x\nAUTH_THREADS=3\n");
        const auto config = ConfigLoader({ {}, complete(), file, true }).load(ConfigPurpose::Serve);
        QVERIFY(config);
        QCOMPARE(config->threads, 3);
    }

    void showsNoSecret()
    {
        const QByteArray password = "correct-horse-battery";
        const Variables environment = with({ { "AUTH_DATABASE_URL", "postgresql://u:" + password + "@h/d" },
            { "AUTH_METRICS_TOKEN", password }, { "AUTH_LISTEN", "x" } });
        QByteArray shown = problems(environment).toUtf8();
        for (const ConfigRow& row : ConfigLoader({ {}, environment, {}, false }).explain())
            shown += row.name + '=' + row.value + ' ' + row.origin.toUtf8() + '\n';
        QVERIFY(shown.contains("AUTH_DATABASE_URL=set environment"));
        QVERIFY(!shown.contains(password));
        QVERIFY(!shown.contains(complete()["AUTH_MASTER_KEY"]));
        QVERIFY(!problems(with({ { "AUTH_DATABASE_URL", password } })).contains(QString::fromLatin1(password)));
    }

    void asksForTheDatabaseOnlyWhenMigrating()
    {
        QCOMPARE(problems({ { "AUTH_DATABASE_URL", "host=/run/postgresql dbname=auth" } }, ConfigPurpose::Migrate),
            QString());
        QVERIFY(onlyProblemIs(problems({}, ConfigPurpose::Migrate), QLatin1StringView("AUTH_DATABASE_URL"),
            QLatin1StringView("required")));
    }

    void asksForNothingInDevelopment()
    {
        QCOMPARE(problems({ { "AUTH_ENV", "development" } }, ConfigPurpose::Develop), QString());
    }

    void relaxesRulesInDevelopmentOnly_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("advice");
        const auto row = [](const char* test, const char* name, const QByteArray& value, const char* advice) {
            QTest::newRow(test) << QByteArray(name) << value << QString::fromLatin1(advice);
        };
        row("plain HTTP off loopback", "AUTH_LISTEN", "*:8080", "AUTH_TRUSTED_PROXIES");
        row("plain HTTP on an address", "AUTH_LISTEN", "192.0.2.1:8080", "AUTH_TLS_CERTIFICATE");
        row("http public URL", "AUTH_PUBLIC_URL", "http://auth.example.com", "https://");
        row("default database password", "AUTH_DATABASE_URL", "postgresql://auth:ChangeMe@db/auth", "everybody tries");
        row("password is the user", "AUTH_DATABASE_URL", "user=someone password=someone", "everybody tries");
        row("zero key", "AUTH_MASTER_KEY", QByteArray(32, '\0').toBase64(), "not random");
        row("typed key", "AUTH_MASTER_KEY", QByteArray("correct horse battery staple 123").toBase64(), "not random");
        row("guessable token", "AUTH_METRICS_TOKEN", "aaaaaaaaaaaaaaaaaaaa", "guess");
        row("trust in everybody", "AUTH_TRUSTED_PROXIES", "0.0.0.0/0", "every client");
        row("cheap hashes", "AUTH_ARGON2_MEMORY", "8MiB", "19MiB");
        // Development needs a build that has fail points as well.
        if (db::fail_point::isAvailable())
            row("fail point", "AUTH_FAIL_POINT", "refresh_family_rotate:after-commit", "kills the server");
    }
    void relaxesRulesInDevelopmentOnly()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(QString, advice);
        QCOMPARE(problems(with({ { name, value }, { "AUTH_ENV", "development" } })), QString());
        for (const char* environment : { "production", "staging" }) {
            const QString text = problems(with({ { name, value }, { "AUTH_ENV", environment } }));
            QVERIFY2(onlyProblemIs(text, QLatin1StringView(name), QLatin1StringView()) && text.contains(advice),
                qPrintable(text));
        }
    }

    void servesPlainHttpBehindATrustedProxy()
    {
        QCOMPARE(problems(with({ { "AUTH_LISTEN", "*:8080" }, { "AUTH_TRUSTED_PROXIES", "10.0.0.0/8" } })), QString());
    }

    void asksForCertificateAndKeyTogether()
    {
        const QByteArray file = write(QStringLiteral("not.pem"), "nothing").toLocal8Bit();
        QVERIFY(problems(with({ { "AUTH_TLS_CERTIFICATE", file } }))
                .contains(QStringLiteral("AUTH_TLS_KEY: AUTH_TLS_CERTIFICATE is set without it")));
        QVERIFY(problems(with({ { "AUTH_TLS_KEY", file } }))
                .contains(QStringLiteral("AUTH_TLS_CERTIFICATE: AUTH_TLS_KEY is set without it")));
        QVERIFY(problems(with({ { "AUTH_TLS_CERTIFICATE", file }, { "AUTH_TLS_KEY", file } }))
                .contains(QStringLiteral("holds no PEM certificate")));
        QVERIFY(problems(with({ { "AUTH_TLS_CERTIFICATE", "/absent.pem" } }))
                .contains(QStringLiteral("not a file that can be read")));
        QVERIFY(problems(with({ { "AUTH_TLS_CLIENT_CERTIFICATES", "true" } }))
                .contains(QStringLiteral("client certificates need TLS")));
    }

    void checksThatTheKeyIsTheCertificates()
    {
        const auto make = [this](const QString& name) {
            QProcess openssl;
            openssl.start(QStringLiteral("openssl"),
                { QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"),
                    QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"),
                    QStringLiteral("-subj"), QStringLiteral("/CN=localhost"), QStringLiteral("-keyout"),
                    m_directory.filePath(name + QStringLiteral(".key")), QStringLiteral("-out"),
                    m_directory.filePath(name + QStringLiteral(".pem")) });
            return openssl.waitForFinished() && openssl.exitCode() == 0;
        };
        QVERIFY(make(QStringLiteral("one")) && make(QStringLiteral("two")));
        const auto path
            = [this](const char* name) { return m_directory.filePath(QLatin1StringView(name)).toLocal8Bit(); };
        QCOMPARE(problems(with({ { "AUTH_LISTEN", "*:8443" }, { "AUTH_TLS_CERTIFICATE", path("one.pem") },
                     { "AUTH_TLS_KEY", path("one.key") }, { "AUTH_TLS_CLIENT_CERTIFICATES", "true" } })),
            QString());
        QVERIFY(problems(with({ { "AUTH_TLS_CERTIFICATE", path("one.pem") }, { "AUTH_TLS_KEY", path("two.key") } }))
                .contains(QStringLiteral("not the key of the first certificate")));
    }

    void refusesAFailPointThatMeansNothing()
    {
        for (const char* text : { "after-commit", ":after-commit", "query:", "query:later", "Log" }) {
            const QString told = problems(with({ { "AUTH_FAIL_POINT", text }, { "AUTH_ENV", "development" } }));
            QVERIFY2(onlyProblemIs(told, QLatin1StringView("AUTH_FAIL_POINT"), QLatin1StringView()), qPrintable(told));
        }
    }

    void takesAMailServerWholeOrNotAtAll()
    {
        const Variables good{ { "AUTH_SMTP_HOST", "mail.example.com" }, { "AUTH_SMTP_FROM", "Example <auth@example.com>" },
            { "AUTH_SMTP_USERNAME", "mailer" }, { "AUTH_SMTP_PASSWORD", "secret" } };
        const auto config = load(with(good));
        QVERIFY(config);
        QVERIFY(config->smtp.isEnabled() && config->smtp.security == smtp::Security::StartTls);
        QVERIFY(!load(complete())->smtp.isEnabled());
        const auto without = [&good](const char* name) {
            Variables some = good;
            some.remove(name);
            return problems(with(some));
        };
        using namespace Qt::StringLiterals;
        QVERIFY(onlyProblemIs(without("AUTH_SMTP_HOST"), "AUTH_SMTP_HOST"_L1, "missing"_L1));
        QVERIFY(onlyProblemIs(without("AUTH_SMTP_FROM"), "AUTH_SMTP_FROM"_L1, "required"_L1));
        QVERIFY(onlyProblemIs(without("AUTH_SMTP_PASSWORD"), "AUTH_SMTP_PASSWORD"_L1, "both or neither"_L1));
        QVERIFY(onlyProblemIs(without("AUTH_SMTP_USERNAME"), "AUTH_SMTP_USERNAME"_L1, "both or neither"_L1));
        const auto but = [&good](const char* name, const char* value) {
            Variables other = good;
            other.insert(name, value);
            return problems(with(other));
        };
        QVERIFY(onlyProblemIs(but("AUTH_SMTP_SECURITY", "none"), "AUTH_SMTP_SECURITY"_L1, "in the clear"_L1));
        QVERIFY(onlyProblemIs(but("AUTH_SMTP_SECURITY", "tls"), "AUTH_SMTP_SECURITY"_L1, "starttls"_L1));
        QVERIFY(onlyProblemIs(but("AUTH_SMTP_FROM", "nobody"), "AUTH_SMTP_FROM"_L1, "not an address"_L1));
        QVERIFY(onlyProblemIs(but("AUTH_SMTP_HOST", "mail.example.com:25"), "AUTH_SMTP_HOST"_L1, "not a host"_L1));
        Variables local = good;
        local.insert("AUTH_SMTP_HOST", "localhost");
        local.insert("AUTH_SMTP_SECURITY", "none");
        QCOMPARE(problems(with(local)), QString());
    }

    void refusesContradictions()
    {
        QVERIFY(problems(with({ { "AUTH_SESSION_IDLE_TIMEOUT", "2d" } }))
                .contains(QStringLiteral("AUTH_SESSION_LIFETIME")));
        QVERIFY(problems(with({ { "AUTH_HTTP_CONNECTIONS", "100" } }))
                .contains(QStringLiteral("AUTH_HTTP_CONNECTIONS_PER_ADDRESS")));
        QVERIFY(problems(with({ { "AUTH_METRICS_LISTEN", "127.0.0.1:8080" } }))
                .contains(QStringLiteral("same as AUTH_LISTEN")));
        QCOMPARE(
            problems(with({ { "AUTH_METRICS_LISTEN", "127.0.0.1:0" }, { "AUTH_LISTEN", "127.0.0.1:0" } })), QString());
    }

    void refusesControlCharactersInValues()
    {
        QVERIFY(onlyProblemIs(problems(with({ { "AUTH_ROOT_REALM", "main\nAUTH_X: fine" } })),
            QLatin1StringView("AUTH_ROOT_REALM"), QLatin1StringView("control characters")));
    }

    void staysWithTheRoleOfTheUrlOnRequest()
    {
        QCOMPARE(load(with({ { "AUTH_DATABASE_ROLE", "none" } }))->database.role, "");
        QVERIFY(!problems(with({ { "AUTH_DATABASE_ROLE", "x; DROP" } })).isEmpty());
    }

    void knowsTrustedProxiesByAddress()
    {
        const auto config = load(with({ { "AUTH_TRUSTED_PROXIES", "10.0.0.0/8, ::1" } }));
        QVERIFY(config);
        QVERIFY(config->isTrustedProxy(QHostAddress(QStringLiteral("10.9.8.7"))));
        QVERIFY(config->isTrustedProxy(QHostAddress(QStringLiteral("::ffff:10.9.8.7"))));
        QVERIFY(config->isTrustedProxy(QHostAddress(QHostAddress::LocalHostIPv6)));
        QVERIFY(!config->isTrustedProxy(QHostAddress(QStringLiteral("11.0.0.1"))));
        QVERIFY(!config->isTrustedProxy(QHostAddress(QStringLiteral("::ffff:11.0.0.1"))));
        QVERIFY(!config->isTrustedProxy(QHostAddress()));
    }

    void tellsWhatAReloadDoesNotTakeOver()
    {
        const auto rows
            = [](Variables changes) { return ConfigLoader({ {}, with(std::move(changes)), {}, false }).explain(); };
        QCOMPARE(settingsThatNeedRestart(
                     rows({}), rows({ { "AUTH_LOG_LEVEL", "debug" }, { "AUTH_METRICS_TOKEN", "0123456789abcdef" } })),
            QList<QByteArray>());
        QCOMPARE(settingsThatNeedRestart(rows({}),
                     rows({ { "AUTH_LISTEN", "127.0.0.1:1" }, { "AUTH_MASTER_KEY", QByteArray(32, 'x').toBase64() } })),
            (QList<QByteArray>{ "AUTH_MASTER_KEY", "AUTH_LISTEN" }));
    }

    void keepsTheExampleFileEqualToTheTable()
    {
        const QString expected = QDir(QStringLiteral(AUTH_BINARY_DIR)).filePath(QStringLiteral("env.example"));
        QFile written(expected);
        QVERIFY(written.open(QIODevice::WriteOnly));
        written.write(config::exampleFile());
        written.close();
        QFile file(QStringLiteral(AUTH_SOURCE_DIR "/.env.example"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(file.readAll() == config::exampleFile(),
            qPrintable(QStringLiteral("run: cp %1 .env.example").arg(expected)));
    }

    void readsItsOwnExampleFile()
    {
        QByteArray text = config::exampleFile();
        text.replace("\n#AUTH_", "\nAUTH_");
        const QString file = write(QStringLiteral("example.env"), text);
        const auto config = ConfigLoader({ {}, complete(), file, true }).load(ConfigPurpose::Serve);
        QVERIFY2(config, config ? "" : qPrintable(config.error()[0].text()));
    }
};

AUTH_TEST(ConfigLoaderTest);
#include "ConfigLoaderTest.moc"
