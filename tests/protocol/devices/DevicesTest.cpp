// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "MailSink.h"
#include "ResultTest.h"
#include "Twins.h"

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Devices and the notice of a new one: requirements.md H2 and H3, security.md §1.11 S9, S10 and S12.
class DevicesTest : public QObject {
    Q_OBJECT

    struct World {
        explicit World(TestServer &server, const QString &locale = {}, bool verified = true)
            : realm(server.createRealm("devices", { { u"identifier_first"_s, false } }, u"Example"_s))
            , app(realm)
        {
            UserChanges changes;
            changes.username = u"alice"_s;
            changes.email = u"alice@example.com"_s;
            changes.emailVerified = verified;
            if (!locale.isEmpty())
                changes.claims = QJsonObject { { u"locale"_s, locale } };
            alice = realm.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
        }
        TestRealm realm;
        RelyingParty app;
        User alice;
    };

    TestServer &server() { return TestServer::shared(); }
    /// Signs in; the browser says \a agent.
    Browser signedIn(const World &world, const QByteArray &agent, const QByteArray &address = "192.0.2.7")
    {
        Browser browser(server());
        browser.setAddress(address);
        browser.navigation.append({ "User-Agent", agent });
        browser.open(world.app.authorize());
        browser.signIn("alice", TestRealm::kPassword);
        if (!browser.hasLeft())
            qFatal("the sign-in did not succeed");
        settle(world);
        return browser;
    }
    /// That the person signed in is written behind the answer.
    void settle(const World &world)
    {
        if (!QTest::qWaitFor([&] { return server().sql("SELECT last_login_at IS NOT NULL FROM users WHERE id = '" + world.alice.id.toBytes() + '\'') == "t"; }))
            qFatal("the sign-in was not noted");
    }
    QByteArray mail(const World &world, const char *what)
    {
        return server().sql(QByteArray("SELECT ") + what + " FROM outbox WHERE kind = 'mail' AND realm_id = '" + world.realm.id().toBytes() + '\'');
    }
    QByteArray linkIn(const World &world)
    {
        static const QRegularExpression link(u"https://id\\.example(/realms/\\S+)"_s);
        return link.match(QString::fromUtf8(mail(world, "payload->>'text'"))).captured(1).toLatin1();
    }
    QByteArray devices(const World &world, const char *condition)
    {
        return server().sql("SELECT count(*) FROM devices WHERE realm_id = '" + world.realm.id().toBytes() + "' AND " + condition);
    }

    static constexpr auto kFirefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    static constexpr auto kEdge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0";

private Q_SLOTS:
    void tellsOfABrowserThatWasNotUsedBefore()
    {
        const World world(server());
        Browser first = signedIn(world, kFirefox);
        first.open(world.app.authorize({ { "prompt", "login" } }));
        first.signIn("alice", TestRealm::kPassword);
        QCOMPARE(devices(world, "true"), "1");
        QCOMPARE(mail(world, "count(*)"), "0");

        signedIn(world, kEdge, "203.0.113.77");
        QCOMPARE(devices(world, "true"), "2");
        QCOMPARE(devices(world, "unconfirmed"), "1");
        QCOMPARE(mail(world, "payload->>'to'"), "alice@example.com");
        QCOMPARE(mail(world, "payload->>'subject'"), "New sign-in to your account at Example");
        for (const char *part : { "payload->>'text'", "payload->>'html'" }) {
            const QByteArray text = mail(world, part);
            QVERIFY2(text.contains("Edge · Windows") && text.contains("203.0.113.77") && text.contains("https://id.example/realms/"), text);
        }
        const auto account = first.open(world.realm.target("/account"));
        QVERIFY(account.body.contains("Edge · Windows") && account.body.contains("203.0.113.77"));
        QVERIFY(account.body.contains("This browser"));
        QVERIFY(first.formWith("review-device"));
        QCOMPARE(server().sql("SELECT count(*) FROM audit_events WHERE action = 'device.new' AND realm_id = '" + world.realm.id().toBytes() + '\''), "1");
    }

    void writesInThePersonsLanguageAndToVerifiedAddressesOnly()
    {
        const World german(server(), u"de"_s);
        signedIn(german, kFirefox);
        signedIn(german, kEdge);
        QCOMPARE(mail(german, "payload->>'subject'"), QByteArray("Neue Anmeldung bei Ihrem Konto bei Example"));
        const World unverified(server(), {}, false);
        signedIn(unverified, kFirefox);
        signedIn(unverified, kEdge);
        QCOMPARE(mail(unverified, "count(*)"), "0");
        QCOMPARE(devices(unverified, "unconfirmed"), "1");
    }

    void aLinkActsOnPostOnly()
    {
        const World world(server());
        signedIn(world, kFirefox);
        signedIn(world, kEdge);
        const QByteArray link = linkIn(world);
        for (int i = 0; i < 3; ++i) {
            HttpClient scanner(server());
            QCOMPARE(scanner.get(link).status, 200);
            QCOMPARE(scanner.send("HEAD", link).status, 200);
            QCOMPARE(scanner.post(link, { { "not-mine", "1" } }).status, 403);
        }
        QCOMPARE(devices(world, "unconfirmed"), "1");
        Browser browser(server());
        QVERIFY(browser.open(link).body.contains("Edge · Windows"));
        QVERIFY(browser.page().body.contains("alice"));
        browser.submit("mine");
        QCOMPARE(browser.page().status, 200);
        QCOMPARE(devices(world, "unconfirmed"), "0");
        QCOMPARE(browser.open(link).status, 410);
        QCOMPARE(server().sql("SELECT count(*) FROM sessions WHERE ended_at IS NULL AND realm_id = '" + world.realm.id().toBytes() + '\''), "2");
    }

    void notMineEndsEverythingAndWantsAnotherPassword()
    {
        const World world(server());
        Browser owner = signedIn(world, kFirefox);
        const Tokens tokens = world.app.tokens();
        const QByteArray link = linkIn(world);
        Browser mailbox(server());
        mailbox.open(link);
        mailbox.submit("not-mine");
        QVERIFY2(mailbox.address().contains("/new-password/"), mailbox.address());
        QCOMPARE(server().sql("SELECT count(*) FROM sessions WHERE ended_at IS NULL AND realm_id = '" + world.realm.id().toBytes() + '\''), "0");
        QTRY_COMPARE(world.app.userinfo(tokens.access).status, 401);
        COMPARE_OAUTH_ERROR(world.app.refresh(tokens.refresh), 400, "invalid_grant");
        QCOMPARE(devices(world, "revoked_at IS NULL"), "1");
        // Whoever knows the old password gets no further than to the choice of another one.
        Browser thief(server());
        thief.open(world.app.authorize());
        thief.signIn("alice", TestRealm::kPassword);
        QVERIFY(!thief.hasLeft());
        mailbox.submit("submit", { { "password", "another correct horse battery" } });
        owner.open(world.app.authorize());
        owner.signIn("alice", "another correct horse battery");
        QVERIFY(owner.hasLeft());
        QCOMPARE(server().sql("SELECT count(*) FROM audit_events WHERE action = 'device.disowned' AND realm_id = '" + world.realm.id().toBytes() + '\''), "1");
    }

    void aSessionCanAskAndDisownButNeverSetAPassword()
    {
        const World world(server());
        Browser owner = signedIn(world, kFirefox);
        signedIn(world, kEdge);
        owner.open(world.realm.target("/account"));
        owner.submit("review-device");
        QVERIFY2(owner.address().contains("/new-device/"), owner.address());
        QVERIFY(owner.page().body.contains("Edge · Windows"));
        owner.submit("not-mine");
        QVERIFY(!owner.address().contains("/new-password/"));
        QVERIFY(owner.page().body.contains("Everybody is signed out"));
        QCOMPARE(server().sql("SELECT count(*) FROM one_time_links WHERE purpose = 'password' AND realm_id = '" + world.realm.id().toBytes() + '\''), "0");
        QCOMPARE(server().sql("SELECT required_actions FROM users WHERE id = '" + world.alice.id.toBytes() + '\''), "{change_password}");
    }

    void removingADeviceEndsItsSessionsAndMakesItUnknown()
    {
        const World world(server());
        Browser owner = signedIn(world, kFirefox);
        Browser other = signedIn(world, kEdge);
        owner.open(world.realm.target("/account"));
        owner.submit("revoke-device");
        QVERIFY(owner.page().body.contains("The device was removed"));
        other.open(world.realm.target("/account"));
        QVERIFY(!other.formWith("confirm-logout"));
        other.open(world.app.authorize());
        other.signIn("alice", TestRealm::kPassword);
        QCOMPARE(devices(world, "true"), "3");
        QCOMPARE(mail(world, "count(*)"), "2");
    }

    void nobodyTouchesSomebodyElsesDevice()
    {
        const World world(server());
        signedIn(world, kFirefox);
        const QByteArray id = server().sql("SELECT id FROM devices WHERE realm_id = '" + world.realm.id().toBytes() + '\'');
        world.realm.createUser(u"mallory"_s);
        Browser mallory(server());
        mallory.open(world.realm.target("/account"));
        mallory.signIn("mallory", TestRealm::kPassword);
        mallory.open(world.realm.target("/account"));
        const QByteArray csrf = mallory.formWith("confirm-logout")->fields.value("csrf");
        for (const char *action : { "revoke-device", "review-device" }) {
            const auto reply = mallory.post(world.realm.target("/account/devices"), { { "csrf", csrf }, { "device", id }, { action, "1" } },
                { { "Origin", server().publicUrl() }, { "Sec-Fetch-Site", "same-origin" } });
            QCOMPARE(reply.status, 303);
            QVERIFY2(reply.location().endsWith("/account"), reply.location());
        }
        QCOMPARE(devices(world, "revoked_at IS NULL"), "2");
    }

    void administratorsSeeAndForgetThem()
    {
        const World world(server());
        signedIn(world, kFirefox, "203.0.113.5");
        Browser other = signedIn(world, kEdge);
        AdminCaller admin(server(), administratorToken(server()));
        const QByteArray path = "/admin/v1/realms/" + world.realm.name() + "/devices";
        const auto list = admin.call("GET", path + "?q=username:alice&sort=created_at");
        QVERIFY2(list.status == 200, list.body);
        const QJsonArray items = list.json()[u"items"].toArray();
        QCOMPARE(items.size(), 2);
        QCOMPARE(items[0][u"address"].toString(), u"203.0.113.5"_s);
        QCOMPARE(items[1][u"unconfirmed"].toBool(), true);
        const QByteArray id = items[1][u"id"].toString().toLatin1();
        QCOMPARE(admin.call("GET", path + '/' + id).json()[u"user_agent"].toString().toLatin1(), QByteArray(kEdge));
        QCOMPARE(admin.call("DELETE", path + '/' + id).status, 204);
        QCOMPARE(admin.call("GET", path + '/' + id).status, 404);
        QCOMPARE(admin.call("DELETE", path + '/' + id).status, 404);
        other.open(world.realm.target("/account"));
        QVERIFY(!other.formWith("confirm-logout"));
        const World elsewhere(server());
        const QByteArray first = items[0][u"id"].toString().toLatin1();
        QCOMPARE(admin.call("DELETE", "/admin/v1/realms/" + elsewhere.realm.name() + "/devices/" + first).status, 404);
        QCOMPARE(devices(world, "revoked_at IS NULL"), "1");
        AdminCaller reader(server(), tokenFor(server(), world.realm.name(), "devices:read"));
        QCOMPARE(reader.call("GET", path).status, 200);
        QCOMPARE(reader.call("DELETE", path + '/' + first).status, 403);
    }

    void showsWhichSessionIsOfWhichDevice()
    {
        const World world(server());
        Browser first = signedIn(world, kFirefox);
        signedIn(world, kEdge);
        const QByteArray base = "/admin/v1/realms/" + world.realm.name();
        AdminCaller admin(server(), administratorToken(server()));
        const QJsonArray known = admin.call("GET", base + "/devices?sort=created_at").json()[u"items"].toArray();
        QCOMPARE(known.size(), 2);
        for (const auto &device : known) {
            const QByteArray id = device[u"id"].toString().toLatin1();
            const QJsonArray sessions = admin.call("GET", base + "/sessions?q=device_id:" + id).json()[u"items"].toArray();
            QCOMPARE(sessions.size(), 1);
            QCOMPARE(sessions[0][u"device_id"], device[u"id"]);
            QCOMPARE(sessions[0][u"user_agent"], device[u"user_agent"]);
            const QByteArray session = sessions[0][u"id"].toString().toLatin1();
            QCOMPARE(admin.call("GET", base + "/sessions/" + session).json()[u"device_id"], device[u"id"]);
        }
        // Each leads to its device, on the person's own page too.
        const QByteArray page = first.open(world.realm.target("/account")).body;
        for (const auto &device : known) {
            const QByteArray id = device[u"id"].toString().toLatin1();
            QCOMPARE(page.count("href=\"#device-" + id + '"'), 1);
            QCOMPARE(page.count("<li id=\"device-" + id + '"'), 1);
        }
        // The history keeps it.
        const QByteArray gone = known[1][u"id"].toString().toLatin1();
        QCOMPARE(admin.call("DELETE", base + "/devices/" + gone).status, 204);
        const QJsonArray past = admin.call("GET", base + "/sessions/history?q=device_id:" + gone).json()[u"items"].toArray();
        QCOMPARE(past.size(), 1);
    }

    void administratorsConfirmButTrustNothingForSomebodyElse()
    {
        const World world(server());
        signedIn(world, kFirefox);
        Browser other = signedIn(world, kEdge);
        const QByteArray id = server().sql("SELECT id FROM devices WHERE unconfirmed AND realm_id = '" + world.realm.id().toBytes() + '\'');
        const QByteArray path = "/admin/v1/realms/" + world.realm.name() + "/devices/" + id;
        AdminCaller admin(server(), administratorToken(server()));
        AdminCaller reader(server(), tokenFor(server(), world.realm.name(), "devices:read"));
        QCOMPARE(reader.call("POST", path + "/confirm").status, 403);
        const World elsewhere(server());
        QCOMPARE(admin.call("POST", "/admin/v1/realms/" + elsewhere.realm.name() + "/devices/" + id + "/confirm").status, 404);
        QCOMPARE(admin.call("POST", path + "/confirm?dry_run=true").status / 100, 2);
        QCOMPARE(devices(world, "unconfirmed"), "1");
        // Twice is as good as once, and told once.
        QCOMPARE(admin.call("POST", path + "/confirm").status, 204);
        QCOMPARE(admin.call("POST", path + "/confirm").status, 204);
        QCOMPARE(devices(world, "unconfirmed"), "0");
        QCOMPARE(server().sql("SELECT count(*) FROM audit_events WHERE action = 'device.confirmed' AND actor_name <> 'alice' AND realm_id = '" + world.realm.id().toBytes() + '\''), "1");
        other.open(world.realm.target("/account"));
        QVERIFY(!other.formWith("review-device"));
        // The notice ended, and that is all: a second factor is asked for there as before.
        QCOMPARE(devices(world, "remembered_until IS NOT NULL"), "0");
        for (const char *wish : { "/remember", "/trust" })
            QCOMPARE(admin.call("POST", path + wish).status, 404);
        QCOMPARE(admin.call("DELETE", path).status, 204);
        QCOMPARE(admin.call("POST", path + "/confirm").status, 404);
    }

    void theMailGoesOutByAnAuthenticatedServer()
    {
        const MailSink sink;
        TestServer sending({ .settings = { { "AUTH_SMTP_HOST", "localhost" }, { "AUTH_SMTP_PORT", QByteArray::number(sink.port()) },
                                 { "AUTH_SMTP_USERNAME", MailSink::kUsername }, { "AUTH_SMTP_PASSWORD", MailSink::kPassword },
                                 { "AUTH_SMTP_FROM", "Example <auth@id.example>" }, { "AUTH_SMTP_CA", sink.authority().toLocal8Bit() } } });
        const World world(sending);
        for (int i = 0; i < 2; ++i) {
            Browser browser(sending);
            browser.open(world.app.authorize());
            browser.signIn("alice", TestRealm::kPassword);
            QVERIFY(browser.hasLeft());
            QTRY_COMPARE(sending.sql("SELECT last_login_at IS NOT NULL FROM users WHERE username = 'alice'"), "t");
        }
        QTRY_COMPARE_WITH_TIMEOUT(sink.mails().size(), 1, 20'000);
        const QJsonObject mail = sink.mails().first();
        QCOMPARE(mail[u"headers"][u"subject"].toString(), u"New sign-in to your account at Example"_s);
        QCOMPARE(mail[u"headers"][u"from"].toString(), u"Example <auth@id.example>"_s);
        QVERIFY(mail[u"text"].toString().contains(u"https://id.example/realms/"_s));
        QVERIFY(mail[u"html"].toString().contains(u"Was this you?"_s));
    }
};

AUTH_TEST(DevicesTest);
#include "DevicesTest.moc"
