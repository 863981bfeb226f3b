// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "RelyingParty.h"
#include "SoftAuthenticator.h"

#include "core/Base64Url.h"
#include "passwords/Lockout.h"

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// WebAuthn Level 3 §7.2: alone, beside a password, and what was made for one in the place of the other.
class PasskeySignInTest : public QObject {
    Q_OBJECT

    using Manner = SoftAuthenticator::Manner;

    /// A realm with alice, who has a passkey, and an application.
    struct Alice {
        TestServer &server = TestServer::shared();
        TestRealm realm;
        User user;
        RelyingParty app;
        SoftAuthenticator authenticator;

        explicit Alice(const QJsonObject &settings = {}, const Manner &manner = {})
            : realm(server.createRealm("passkeys", settings))
            , user(realm.createUser(u"alice"_s))
            , app(realm)
        {
            Browser browser(server);
            openPasskeys(browser, realm);
            addPasskey(browser, authenticator, manner);
        }
        QByteArray audited(const QByteArray &action) const
        {
            return server.sql("SELECT reason FROM audit_events WHERE realm_id = '" + realm.id().toBytes() + "' AND action = '" + action + "' ORDER BY at DESC LIMIT 1");
        }
        bool isSuspended() const { return server.sql("SELECT suspended_at IS NOT NULL FROM passkeys WHERE user_id = '" + user.id.toBytes() + "'") == "t"; }
        QJsonObject claims(const QByteArray &code) const
        {
            return verifiedToken(realm, Tokens(app.redeem(code)).id, "JWT")->claims;
        }
        /// Up to the second factor, by password.
        void toSecondFactor(Browser &browser) const
        {
            browser.open(app.authorize());
            browser.signIn("alice", TestRealm::kPassword);
        }
    };

private Q_SLOTS:
    void signsInWithoutAUserName()
    {
        Alice alice;
        Browser browser(alice.server);
        browser.open(alice.app.authorize());
        QVERIFY(browser.page().body.contains("autocomplete=\"username webauthn\""));
        const QJsonObject options = askForOptions(browser).json();
        QCOMPARE(options[u"allowCredentials"].toArray().size(), 0);
        QCOMPARE(options[u"userVerification"].toString(), u"required"_s);
        usePasskey(browser, alice.authenticator);
        QVERIFY(browser.hasLeft());
        const QJsonObject claims = alice.claims(browser.page().locationQuery().valueOrEmpty("code"_L1).toLatin1());
        QCOMPARE(claims[u"sub"].toString(), alice.user.id.toString());
        QCOMPARE(claims[u"acr"].toString(), u"2"_s);
        QCOMPARE(claims[u"amr"].toArray(), (QJsonArray { u"pop"_s, u"user"_s, u"mfa"_s }));
    }

    /// W11, requirements.md E4: what strangers get wrong keeps nobody out who has a passkey.
    void opensTheAccountWhileItsPasswordWaits()
    {
        Alice alice({ { u"identifier_first"_s, false } });
        Browser stranger(alice.server);
        stranger.open(alice.app.authorize());
        for (int i = 0; i < kStrangersLockout.free + 5; ++i) {
            stranger.setAddress("198.19.0." + QByteArray::number(i + 1));
            stranger.submit("submit", { { "username", "alice" }, { "password", "guess" } });
        }
        Browser anew(alice.server);
        anew.setAddress("203.0.113.40");
        anew.open(alice.app.authorize());
        anew.submit("submit", { { "username", "alice" }, { "password", TestRealm::kPassword } });
        QVERIFY(!anew.hasLeft());
        usePasskey(anew, alice.authenticator);
        QVERIFY(anew.hasLeft());
    }

    void signsInWhoseNameWasTyped()
    {
        Alice alice;
        Browser browser(alice.server);
        browser.open(alice.app.authorize());
        browser.submit("submit", { { "username", "alice" } });
        const QJsonArray allowed = askForOptions(browser).json()[u"allowCredentials"].toArray();
        QCOMPARE(allowed.size(), 1);
        QCOMPARE(allowed[0][u"id"].toString().toLatin1(), toBase64Url(alice.authenticator.newestId()));
        usePasskey(browser, alice.authenticator);
        QVERIFY(browser.hasLeft());
    }

    void tellsNobodyWhoHasPasskeys()
    {
        Alice alice;
        alice.realm.createUser(u"bob"_s);
        const auto allowed = [&alice](const QByteArray &name) {
            Browser browser(alice.server);
            browser.open(alice.app.authorize());
            browser.submit("submit", { { "username", name } });
            return askForOptions(browser).json()[u"allowCredentials"].toArray();
        };
        // Who has none, who is not there, and each the same at every try.
        QCOMPARE(allowed("bob").size(), 1);
        QCOMPARE(allowed("nobody").size(), 1);
        QCOMPARE(allowed("nobody"), allowed(" NOBODY "));
        QVERIFY(allowed("nobody") != allowed("bob"));
    }

    void refusesWhatIsNotTheAnswer_data()
    {
        QTest::addColumn<Manner>("manner");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("another origin") << Manner { .origin = "https://id.example.evil" } << QByteArray("origin");
        QTest::newRow("inside a frame") << Manner { .clientData = { { u"crossOrigin"_s, true } } } << QByteArray("frame");
        QTest::newRow("a registration") << Manner { .type = "webauthn.create" } << QByteArray("type");
        QTest::newRow("another RP ID") << Manner { .rpId = "example" } << QByteArray("RP ID");
        QTest::newRow("nobody there") << Manner { .userPresent = false } << QByteArray("nobody was present");
        QTest::newRow("nobody verified") << Manner { .userVerified = false } << QByteArray("no user verification");
        QTest::newRow("a backup of what cannot be backed up") << Manner { .backupEligible = true, .backedUp = true } << QByteArray("backup eligibility");
        QTest::newRow("another challenge") << Manner { .challenge = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } << QByteArray("no such challenge");
        QTest::newRow("a wrong signature") << Manner { .breakSignature = true } << QByteArray("assertion");
        QTest::newRow("somebody else's user handle") << Manner { .userHandle = QByteArray(32, 'x') } << QByteArray("user handle");
        QTest::newRow("no user handle") << Manner { .userHandle = QByteArray() } << QByteArray("user handle");
        QTest::newRow("bytes behind the data") << Manner { .extraBytes = "x" } << QByteArray("behind");
    }

    void refusesWhatIsNotTheAnswer()
    {
        QFETCH(Manner, manner);
        QFETCH(QByteArray, reason);
        Alice alice;
        Browser browser(alice.server);
        browser.open(alice.app.authorize());
        usePasskey(browser, alice.authenticator, manner);
        QVERIFY(!browser.hasLeft());
        QVERIFY(browser.page().body.contains("role=\"alert\" id=\"errors\""));
        QVERIFY2(alice.audited("login.failed").contains(reason), alice.audited("login.failed").constData());
        QVERIFY(!alice.isSuspended());
        // The next try is as good as the first.
        usePasskey(browser, alice.authenticator);
        QVERIFY(browser.hasLeft());
    }

    void suspendsAPasskeyWhoseCounterDoesNotGrow()
    {
        Alice alice;
        alice.authenticator.setCounter(10);
        Browser browser(alice.server);
        browser.open(alice.app.authorize());
        usePasskey(browser, alice.authenticator);
        QVERIFY(browser.hasLeft());

        Browser copy(alice.server);
        copy.open(alice.app.authorize());
        usePasskey(copy, alice.authenticator, { .signCount = 11 });
        QVERIFY(!copy.hasLeft());
        QVERIFY(copy.page().body.contains("may be a copy"));
        QVERIFY(alice.isSuspended());
        QVERIFY(alice.audited("passkey.suspended").contains("from 11 to 11"));
        // Neither gets in by it any more, and the page of passkeys says so.
        usePasskey(copy, alice.authenticator, { .signCount = 50 });
        QVERIFY(!copy.hasLeft());
        Browser account(alice.server);
        openPasskeys(account, alice.realm);
        QVERIFY(account.page().body.contains("Suspended"));
    }

    /// What a copy proved is nothing: no other step of the flow takes it for a proof.
    void opensNoOtherStepToASuspendedPasskey()
    {
        Alice alice;
        alice.authenticator.setCounter(10);
        Browser browser(alice.server);
        browser.open(alice.app.authorize());
        usePasskey(browser, alice.authenticator);
        Browser copy(alice.server);
        copy.open(alice.app.authorize());
        PasskeyPlace place = PasskeyPlace::of(copy);
        usePasskey(copy, alice.authenticator, { .signCount = 11 });
        QVERIFY(alice.isSuspended());
        for (const char *step : { "factor", "factor/passkey", "enrol" }) {
            QByteArray action = place.action;
            copy.postForm(action.replace("/sign-in/passkey", QByteArray("/sign-in/") + step), { { "csrf", place.fields.value("csrf") }, { "code", "123456" } });
            QVERIFY2(!copy.hasLeft(), step);
        }
        QCOMPARE(alice.server.sql("SELECT count(*) FROM sessions WHERE realm_id = '" + alice.realm.id().toBytes() + "' AND 'user' = ANY (amr)").toInt(), 1);
    }

    void letsACounterOfZeroStay()
    {
        Alice alice({}, { .signCount = 0 });
        for (int i = 0; i < 2; ++i) {
            Browser browser(alice.server);
            browser.open(alice.app.authorize());
            usePasskey(browser, alice.authenticator, { .signCount = 0 });
            QVERIFY(browser.hasLeft());
        }
    }

    void asksForOneAfterThePassword()
    {
        Alice alice({ { u"passkey_user_verification"_s, u"preferred"_s } });
        Browser browser(alice.server);
        alice.toSecondFactor(browser);
        QVERIFY(!browser.hasLeft());
        const QJsonObject options = askForOptions(browser).json();
        QCOMPARE(options[u"allowCredentials"].toArray().size(), 1);
        QCOMPARE(options[u"userVerification"].toString(), u"preferred"_s);
        usePasskey(browser, alice.authenticator, { .userVerified = false });
        QVERIFY(browser.hasLeft());
        const QJsonObject claims = alice.claims(browser.page().locationQuery().valueOrEmpty("code"_L1).toLatin1());
        QCOMPARE(claims[u"acr"].toString(), u"2"_s);
        QCOMPARE(claims[u"amr"].toArray(), (QJsonArray { u"pwd"_s, u"pop"_s, u"user"_s, u"mfa"_s }));
    }

    void takesNobodyElsesAsTheSecondFactor()
    {
        Alice alice;
        alice.realm.createUser(u"mallory"_s);
        SoftAuthenticator other;
        Browser theirs(alice.server);
        openPasskeys(theirs, alice.realm, "mallory");
        addPasskey(theirs, other);
        Browser browser(alice.server);
        alice.toSecondFactor(browser);
        QJsonObject options = askForOptions(browser).json();
        options.remove(u"allowCredentials"_s);
        sendAssertion(browser, other.get(options));
        QVERIFY(!browser.hasLeft());
        QVERIFY(alice.audited("mfa.failed").contains("somebody else"));
    }

    void takesNoAnswerInThePlaceOfAnother()
    {
        Alice alice;
        // A question of the first step, answered at the second; and the other way round.
        Browser first(alice.server);
        first.open(alice.app.authorize());
        const QByteArray answerOfFirst = alice.authenticator.get(askForOptions(first).json());
        Browser second(alice.server);
        alice.toSecondFactor(second);
        sendAssertion(second, answerOfFirst);
        QVERIFY(!second.hasLeft());
        const QByteArray answerOfSecond = alice.authenticator.get(askForOptions(second).json());
        sendAssertion(first, answerOfSecond);
        QVERIFY(!first.hasLeft());
        // Within one flow too.
        Browser both(alice.server);
        both.open(alice.app.authorize());
        const PasskeyPlace place = PasskeyPlace::of(both);
        const QByteArray early = alice.authenticator.get(askForOptions(both).json());
        both.signIn("alice", TestRealm::kPassword);
        sendAssertion(both, early);
        QVERIFY(!both.hasLeft());
        // A good answer opens once.
        const QByteArray good = alice.authenticator.get(askForOptions(both).json());
        sendAssertion(both, good);
        QVERIFY(both.hasLeft());
        both.postForm(place.action, { { "csrf", place.fields.value("csrf") }, { "credential", good } });
        QVERIFY(!both.page().body.contains("code="));
    }

    void letsNobodyInWhoIsDisabled()
    {
        Alice alice;
        UserChanges changes;
        changes.enabled = false;
        alice.realm.updateUser(alice.user.id, changes);
        Browser browser(alice.server);
        browser.open(alice.app.authorize());
        usePasskey(browser, alice.authenticator);
        QVERIFY(!browser.hasLeft());
        QVERIFY(alice.audited("login.failed").contains("disabled"));
    }

    /// The answer was used up, whatever became of it.
    void takesNoAnswerTwiceOfWhoWasDisabled()
    {
        Alice alice;
        UserChanges changes;
        changes.enabled = false;
        alice.realm.updateUser(alice.user.id, changes);
        Browser browser(alice.server);
        browser.open(alice.app.authorize());
        const QByteArray answer = alice.authenticator.get(askForOptions(browser).json());
        sendAssertion(browser, answer);
        QVERIFY(!browser.hasLeft());
        changes.enabled = true;
        alice.realm.updateUser(alice.user.id, changes);
        sendAssertion(browser, answer);
        QVERIFY(!browser.hasLeft());
        QVERIFY2(alice.audited("login.failed").contains("no such challenge"), alice.audited("login.failed").constData());
    }

    void keepsRealmsApart()
    {
        Alice alice;
        const auto other = alice.server.createRealm();
        other.createUser(u"alice"_s);
        const RelyingParty app(other);
        Browser browser(alice.server);
        browser.open(app.authorize());
        usePasskey(browser, alice.authenticator);
        QVERIFY(!browser.hasLeft());
    }

    void offersOneAfterAPasswordUntilSomebodySaysNo()
    {
        TestServer &server = TestServer::shared();
        const auto realm = server.createRealm();
        const User user = realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        const auto signIn = [&](Browser &browser, const Parameters &more) {
            browser.open(app.authorize());
            browser.submit("submit", { { "username", "alice" } });
            browser.submit("submit", Parameters { { "password", TestRealm::kPassword } }.with(more));
        };
        // Without the page's script nothing is offered.
        Browser plain(server);
        signIn(plain, {});
        QVERIFY(plain.hasLeft());

        Browser browser(server);
        signIn(browser, { { "passkeys", "1" } });
        QVERIFY(browser.page().body.contains("Sign in faster next time"));
        // Nobody is signed in yet.
        Browser tab = browser;
        tab.open(realm.target("/account"));
        QVERIFY(tab.page().body.contains("name=\"username\""));
        browser.submit("not-now");
        QVERIFY(browser.hasLeft());
        Browser again(server);
        signIn(again, { { "passkeys", "1" } });
        QVERIFY(again.hasLeft());
    }

    void registersWhatWasOffered()
    {
        TestServer &server = TestServer::shared();
        const auto realm = server.createRealm();
        const User user = realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        Browser browser(server);
        browser.open(app.authorize());
        browser.submit("submit", { { "username", "alice" } });
        browser.submit("submit", { { "password", TestRealm::kPassword }, { "passkeys", "1" } });
        SoftAuthenticator authenticator;
        addPasskey(browser, authenticator, { .origin = "https://evil.example" });
        QVERIFY(browser.page().body.contains("Sign in faster next time"));
        addPasskey(browser, authenticator);
        QVERIFY(browser.hasLeft());
        QCOMPARE(server.sql("SELECT count(*) FROM passkeys WHERE user_id = '" + user.id.toBytes() + "'").toInt(), 1);
        Browser next(server);
        next.open(app.authorize());
        usePasskey(next, authenticator);
        QVERIFY(next.hasLeft());
    }

    void changesPasskeysOnlyAfterARecentProof()
    {
        TestServer server;
        const auto realm = server.createRealm("off", { { u"mfa"_s, u"off"_s } });
        realm.createUser(u"alice"_s);
        SoftAuthenticator authenticator;
        Browser maker(server);
        openPasskeys(maker, realm);
        addPasskey(maker, authenticator);
        // The password alone is not enough any more (security.md F8).
        Browser browser(server);
        openPasskeys(browser, realm);
        QVERIFY(!browser.formWith("add-passkey"));
        usePasskey(browser, authenticator);
        QVERIFY(browser.formWith("add-passkey"));
        server.advance(std::chrono::minutes(5));
        browser.open(realm.target("/account/passkeys"));
        QVERIFY(!browser.formWith("add-passkey"));
        usePasskey(browser, authenticator);
        QVERIFY(browser.formWith("add-passkey"));
    }
};

AUTH_TEST(PasskeySignInTest);

#include "PasskeySignInTest.moc"
