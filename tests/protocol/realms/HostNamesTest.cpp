// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "RelyingParty.h"

#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// A realm at host names of its own (A9): the proxy has the certificate, the server the issuer.
class HostNamesTest : public QObject {
    Q_OBJECT

    struct World {
        TestServer &server = TestServer::shared();
        TestRealm realm = server.createRealm("hosted");
        AdminCaller caller { server, administratorToken(server) };
        QByteArray path = "/admin/v1/realms/" + realm.name();
        QByteArray host = "login." + realm.name() + ".example";
        QByteArray issuer = "https://" + host;

        explicit World(bool named = true)
        {
            realm.createUser(u"alice"_s);
            if (named)
                name({ host });
        }
        Reply name(const QList<QByteArray> &hosts)
        {
            QJsonArray list;
            for (const QByteArray &one : hosts)
                list.append(QString::fromLatin1(one));
            return caller.call("PATCH", path, { { u"host_names"_s, list } });
        }
        Reply get(const QByteArray &target, const QByteArray &at)
        {
            return HttpClient(server).get(target, { { "Host", at } });
        }
    };
    static constexpr auto kDiscovery = "/.well-known/openid-configuration";

private Q_SLOTS:
    void isAnIssuerAtItsHostBesideItsPath()
    {
        World w;
        const QJsonObject here = w.get(kDiscovery, w.host).json();
        QCOMPARE(here[u"issuer"].toString().toLatin1(), w.issuer);
        for (auto member = here.begin(); member != here.end(); ++member) {
            if (member.key().endsWith(u"_endpoint"_s) || member.key() == u"jwks_uri")
                QVERIFY2(member.value().toString().toLatin1().startsWith(w.issuer + '/'), qPrintable(member.key()));
        }
        QCOMPARE(w.get(w.realm.target(kDiscovery), "id.example").json()[u"issuer"].toString().toLatin1(), w.realm.issuer());
        const QJsonArray issuers = w.caller.call("GET", w.path).json()[u"issuers"].toArray();
        QCOMPARE(issuers, (QJsonArray { QString::fromLatin1(w.realm.issuer()), QString::fromLatin1(w.issuer) }));
        // A port that the proxy listens on, and another spelling, are the same host.
        QCOMPARE(w.get(kDiscovery, w.host.toUpper() + ":8443").json()[u"issuer"].toString().toLatin1(), w.issuer);
    }

    void readsNoHostThatACacheDoesNotKnowAnswersBy()
    {
        World w;
        // Proxies hand on what clients wrote here, and caches tell answers apart by Host.
        for (const char *header : { "X-Forwarded-Host", "X-Host", "X-Original-Host" })
            QCOMPARE(HttpClient(w.server).get(kDiscovery, { { header, w.host } }).json()[u"issuer"].toString().toLatin1(), w.server.publicUrl());
        const Reply forwarded = HttpClient(w.server).get(kDiscovery, { { "Forwarded", "proto=https;host=" + w.host } });
        QCOMPARE(forwarded.json()[u"issuer"].toString().toLatin1(), w.server.publicUrl());
    }

    void servesNoOtherRealmThere()
    {
        World w;
        const TestRealm other = w.server.createRealm("other");
        QCOMPARE(w.get(other.target(kDiscovery), w.host).status, 404);
        QCOMPARE(w.get(w.realm.target(kDiscovery), w.host).status, 404);
        // A host that nobody registered is the public one.
        QCOMPARE(w.get(kDiscovery, "stranger.example").json()[u"issuer"].toString().toLatin1(), w.server.publicUrl());
    }

    void signsPeopleInThereAndKeepsThemThere()
    {
        World w;
        const RelyingParty app(w.realm);
        Browser browser(w.server, w.host);
        browser.open("/oauth/authorize?" + app.request().encoded());
        QVERIFY2(browser.address().startsWith("/sign-in?"), browser.address());
        browser.signIn("alice", TestRealm::kPassword);
        QVERIFY2(browser.hasLeft(), browser.page().body);
        QCOMPARE(QByteArray(browser.page().locationQuery().valueOrEmpty("iss"_L1).toLatin1()), w.issuer);
        QVERIFY(!browser.cookieNamed("__Host-s-").isEmpty());
        for (const Reply &reply : browser.trail())
            QVERIFY2(!reply.location().contains("/realms/"), reply.location());

        HttpClient client(w.server);
        client.setHost(w.host);
        const QByteArray code = browser.page().locationQuery().valueOrEmpty("code"_L1).toLatin1();
        const Tokens tokens(client.post("/oauth/token", app.redemption(code), app.basic()));
        QVERIFY(tokens.isComplete());
        const auto verified = verifiedToken(w.realm, tokens.id, "JWT");
        QCOMPARE(verified->claims[u"iss"].toString().toLatin1(), w.issuer);
        const HeaderList bearer { { "Authorization", "Bearer " + tokens.access } };
        QCOMPARE(client.get("/oauth/userinfo", bearer).status, 200);
        // One authorization server: it knows its tokens at its path, too; another realm does not.
        QCOMPARE(app.userinfo(tokens.access).status, 200);
        QVERIFY(app.isActive(tokens.access));
        QCOMPARE(HttpClient(w.server).get(w.server.createRealm("other").target("/oauth/userinfo"), bearer).status, 401);
    }

    void knowsAnIdTokenThatItGaveAtAnotherOfItsAddresses()
    {
        World w;
        const RelyingParty app(w.realm);
        const Tokens byPath = app.tokens();
        Browser browser(w.server, w.host);
        browser.open("/oauth/authorize?" + app.request().encoded());
        browser.signIn("alice", TestRealm::kPassword);
        QVERIFY(browser.hasLeft());
        const auto silently = [&](const QByteArray &hint) {
            return browser.open("/oauth/authorize?" + app.request({ { "prompt", "none" }, { "id_token_hint", hint } }).encoded()).locationQuery();
        };
        QVERIFY2(silently(byPath.id).contains("code"_L1), browser.page().location());
        // Of another realm, it says nothing here.
        const TestRealm other = w.server.createRealm("other");
        other.createUser(u"alice"_s);
        const RelyingParty foreign(other);
        QVERIFY(!silently(foreign.tokens().id).contains("code"_L1));
        const auto signOut = [&](const QByteArray &hint) { return browser.open("/oauth/logout?" + Parameters { { "id_token_hint", hint } }.encoded()).status; };
        QCOMPARE(signOut(foreign.tokens().id), 400);
        QCOMPARE(signOut(byPath.id), 200);
    }

    void writesLinksToWhereSomebodySignedIn()
    {
        World w;
        UserChanges bob;
        bob.username = u"bob"_s;
        bob.email = u"bob@example.com"_s;
        bob.emailVerified = true;
        w.realm.createUser(bob, QString::fromLatin1(TestRealm::kPassword));
        const RelyingParty app(w.realm);
        const auto signIn = [&](const QByteArray &agent) {
            Browser browser(w.server, w.host);
            browser.navigation.append({ "User-Agent", agent });
            browser.open("/oauth/authorize?" + app.request().encoded());
            browser.signIn("bob", TestRealm::kPassword);
            return browser.hasLeft();
        };
        QVERIFY(signIn("Firefox"));
        // The first sign-in of an account is no news; that it was there is written behind the answer.
        QTRY_COMPARE(w.server.sql("SELECT count(*) FROM users WHERE last_login_at IS NOT NULL AND realm_id = '" + w.realm.id().toBytes() + "'"), "1");
        QVERIFY(signIn("Another"));
        const QByteArray text = w.server.sql("SELECT payload->>'text' FROM outbox WHERE kind = 'mail' AND realm_id = '" + w.realm.id().toBytes() + "'");
        static const QRegularExpression link(u"https://([^/\\s]+)(/realms/\\S+)"_s);
        const auto found = link.match(QString::fromUtf8(text));
        QVERIFY2(found.hasMatch(), text);
        QCOMPARE(found.captured(1).toLatin1(), w.host);
        Browser browser(w.server, w.host);
        browser.open(found.captured(2).toLatin1());
        QVERIFY2(browser.formWith("mine"), browser.page().body);
        browser.submit("mine");
        // On from there at the same address.
        QVERIFY2(browser.page().body.contains("href=\"/account\""), browser.page().body);
    }

    void takesFormsFromItsOwnPagesOnly()
    {
        World w;
        const RelyingParty app(w.realm);
        Browser browser(w.server, w.host);
        browser.open("/oauth/authorize?" + app.request().encoded());
        const auto form = browser.forms().value(0);
        const auto post = [&](const QByteArray &origin, const QByteArray &host) {
            return browser.post(form.action, form.fields, { { "Origin", origin }, { "Sec-Fetch-Site", "same-origin" }, { "Host", host } }).status;
        };
        QCOMPARE(post("https://evil.example", w.host), 403);
        QCOMPARE(post(w.server.publicUrl(), w.host), 403);
        QCOMPARE(post("https://stranger.example", "stranger.example"), 403);
        QVERIFY(post(w.issuer, w.host) != 403);
    }

    void leadsToHttpsAtTheSameHost()
    {
        World w;
        HttpClient plain(w.server, HttpClient::Via::ProxyPlain);
        const Reply moved = plain.get("/account?a=b", { { "Host", w.host } });
        QCOMPARE(moved.status, 308);
        QCOMPARE(moved.location(), w.issuer + "/account?a=b");
        QCOMPARE(plain.get("/account", { { "Host", "stranger.example" } }).location(), w.server.publicUrl() + "/account");
    }

    void belongsToOneRealm()
    {
        World w;
        const TestRealm other = w.server.createRealm("other");
        const QByteArray path = "/admin/v1/realms/" + other.name();
        const QJsonObject good { { u"host_names"_s, QJsonArray { QString::fromLatin1("free." + other.name() + ".example"), QString::fromLatin1(w.host) } } };
        const Reply taken = w.caller.call("PATCH", path, good);
        QCOMPARE(taken.status, 409);
        QCOMPARE(taken.json()[u"fields"][0][u"path"].toString(), u"/host_names/1"_s);
        QCOMPARE(w.get(kDiscovery, "free." + other.name() + ".example").json()[u"issuer"].toString().toLatin1(), w.server.publicUrl());
        // Given up, it is free; deleted with its realm, it is free, and not taken back from who has it then.
        QCOMPARE(w.caller.call("DELETE", w.path).status, 204);
        QCOMPARE(w.caller.call("PATCH", path, good).status, 200);
        QCOMPARE(w.caller.call("POST", w.path + "/undelete").status, 409);
        QCOMPARE(w.caller.call("PATCH", path, { { u"host_names"_s, QJsonArray() } }).status, 200);
        QCOMPARE(w.caller.call("POST", w.path + "/undelete").status, 200);
        QCOMPARE(w.get(kDiscovery, w.host).json()[u"issuer"].toString().toLatin1(), w.issuer);
    }

    void refusesWhatIsNoHostName_data()
    {
        QTest::addColumn<QString>("host");
        for (const char *host : { "https://a.example", "a.example:443", "A.example", "a..example", "a", "192.0.2.1", "*.a.example", "-a.example", "a.example.", "a b.example", "id.example", "" })
            QTest::newRow(host) << QString::fromLatin1(host);
    }
    void refusesWhatIsNoHostName()
    {
        QFETCH(QString, host);
        World w(false);
        const Reply refused = w.name({ "good.example", host.toLatin1() });
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.json()[u"fields"][0][u"path"].toString(), u"/host_names/1"_s);
    }

    void saysWhatGoesWithAHostName()
    {
        World w;
        const RelyingParty app(w.realm);
        const Tokens byPath = app.tokens();
        HttpClient client(w.server);
        client.setHost(w.host);
        Browser browser(w.server, w.host);
        browser.open("/oauth/authorize?" + app.request().encoded());
        browser.signIn("alice", TestRealm::kPassword);
        const Tokens byHost(client.post("/oauth/token", app.redemption(browser.page().locationQuery().valueOrEmpty("code"_L1).toLatin1()), app.basic()));
        const Reply planned = w.caller.call("PATCH", w.path + "?dry_run=true", { { u"host_names"_s, QJsonArray() } });
        QVERIFY2(planned.json()[u"consequences"][0].toString().contains(QString::fromLatin1(w.issuer)), planned.body);
        QCOMPARE(w.get(kDiscovery, w.host).json()[u"issuer"].toString().toLatin1(), w.issuer);
        QVERIFY(!w.name({}).json()[u"consequences"].toArray().isEmpty());
        QVERIFY(w.get(kDiscovery, w.host).json()[u"issuer"].toString().toLatin1() != w.issuer);
        QVERIFY(!app.isActive(byHost.access));
        QVERIFY(app.isActive(byPath.access));
        QVERIFY(Tokens(app.refresh(byHost.refresh)).isComplete());
    }
};

AUTH_TEST(HostNamesTest);
#include "HostNamesTest.moc"
