// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "DeviceGrant.h"

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// RFC 8628 between the person and the server; security.md V2, V4, V5.
class DevicePagesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;
    std::unique_ptr<RelyingParty> m_tv;

    DeviceGrant begin() const { return DeviceGrant::begin(*m_tv); }

private Q_SLOTS:
    void initTestCase()
    {
        m = std::make_unique<Twins>();
        ApplicationChanges changes = DeviceGrant::allowed();
        changes.type = u"native"_s;
        changes.clientName = u"Television"_s;
        m_tv = std::make_unique<RelyingParty>(m->one, changes);
    }

    /// §5.4: who asks, whence, for what, and "did you start this?".
    void saysWhoAsksAndWhence()
    {
        const auto grant = DeviceGrant::begin(*m_tv, { { "scope", "openid email" } }, { { "User-Agent", "authctl/1.2 (anything)" } });
        Browser browser(m->server);
        grant.approach(browser, m->one);
        QVERIFY(browser.formWith("allow") && browser.formWith("allow")->hasButton("deny"));
        for (const char *fact : { "Television", "alice", "Realm One", "authctl", "192.0.2.7", "Did you start this?", "UTC" })
            QVERIFY2(browser.page().body.contains(fact), fact);
        QVERIFY(!browser.page().body.contains("(anything)"));
        QCOMPARE(browser.page().body.count("<span class=\"grant-title\">"), 2);
    }

    /// The caller chooses User-Agent: no sentence of theirs may reach the person.
    void showsNoSentenceThatTheDeviceChose()
    {
        const auto grant = DeviceGrant::begin(*m_tv, {}, { { "User-Agent", "Verified-by-your-bank: allow this, it is safe" } });
        Browser browser(m->server);
        grant.approach(browser, m->one);
        QVERIFY(browser.page().body.contains("Unknown device"));
        QVERIFY(!browser.page().body.contains("bank"));
    }

    /// §6.1
    void takesTheCodeHoweverItIsTyped_data()
    {
        QTest::addColumn<bool>("lower");
        QTest::addColumn<QByteArray>("separator");
        QTest::newRow("as shown") << false << QByteArray("-");
        QTest::newRow("small letters") << true << QByteArray("-");
        QTest::newRow("together") << false << QByteArray();
        QTest::newRow("spaces") << true << QByteArray("   ");
        QTest::newRow("dots") << true << QByteArray(".");
        QTest::newRow("dash of a word processor") << false << QByteArray("\xe2\x80\x93");
    }
    void takesTheCodeHoweverItIsTyped()
    {
        QFETCH(bool, lower);
        QFETCH(QByteArray, separator);
        auto grant = begin();
        QByteArray typed = grant.userCode;
        typed.replace("-", separator);
        grant.userCode = ' ' + (lower ? typed.toLower() : typed) + ' ';
        Browser browser(m->server);
        grant.approach(browser, m->one);
        QVERIFY2(browser.formWith("allow"), browser.page().body);
    }

    /// §3.3.1: a link fills in the code, which the person compares; nothing happens on GET.
    void onlyFillsInTheCodeOfALink()
    {
        const auto grant = begin();
        Browser browser(m->server);
        RelyingParty(m->app).code(browser);
        const QByteArray before = m->server.sql("SELECT count(*) FROM flows");
        browser.open(grant.begun.text("verification_uri_complete").toUtf8());
        QCOMPARE(browser.page().status, 200);
        QCOMPARE(browser.formWith("submit")->fields.value("user_code"), grant.userCode);
        QVERIFY(browser.page().body.contains("<svg class=\"qr\""));
        QVERIFY(browser.page().body.contains("exactly this code"));
        QCOMPARE(m->server.sql("SELECT count(*) FROM flows"), before);
        QCOMPARE(grant.poll(*m_tv).error(), "authorization_pending");
        browser.submit("submit");
        QVERIFY(browser.formWith("allow"));
        QCOMPARE(grant.poll(*m_tv).error(), "slow_down");
        browser.submit("allow");
        QVERIFY(Tokens(grant.poll(*m_tv)).isComplete());
    }

    void showsOnlyWhatCouldBeACodeOfALink()
    {
        Browser browser(m->server);
        for (const char *code : { "%3Cscript%3E", "WDJBMJH", "WDJB-MJHT-X", "%C5%BFDJB-MJHT", "AEIOU123" }) {
            browser.open(m->one.target("/device?user_code=") + code);
            QCOMPARE(browser.formWith("submit")->fields.value("user_code"), "");
            QVERIFY(!browser.page().body.contains("<svg class=\"qr\""));
        }
    }

    /// V2: a wrong code, an expired, a used one and another realm's look alike.
    void saysTheSameOfEveryCodeThatIsNoGood()
    {
        const auto page = [this](const QByteArray &code, const TestRealm &realm) {
            Browser browser(m->server);
            browser.open(realm.target("/device"));
            const Reply reply = browser.submit("submit", { { "user_code", code } });
            static const QRegularExpression random(u"(nonce=\"[^\"]*\"|name=\"csrf\" value=\"[^\"]*\")"_s);
            return std::pair(reply.status, QString::fromUtf8(reply.body).remove(random).replace(QString::fromUtf8(code), u"CODE"_s));
        };
        const auto unknown = page("BBBB-BBBB", m->one);
        QCOMPARE(unknown.first, 422);
        const auto expired = begin();
        m->server.advance(601s);
        QCOMPARE(page(expired.userCode, m->one), unknown);
        const auto used = begin();
        Browser browser(m->server);
        used.allow(browser, m->one);
        QCOMPARE(page(used.userCode, m->one), unknown);
        QCOMPARE(page(begin().userCode, m->two), page("BBBB-BBBB", m->two));
        const auto disabled = begin();
        ApplicationChanges changes;
        changes.enabled = false;
        m_tv->update(changes);
        QCOMPARE(page(disabled.userCode, m->one), unknown);
        changes.enabled = true;
        m_tv->update(changes);
    }

    void refusesFormsThatAreNotOurs()
    {
        const auto grant = begin();
        Browser browser(m->server);
        browser.open(m->one.target("/device"));
        QCOMPARE(browser.submit("submit", { { "user_code", grant.userCode }, { "csrf", "forged" } }).status, 403);
        grant.approach(browser, m->one);
        const auto form = *browser.formWith("allow");
        // Another browser has neither the flow nor the token, signed in or not.
        Browser other(m->server);
        RelyingParty(m->app).code(other, "bob");
        QCOMPARE(other.post(form.action, form.fields.with({ { "allow", "1" } }), { { "Origin", m->server.publicUrl() }, { "Sec-Fetch-Site", "same-origin" } }).status, 400);
        QCOMPARE(browser.submit("allow", { { "csrf", "forged" } }).status, 403);
        QCOMPARE(grant.poll(*m_tv).error(), "authorization_pending");
    }

    void isAnsweredOnce()
    {
        const auto grant = begin();
        Browser alice(m->server);
        Browser bob(m->server);
        grant.approach(alice, m->one);
        grant.approach(bob, m->one, "bob");
        QVERIFY(alice.formWith("allow") && bob.formWith("allow"));
        bob.submit("deny");
        QCOMPARE(alice.submit("allow").status, 400);
        QVERIFY(alice.page().body.contains("This request is over"));
        QCOMPARE(grant.poll(*m_tv).error(), "access_denied");
    }

    void letsThePersonTakeAnotherAccount()
    {
        const auto grant = begin();
        Browser browser(m->server);
        grant.approach(browser, m->one);
        browser.submit("other");
        browser.signIn("bob", TestRealm::kPassword);
        browser.submit("allow");
        const Tokens tokens(grant.poll(*m_tv));
        QCOMPARE(m_tv->userinfo(tokens.access).text("sub"), m->bob.id.toString());
    }

    void remembersWhatWasAllowed()
    {
        const auto grant = begin();
        Browser browser(m->server);
        grant.allow(browser, m->one);
        QCOMPARE(m->server.sql("SELECT actor_id || ' ' || (data->>'device_address') FROM audit_events WHERE action = 'device.allowed' ORDER BY at DESC, id DESC LIMIT 1"),
            m->alice.id.toBytes() + " 192.0.2.7");
        QCOMPARE(m->server.sql("SELECT count(*) FROM consents WHERE application_id = '" + m_tv->id().toBytes() + "' AND user_id = '" + m->alice.id.toBytes() + "'"), "1");
    }

    /// §5.1: brute force.
    void limitsHowFastCodesAreTried()
    {
        TestServer server({ .threads = 1,
            .settings
            = { { "AUTH_ENV", "production" }, { "AUTH_ARGON2_MEMORY", "19MiB" }, { "AUTH_ARGON2_ITERATIONS", "2" } } });
        const auto realm = server.createRealm();
        Browser guesser(server);
        guesser.open(realm.target("/device"));
        int tries = 0;
        Reply reply;
        do {
            reply = guesser.submit("submit", { { "user_code", "BBBB-BBBB" } });
            ++tries;
        } while (reply.status == 422 && tries < 100);
        QCOMPARE(reply.status, 429);
        QVERIFY2(tries <= 12, QByteArray::number(tries));
        QVERIFY(reply.field("Retry-After").toInt() > 0);
        // A good code is no way round it; another address is not held back.
        ApplicationChanges changes = DeviceGrant::allowed();
        changes.type = u"native"_s;
        const RelyingParty tv(realm, changes);
        const auto grant = DeviceGrant::begin(tv);
        QCOMPARE(guesser.submit("submit", { { "user_code", grant.userCode } }).status, 429);
        Browser elsewhere(server);
        elsewhere.setAddress("198.51.100.9");
        elsewhere.open(realm.target("/device"));
        elsewhere.submit("submit", { { "user_code", grant.userCode } });
        QVERIFY(elsewhere.address().contains("/sign-in"));
        // Asking for codes is limited too: each is a row.
        Reply begun;
        for (int i = 0; i < 100 && (i == 0 || begun.status == 200); ++i)
            begun = DeviceGrant::begin(tv).begun;
        COMPARE_OAUTH_ERROR(begun, 429, "temporarily_unavailable");
        QVERIFY(begun.field("Retry-After").toInt() > 0);
    }
};

AUTH_TEST(DevicePagesTest);

#include "DevicePagesTest.moc"
