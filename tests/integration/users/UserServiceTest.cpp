// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "ServiceFixture.h"

using namespace auth;
using namespace Qt::StringLiterals;

namespace {

struct Fixture : test::ServiceFixture {
    RealmId realm;
    Fixture() { realm = makeRealm(u"acme"_s)->id; }

    Result<User> create(const QString &username, const QString &email = {})
    {
        UserChanges changes;
        changes.username = username;
        if (!email.isEmpty())
            changes.email = email;
        return create(changes);
    }
    Result<User> create(UserChanges changes)
    {
        const auto c = change();
        return QCoro::waitFor(committed(c, users.create(c, realm, changes)));
    }
    Result<User> update(UserId id, UserChanges changes, std::optional<qint64> version = {})
    {
        const auto c = change();
        return QCoro::waitFor(committed(c, users.update(c, realm, id, changes, version)));
    }
    Result<User> find(const QString &identifier)
    {
        return QCoro::waitFor(users.findByIdentifier(realm, identifier, deadline()));
    }
};

}

class UserServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsAUserByNameAndAddressInAnySpelling()
    {
        Fixture f;
        const auto user = f.create(u"Alice"_s, u"Alice@Example.com"_s);
        VERIFY_RESULT(user);
        for (const auto &typed : { u"alice"_s, u"ALICE "_s, u"alice@example.COM"_s, u"ａｌｉｃｅ"_s }) {
            const auto found = f.find(typed);
            VERIFY_RESULT(found);
            QVERIFY(found->id == user->id);
        }
        COMPARE_ERROR(f.find(u"bob"_s), ErrorCode::NotFound);
        COMPARE_ERROR(f.find(u""_s), ErrorCode::NotFound);
    }

    void refusesNamesThatBelongToSomebodyElse_data()
    {
        QTest::addColumn<QString>("username");
        QTest::addColumn<QString>("email");
        QTest::addColumn<QString>("path");
        QTest::newRow("same name") << u"alice"_s << u"x@example.com"_s << u"/username"_s;
        QTest::newRow("other case") << u"ALICE"_s << u"x@example.com"_s << u"/username"_s;
        QTest::newRow("compatibility form") << u"ﬀion"_s << u"x@example.com"_s << u"/username"_s;
        QTest::newRow("name is an address") << u"Alice@example.com"_s << u"x@example.com"_s << u"/username"_s;
        QTest::newRow("address is an address") << u"bob"_s << u"ALICE@example.com"_s << u"/email"_s;
        QTest::newRow("address is a name") << u"bob"_s << u"carol@example.com"_s << u"/email"_s;
    }
    void refusesNamesThatBelongToSomebodyElse()
    {
        QFETCH(QString, username);
        QFETCH(QString, email);
        QFETCH(QString, path);
        Fixture f;
        VERIFY_RESULT(f.create(u"alice"_s, u"alice@example.com"_s));
        VERIFY_RESULT(f.create(u"carol@example.com"_s));
        VERIFY_RESULT(f.create(u"ffion"_s));
        const auto refused = f.create(username, email);
        COMPARE_ERROR(refused, ErrorCode::Conflict);
        QCOMPARE(refused.error().fields.value(0).path, path);
        QCOMPARE(f.testDatabase.sql("SELECT count(*) FROM users"), "3");
    }

    void letsAUserBeCalledByTheOwnAddress()
    {
        Fixture f;
        VERIFY_RESULT(f.create(u"alice@example.com"_s, u"Alice@example.com"_s));
    }

    void freesOldNamesWhenTheyChange()
    {
        Fixture f;
        const auto alice = f.create(u"alice"_s, u"alice@example.com"_s);
        VERIFY_RESULT(alice);
        UserChanges changes;
        changes.username = u"alicia"_s;
        VERIFY_RESULT(f.update(alice->id, changes));
        COMPARE_ERROR(f.find(u"alice"_s), ErrorCode::NotFound);
        VERIFY_RESULT(f.find(u"alicia"_s));
        VERIFY_RESULT(f.find(u"alice@example.com"_s));
        VERIFY_RESULT(f.create(u"alice"_s));
    }

    void refusesAChangeToATakenNameAndKeepsTheOldOne()
    {
        Fixture f;
        const auto alice = f.create(u"alice"_s);
        VERIFY_RESULT(f.create(u"bob"_s));
        UserChanges changes;
        changes.username = u"Bob"_s;
        COMPARE_ERROR(f.update(alice->id, changes), ErrorCode::Conflict);
        VERIFY_RESULT(f.find(u"alice"_s));
    }

    void forgetsThatAnAddressWasVerifiedWhenItChanges()
    {
        Fixture f;
        UserChanges changes;
        changes.username = u"alice"_s;
        changes.email = u"alice@example.com"_s;
        changes.emailVerified = true;
        const auto alice = f.create(changes);
        VERIFY_RESULT(alice);
        QVERIFY(alice->emailVerified);
        UserChanges moved;
        moved.email = u"alice@example.org"_s;
        const auto changed = f.update(alice->id, moved);
        VERIFY_RESULT(changed);
        QVERIFY(!changed->emailVerified);
    }

    void keepsStandardClaimsByName()
    {
        Fixture f;
        UserChanges changes;
        changes.username = u"alice"_s;
        changes.claims = { { u"given_name"_s, u"Alice"_s }, { u"birthdate"_s, u"0000-02-29"_s },
            { u"zoneinfo"_s, u"Europe/Paris"_s },
            { u"address"_s, QJsonObject { { u"country"_s, u"FR"_s }, { u"street_address"_s, u"1 rue X\nApt 2"_s } } } };
        const auto alice = f.create(changes);
        VERIFY_RESULT(alice);
        QCOMPARE(f.find(u"alice"_s)->attributes, changes.claims);
    }

    void refusesBadClaims_data()
    {
        QTest::addColumn<QString>("claim");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("unknown") << u"given_nam"_s << QJsonValue(u"x"_s);
        QTest::newRow("type") << u"given_name"_s << QJsonValue(7);
        QTest::newRow("control") << u"given_name"_s << QJsonValue(u"a\u0007b"_s);
        QTest::newRow("override") << u"given_name"_s << QJsonValue(u"a\u202Eb"_s);
        QTest::newRow("url") << u"website"_s << QJsonValue(u"javascript:alert(1)"_s);
        QTest::newRow("date") << u"birthdate"_s << QJsonValue(u"2001-02-29"_s);
        QTest::newRow("newline") << u"birthdate"_s << QJsonValue(u"2001-02-28\n"_s);
        QTest::newRow("zone") << u"zoneinfo"_s << QJsonValue(u"Mars/Base"_s);
        QTest::newRow("address") << u"address"_s << QJsonValue(u"Paris"_s);
        QTest::newRow("address member") << u"address"_s << QJsonValue(QJsonObject { { u"county"_s, u"x"_s } });
    }
    void refusesBadClaims()
    {
        QFETCH(QString, claim);
        QFETCH(QJsonValue, value);
        Fixture f;
        UserChanges changes;
        changes.username = u"alice"_s;
        changes.claims = { { claim, value } };
        COMPARE_ERROR(f.create(changes), ErrorCode::ValidationFailed);
        QCOMPARE(f.testDatabase.sql("SELECT count(*) FROM users"), "0");
    }

    void refusesBadNamesAndAddresses_data()
    {
        QTest::addColumn<QString>("username");
        QTest::addColumn<QString>("email");
        QTest::newRow("empty") << u""_s << u"a@example.com"_s;
        QTest::newRow("space") << u"alice "_s << u"a@example.com"_s;
        QTest::newRow("full stop") << u"alice."_s << u"a@example.com"_s;
        QTest::newRow("zero width") << u"ali\u200Bce"_s << u"a@example.com"_s;
        QTest::newRow("long") << QString(256, u'a') << u"a@example.com"_s;
        QTest::newRow("no at") << u"alice"_s << u"example.com"_s;
        QTest::newRow("two ats") << u"alice"_s << u"a@b@example.com"_s;
        QTest::newRow("comma") << u"alice"_s << u"a,b@example.com"_s;
        QTest::newRow("newline") << u"alice"_s << u"a@example.com\n"_s;
        QTest::newRow("no domain") << u"alice"_s << u"a@"_s;
        QTest::newRow("empty label") << u"alice"_s << u"a@example..com"_s;
    }
    void refusesBadNamesAndAddresses()
    {
        QFETCH(QString, username);
        QFETCH(QString, email);
        Fixture f;
        COMPARE_ERROR(f.create(username, email), ErrorCode::ValidationFailed);
    }

    void revokesTokensOfADisabledUser()
    {
        Fixture f;
        const auto alice = f.create(u"alice"_s);
        UserChanges changes;
        changes.enabled = false;
        VERIFY_RESULT(f.update(alice->id, changes));
        QVERIFY(f.revocationSet.isRevoked(f.realm, RevocationKind::User, alice->id.toBytes(), alice->createdAt));
    }

    void freesTheNamesOfADeletedUserButNotTheId()
    {
        Fixture f;
        const auto alice = f.create(u"alice"_s, u"alice@example.com"_s);
        const auto c = f.change();
        VERIFY_RESULT(QCoro::waitFor(f.committed(c, f.users.remove(c, f.realm, alice->id, {}))));
        COMPARE_ERROR(f.find(u"alice"_s), ErrorCode::NotFound);
        COMPARE_ERROR(QCoro::waitFor(f.users.find(f.realm, alice->id, f.deadline())), ErrorCode::NotFound);
        const auto again = f.create(u"alice"_s, u"alice@example.com"_s);
        VERIFY_RESULT(again);
        QVERIFY(again->id != alice->id);
    }

    void letsOneOfTwoAtOnceHaveAName()
    {
        Fixture f;
        UserChanges changes;
        changes.username = u"alice"_s;
        const auto first = f.change();
        const auto second = f.change();
        auto firstTask = f.committed(first, f.users.create(first, f.realm, changes));
        auto secondTask = f.committed(second, f.users.create(second, f.realm, changes));
        const int made = QCoro::waitFor(firstTask).has_value() + QCoro::waitFor(secondTask).has_value();
        QCOMPARE(made, 1);
        QCOMPARE(f.testDatabase.sql("SELECT count(*) FROM users"), "1");
    }
};

AUTH_TEST(UserServiceTest);
#include "UserServiceTest.moc"
