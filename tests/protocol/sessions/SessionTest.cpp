// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "Twins.h"

#include "core/Base64Url.h"
#include "core/Random.h"

#include <thread>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Browser sessions: security.md §1.11, OWASP ASVS 5.0 §3.3 and §7.
class SessionTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;

    bool isSignedIn(Browser &browser, const RelyingParty &app) const
    {
        return !responseParameter(browser.open(app.authorize({ { "prompt", "none" } })), "code").isEmpty();
    }
    static QByteArray nameOf(const HttpClient &client, const QByteArray &prefix)
    {
        for (auto cookie = client.cookies().begin(); cookie != client.cookies().end(); ++cookie) {
            if (cookie.key().startsWith(prefix))
                return cookie.key();
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase() { m = std::make_unique<Twins>(); }

    void hasACookieThatOnlyThisHostCanSetAndRead()
    {
        Browser browser(m->server);
        browser.open(m->app.authorize());
        browser.signIn("alice", TestRealm::kPassword);
        QList<QByteArray> given;
        for (const auto &reply : browser.trail())
            given += reply.fields("Set-Cookie");
        QCOMPARE(given.size(), 1);
        const QByteArray cookie = given.first();
        QVERIFY2(
            QRegularExpression(u"^__Host-s-[A-Za-z0-9_-]{8}="_s).match(QString::fromLatin1(cookie)).hasMatch(), cookie);
        const auto attributes = cookie.split(';');
        const auto has = [&](const char *attribute) {
            return std::any_of(attributes.begin() + 1, attributes.end(),
                [&](const QByteArray &known) { return known.trimmed() == attribute; });
        };
        QVERIFY(has("Path=/") && has("Secure") && has("HttpOnly") && has("SameSite=Lax"));
        QVERIFY(!cookie.contains("Domain"));
        const auto random = fromBase64Url(browser.cookieNamed("__Host-s-"));
        QVERIFY(random && random->size() >= 16);
        // Neither in a URL nor in the database.
        for (const auto &reply : browser.trail())
            QVERIFY(!reply.location().contains(browser.cookieNamed("__Host-s-")));
        QCOMPARE(m->server.sql(
                     "SELECT count(*) FROM sessions s WHERE s::text LIKE '%" + browser.cookieNamed("__Host-s-") + "%'"),
            "0");
        // The one that binds flows to the browser is as strict.
        Browser fresh(m->server);
        const auto begun = fresh.get(m->app.authorize()).fields("Set-Cookie");
        QCOMPARE(begun.size(), 1);
        QVERIFY(begun.first().startsWith("__Host-b=") && begun.first().contains("; Secure; HttpOnly; SameSite=Lax"));
    }

    void changesItsCookieAtEachSignIn()
    {
        Browser browser(m->server);
        QVERIFY(!m->app.code(browser).isEmpty());
        const QByteArray name = nameOf(browser, "__Host-s-");
        const QByteArray first = browser.cookies()[name];
        browser.open(m->app.authorize({ { "prompt", "login" } }));
        browser.signIn("alice", TestRealm::kPassword);
        const QByteArray second = browser.cookies()[name];
        QVERIFY(!second.isEmpty() && second != first);
        Browser old(m->server);
        old.setCookie(name, first);
        QVERIFY(!isSignedIn(old, m->app));
        QVERIFY(isSignedIn(browser, m->app));
    }

    void adoptsNoCookieThatSomebodyElseSet()
    {
        Browser probe(m->server);
        QVERIFY(!m->app.code(probe).isEmpty());
        const QByteArray name = nameOf(probe, "__Host-s-");
        for (const QByteArray &planted : { randomToken(32), probe.cookies()[name], QByteArray("x"), QByteArray() }) {
            Browser victim(m->server);
            victim.setCookie(name, planted);
            victim.open(m->app.authorize({ { "prompt", "login" } }));
            victim.signIn("bob", TestRealm::kPassword);
            QVERIFY(victim.hasLeft());
            QVERIFY(victim.cookies()[name] != planted);
            Browser attacker(m->server);
            attacker.setCookie(name, planted);
            QVERIFY(!isSignedIn(attacker, m->app));
        }
        // The same for the cookie of flows: it says nothing about who is signed in.
        Browser victim(m->server);
        victim.setCookie("__Host-b", randomToken(32));
        QVERIFY(!m->app.code(victim, "bob").isEmpty());
        Browser attacker(m->server);
        attacker.setCookie("__Host-b", victim.cookies()["__Host-b"]);
        QVERIFY(!isSignedIn(attacker, m->app));
    }

    void endsTheOldestWhereTheRealmLimitsThem()
    {
        const auto realm = m->server.createRealm("limited", { { u"session_limit"_s, 2 } });
        realm.createUser(u"alice"_s);
        realm.createUser(u"bob"_s);
        const RelyingParty app(realm);
        const auto live = [&] { return m->server.sql("SELECT count(*) FROM sessions WHERE ended_at IS NULL AND realm_id = '" + realm.id().toBytes() + '\''); };
        std::array browsers { Browser(m->server), Browser(m->server), Browser(m->server) };
        const Tokens first(app.redeem(app.code(browsers[0])));
        Browser bob(m->server);
        QVERIFY(!app.code(bob, "bob").isEmpty());
        QVERIFY(!app.code(browsers[1]).isEmpty());
        QVERIFY(isSignedIn(browsers[0], app));
        QVERIFY(!app.code(browsers[2]).isEmpty());
        QVERIFY(!isSignedIn(browsers[0], app));
        QVERIFY(isSignedIn(browsers[1], app) && isSignedIn(browsers[2], app) && isSignedIn(bob, app));
        QTRY_COMPARE(app.userinfo(first.access).status, 401);
        COMPARE_OAUTH_ERROR(app.refresh(first.refresh), 400, "invalid_grant");
        // One that replaces its own takes nobody's place.
        browsers[2].open(app.authorize({ { "prompt", "login" } }));
        browsers[2].signIn("alice", TestRealm::kPassword);
        QVERIFY(isSignedIn(browsers[1], app));
        QCOMPARE(live(), "3");
        // At the same moment, too.
        std::vector<std::thread> threads;
        for (int i = 0; i < 6; ++i)
            threads.emplace_back([&] {
                Browser browser(m->server);
                app.code(browser);
            });
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(live(), "3");
        QCOMPARE(m->server.sql("SELECT count(*) FROM audit_events WHERE action = 'session.ended' AND reason LIKE 'more sessions%' AND realm_id = '" + realm.id().toBytes() + '\''), "7");
    }

    void meansNothingInAnotherRealm()
    {
        Browser browser(m->server);
        QVERIFY(!m->app.code(browser).isEmpty());
        const QByteArray name = nameOf(browser, "__Host-s-");
        QVERIFY(!isSignedIn(browser, m->appOfTwo));
        // Under the name that the other realm looks for, too.
        Browser ofTwo(m->server);
        QVERIFY(!m->appOfTwo.code(ofTwo).isEmpty());
        const QByteArray nameOfTwo = nameOf(ofTwo, "__Host-s-");
        QVERIFY(name != nameOfTwo);
        Browser forged(m->server);
        forged.setCookie(nameOfTwo, browser.cookies()[name]);
        QVERIFY(!isSignedIn(forged, m->appOfTwo));
        // Both live side by side.
        QVERIFY(!m->appOfTwo.code(browser).isEmpty());
        QVERIFY(isSignedIn(browser, m->app) && isSignedIn(browser, m->appOfTwo));
    }

    void keepsSixteenRealmsInABrowserAndDropsTheOldest()
    {
        Browser browser(m->server);
        for (int i = 0; i < 16; ++i)
            browser.setCookie("__Host-s-other" + QByteArray::number(100 + i), randomToken(32));
        QVERIFY(!m->app.code(browser).isEmpty());
        const auto names = browser.cookies().keys();
        QCOMPARE(std::count_if(
                     names.begin(), names.end(), [](const QByteArray &name) { return name.startsWith("__Host-s-"); }),
            16);
        QVERIFY(isSignedIn(browser, m->app));
    }

    void endsWhenItIsNotUsedForTwoHours()
    {
        Browser browser(m->server);
        QVERIFY(!m->app.code(browser).isEmpty());
        m->server.advance(121min);
        QVERIFY(!isSignedIn(browser, m->app));
    }

    void livesAsLongAsItIsUsedButTwelveHoursAtMost()
    {
        Browser browser(m->server);
        QVERIFY(!m->app.code(browser).isEmpty());
        for (int i = 0; i < 11; ++i) {
            m->server.advance(1h);
            QVERIFY2(isSignedIn(browser, m->app), QByteArray::number(i));
            // Use is noted in batches, twice a second.
            const QByteArray seen = "SELECT count(*) FROM sessions WHERE realm_id = '" + m->one.id().toBytes()
                + "' AND last_seen_at > to_timestamp(" + QByteArray::number(m->server.now() - 60) + ')';
            QTRY_VERIFY(m->server.sql(seen).toInt() > 0);
        }
        m->server.advance(59min);
        QVERIFY(isSignedIn(browser, m->app));
        m->server.advance(2min);
        QVERIFY(!isSignedIn(browser, m->app));
        QVERIFY(browser.open(m->one.target("/account")).status == 200 && browser.formWith("submit"));
    }

    void followsTheSettingsOfItsRealm()
    {
        const auto realm
            = m->server.createRealm("short", { { u"session_idle_timeout"_s, 60 }, { u"session_lifetime"_s, 100 } });
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        Browser browser(m->server);
        QVERIFY(!app.code(browser).isEmpty());
        m->server.advance(50s);
        QVERIFY(isSignedIn(browser, app));
        m->server.advance(61s);
        QVERIFY(!isSignedIn(browser, app));
    }

    void endsWithTheAccount_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : { "disabled", "deleted", "password-changed", "realm-disabled" })
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void endsWithTheAccount()
    {
        QFETCH(QString, what);
        const auto realm = m->server.createRealm("account");
        const User user = realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        Browser browser(m->server);
        QVERIFY(!app.code(browser).isEmpty());
        UserChanges changes;
        changes.enabled = false;
        if (what == u"disabled")
            realm.updateUser(user.id, changes);
        else if (what == u"deleted")
            realm.removeUser(user.id);
        else if (what == u"password-changed")
            realm.changePassword(user.id, u"another horse battery staple"_s);
        else
            realm.setEnabled(false);
        const auto reply = browser.open(app.authorize({ { "prompt", "none" } }));
        QVERIFY2(responseParameter(reply, "code").isEmpty(), reply.head);
        const auto account = browser.open(realm.target("/account"));
        QVERIFY(!account.body.contains("id=\"account-username\""));
        if (what == u"disabled") {
            // Enabled again, the old session is still over.
            changes.enabled = true;
            realm.updateUser(user.id, changes);
            QVERIFY(!isSignedIn(browser, app));
        }
    }

    void isListedAndEndedByItsOwner()
    {
        const User user = m->one.createUser(u"lister"_s);
        Browser here(m->server);
        here.navigation.emplaceBack(
            "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0");
        Browser there(m->server);
        there.navigation.emplaceBack("User-Agent", "Phone <script>alert(1)</script>");
        const Tokens atHome(m->app.redeem(m->app.code(here, "lister")));
        const Tokens away(m->app.redeem(m->app.code(there, "lister")));
        here.open(m->one.target("/account"));
        QVERIFY(here.page().body.contains("lister"));
        QVERIFY(here.page().body.contains("Firefox"));
        QVERIFY(here.page().body.contains("192.0.2.7"));
        QVERIFY(!here.page().body.contains("<script>alert"));
        QVERIFY(here.formWith("revoke"));
        here.submit("revoke");
        QVERIFY(!isSignedIn(there, m->app));
        QVERIFY(!m->app.isActive(away.access));
        COMPARE_OAUTH_ERROR(m->app.refresh(away.refresh), 400, "invalid_grant");
        QVERIFY(isSignedIn(here, m->app));
        QVERIFY(m->app.isActive(atHome.access));
        QCOMPARE(m->server.sql("SELECT count(*) FROM audit_events WHERE action = 'session.ended' AND actor_id = '"
                     + user.id.toBytes() + '\''),
            "1");
    }

    void isEndedByNobodyElse()
    {
        Browser alice(m->server);
        const auto id = verifiedToken(m->one, Tokens(m->app.redeem(m->app.code(alice))).id, "JWT");
        VERIFY_RESULT(id);
        Browser bob(m->server);
        Browser bobElsewhere(m->server);
        QVERIFY(!m->app.code(bob, "bob").isEmpty() && !m->app.code(bobElsewhere, "bob").isEmpty());
        bob.open(m->one.target("/account"));
        bob.submit("revoke", { { "session", id->claims[u"sid"].toString().toLatin1() } });
        QVERIFY(isSignedIn(alice, m->app));
        // Not without the form's own token, either.
        bob.open(m->one.target("/account"));
        const auto form = *bob.formWith("revoke");
        const HeaderList own { { "Origin", m->server.publicUrl() }, { "Sec-Fetch-Site", "same-origin" } };
        for (const auto &fields : { form.fields.without("csrf"), form.fields.with({ { "csrf", "x" } }) })
            QCOMPARE(bob.post(form.action, fields, own).status, 403);
        QCOMPARE(bob.post(form.action, form.fields,
                        { { "Origin", "https://evil.example" }, { "Sec-Fetch-Site", "cross-site" } })
                     .status,
            403);
        QCOMPARE(bob.post(form.action, form.fields).status, 403);
        QVERIFY(isSignedIn(bobElsewhere, m->app));
    }

    void signsInToTheAccountPageAndReturnsToIt()
    {
        Browser browser(m->server);
        browser.open(m->one.target("/account"));
        QVERIFY(browser.formWith("submit"));
        QVERIFY(!browser.formWith("cancel"));
        browser.signIn("alice", TestRealm::kPassword);
        QCOMPARE(browser.page().status, 200);
        QVERIFY(browser.page().body.contains("id=\"account-username\""));
        browser.submit("confirm-logout");
        browser.open(m->one.target("/account"));
        QVERIFY(browser.formWith("submit"));
    }

    void servesSeveralApplicationsWithOneSignIn()
    {
        const RelyingParty other(m->one);
        Browser browser(m->server);
        const auto first = verifiedToken(m->one, Tokens(m->app.redeem(m->app.code(browser))).id, "JWT");
        browser.open(other.authorize());
        QVERIFY(browser.hasLeft());
        const auto second
            = verifiedToken(m->one, Tokens(other.redeem(responseParameter(browser.page(), "code"))).id, "JWT");
        VERIFY_RESULT(first);
        VERIFY_RESULT(second);
        for (const char *same : { "sub", "sid", "auth_time" })
            QCOMPARE(second->claims[QLatin1StringView(same)], first->claims[QLatin1StringView(same)]);
    }
};

AUTH_TEST(SessionTest);

#include "SessionTest.moc"
