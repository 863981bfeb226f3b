// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "RelyingParty.h"

#include <QtTest/QtTest>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// security.md §1.14: how many codes are sent, to one person, to one number, and for one network.
class SendLimitsTest : public QObject {
    Q_OBJECT

    struct Place {
        TestServer &server = TestServer::shared();
        TestRealm realm = server.createRealm("limits", { { u"mfa_sms_codes"_s, true }, { u"mfa_email_codes"_s, true } });
        RelyingParty app { realm };

        void person(const QString &username, const QString &number, const QString &address = {}) const
        {
            UserChanges changes;
            changes.username = username;
            changes.phoneNumber = number;
            changes.phoneNumberVerified = true;
            if (!address.isEmpty()) {
                changes.email = address;
                changes.emailVerified = true;
            }
            realm.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
        }
        /// After the password, where codes are sent by a button.
        Browser halfWay(const QByteArray &username, const QByteArray &address = "192.0.2.7") const
        {
            Browser browser(server);
            browser.setAddress(address);
            browser.open(app.authorize());
            browser.signIn(username, TestRealm::kPassword);
            if (!browser.formWith("use-sms"))
                qFatal("no code is offered: %s", browser.page().body.constData());
            return browser;
        }
        QByteArray sent(const QByteArray &to = {}) const
        {
            return server.sql("SELECT count(*) FROM outbox WHERE kind IN ('sms', 'mail') AND realm_id = '" + realm.id().toBytes() + '\''
                + (to.isEmpty() ? QByteArray() : " AND payload->>'to' = '" + to + '\''));
        }
        QByteArray counters() const { return server.sql("SELECT string_agg(sends::text, ' ' ORDER BY sends) FROM send_limits WHERE realm_id = '" + realm.id().toBytes() + '\''); }
    };
    static bool isRefused(const Browser &browser) { return browser.page().body.contains("role=\"alert\""); }

private Q_SLOTS:
    void twoPeopleWithOneNumberHaveOneLimit()
    {
        const Place p;
        p.person(u"alice"_s, u"+4930123456"_s);
        p.person(u"bob"_s, u"+4930123456"_s, u"bob@example.com"_s);
        Browser alice = p.halfWay("alice");
        alice.submit("use-sms");
        alice.submit("use-sms");
        Browser bob = p.halfWay("bob");
        bob.submit("use-sms");
        QVERIFY(!isRefused(bob));
        bob.submit("use-sms");
        QVERIFY(isRefused(bob));
        QVERIFY(!isRefused(alice));
        alice.submit("use-sms");
        QVERIFY(isRefused(alice));
        QCOMPARE(p.sent("+4930123456"), "3");
        // It is the number's limit: another destination is open, and what was refused counted for nobody.
        QCOMPARE(p.counters(), "3 3");
        bob.submit("use-email");
        QVERIFY(!isRefused(bob));
        QCOMPARE(p.sent("bob@example.com"), "1");
        p.server.advance(10min);
        alice = p.halfWay("alice");
        alice.submit("use-sms");
        QVERIFY(!isRefused(alice));
        QCOMPARE(p.sent("+4930123456"), "4");
    }

    void aNumberThatIsNewToSomebodyCountsWithTheOthers()
    {
        const Place p;
        p.person(u"alice"_s, u"+4930123456"_s);
        Browser alice = p.halfWay("alice");
        for (int i = 0; i < 3; ++i)
            alice.submit("use-sms");
        QVERIFY(!isRefused(alice));
        // Whoever says that it is theirs sends nothing there either, however they write it.
        p.realm.createUser(u"mallory"_s);
        Browser mallory(p.server);
        mallory.open(p.realm.target("/account/security/phone"));
        mallory.signIn("mallory", TestRealm::kPassword);
        mallory.open(p.realm.target("/account/security/phone"));
        mallory.submit("send", { { "phone_number", "0049 30 123456" } });
        QVERIFY(isRefused(mallory));
        QCOMPARE(p.sent("+4930123456"), "3");
        mallory.submit("send", { { "phone_number", "+4930999999" } });
        QVERIFY(!isRefused(mallory));
        QCOMPARE(p.sent("+4930999999"), "1");
    }

    void manyPeopleOfOneNetworkHaveALimitTogether()
    {
        const Place p;
        for (int i = 0; i < 4; ++i)
            p.person(u"user%1"_s.arg(i), u"+493012345%1"_s.arg(i));
        p.halfWay("user0").submit("use-sms");
        p.halfWay("user1").submit("use-sms");
        // Two numbers, and the network that both came from: 57 more come from there now.
        QCOMPARE(p.counters(), "1 1 2");
        p.server.sql("UPDATE send_limits SET sends = 59 WHERE sends = 2 AND realm_id = '" + p.realm.id().toBytes() + '\'');
        Browser last = p.halfWay("user2");
        last.submit("use-sms");
        QVERIFY(!isRefused(last));
        Browser late = p.halfWay("user3");
        late.submit("use-sms");
        QVERIFY(isRefused(late));
        QCOMPARE(p.sent(), "3");
        QCOMPARE(p.counters(), "1 1 1 60");
        // Others are not asked to wait for them, and neither is the same person elsewhere.
        Browser elsewhere = p.halfWay("user3", "198.51.100.9");
        elsewhere.submit("use-sms");
        QVERIFY(!isRefused(elsewhere));
        p.server.advance(10min);
        late = p.halfWay("user0");
        late.submit("use-sms");
        QVERIFY(!isRefused(late));
        QCOMPARE(p.sent(), "5");
    }

    void keepsNoNumberAndNoAddress()
    {
        const Place p;
        p.person(u"alice"_s, u"+4930123456"_s);
        p.halfWay("alice").submit("use-sms");
        const QByteArray mine = " FROM send_limits WHERE realm_id = '" + p.realm.id().toBytes() + '\'';
        QCOMPARE(p.server.sql("SELECT count(*)" + mine + " AND length(subject_mac) = 32"), "2");
        // Under the realm's key: the same number is another one elsewhere.
        const Place other;
        other.person(u"alice"_s, u"+4930123456"_s);
        other.halfWay("alice").submit("use-sms");
        QCOMPARE(p.server.sql("SELECT count(DISTINCT subject_mac) FROM send_limits WHERE realm_id IN ('" + p.realm.id().toBytes() + "', '" + other.realm.id().toBytes() + "')"), "4");
    }
};

AUTH_TEST(SendLimitsTest);

#include "SendLimitsTest.moc"
