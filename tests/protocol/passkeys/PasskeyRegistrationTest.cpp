// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "SoftAuthenticator.h"
#include "TestServer.h"

#include "core/Base64Url.h"

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// WebAuthn Level 3 §7.1, and what becomes of passkeys on the account page.
class PasskeyRegistrationTest : public QObject {
    Q_OBJECT

    using Manner = SoftAuthenticator::Manner;

    /// A realm with alice, who is at her page of passkeys.
    struct Alice {
        TestServer &server = TestServer::shared();
        TestRealm realm;
        User user;
        Browser browser;
        SoftAuthenticator authenticator;

        explicit Alice(const QJsonObject &settings = {})
            : realm(server.createRealm("passkeys", settings))
            , user(realm.createUser(u"alice"_s))
            , browser(server)
        {
            openPasskeys(browser, realm);
        }
        int count() const { return server.sql("SELECT count(*) FROM passkeys WHERE user_id = '" + user.id.toBytes() + "'").toInt(); }
        QByteArray auditReason() const
        {
            return server.sql("SELECT reason FROM audit_events WHERE realm_id = '" + realm.id().toBytes() + "' AND action = 'passkey.registered' AND outcome = 'refused' ORDER BY at DESC LIMIT 1");
        }
    };

private Q_SLOTS:
    void registersAPasskeyAndSaysSo()
    {
        Alice alice;
        const Reply reply = addPasskey(alice.browser, alice.authenticator);
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.body.contains("The passkey was added."));
        QVERIFY(reply.body.contains("Blue key"));
        QCOMPARE(alice.count(), 1);
        QCOMPARE(alice.server.sql("SELECT array_to_string(transports, ' ') || attestation_format FROM passkeys WHERE user_id = '" + alice.user.id.toBytes() + "'"), "usbnone");
    }

    void asksForAUserHandleOfRealmAndUserAndNamesWhatIsThere()
    {
        Alice alice;
        addPasskey(alice.browser, alice.authenticator);
        const Reply reply = askForOptions(alice.browser);
        QCOMPARE(reply.field("Cache-Control"), "no-store");
        const QJsonObject options = reply.json();
        QCOMPARE(options[u"rp"][u"id"].toString(), u"id.example"_s);
        const QByteArray handle = fromBase64Url(options[u"user"][u"id"].toString().toLatin1()).value_or(QByteArray());
        QCOMPARE(handle.toHex(), alice.realm.id().toBytes().replace("-", "") + alice.user.id.toBytes().replace("-", ""));
        QCOMPARE(options[u"excludeCredentials"][0][u"id"].toString().toLatin1(), toBase64Url(alice.authenticator.newestId()));
        QCOMPARE(options[u"attestation"].toString(), u"none"_s);
        QVERIFY(fromBase64Url(options[u"challenge"].toString().toLatin1()).value_or(QByteArray()).size() >= 16);
    }

    void refusesWhatDoesNotBelongToThisPage_data()
    {
        QTest::addColumn<Manner>("manner");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("another origin") << Manner { .origin = "https://id.example.evil" } << QByteArray("origin");
        QTest::newRow("an origin that ends like ours") << Manner { .origin = "https://evilid.example" } << QByteArray("origin");
        QTest::newRow("plain http") << Manner { .origin = "http://id.example" } << QByteArray("origin");
        QTest::newRow("another port") << Manner { .origin = "https://id.example:8443" } << QByteArray("origin");
        QTest::newRow("inside a frame") << Manner { .clientData = { { u"crossOrigin"_s, true } } } << QByteArray("frame");
        QTest::newRow("below another origin") << Manner { .clientData = { { u"topOrigin"_s, u"https://id.example"_s } } } << QByteArray("frame");
        QTest::newRow("an assertion") << Manner { .type = "webauthn.get" } << QByteArray("type");
        QTest::newRow("another RP ID") << Manner { .rpId = "example" } << QByteArray("RP ID");
        QTest::newRow("nobody there") << Manner { .userPresent = false } << QByteArray("nobody was present");
        QTest::newRow("nobody verified") << Manner { .userVerified = false } << QByteArray("no user verification");
        QTest::newRow("backed up but not eligible") << Manner { .backedUp = true } << QByteArray("backed up");
        QTest::newRow("another challenge") << Manner { .challenge = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } << QByteArray("no such challenge");
        QTest::newRow("no challenge") << Manner { .challenge = "===" } << QByteArray("no challenge");
        QTest::newRow("a bad self attestation") << Manner { .selfAttested = true, .breakSignature = true } << QByteArray("self attestation");
        QTest::newRow("bytes behind the data") << Manner { .extraBytes = "x" } << QByteArray("behind");
    }

    void refusesWhatDoesNotBelongToThisPage()
    {
        QFETCH(Manner, manner);
        QFETCH(QByteArray, reason);
        Alice alice;
        const Reply reply = addPasskey(alice.browser, alice.authenticator, manner);
        QCOMPARE(reply.status, 422);
        QVERIFY(reply.body.contains("role=\"alert\""));
        QCOMPARE(alice.count(), 0);
        QVERIFY2(alice.auditReason().contains(reason), alice.auditReason().constData());
    }

    void takesAChallengeOnceOnly()
    {
        Alice alice;
        const QJsonObject options = askForOptions(alice.browser).json();
        const Parameters first { { "credential", alice.authenticator.create(options) }, { "label", "One" } };
        QCOMPARE(alice.browser.submit("add-passkey", first).status, 200);
        const Parameters second { { "credential", alice.authenticator.create(options) }, { "label", "Two" } };
        QCOMPARE(alice.browser.submit("add-passkey", second).status, 422);
        // One that was wrong is used up too.
        const QJsonObject third = askForOptions(alice.browser).json();
        alice.browser.submit("add-passkey", { { "credential", alice.authenticator.create(third, { .userVerified = false }) }, { "label", "x" } });
        QCOMPARE(alice.browser.submit("add-passkey", { { "credential", alice.authenticator.create(third) }, { "label", "x" } }).status, 422);
        QCOMPARE(alice.count(), 1);
    }

    void takesAChallengeOfThisSessionOnly()
    {
        Alice alice;
        Browser other(alice.server);
        openPasskeys(other, alice.realm);
        const QJsonObject options = askForOptions(alice.browser).json();
        const Reply reply = other.submit("add-passkey", { { "credential", alice.authenticator.create(options) }, { "label", "x" } });
        QCOMPARE(reply.status, 422);
        QCOMPARE(alice.count(), 0);
    }

    void takesNoChallengeThatIsTooOld()
    {
        Alice alice;
        const QJsonObject options = askForOptions(alice.browser).json();
        const QByteArray mine = " WHERE user_id = '" + alice.user.id.toBytes() + "'";
        QCOMPARE(alice.server.sql("SELECT expires_at - created_at FROM passkey_challenges" + mine), "00:05:00");
        alice.server.sql("UPDATE passkey_challenges SET expires_at = created_at" + mine);
        const Reply reply = alice.browser.submit("add-passkey", { { "credential", alice.authenticator.create(options) }, { "label", "x" } });
        QCOMPARE(reply.status, 422);
        QVERIFY(reply.body.contains("took too long"));
        QCOMPARE(alice.count(), 0);
    }

    void refusesWhatIsNoAnswerAtAll_data()
    {
        QTest::addColumn<QByteArray>("credential");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("no members") << QByteArray("{}");
        QTest::newRow("a member twice") << QByteArray("{\"id\":\"AA\",\"id\":\"AA\"}");
        QTest::newRow("padded base64") << QByteArray("{\"id\":\"AA==\",\"rawId\":\"AA==\",\"type\":\"public-key\",\"response\":{}}");
        QTest::newRow("two ids") << QByteArray("{\"id\":\"AAAA\",\"rawId\":\"BBBB\",\"type\":\"public-key\",\"response\":{}}");
    }

    void refusesWhatIsNoAnswerAtAll()
    {
        QFETCH(QByteArray, credential);
        Alice alice;
        QCOMPARE(alice.browser.submit("add-passkey", { { "credential", credential }, { "label", "x" } }).status, 422);
        QCOMPARE(alice.count(), 0);
    }

    void refusesANameThatCannotBeShown()
    {
        Alice alice;
        const Reply reply = addPasskey(alice.browser, alice.authenticator, {}, QByteArray("safe\u202Egnp.exe"));
        QCOMPARE(reply.status, 422);
        QCOMPARE(alice.count(), 0);
    }

    void keepsToTheRealmsPolicy()
    {
        Alice deviceBound({ { u"passkey_synced"_s, false } });
        QCOMPARE(addPasskey(deviceBound.browser, deviceBound.authenticator, { .backupEligible = true, .backedUp = true }).status, 422);
        QCOMPARE(addPasskey(deviceBound.browser, deviceBound.authenticator).status, 200);

        // A model that nobody vouches for is none.
        Alice listed({ { u"passkey_attestation"_s, u"direct"_s }, { u"passkey_aaguids"_s, QJsonArray { u"00000000-0000-0000-0000-000000000000"_s } } });
        QCOMPARE(askForOptions(listed.browser).json()[u"attestation"].toString(), u"direct"_s);
        QCOMPARE(addPasskey(listed.browser, listed.authenticator, { .selfAttested = true }).status, 422);
        QVERIFY(listed.auditReason().contains("packed"));

        Alice lenient({ { u"passkey_user_verification"_s, u"preferred"_s } });
        QCOMPARE(addPasskey(lenient.browser, lenient.authenticator, { .userVerified = false }).status, 200);

        const TestRealm without = TestServer::shared().createRealm("none", { { u"passkeys_enabled"_s, false } });
        without.createUser(u"alice"_s);
        Browser browser(without.server());
        QCOMPARE(browser.open(without.target("/account/passkeys")).status, 404);
        browser.open(without.target("/account"));
        QVERIFY(!browser.page().body.contains("webauthn"));
        browser.signIn("alice", TestRealm::kPassword);
        QVERIFY(browser.page().body.contains("account-username") && !browser.page().body.contains("passkeys-link"));
    }

    void renamesAndRemovesOnlyOnesOwn()
    {
        Alice alice;
        addPasskey(alice.browser, alice.authenticator);
        const QByteArray renamed = alice.browser.submit("rename", { { "label", "Red <key>" } }).body;
        QVERIFY(renamed.contains("Red &lt;key&gt;"));
        QCOMPARE(alice.browser.submit("rename", { { "label", "  " } }).status, 422);

        alice.realm.createUser(u"bob"_s);
        Browser bob(alice.server);
        openPasskeys(bob, alice.realm, "bob");
        SoftAuthenticator other;
        addPasskey(bob, other);
        const QByteArray hers = alice.browser.formWith("revoke")->fields.value("passkey");
        QCOMPARE(bob.submit("revoke", { { "passkey", hers } }).status, 404);
        QCOMPARE(alice.count(), 1);

        QVERIFY(alice.browser.submit("revoke").body.contains("was removed"));
        QCOMPARE(alice.count(), 0);
        QCOMPARE(alice.server.sql("SELECT count(*) FROM audit_events WHERE realm_id = '" + alice.realm.id().toBytes() + "' AND action IN ('passkey.renamed', 'passkey.revoked') AND before ->> 'label' IS NOT NULL").toInt(), 2);
    }

    void keepsTheLastWayIn()
    {
        Alice alice;
        addPasskey(alice.browser, alice.authenticator);
        alice.server.sql("DELETE FROM user_passwords WHERE user_id = '" + alice.user.id.toBytes() + "'");
        const Reply refused = alice.browser.submit("revoke");
        QCOMPARE(refused.status, 422);
        QVERIFY(refused.body.contains("only way into your account"));
        QCOMPARE(alice.count(), 1);
        addPasskey(alice.browser, alice.authenticator);
        QCOMPARE(alice.browser.submit("revoke").status, 200);
        QCOMPARE(alice.count(), 1);
    }

    void needsAFormOfItsOwn()
    {
        Alice alice;
        const QByteArray target = alice.realm.target("/account/passkeys");
        QCOMPARE(alice.browser.fetch(target + "/options", { { "csrf", "x" } }).status, 403);
        QCOMPARE(alice.browser.fetch(target, { { "csrf", "x" } }).status, 403);
        QCOMPARE(HttpClient(alice.server).post(target + "/options", {}).status, 403);
    }

    void publishesTheOriginsThatMayUsePasskeys()
    {
        TestServer server({ .settings = { { "AUTH_PASSKEY_RP_ID", "example" }, { "AUTH_PASSKEY_ORIGINS", "https://login.example, https://id.other" } } });
        HttpClient client(server);
        const Reply reply = client.get("/.well-known/webauthn");
        QCOMPARE(reply.mediaType(), "application/json");
        QCOMPARE(reply.json()[u"origins"].toArray(), (QJsonArray { u"https://id.example"_s, u"https://login.example"_s, u"https://id.other"_s }));
        const auto realm = server.createRealm();
        realm.createUser(u"alice"_s);
        Browser browser(server);
        openPasskeys(browser, realm);
        SoftAuthenticator authenticator;
        QCOMPARE(askForOptions(browser).json()[u"rp"][u"id"].toString(), u"example"_s);
        QCOMPARE(addPasskey(browser, authenticator, { .origin = "https://id.other" }).status, 200);
        QCOMPARE(addPasskey(browser, authenticator, { .origin = "https://other" }).status, 422);
    }

    void offersNoneWhereTheServerIsReachedByAnAddress()
    {
        TestServer server({ .publicUrl = "https://192.0.2.1" });
        HttpClient client(server);
        QCOMPARE(client.get("/.well-known/webauthn").status, 404);
        QCOMPARE(client.get("/account/passkeys").status, 404);
    }
};

AUTH_TEST(PasskeyRegistrationTest);

#include "PasskeyRegistrationTest.moc"
