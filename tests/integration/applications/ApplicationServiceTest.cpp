// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "ServiceFixture.h"

#include "crypto/Hash.h"

using namespace auth;
using namespace Qt::StringLiterals;

namespace {

struct Fixture : test::ServiceFixture {
    RealmId realm;
    explicit Fixture(const QString &name = u"acme"_s) { realm = makeRealm(name)->id; }

    Result<ApplicationService::Written> create(ApplicationChanges changes)
    {
        const auto c = change();
        return QCoro::waitFor(committed(c, applications.create(c, realm, changes)));
    }
    Result<ApplicationService::Written> update(
        ApplicationId id, ApplicationChanges changes, std::optional<qint64> version = {})
    {
        const auto c = change();
        return QCoro::waitFor(committed(c, applications.update(c, realm, id, changes, version)));
    }
    Result<ApplicationPointer> find(const QByteArray &clientId)
    {
        return QCoro::waitFor(applications.find(realm, clientId, deadline()));
    }
};

ApplicationChanges ofType(const QString &type, const QString &clientId = u"shop"_s)
{
    ApplicationChanges changes;
    changes.clientId = clientId;
    changes.type = type;
    return changes;
}

}

class ApplicationServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesEachTypeItsDefaults_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QStringList>("grants");
        QTest::addColumn<bool>("secret");
        const QStringList codes { u"authorization_code"_s, u"refresh_token"_s };
        QTest::newRow("web") << u"web"_s << QByteArray("client_secret_basic") << codes << true;
        QTest::newRow("spa") << u"spa"_s << QByteArray("none") << codes << false;
        QTest::newRow("native") << u"native"_s << QByteArray("none") << codes << false;
        QTest::newRow("machine") << u"machine"_s << QByteArray("client_secret_basic")
                                 << QStringList { u"client_credentials"_s } << true;
    }
    void givesEachTypeItsDefaults()
    {
        QFETCH(QString, type);
        QFETCH(QByteArray, method);
        QFETCH(QStringList, grants);
        QFETCH(bool, secret);
        Fixture f;
        const auto written = f.create(ofType(type));
        VERIFY_RESULT(written);
        QCOMPARE(written->application.tokenEndpointAuthMethod, method);
        QCOMPARE(written->application.grantTypes, grants);
        QCOMPARE(written->application.requirePkce, true);
        QCOMPARE(!written->clientSecret.isEmpty(), secret);
    }

    void keepsOnlyTheHashOfASecret()
    {
        Fixture f;
        const auto written = f.create(ofType(u"web"_s));
        VERIFY_RESULT(written);
        QVERIFY(written->clientSecret.size() >= 32);
        const auto found = f.find("shop");
        VERIFY_RESULT(found);
        QCOMPARE((*found)->secrets.size(), size_t(1));
        QCOMPARE((*found)->secrets.front().hash, crypto::sha256(written->clientSecret.toUtf8()));
        QCOMPARE(f.testDatabase.sql("SELECT count(*) FROM audit_events a WHERE a::text LIKE '%"
                     + written->clientSecret.toUtf8() + "%'"),
            "0");
    }

    void takesAGivenSecretOf32CharactersAndNoShorterOne()
    {
        Fixture f;
        auto changes = ofType(u"web"_s);
        changes.clientSecret = u"0123456789abcdef0123456789abcde"_s;
        COMPARE_ERROR(f.create(changes), ErrorCode::ValidationFailed);
        changes.clientSecret = u"0123456789abcdef0123456789abcdef"_s;
        const auto written = f.create(changes);
        VERIFY_RESULT(written);
        QCOMPARE(written->clientSecret, u"0123456789abcdef0123456789abcdef"_s);
    }

    void refusesATakenClientId()
    {
        Fixture f;
        VERIFY_RESULT(f.create(ofType(u"web"_s)));
        const auto second = f.create(ofType(u"spa"_s));
        COMPARE_ERROR(second, ErrorCode::Conflict);
        QCOMPARE(second.error().fields.value(0).path, u"/client_id"_s);
    }

    void refusesWhatContradictsItself_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("method");
        QTest::addColumn<QStringList>("grants");
        QTest::addColumn<QString>("path");
        const QStringList codes { u"authorization_code"_s };
        QTest::newRow("spa with a secret")
            << u"spa"_s << u"client_secret_basic"_s << codes << u"/token_endpoint_auth_method"_s;
        QTest::newRow("native with a secret")
            << u"native"_s << u"client_secret_post"_s << codes << u"/token_endpoint_auth_method"_s;
        QTest::newRow("machine without authentication")
            << u"machine"_s << u"none"_s << QStringList { u"client_credentials"_s } << u"/token_endpoint_auth_method"_s;
        QTest::newRow("public client credentials")
            << u"spa"_s << u"none"_s << QStringList { u"authorization_code"_s, u"client_credentials"_s }
            << u"/grant_types"_s;
        QTest::newRow("implicit") << u"web"_s << u"client_secret_basic"_s << QStringList { u"implicit"_s }
                                  << u"/grant_types/0"_s;
        QTest::newRow("unknown type") << u"server"_s << u"client_secret_basic"_s << codes << u"/type"_s;
        QTest::newRow("native with a key of its own")
            << u"native"_s << u"private_key_jwt"_s << codes << u"/token_endpoint_auth_method"_s;
        QTest::newRow("unknown method") << u"web"_s << u"client_secret_magic"_s << codes
                                        << u"/token_endpoint_auth_method"_s;
    }
    void refusesWhatContradictsItself()
    {
        QFETCH(QString, type);
        QFETCH(QString, method);
        QFETCH(QStringList, grants);
        QFETCH(QString, path);
        Fixture f;
        auto changes = ofType(type);
        changes.tokenEndpointAuthMethod = method;
        changes.grantTypes = grants;
        const auto written = f.create(changes);
        COMPARE_ERROR(written, ErrorCode::ValidationFailed);
        QStringList paths;
        for (const auto &field : written.error().fields)
            paths.append(field.path);
        QVERIFY2(paths.contains(path), qPrintable(paths.join(u' ')));
        QCOMPARE(f.testDatabase.sql("SELECT count(*) FROM applications"), "0");
    }

    void locksPkceForPublicClients()
    {
        Fixture f;
        auto changes = ofType(u"spa"_s);
        changes.requirePkce = false;
        COMPARE_ERROR(f.create(changes), ErrorCode::ValidationFailed);
        changes = ofType(u"web"_s);
        changes.requirePkce = false;
        const auto web = f.create(changes);
        VERIFY_RESULT(web);
        QVERIFY(!web->application.requirePkce);
        ApplicationChanges toPublic;
        toPublic.tokenEndpointAuthMethod = u"none"_s;
        const auto changed = f.update(web->application.id, toPublic);
        VERIFY_RESULT(changed);
        QVERIFY(changed->application.requirePkce);
        QVERIFY((*f.find("shop"))->secrets.empty());
    }

    void changesOnlyWhatIsNamed()
    {
        Fixture f;
        auto changes = ofType(u"web"_s);
        changes.redirectUris = QStringList { u"https://shop.example/cb"_s };
        changes.metadata = { { u"logo_uri"_s, u"https://shop.example/logo.png"_s },
            { u"contacts"_s, QJsonArray { u"a@shop.example"_s } } };
        const auto written = f.create(changes);
        VERIFY_RESULT(written);
        ApplicationChanges patch;
        patch.clientName = u"Shop"_s;
        patch.metadata = { { u"logo_uri"_s, QJsonValue::Null } };
        const auto changed = f.update(written->application.id, patch, 1);
        VERIFY_RESULT(changed);
        const auto found = f.find("shop");
        VERIFY_RESULT(found);
        QCOMPARE((*found)->clientName, u"Shop"_s);
        QCOMPARE((*found)->redirectUris, QStringList { u"https://shop.example/cb"_s });
        QCOMPARE((*found)->metadata.keys(), QStringList { u"contacts"_s });
        QCOMPARE((*found)->secrets.size(), size_t(1));
        QVERIFY(changed->clientSecret.isEmpty());
        COMPARE_ERROR(f.update(written->application.id, patch, 1), ErrorCode::VersionMismatch);
    }

    void knowsTheOriginsOfEnabledApplicationsOnly()
    {
        Fixture f;
        auto changes = ofType(u"spa"_s);
        changes.allowedOrigins = QStringList { u"https://shop.example"_s };
        const auto written = f.create(changes);
        VERIFY_RESULT(written);
        const auto registered = [&f](const QByteArray &origin) {
            return *QCoro::waitFor(f.applications.isOriginRegistered(f.realm, origin, f.deadline()));
        };
        QVERIFY(registered("https://shop.example"));
        QVERIFY(!registered("https://shop.example.evil"));
        QVERIFY(!registered("null"));
        ApplicationChanges disable;
        disable.enabled = false;
        VERIFY_RESULT(f.update(written->application.id, disable));
        QVERIFY(!registered("https://shop.example"));
        QVERIFY(f.revocationSet.isRevoked(
            f.realm, RevocationKind::Application, written->application.id.toBytes(), written->application.createdAt));
    }

    void doesNotSeeApplicationsOfAnotherRealm()
    {
        Fixture f;
        VERIFY_RESULT(f.create(ofType(u"web"_s)));
        const RealmId other = f.makeRealm(u"other"_s)->id;
        COMPARE_ERROR(
            QCoro::waitFor(f.applications.find(other, QByteArray("shop"), f.deadline())), ErrorCode::NotFound);
    }

    void refusesMetadataUrlsThatAreNotHttps()
    {
        Fixture f;
        auto changes = ofType(u"web"_s);
        changes.metadata = { { u"logo_uri"_s, u"http://shop.example/logo.png"_s } };
        COMPARE_ERROR(f.create(changes), ErrorCode::ValidationFailed);
        changes.metadata = { { u"policy_uri"_s, u"javascript:alert(1)"_s } };
        COMPARE_ERROR(f.create(changes), ErrorCode::ValidationFailed);
    }

    void refusesKeysThatAreNoPublicKeys()
    {
        Fixture f;
        auto changes = ofType(u"web"_s);
        changes.jwks = QJsonObject { { u"keys"_s,
            QJsonArray { QJsonObject { { u"kty"_s, u"oct"_s }, { u"k"_s, u"c2VjcmV0"_s } } } } };
        COMPARE_ERROR(f.create(changes), ErrorCode::ValidationFailed);
    }
};

AUTH_TEST(ApplicationServiceTest);
#include "ApplicationServiceTest.moc"
