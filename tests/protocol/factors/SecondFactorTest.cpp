// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "RelyingParty.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>
#include <QtTest/QtTest>

#include <thread>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kAcr2 = "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"2\"}}}";

}

/// Second factors on the way in: security.md §1.14 F1 to F10, F15; OpenID Connect Core §5.5.1.1; RFC 8176.
class SecondFactorTest : public QObject {
    Q_OBJECT

    TestServer &m_server = TestServer::shared();

    QByteArray sessions(const TestRealm &realm) const { return m_server.sql("SELECT count(*) FROM sessions WHERE ended_at IS NULL AND realm_id = '" + realm.id().toBytes() + "'"); }
    QByteArray codes(const TestRealm &realm) const { return m_server.sql("SELECT count(*) FROM authorization_codes WHERE realm_id = '" + realm.id().toBytes() + "'"); }
    QByteArray audited(const TestRealm &realm, const QByteArray &action) const { return m_server.sql("SELECT count(*) FROM audit_events WHERE action = '" + action + "' AND realm_id = '" + realm.id().toBytes() + "'"); }
    static QByteArray factors(const TestRealm &realm, const QByteArray &user) { return "/admin/v1/realms/" + realm.name() + "/users/" + user + "/factors"; }

    /// Through the admin API, as an administrator does it. The code that confirmed it is used up: the clock moves on.
    AuthenticatorApp enrol(const TestRealm &realm, const QByteArray &user = "alice", const QJsonObject &how = { { u"digits"_s, 6 } })
    {
        return AuthenticatorApp::enrolled(realm, user, how);
    }
    QStringList backupCodes(const TestRealm &realm, const QByteArray &user = "alice")
    {
        AdminCaller admin(m_server, administratorToken(m_server));
        QStringList list;
        const QJsonArray made = admin.call("POST", factors(realm, user) + "/backup-codes").json()[u"codes"].toArray();
        for (const auto &code : made)
            list.append(code.toString());
        return list;
    }
    /// At the page that asks for the second factor.
    Browser halfWay(const RelyingParty &app, const Parameters &changes = {}, const QByteArray &username = "alice")
    {
        Browser browser(m_server);
        browser.open(app.authorize(changes));
        browser.signIn(username, TestRealm::kPassword);
        return browser;
    }
    static QJsonObject idToken(const RelyingParty &app, const Browser &browser)
    {
        const QByteArray code = browser.page().locationQuery().valueOrEmpty(QLatin1StringView("code")).toLatin1();
        const auto token = verifiedToken(app.realm(), Tokens(app.redeem(code)).id, "JWT");
        return token ? token->claims : QJsonObject();
    }
    static bool asksForCode(const Browser &browser) { return browser.formWith("submit") && browser.formWith("submit")->fields.contains("code"); }
    static QByteArray lastMail(const TestServer &server, const TestRealm &realm, const QByteArray &member)
    {
        return server.sql("SELECT payload->>'" + member + "' FROM outbox WHERE kind = 'mail' AND realm_id = '" + realm.id().toBytes() + "' ORDER BY created_at DESC, id DESC LIMIT 1");
    }

private Q_SLOTS:
    void asksWhoHasOne()
    {
        const auto realm = m_server.createRealm();
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        const AuthenticatorApp phone = enrol(realm);
        Browser browser = halfWay(app);
        QVERIFY(asksForCode(browser));
        QVERIFY(browser.page().body.contains("autocomplete=\"one-time-code\""));
        QVERIFY(browser.page().body.contains("inputmode=\"numeric\""));
        QCOMPARE(sessions(realm), "0");
        browser.submit("submit", { { "code", phone.code() } });
        QCOMPARE(browser.trail().first().status, 303);
        QVERIFY(browser.hasLeft());
        const QJsonObject claims = idToken(app, browser);
        QCOMPARE(claims[u"acr"].toString(), u"2"_s);
        QCOMPARE(claims[u"amr"].toArray(), (QJsonArray { u"pwd"_s, u"otp"_s, u"mfa"_s }));
    }

    void opensNothingHalfWayIn()
    {
        const auto realm = m_server.createRealm();
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        const AuthenticatorApp phone = enrol(realm);
        Browser browser = halfWay(app);
        const QByteArray before = codes(realm);
        const QByteArray tx = browser.address().mid(browser.address().indexOf("?tx="));
        QVERIFY(browser.cookieNamed("__Host-s").isEmpty());
        for (const char *page : { "/account", "/account/security", "/account/security/authenticator" }) {
            browser.open(realm.target(page));
            QVERIFY2(browser.formWith("submit") && browser.formWith("submit")->fields.contains("username"), page);
        }
        for (const char *page : { "/consent", "/device/confirm", "/sign-in/enrol" }) {
            browser.open(realm.target(page) + tx);
            QVERIFY2(!browser.hasLeft() && !browser.formWith("allow"), page);
        }
        // F8: nobody sets up another factor with the password alone.
        browser.open(realm.target("/sign-in/enrol") + tx);
        browser.submit("begin");
        QVERIFY(asksForCode(browser) && !browser.page().body.contains("id=\"secret\""));
        QCOMPARE(browser.open(app.authorize({ { "prompt", "none" } })).locationQuery().valueOrEmpty(QLatin1StringView("error")), u"login_required"_s);
        QCOMPARE(codes(realm), before);
        QCOMPARE(sessions(realm), "0");
        // Another browser has nothing of it.
        Browser other(m_server);
        other.open(realm.target("/sign-in/factor") + tx);
        QCOMPARE(other.page().status, 400);
        browser.open(realm.target("/sign-in/factor") + tx);
        browser.submit("submit", { { "code", phone.code() } });
        QVERIFY(browser.hasLeft());
    }

    void acceptsACodeOnce()
    {
        const auto realm = m_server.createRealm();
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        const AuthenticatorApp phone = enrol(realm);
        const QByteArray code = phone.code();
        Browser first = halfWay(app);
        Browser second = halfWay(app);
        first.submit("submit", { { "code", code } });
        QVERIFY(first.hasLeft());
        second.submit("submit", { { "code", code } });
        QVERIFY(asksForCode(second));
        // Nor the one before it.
        second.submit("submit", { { "code", phone.code(-1) } });
        QVERIFY(asksForCode(second));
        m_server.advance(30s);
        second.submit("submit", { { "code", phone.code() } });
        QVERIFY(second.hasLeft());
    }

    void acceptsACodeOnceOnTwoNodes()
    {
        TestServer node({ .threads = 2, .settings = {}, .joins = &m_server });
        for (const bool backup : { false, true }) {
            const auto realm = m_server.createRealm();
            realm.createUser(u"alice"_s);
            const RelyingParty here(realm);
            const RelyingParty there = here.seenFrom(node);
            const AuthenticatorApp phone = enrol(realm);
            const QByteArray code = backup ? backupCodes(realm).first().toLatin1() : phone.code();
            Browser one(m_server);
            one.open(here.authorize());
            Browser two(node);
            two.open(there.authorize());
            for (Browser *browser : { &one, &two }) {
                browser->signIn("alice", TestRealm::kPassword);
                if (backup)
                    browser->submit("use-backup-code");
            }
            std::thread other([&] { two.submit("submit", { { "code", code } }); });
            one.submit("submit", { { "code", code } });
            other.join();
            QCOMPARE(int(one.hasLeft()) + int(two.hasLeft()), 1);
            QCOMPARE(sessions(realm), "1");
        }
    }

    void takesOtherHashesAndLengths()
    {
        const auto realm = m_server.createRealm();
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        const AuthenticatorApp phone = enrol(realm, "alice", { { u"algorithm"_s, u"SHA512"_s }, { u"digits"_s, 8 } });
        QCOMPARE(phone.code().size(), 8);
        Browser browser = halfWay(app);
        browser.submit("submit", { { "code", phone.code() } });
        QVERIFY(browser.hasLeft());
    }

    void endsTheWayInAfterFiveWrongCodes()
    {
        const auto realm = m_server.createRealm();
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        const AuthenticatorApp phone = enrol(realm);
        Browser browser = halfWay(app);
        for (int i = 0; i < 4; ++i) {
            browser.submit("submit", { { "code", phone.wrongCode() } });
            QVERIFY(asksForCode(browser) && browser.page().body.contains("role=\"alert\""));
        }
        browser.submit("submit", { { "code", phone.wrongCode() } });
        QCOMPARE(browser.page().status, 400);
        QVERIFY(!asksForCode(browser));
        QCOMPARE(audited(realm, "mfa.failed"), "5");
        // F2: the password does not start the delay over; a good code is not looked at.
        Browser again = halfWay(app);
        again.submit("submit", { { "code", phone.code() } });
        QVERIFY(asksForCode(again));
        m_server.advance(31s);
        again.submit("submit", { { "code", phone.code() } });
        QVERIFY(again.hasLeft());
        // What succeeded starts over.
        Browser later = halfWay(app);
        later.submit("submit", { { "code", phone.wrongCode() } });
        m_server.advance(30s);
        later.submit("submit", { { "code", phone.code() } });
        QVERIFY(later.hasLeft());
    }

    void delaysEachFactorByItself()
    {
        const auto realm = m_server.createRealm();
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        const AuthenticatorApp phone = enrol(realm);
        const QStringList backup = backupCodes(realm);
        Browser browser = halfWay(app);
        for (int i = 0; i < 5; ++i)
            browser.submit("submit", { { "code", phone.wrongCode() } });
        Browser again = halfWay(app);
        again.submit("use-backup-code");
        again.submit("submit", { { "code", backup.first().toLatin1() } });
        QVERIFY(again.hasLeft());
    }

    void takesEachBackupCodeOnce()
    {
        const auto realm = m_server.createRealm();
        UserChanges changes;
        changes.username = u"alice"_s;
        changes.email = u"alice@example.com"_s;
        changes.emailVerified = true;
        realm.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
        const RelyingParty app(realm);
        enrol(realm);
        const QStringList old = backupCodes(realm);
        const QStringList fresh = backupCodes(realm);
        QCOMPARE(fresh.size(), 10);
        for (const QString &code : fresh)
            QVERIFY(QRegularExpression(u"^[A-Z0-9]{8}$"_s).match(code).hasMatch());
        Browser browser = halfWay(app);
        browser.submit("use-backup-code");
        browser.submit("submit", { { "code", old.first().toLatin1() } });
        QVERIFY(asksForCode(browser));
        // In any case and grouping.
        const QByteArray typed = fresh.first().toLower().toLatin1();
        browser.submit("submit", { { "code", typed.first(4) + " - " + typed.sliced(4) } });
        QVERIFY(browser.hasLeft());
        QVERIFY(lastMail(m_server, realm, "subject").startsWith("A backup code of your account at "));
        QCOMPARE(audited(realm, "mfa.backup_code_used"), "1");
        Browser again = halfWay(app);
        again.submit("use-backup-code");
        again.submit("submit", { { "code", fresh.first().toLatin1() } });
        QVERIFY(asksForCode(again));
        QCOMPARE(m_server.sql("SELECT DISTINCT expires_at - created_at FROM backup_codes WHERE realm_id = '" + realm.id().toBytes() + "'"), "365 days");
        m_server.sql("UPDATE backup_codes SET expires_at = created_at WHERE realm_id = '" + realm.id().toBytes() + "'");
        Browser late = halfWay(app);
        QVERIFY(!late.formWith("use-backup-code"));
        late.submit("submit", { { "code", fresh.last().toLatin1() } });
        QVERIFY(asksForCode(late));
    }

    void sendsCodesByMailWhereTheRealmCountsThem()
    {
        const auto realm = m_server.createRealm("mail", { { u"mfa_email_codes"_s, true } });
        UserChanges changes;
        changes.username = u"alice"_s;
        changes.email = u"alice@example.com"_s;
        changes.emailVerified = true;
        realm.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
        realm.createUser(u"bob"_s);
        const RelyingParty app(realm);
        // Nobody verified an address of Bob's.
        QVERIFY(halfWay(app, {}, "bob").hasLeft());
        const auto mailed = [&] { return lastMail(m_server, realm, "subject").first(6); };
        Browser browser = halfWay(app);
        QVERIFY(!asksForCode(browser));
        browser.submit("use-email");
        QVERIFY(browser.page().body.contains("a***@example.com") && !browser.page().body.contains("alice@example.com"));
        QCOMPARE(lastMail(m_server, realm, "to"), "alice@example.com");
        const QByteArray first = mailed();
        // A new one ends the old; another way in has no use for it.
        browser.submit("use-email");
        const QByteArray second = mailed();
        browser.submit("submit", { { "code", first } });
        QVERIFY(asksForCode(browser));
        Browser other = halfWay(app);
        other.submit("use-email");
        other.submit("submit", { { "code", second } });
        QVERIFY(asksForCode(other));
        // Three in ten minutes.
        const QByteArray sent = m_server.sql("SELECT count(*) FROM outbox WHERE realm_id = '" + realm.id().toBytes() + "'");
        other.submit("use-email");
        QVERIFY(other.page().body.contains("role=\"alert\""));
        QCOMPARE(m_server.sql("SELECT count(*) FROM outbox WHERE realm_id = '" + realm.id().toBytes() + "'"), sent);
        browser.submit("submit", { { "code", second } });
        QVERIFY(browser.hasLeft());
        QCOMPARE(idToken(app, browser)[u"acr"].toString(), u"2"_s);
        m_server.advance(11min);
        Browser late = halfWay(app);
        late.submit("use-email");
        const QByteArray third = mailed();
        m_server.advance(11min);
        late.submit("submit", { { "code", third } });
        QVERIFY(asksForCode(late));
    }

    void makesWhoHasNoneSetOneUpWhereItIsRequired()
    {
        const auto realm = m_server.createRealm("strict", { { u"mfa"_s, u"required"_s } });
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        Browser browser = halfWay(app);
        QVERIFY(browser.formWith("begin"));
        QCOMPARE(sessions(realm), "0");
        browser.submit("begin");
        const AuthenticatorApp phone = AuthenticatorApp::fromPage(&m_server, browser);
        QVERIFY(browser.page().body.contains("otpauth://totp/"));
        QVERIFY(browser.page().body.contains("<svg class=\"qr\""));
        browser.submit("submit", { { "code", phone.wrongCode() } });
        QVERIFY(asksForCode(browser));
        QCOMPARE(sessions(realm), "0");
        browser.submit("submit", { { "code", phone.code() } });
        QVERIFY(browser.hasLeft());
        QCOMPARE(idToken(app, browser)[u"acr"].toString(), u"2"_s);
        QCOMPARE(audited(realm, "mfa.enrolled"), "1");
        // The code that confirmed it is used up.
        Browser again = halfWay(app);
        again.submit("submit", { { "code", phone.code() } });
        QVERIFY(asksForCode(again));
    }

    void asksForWhatTheClientDemands()
    {
        const auto realm = m_server.createRealm("lax", { { u"mfa"_s, u"off"_s } });
        realm.createUser(u"alice"_s);
        realm.createUser(u"bob"_s);
        const RelyingParty app(realm);
        const AuthenticatorApp phone = enrol(realm);
        Browser browser = halfWay(app);
        QVERIFY(browser.hasLeft());
        QCOMPARE(idToken(app, browser)[u"acr"].toString(), u"1"_s);
        const QByteArray oldCookie = browser.cookieNamed("__Host-s");
        // OpenID Connect Core §5.5.1.1, and RFC 9470 §4: the session is raised, without the password.
        QCOMPARE(browser.open(app.authorize({ { "prompt", "none" }, { "claims", kAcr2 } })).locationQuery().valueOrEmpty(QLatin1StringView("error")), u"login_required"_s);
        browser.open(app.authorize({ { "claims", kAcr2 } }));
        QVERIFY(asksForCode(browser));
        browser.submit("submit", { { "code", phone.code() } });
        QVERIFY(browser.hasLeft());
        QCOMPARE(idToken(app, browser)[u"acr"].toString(), u"2"_s);
        QCOMPARE(sessions(realm), "1");
        // security.md S2: under another cookie.
        QVERIFY(browser.cookieNamed("__Host-s") != oldCookie);
        // A wish is heard where it can be, and is no demand.
        m_server.advance(30s);
        Browser wishing = halfWay(app, { { "acr_values", "urn:example:gold 2 1" } });
        QVERIFY(asksForCode(wishing));
        wishing.submit("submit", { { "code", phone.code() } });
        QCOMPARE(idToken(app, wishing)[u"acr"].toString(), u"2"_s);
        Browser bob = halfWay(app, { { "acr_values", "2" } }, "bob");
        QCOMPARE(idToken(app, bob)[u"acr"].toString(), u"1"_s);
        bob.open(app.authorize({ { "acr_values", "2" } }));
        QVERIFY(bob.hasLeft());
        bob.open(app.authorize({ { "claims", kAcr2 } }));
        QVERIFY(bob.formWith("begin"));
    }

    void honoursARequirementThatWasRaisedAtTheNextToken()
    {
        const auto realm = m_server.createRealm();
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        const RelyingParty other(realm);
        Browser browser(m_server);
        const Tokens tokens(app.redeem(app.code(browser)));
        QVERIFY(!tokens.refresh.isEmpty());
        ApplicationChanges changes;
        changes.metadata = { { u"require_mfa"_s, true } };
        app.update(changes);
        QCOMPARE(app.refresh(tokens.refresh).error(), "invalid_grant");
        // Of this application only.
        QVERIFY(browser.open(other.authorize()).locationQuery().contains(QLatin1StringView("code")));
        browser.open(app.authorize());
        QVERIFY(browser.formWith("begin"));
        browser.submit("begin");
        browser.submit("submit", { { "code", AuthenticatorApp::fromPage(&m_server, browser).code() } });
        QVERIFY(browser.hasLeft());
        const Tokens better(app.redeem(browser.page().locationQuery().valueOrEmpty(QLatin1StringView("code")).toLatin1()));
        QVERIFY(better.isComplete());
        realm.changeSettings({ { u"mfa"_s, u"required"_s } });
        QVERIFY(Tokens(app.refresh(better.refresh)).isComplete());
        // A code that was issued before it is none any more.
        const auto second = m_server.createRealm();
        second.createUser(u"alice"_s);
        const RelyingParty late(second);
        Browser another(m_server);
        const QByteArray code = late.code(another);
        second.changeSettings({ { u"mfa"_s, u"required"_s } });
        QCOMPARE(late.redeem(code).error(), "invalid_grant");
        another.open(second.target("/account"));
        QVERIFY(another.formWith("begin"));
    }

    void letsPeopleManageTheirOwn()
    {
        const auto realm = m_server.createRealm();
        realm.createUser(u"alice"_s);
        Browser browser(m_server);
        browser.open(realm.target("/account"));
        browser.signIn("alice", TestRealm::kPassword);
        const QByteArray oldCookie = browser.cookieNamed("__Host-s");
        browser.open(realm.target("/account/security"));
        QVERIFY(!browser.formWith("generate-backup-codes"));
        browser.submit("add-authenticator", { { "name", "Phone" } });
        const AuthenticatorApp phone = AuthenticatorApp::fromPage(&m_server, browser);
        const QByteArray setup = browser.address();
        browser.submit("submit", { { "code", phone.wrongCode() } });
        QVERIFY(browser.page().body.contains("role=\"alert\""));
        browser.submit("submit", { { "code", phone.code() } });
        QVERIFY(browser.page().body.contains("Phone"));
        QVERIFY(browser.cookieNamed("__Host-s") != oldCookie);
        // F3: the secret is shown before it is confirmed only.
        browser.open(setup);
        QVERIFY(!browser.page().body.contains("id=\"secret\"") && !browser.page().body.contains(phone.base32()));
        browser.open(realm.target("/account/security"));
        browser.submit("generate-backup-codes");
        QCOMPARE(browser.page().body.count("<code dir=\"ltr\">"), 10);
        QCOMPARE(browser.page().field("Cache-Control"), "no-store");
        // S8: five minutes later it takes a new proof, with the factor.
        m_server.advance(6min);
        browser.open(realm.target("/account/security"));
        QVERIFY(browser.formWith("submit")->fields.contains("password"));
        browser.submit("submit", { { "password", TestRealm::kPassword } });
        QVERIFY(asksForCode(browser));
        browser.submit("submit", { { "code", phone.code() } });
        QVERIFY(browser.formWith("remove-authenticator"));
        realm.changeSettings({ { u"mfa"_s, u"required"_s } });
        browser.submit("remove-authenticator");
        QVERIFY(browser.page().body.contains("role=\"alert\"") && browser.page().body.contains("Phone"));
        realm.changeSettings({ { u"mfa"_s, u"optional"_s } });
        browser.submit("remove-authenticator");
        QVERIFY(!browser.page().body.contains("Phone"));
        QCOMPARE(audited(realm, "mfa.removed"), "1");
    }

    void letsNobodyChangeAnythingWithoutTheFactor()
    {
        const auto realm = m_server.createRealm("unasked", { { u"mfa"_s, u"off"_s } });
        realm.createUser(u"alice"_s);
        enrol(realm);
        Browser browser(m_server);
        browser.open(realm.target("/account"));
        browser.signIn("alice", TestRealm::kPassword);
        QVERIFY(browser.formWith("confirm-logout"));
        browser.open(realm.target("/account/security"));
        browser.submit("submit", { { "password", TestRealm::kPassword } });
        QVERIFY(asksForCode(browser));
        QVERIFY(!browser.formWith("remove-authenticator"));
    }

    void resetsThroughTheAdminApi()
    {
        const auto realm = m_server.createRealm();
        UserChanges changes;
        changes.username = u"alice"_s;
        changes.email = u"alice@example.com"_s;
        changes.emailVerified = true;
        realm.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
        const RelyingParty app(realm);
        const AuthenticatorApp phone = enrol(realm);
        backupCodes(realm);
        Browser browser = halfWay(app);
        browser.submit("submit", { { "code", phone.code() } });
        const Tokens tokens(app.redeem(browser.page().locationQuery().valueOrEmpty(QLatin1StringView("code")).toLatin1()));
        AdminCaller admin(m_server, administratorToken(m_server));
        const QJsonObject shown = admin.call("GET", factors(realm, "alice")).json();
        QCOMPARE(shown[u"items"].toArray().size(), 1);
        QCOMPARE(shown[u"backup_codes"].toInt(), 10);
        QVERIFY(!QJsonDocument(shown).toJson().contains(phone.base32()));
        QCOMPARE(admin.call("POST", factors(realm, "alice") + "/reset?dry_run=true").status / 100, 2);
        const Reply reset = admin.call("POST", factors(realm, "alice") + "/reset", {}, { { "Audit-Reason", "lost the phone" } });
        QCOMPARE(reset.status, 204);
        QCOMPARE(m_server.sql("SELECT reason FROM audit_events WHERE action = 'mfa.reset' AND realm_id = '" + realm.id().toBytes() + "' ORDER BY at DESC LIMIT 1"), "lost the phone");
        QVERIFY(lastMail(m_server, realm, "subject").startsWith("The second factors of your account at "));
        QVERIFY(!app.isActive(tokens.access));
        QCOMPARE(app.refresh(tokens.refresh).error(), "invalid_grant");
        QCOMPARE(sessions(realm), "0");
        QVERIFY(halfWay(app).hasLeft());
    }

    void refusesWhatIsNoFactorThroughTheAdminApi()
    {
        const auto realm = m_server.createRealm();
        realm.createUser(u"alice"_s);
        AdminCaller admin(m_server, administratorToken(m_server));
        // Nothing waits; backup codes stand in for nothing.
        QCOMPARE(admin.call("POST", factors(realm, "alice") + "/totp/verify", { { u"code"_s, u"123456"_s } }).status, 404);
        QCOMPARE(admin.call("POST", factors(realm, "alice") + "/backup-codes").status, 409);
        QCOMPARE(admin.call("POST", factors(realm, "alice") + "/totp", { { u"digits"_s, 9 } }).status, 422);
        QCOMPARE(admin.call("POST", factors(realm, "alice") + "/totp", { { u"algorithm"_s, u"MD5"_s } }).status, 422);
        QCOMPARE(admin.call("POST", factors(realm, "nobody") + "/totp", { { u"digits"_s, 6 } }).status, 404);
        QCOMPARE(admin.call("DELETE", factors(realm, "alice") + "/0192d3a0-0000-7000-8000-000000000000").status, 404);
        const Reply begun = admin.call("POST", factors(realm, "alice") + "/totp", { { u"name"_s, u"Phone"_s } });
        QCOMPARE(begun.status, 201);
        const AuthenticatorApp phone(&m_server, begun.text("secret").toLatin1());
        QCOMPARE(admin.call("POST", factors(realm, "alice") + "/totp/verify", { { u"code"_s, QString::fromLatin1(phone.wrongCode()) } }).status, 422);
        // What waits counts for nothing.
        QVERIFY(halfWay(RelyingParty(realm)).hasLeft());
        // Who may only read, reads.
        AdminCaller reader(m_server, tokenFor(m_server, realm.name(), "users:read"));
        QCOMPARE(reader.call("GET", factors(realm, "alice")).status, 200);
        for (const char *what : { "/backup-codes", "/reset" })
            QCOMPARE(reader.call("POST", factors(realm, "alice") + what).status, 403);
        QCOMPARE(reader.call("POST", factors(realm, "alice") + "/totp", { { u"digits"_s, 6 } }).status, 403);
    }

    /// Requirements F6: a role that wants a factor is nobody's without it, nor is what it inherits.
    void countsARoleThatWantsAFactorOnlyWithIt()
    {
        const auto realm = m_server.createRealm();
        realm.createUser(u"alice"_s);
        AdminCaller admin(m_server, administratorToken(m_server));
        const QByteArray base = "/admin/v1/realms/" + realm.name();
        const auto make = [&](const QJsonObject &role) { return admin.call("POST", base + "/roles", role).status; };
        QCOMPARE(make({ { u"name"_s, u"reader"_s }, { u"permissions"_s, QJsonArray { u"orders:read"_s } } }), 201);
        QCOMPARE(make({ { u"name"_s, u"clerk"_s }, { u"permissions"_s, QJsonArray { u"orders:write"_s } } }), 201);
        const Reply payer = admin.call("POST", base + "/roles",
            { { u"name"_s, u"payer"_s }, { u"require_mfa"_s, true }, { u"permissions"_s, QJsonArray { u"orders:pay"_s } }, { u"parents"_s, QJsonArray { u"clerk"_s, u"reader"_s } }, { u"rights"_s, QJsonArray { u"users:read"_s } } });
        QCOMPARE(payer.status, 201);
        QVERIFY(payer.json()[u"require_mfa"].toBool());
        for (const char *role : { "payer", "reader" })
            QCOMPARE(admin.call("POST", base + "/roles/" + role + "/assign", { { u"users"_s, QJsonArray { u"alice"_s } } }).status, 200);
        QCOMPARE(admin.call("POST", base + "/scopes", { { u"name"_s, u"everything"_s }, { u"claims"_s, QJsonArray { u"roles"_s, u"permissions"_s } } }).status, 201);
        ApplicationChanges changes;
        changes.scope = u"openid everything users:read"_s;
        changes.metadata = { { u"allowed_resources"_s, QJsonArray { u"https://id.example/admin/v1"_s } } };
        const RelyingParty app(realm, changes);
        const Parameters asked { { "scope", "openid everything users:read" }, { "resource", "https://id.example/admin/v1" } };

        const auto claimsOf = [&](const Tokens &tokens) { return verifiedToken(realm, tokens.access, "at+jwt")->claims; };
        const auto tokensOf = [&](const Browser &browser) { return Tokens(app.redeem(browser.page().locationQuery().valueOrEmpty(QLatin1StringView("code")).toLatin1())); };
        const Tokens weak = tokensOf(halfWay(app, asked));
        QCOMPARE(claimsOf(weak)[u"roles"].toArray(), QJsonArray { u"reader"_s });
        QCOMPARE(claimsOf(weak)[u"permissions"].toArray(), QJsonArray { u"orders:read"_s });
        QCOMPARE(claimsOf(weak)[u"inactive_roles"].toArray(), (QJsonArray { u"clerk"_s, u"payer"_s }));
        QVERIFY(!weak.scope.split(' ').contains("users:read"));
        QVERIFY(AdminCaller(m_server, weak.access).call("GET", base + "/users").status != 200);

        const AuthenticatorApp phone = enrol(realm);
        Browser browser = halfWay(app, asked);
        browser.submit("submit", { { "code", phone.code() } });
        const Tokens strong = tokensOf(browser);
        QCOMPARE(claimsOf(strong)[u"roles"].toArray(), (QJsonArray { u"clerk"_s, u"payer"_s, u"reader"_s }));
        QCOMPARE(claimsOf(strong)[u"permissions"].toArray(), (QJsonArray { u"orders:pay"_s, u"orders:read"_s, u"orders:write"_s }));
        QVERIFY(!claimsOf(strong).contains(u"inactive_roles"_s));
        QCOMPARE(AdminCaller(m_server, strong.access).call("GET", base + "/users").status, 200);
    }

    void keepsSecretsSealed()
    {
        const auto realm = m_server.createRealm();
        realm.createUser(u"alice"_s);
        enrol(realm);
        const QStringList backup = backupCodes(realm);
        const QByteArray rows = m_server.sql("SELECT string_agg(t::text, ' ') FROM (SELECT a::text FROM authenticators a UNION ALL SELECT b::text FROM backup_codes b UNION ALL SELECT e::text FROM audit_events e) t");
        for (const QString &code : backup)
            QVERIFY(!rows.contains(code.toLatin1()));
        // A box that was copied to another person's row does not open.
        realm.createUser(u"mallory"_s);
        enrol(realm, "mallory");
        m_server.sql("UPDATE authenticators m SET secret_sealed = a.secret_sealed FROM authenticators a, users u, users v WHERE a.user_id = u.id AND m.user_id = v.id AND u.username = 'alice' AND v.username = 'mallory' AND u.realm_id = '" + realm.id().toBytes() + "' AND v.realm_id = u.realm_id AND a.realm_id = u.realm_id AND m.realm_id = u.realm_id");
        Browser browser = halfWay(RelyingParty(realm), {}, "mallory");
        browser.submit("submit", { { "code", "123456" } });
        QCOMPARE(browser.page().status, 500);
    }
};

AUTH_TEST(SecondFactorTest);

#include "SecondFactorTest.moc"
