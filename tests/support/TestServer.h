// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "TestDatabase.h"

#include "applications/ApplicationRules.h"
#include "core/Clock.h"
#include "crypto/Algorithm.h"
#include "realms/Realm.h"
#include "users/UserRules.h"

#include <QtCore/QMap>

#include <memory>

namespace auth {
struct RealmChanges;
}
namespace auth::app {
class Application;
}

namespace auth::test {

class TestServer;

/// A realm of a TestServer, with what a test arranges in it. Copies mean the same realm. Everything goes through the
/// real services; what they refuse ends the process, since the test that arranges it could not go on.
class TestRealm {
public:
    TestRealm(TestServer *server, RealmId id, QByteArray name);

    TestServer &server() const { return *m_server; }
    RealmId id() const { return m_id; }
    QByteArray name() const { return m_name; }
    /// Its `iss`.
    QByteArray issuer() const;
    /// The target of one of its endpoints: `/realms/one/oauth/token`.
    QByteArray target(const char *path) const;

    /// An application, and its secret if it has one.
    struct CreatedApplication {
        Application application;
        QByteArray secret;
    };
    CreatedApplication createApplication(ApplicationChanges changes) const;
    Result<CreatedApplication> tryCreateApplication(ApplicationChanges changes) const;
    void updateApplication(ApplicationId id, ApplicationChanges changes) const;
    void removeApplication(ApplicationId id) const;

    static constexpr auto kPassword = "correct horse battery staple";
    User createUser(const QString &username, const QString &password = QString::fromLatin1(kPassword)) const;
    /// Without a password where \a password is empty.
    User createUser(UserChanges changes, const QString &password) const;
    void updateUser(UserId id, UserChanges changes) const;
    void removeUser(UserId id) const;
    /// Sets the password and ends what was opened with the old one.
    void changePassword(UserId id, const QString &password) const;

    /// A successor for the key that signs with \a algorithm; the new one's kid.
    QString rotateKey(crypto::SignatureAlgorithm algorithm) const;
    /// Emergency rotation.
    void revokeKey(const QString &kid) const;

    void setEnabled(bool enabled) const;
    /// By member, null for the default.
    void changeSettings(QJsonObject settings) const;

private:
    void update(RealmChanges changes) const;

    TestServer *m_server;
    RealmId m_id;
    QByteArray m_name;
};

/// The real server, as `serve` starts it, on port 0 of 127.0.0.1 with a fresh database and a clock that tests move.
/// 127.0.0.1 counts as the TLS proxy in front of `https://id.example`; a client from 127.0.0.2 is an untrusted one.
class TestServer {
public:
    struct Options {
        int threads = 2;
        QByteArray publicUrl = "https://id.example";
        QMap<QByteArray, QByteArray> settings = {}; ///< `{"AUTH_CODE_LIFETIME", "30s"}`
        const TestServer *joins = nullptr; ///< A second node on its database, with its clock; goes before it does.
    };
    TestServer();
    explicit TestServer(Options options);
    ~TestServer();
    TestServer(const TestServer &) = delete;
    TestServer &operator=(const TestServer &) = delete;

    /// One for the whole executable, which starts when it is first asked for: a test makes a realm of its own in it,
    /// and never moves its clock back.
    static TestServer &shared();

    /// A realm with a name that no other has and ES256 keys, which are made quickly; \a settings on top.
    TestRealm createRealm(
        const QByteArray &prefix = "realm", const QJsonObject &settings = {}, const QString &displayName = {});
    /// The realm at the root.
    TestRealm rootRealm();
    /// The same realm, asked at this node.
    TestRealm seenFromHere(const TestRealm &realm);

    void advance(std::chrono::microseconds by) { m_clock->advance(by); }
    qint64 now() const { return m_clock->epochSeconds(); }
    const OffsetClock &clock() const { return *m_clock; }

    quint16 port() const;
    QByteArray publicUrl() const { return m_publicUrl; }
    const TestDatabase &database() const { return *m_database; }
    QByteArray sql(const QByteArray &statement) const { return m_database->sql(statement); }
    app::Application &application() { return *m_application; }

private:
    std::shared_ptr<TestDatabase> m_database;
    std::shared_ptr<OffsetClock> m_clock;
    QByteArray m_masterKey;
    QByteArray m_publicUrl;
    std::unique_ptr<app::Application> m_application;
    int m_realms = 0;
};

}
