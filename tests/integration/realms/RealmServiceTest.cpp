// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "ServiceFixture.h"

using namespace auth;
using namespace Qt::StringLiterals;

class RealmServiceTest : public QObject {
    Q_OBJECT

    static Result<Realm> update(
        test::ServiceFixture &f, RealmId id, RealmChanges changes, std::optional<qint64> version = {})
    {
        const auto change = f.change();
        return QCoro::waitFor(f.committed(change, f.realms.update(change, id, changes, version)));
    }

private Q_SLOTS:
    void createsARealmWithItsAuditRow()
    {
        test::ServiceFixture f;
        const auto realm = f.makeRealm(u"acme"_s);
        VERIFY_RESULT(realm);
        const auto found = QCoro::waitFor(f.realms.find(QByteArray("acme"), f.deadline()));
        VERIFY_RESULT(found);
        QVERIFY((*found)->id == realm->id);
        QCOMPARE((*found)->settings.signingAlgorithm, "RS256");
        QCOMPARE(f.testDatabase.sql(
                     "SELECT string_agg(action || ' ' || actor_id || ' ' || target_name, ',') FROM audit_events"),
            "realm.created tester acme");
    }

    void refusesATakenNameAndLeavesNothing()
    {
        test::ServiceFixture f;
        VERIFY_RESULT(f.makeRealm(u"acme"_s));
        const auto second = f.makeRealm(u"acme"_s);
        COMPARE_ERROR(second, ErrorCode::Conflict);
        QCOMPARE(second.error().fields.value(0).path, u"/name"_s);
        QCOMPARE(f.testDatabase.sql("SELECT count(*) FROM realms"), "1");
        QCOMPARE(f.testDatabase.sql("SELECT count(*) FROM audit_events"), "1");
    }

    void refusesNamesThatPathsNeedOrThatLookLikeIds_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto &name :
            { u"admin"_s, u"realms"_s, u"oauth"_s, u"system"_s, u""_s, u"Acme"_s, u"-acme"_s, u"a.b"_s, u"acme\n"_s,
                u"a b"_s, u"ä"_s, u"018f2d5e-7c11-7000-8000-000000000000"_s, QString(64, u'a') })
            QTest::newRow(qPrintable(name)) << name;
    }
    void refusesNamesThatPathsNeedOrThatLookLikeIds()
    {
        QFETCH(QString, name);
        test::ServiceFixture f;
        COMPARE_ERROR(f.makeRealm(name), ErrorCode::ValidationFailed);
    }

    void mergesSettingsMemberByMember()
    {
        test::ServiceFixture f;
        const auto realm = f.makeRealm(u"acme"_s);
        VERIFY_RESULT(realm);
        RealmChanges changes;
        changes.settings = QJsonObject { { u"session_lifetime"_s, 7200 }, { u"password_min_length"_s, 20 } };
        VERIFY_RESULT(update(f, realm->id, changes));
        changes.settings = QJsonObject { { u"session_lifetime"_s, QJsonValue::Null } };
        const auto changed = update(f, realm->id, changes);
        VERIFY_RESULT(changed);
        QCOMPARE(changed->settings.passwordMinLength, 20);
        QVERIFY(changed->settings.sessionLifetime == RealmSettings().sessionLifetime);
        QCOMPARE(f.testDatabase.sql("SELECT settings FROM realms"), R"({"password_min_length": 20})");
        QCOMPARE(changed->version, 3);
    }

    void refusesBadSettings_data()
    {
        QTest::addColumn<QJsonObject>("settings");
        QTest::addColumn<QString>("path");
        QTest::newRow("unknown") << QJsonObject { { u"sesion_lifetime"_s, 7200 } } << u"/settings/sesion_lifetime"_s;
        QTest::newRow("type") << QJsonObject { { u"session_lifetime"_s, u"7200"_s } }
                              << u"/settings/session_lifetime"_s;
        QTest::newRow("fraction") << QJsonObject { { u"session_lifetime"_s, 7200.5 } }
                                  << u"/settings/session_lifetime"_s;
        QTest::newRow("range") << QJsonObject { { u"password_min_length"_s, 7 } } << u"/settings/password_min_length"_s;
        QTest::newRow("huge") << QJsonObject { { u"session_lifetime"_s, 1e300 } } << u"/settings/session_lifetime"_s;
        QTest::newRow("algorithm") << QJsonObject { { u"signing_algorithm"_s, u"none"_s } }
                                   << u"/settings/signing_algorithm"_s;
        QTest::newRow("contradiction") << QJsonObject { { u"session_lifetime"_s, 60 } }
                                       << u"/settings/session_lifetime"_s;
    }
    void refusesBadSettings()
    {
        QFETCH(QJsonObject, settings);
        QFETCH(QString, path);
        test::ServiceFixture f;
        const auto realm = f.makeRealm(u"acme"_s);
        VERIFY_RESULT(realm);
        RealmChanges changes;
        changes.settings = settings;
        const auto changed = update(f, realm->id, changes);
        COMPARE_ERROR(changed, ErrorCode::ValidationFailed);
        QCOMPARE(changed.error().fields.value(0).path, path);
    }

    void suggestsTheNearestSetting()
    {
        test::ServiceFixture f;
        const auto realm = f.makeRealm(u"acme"_s);
        RealmChanges changes;
        changes.settings = QJsonObject { { u"sesion_lifetime"_s, 7200 } };
        const auto changed = update(f, realm->id, changes);
        QVERIFY2(changed.error().fields.value(0).message.contains(u"did you mean \"session_lifetime\""_s),
            qPrintable(changed.error().fields.value(0).message));
    }

    void refusesAStaleVersion()
    {
        test::ServiceFixture f;
        const auto realm = f.makeRealm(u"acme"_s);
        RealmChanges changes;
        changes.displayName = u"ACME"_s;
        VERIFY_RESULT(update(f, realm->id, changes, 1));
        changes.displayName = u"Other"_s;
        COMPARE_ERROR(update(f, realm->id, changes, 1), ErrorCode::VersionMismatch);
    }

    void answersFromTheCacheOnlyWhatIsStillTrue()
    {
        test::ServiceFixture f;
        const auto realm = f.makeRealm(u"acme"_s);
        VERIFY_RESULT(QCoro::waitFor(f.realms.find(QByteArray("acme"), f.deadline())));
        RealmChanges changes;
        changes.name = u"apex"_s;
        changes.enabled = false;
        VERIFY_RESULT(update(f, realm->id, changes));
        COMPARE_ERROR(QCoro::waitFor(f.realms.find(QByteArray("acme"), f.deadline())), ErrorCode::NotFound);
        const auto found = QCoro::waitFor(f.realms.find(QByteArray("apex"), f.deadline()));
        VERIFY_RESULT(found);
        QVERIFY(!(*found)->enabled);
        QVERIFY(f.revocationSet.isRevoked(realm->id, RevocationKind::Realm, realm->id.toBytes(), realm->createdAt));
    }

    void leavesNothingOfADryRun()
    {
        test::ServiceFixture f;
        const auto change = f.change();
        RealmChanges changes;
        changes.name = u"acme"_s;
        VERIFY_RESULT(QCoro::waitFor(f.realms.create(change, changes)));
        QCoro::waitFor(change->rollback());
        QCOMPARE(f.testDatabase.sql("SELECT count(*) FROM realms"), "0");
        QCOMPARE(f.testDatabase.sql("SELECT count(*) FROM audit_events"), "0");
    }

    void freesTheNameOfADeletedRealm()
    {
        test::ServiceFixture f;
        const auto realm = f.makeRealm(u"acme"_s);
        const auto change = f.change();
        VERIFY_RESULT(QCoro::waitFor(f.committed(change, f.realms.remove(change, realm->id, 1))));
        COMPARE_ERROR(QCoro::waitFor(f.realms.find(realm->id, f.deadline())), ErrorCode::NotFound);
        const auto again = f.makeRealm(u"acme"_s);
        VERIFY_RESULT(again);
        QVERIFY(again->id != realm->id);
    }

    void keepsTheRootRealmsName()
    {
        test::ServiceFixture f;
        const auto realm = f.makeRealm(u"main"_s);
        RealmChanges changes;
        changes.name = u"other"_s;
        COMPARE_ERROR(update(f, realm->id, changes), ErrorCode::ValidationFailed);
    }
};

AUTH_TEST(RealmServiceTest);
#include "RealmServiceTest.moc"
