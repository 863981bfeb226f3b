// SPDX-License-Identifier: GPL-3.0-or-later
#include "TestServer.h"

#include "app/Application.h"
#include "app/ConfigLoader.h"
#include "core/Log.h"
#include "keys/MasterKey.h"

#include <QtCore/QCoreApplication>

namespace auth::test {

namespace {

using app::Services;

ChangePointer makeChange(Services *services)
{
    AuditEvent origin;
    origin.actor("administrator", QStringLiteral("tester"));
    return std::make_shared<Change>(services->changeServices(), origin, deadlineIn(std::chrono::seconds(30)));
}

template <typename T>
Task<Result<T>> committed(ChangePointer change, Task<Result<T>> task)
{
    auto result = co_await task;
    if (!result) {
        co_await change->rollback();
        co_return result;
    }
    CO_TRY(co_await change->commit());
    co_return result;
}

Task<Result<Realm>> createRealm(Services *services, RealmChanges changes)
{
    const auto change = makeChange(services);
    return committed(change, services->realms.create(change, std::move(changes)));
}

Task<Result<Realm>> updateRealm(Services *services, RealmId id, RealmChanges changes)
{
    const auto change = makeChange(services);
    return committed(change, services->realms.update(change, id, std::move(changes), std::nullopt));
}

Task<Result<RealmPointer>> findRealm(Services *services, QByteArray name)
{
    return services->realms.find(std::move(name), deadlineIn(std::chrono::seconds(30)));
}

Task<Result<ApplicationService::Written>> createApplication(
    Services *services, RealmId realm, ApplicationChanges changes)
{
    const auto change = makeChange(services);
    return committed(change, services->applications.create(change, realm, std::move(changes)));
}

Task<Result<ApplicationService::Written>> updateApplication(
    Services *services, RealmId realm, ApplicationId id, ApplicationChanges changes)
{
    const auto change = makeChange(services);
    return committed(change, services->applications.update(change, realm, id, std::move(changes), std::nullopt));
}

Task<Result<void>> removeApplication(Services *services, RealmId realm, ApplicationId id)
{
    const auto change = makeChange(services);
    return committed(change, services->applications.remove(change, realm, id, std::nullopt));
}

Task<Result<User>> createUser(Services *services, RealmId realmId, UserChanges changes, QString password)
{
    const auto change = makeChange(services);
    const auto realm = CO_TRY(co_await services->realms.find(realmId, change->deadline()));
    std::optional<PreparedPassword> prepared;
    if (!password.isEmpty())
        prepared = CO_TRY(co_await services->passwords.prepare(realm, Secret(password.toUtf8())));
    const User user = CO_TRY(co_await services->users.create(change, realmId, std::move(changes)));
    if (prepared)
        services->passwords.save(change->transaction(), realmId, user.id, *std::move(prepared));
    CO_TRY(co_await change->commit());
    co_return user;
}

// What follows goes together in administration, too: who is disabled, gone or has another password is signed out.

Task<Result<User>> updateUser(Services *services, RealmId realm, UserId id, UserChanges changes)
{
    const auto change = makeChange(services);
    const User user = CO_TRY(co_await services->users.update(change, realm, id, std::move(changes), std::nullopt));
    if (!user.enabled)
        change->revoked(CO_TRY(co_await services->sessions.endAllOfUser(
            change->transaction(), realm, id, QStringLiteral("user disabled"))));
    CO_TRY(co_await change->commit());
    co_return user;
}

Task<Result<User>> removeUser(Services *services, RealmId realm, UserId id)
{
    const auto change = makeChange(services);
    const User user = CO_TRY(co_await services->users.remove(change, realm, id, std::nullopt));
    change->revoked(CO_TRY(
        co_await services->sessions.endAllOfUser(change->transaction(), realm, id, QStringLiteral("user deleted"))));
    CO_TRY(co_await change->commit());
    co_return user;
}

Task<Result<SigningKeyRecord>> rotateKey(Services *services, RealmId id, crypto::SignatureAlgorithm algorithm)
{
    const auto change = makeChange(services);
    const auto realm = CO_TRY(co_await services->realms.find(id, change->deadline()));
    co_return co_await committed(change, services->signingKeys.rotate(change, realm, algorithm));
}

Task<Result<SigningKeyRecord>> revokeKey(Services *services, RealmId id, QString kid)
{
    const auto change = makeChange(services);
    const auto realm = CO_TRY(co_await services->realms.find(id, change->deadline()));
    co_return co_await committed(change, services->signingKeys.revoke(change, realm, std::move(kid)));
}

Task<Result<void>> changePassword(Services *services, RealmId realmId, UserId id, QString password)
{
    const auto change = makeChange(services);
    const auto realm = CO_TRY(co_await services->realms.find(realmId, change->deadline()));
    auto prepared = CO_TRY(co_await services->passwords.prepare(realm, Secret(password.toUtf8())));
    CO_TRY(co_await services->users.lock(change, realmId, id, std::nullopt));
    change->revoke(realmId, RevocationKind::User, id.toBytes());
    services->passwords.save(change->transaction(), realmId, id, std::move(prepared));
    change->revoked(CO_TRY(co_await services->sessions.endAllOfUser(
        change->transaction(), realmId, id, QStringLiteral("password changed"))));
    co_return co_await change->commit();
}

QString explainFailure(const Error &error)
{
    QString text = error.description + QLatin1StringView(" | ") + error.detail;
    for (const auto &field : error.fields)
        text += QLatin1StringView(" | ") + field.path + QLatin1StringView(": ") + field.message;
    return text;
}

template <typename T>
T orStop(const char *what, Result<T> result)
{
    if (!result)
        qFatal("test server: %s: %s", what, qPrintable(explainFailure(result.error())));
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

/// Runs what \a call starts on the thread of the background services, and waits for it. \a call returns the task of a
/// function: no lambda that captures is a coroutine.
template <typename R>
R run(TestServer *server, std::function<Task<R>(Services *)> call)
{
    return server->application().background().run<R>(
        [call = std::move(call)](app::Background *background) { return call(&background->services()); });
}

TestRealm::CreatedApplication toCreated(const ApplicationService::Written &written)
{
    return { written.application, written.clientSecret.toLatin1() };
}

}

TestRealm::TestRealm(TestServer *server, RealmId id, QByteArray name)
    : m_server(server)
    , m_id(id)
    , m_name(std::move(name))
{
}

QByteArray TestRealm::issuer() const
{
    return m_server->application().process().config.rootRealm == m_name ? m_server->publicUrl()
                                                                        : m_server->publicUrl() + "/realms/" + m_name;
}

QByteArray TestRealm::target(const char *path) const
{
    return issuer().sliced(m_server->publicUrl().size()) + path;
}

Result<TestRealm::CreatedApplication> TestRealm::tryCreateApplication(ApplicationChanges changes) const
{
    const auto written = run<Result<ApplicationService::Written>>(
        m_server, [id = m_id, changes](Services *services) { return test::createApplication(services, id, changes); });
    if (!written)
        return std::unexpected(written.error());
    return toCreated(*written);
}

TestRealm::CreatedApplication TestRealm::createApplication(ApplicationChanges changes) const
{
    return orStop("create an application", tryCreateApplication(std::move(changes)));
}

void TestRealm::updateApplication(ApplicationId id, ApplicationChanges changes) const
{
    orStop("change an application",
        run<Result<ApplicationService::Written>>(m_server, [realm = m_id, id, changes](Services *services) {
            return test::updateApplication(services, realm, id, changes);
        }));
}

void TestRealm::removeApplication(ApplicationId id) const
{
    orStop("remove an application", run<Result<void>>(m_server, [realm = m_id, id](Services *services) {
        return test::removeApplication(services, realm, id);
    }));
}

User TestRealm::createUser(const QString &username, const QString &password) const
{
    UserChanges changes;
    changes.username = username;
    return createUser(std::move(changes), password);
}

User TestRealm::createUser(UserChanges changes, const QString &password) const
{
    return orStop("create a user", run<Result<User>>(m_server, [id = m_id, changes, password](Services *services) {
        return test::createUser(services, id, changes, password);
    }));
}

void TestRealm::updateUser(UserId id, UserChanges changes) const
{
    orStop("change a user", run<Result<User>>(m_server, [realm = m_id, id, changes](Services *services) {
        return test::updateUser(services, realm, id, changes);
    }));
}

void TestRealm::removeUser(UserId id) const
{
    orStop("remove a user", run<Result<User>>(m_server, [realm = m_id, id](Services *services) {
        return test::removeUser(services, realm, id);
    }));
}

void TestRealm::changePassword(UserId id, const QString &password) const
{
    orStop("change a password", run<Result<void>>(m_server, [realm = m_id, id, password](Services *services) {
        return test::changePassword(services, realm, id, password);
    }));
}

QString TestRealm::rotateKey(crypto::SignatureAlgorithm algorithm) const
{
    return orStop("rotate a key", run<Result<SigningKeyRecord>>(m_server, [id = m_id, algorithm](Services *services) {
        return test::rotateKey(services, id, algorithm);
    })).kid;
}

void TestRealm::revokeKey(const QString &kid) const
{
    orStop("revoke a key", run<Result<SigningKeyRecord>>(m_server, [id = m_id, kid](Services *services) {
        return test::revokeKey(services, id, kid);
    }));
}

void TestRealm::setEnabled(bool enabled) const
{
    RealmChanges changes;
    changes.enabled = enabled;
    update(std::move(changes));
}

void TestRealm::changeSettings(QJsonObject settings) const
{
    RealmChanges changes;
    changes.settings = std::move(settings);
    update(std::move(changes));
}

void TestRealm::update(RealmChanges changes) const
{
    orStop("change a realm", run<Result<Realm>>(m_server, [id = m_id, changes](Services *services) {
        return test::updateRealm(services, id, changes);
    }));
}

TestServer::TestServer()
    : TestServer(Options())
{
}

TestServer::TestServer(Options options)
    : m_database(options.joins ? options.joins->m_database : std::make_shared<TestDatabase>())
    , m_clock(options.joins ? options.joins->m_clock : std::make_shared<OffsetClock>())
    , m_masterKey(options.joins ? options.joins->m_masterKey : MasterKey::generateText())
    , m_publicUrl(std::move(options.publicUrl))
{
    configureLog(qEnvironmentVariableIsSet("AUTH_TEST_LOG") ? LogLevel::Debug : LogLevel::Error, LogFormat::Text);
    app::ConfigSources sources;
    sources.environment = {
        { "AUTH_ENV", "development" },
        { "AUTH_PUBLIC_URL", m_publicUrl },
        { "AUTH_MASTER_KEY", m_masterKey },
        { "AUTH_DATABASE_URL", m_database->connectionString("auth_server") },
        { "AUTH_DATABASE_CONNECTIONS", "4" },
        { "AUTH_LISTEN", "127.0.0.1:0" },
        { "AUTH_THREADS", QByteArray::number(options.threads) },
        { "AUTH_TRUSTED_PROXIES", "127.0.0.1/32" },
        // What a password costs is another test's question.
        { "AUTH_ARGON2_MEMORY", "8MiB" },
        { "AUTH_ARGON2_ITERATIONS", "1" },
    };
    sources.commandLine = std::move(options.settings);
    auto config = app::ConfigLoader(std::move(sources)).load(app::ConfigPurpose::Serve);
    if (!config)
        qFatal(
            "test server: %s: %s", config.error().first().name.constData(), qPrintable(config.error().first().message));
    app::Application::Options applicationOptions;
    applicationOptions.config = *std::move(config);
    applicationOptions.clock = m_clock.get();
    m_application = orStop("start", app::Application::start(std::move(applicationOptions)));
}

TestServer::~TestServer() = default;

TestServer &TestServer::shared()
{
    static std::unique_ptr<TestServer> server;
    if (!server) {
        // Before the PostgreSQL, whose own routine is added first and so runs last.
        TestDatabase::server();
        server = std::make_unique<TestServer>();
        qAddPostRoutine([] { server.reset(); });
    }
    return *server;
}

quint16 TestServer::port() const
{
    return m_application->listening().port;
}

TestRealm TestServer::createRealm(const QByteArray &prefix, const QJsonObject &settings, const QString &displayName)
{
    RealmChanges changes;
    changes.name = QString::fromLatin1(prefix + '-' + QByteArray::number(++m_realms));
    changes.displayName = displayName;
    QJsonObject all { { QStringLiteral("signing_algorithm"), QStringLiteral("ES256") } };
    for (auto member = settings.begin(); member != settings.end(); ++member)
        all.insert(member.key(), member.value());
    changes.settings = all;
    const Realm realm = orStop("create a realm",
        run<Result<Realm>>(this, [changes](Services *services) { return test::createRealm(services, changes); }));
    return { this, realm.id, realm.name };
}

TestRealm TestServer::seenFromHere(const TestRealm &realm)
{
    return { this, realm.id(), realm.name() };
}

TestRealm TestServer::rootRealm()
{
    const auto realm = orStop("find the root realm", run<Result<RealmPointer>>(this, [](Services *services) {
        return findRealm(services, services->issuers.rootRealm());
    }));
    return { this, realm->id, realm->name };
}

}
