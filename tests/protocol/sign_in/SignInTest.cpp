// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "Twins.h"

#include "core/Random.h"

#include <thread>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The pages between a client's request and its answer: security.md §1.2, §1.11 and §1.15.
class SignInTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;

    HeaderList own() const { return { { "Origin", m->server.publicUrl() }, { "Sec-Fetch-Site", "same-origin" } }; }
    QByteArray codes() const { return m->server.sql("SELECT count(*) FROM authorization_codes"); }
    QByteArray sessions() const { return m->server.sql("SELECT count(*) FROM sessions"); }
    /// At the page that asks for the password.
    Browser atPassword(const QByteArray &username, const RelyingParty &app) const
    {
        Browser browser(m->server);
        browser.open(app.authorize());
        browser.submit("submit", { { "username", username } });
        return browser;
    }
    /// A page without what differs each time.
    static QByteArray withoutRandom(QByteArray page, const QByteArray &username)
    {
        static const QRegularExpression random(
            u"(nonce=\"[^\"]*\"|name=\"csrf\" value=\"[^\"]*\"|data-csrf=\"[^\"]*\"|tx=[0-9a-f-]{36}|<code id=\"request-id\"[^>]*>[^<]*</code>)"_s);
        QString text = QString::fromUtf8(page).remove(random);
        return text.replace(QString::fromUtf8(username), u"USER"_s).toUtf8();
    }

private Q_SLOTS:
    void initTestCase() { m = std::make_unique<Twins>(); }

    void answersEveryStepWithSeeOther()
    {
        for (const RelyingParty *app : { &m->app, &m->spa, &m->appOfTwo }) {
            Browser browser(m->server);
            browser.open(app->authorize());
            QCOMPARE(browser.trail().first().status, 303);
            browser.submit("submit", { { "username", "alice" } });
            QCOMPARE(browser.trail().first().status, 303);
            browser.submit("submit", { { "password", "this is no password" } });
            QCOMPARE(browser.trail().first().status, 303);
            browser.submit("submit", { { "password", TestRealm::kPassword } });
            QCOMPARE(browser.trail().first().status, 303);
            QVERIFY(browser.hasLeft());
            QCOMPARE(browser.page().field("Cache-Control"), "no-store");
        }
    }

    void asksForBothOnOnePageWhereTheRealmSaysSo()
    {
        const auto realm = m->server.createRealm("together", { { u"identifier_first"_s, false } });
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        Browser browser(m->server);
        browser.open(app.authorize());
        QVERIFY(browser.formWith("submit")->fields.contains("username")
            && browser.formWith("submit")->fields.contains("password"));
        browser.submit("submit", { { "username", "alice" }, { "password", "this is no password" } });
        QCOMPARE(browser.formWith("submit")->fields.value("username"), "alice");
        QCOMPARE(browser.formWith("submit")->fields.value("password"), "");
        browser.submit("submit", { { "username", "alice" }, { "password", TestRealm::kPassword } });
        QVERIFY(browser.hasLeft());
    }

    void tellsPasswordManagersWhatIsWhat()
    {
        Browser browser(m->server);
        browser.open(m->app.authorize());
        // HTML 4.10.18.7.1: `webauthn` is the last token, where passkeys are offered in the same list.
        QVERIFY(browser.page().body.contains("autocomplete=\"username webauthn\""));
        browser.submit("submit", { { "username", "alice" } });
        QVERIFY(browser.page().body.contains("autocomplete=\"current-password\""));
        QVERIFY(browser.page().body.contains("autocomplete=\"username\""));
        QVERIFY(!browser.page().body.contains("onpaste") && !browser.page().body.contains("autocomplete=\"off\""));
    }

    void saysTheSameWhateverIsWrong()
    {
        const User disabled = m->one.createUser(u"disabled"_s);
        UserChanges changes;
        changes.enabled = false;
        m->one.updateUser(disabled.id, changes);
        changes = {};
        changes.username = u"no-password"_s;
        m->one.createUser(changes, {});
        const User removed = m->one.createUser(u"removed"_s);
        m->one.removeUser(removed.id);

        std::optional<QByteArray> expected;
        const QByteArray before = sessions();
        for (const auto &[username, password] : { std::pair<QByteArray, QByteArray>("alice", "this is no password"),
                 { "nobody", "this is no password" }, { "disabled", TestRealm::kPassword },
                 { "disabled", "this is no password" }, { "no-password", "anything at all" },
                 { "removed", TestRealm::kPassword }, { "alice", QByteArray(300, 'x') },
                 { "alice", "correct horse battery stapl" }, { "alice", "correct horse battery staple " },
                 { "alice", "CORRECT HORSE BATTERY STAPLE" }, { "bob@two.example", TestRealm::kPassword } }) {
            Browser browser = atPassword(username, m->app);
            const QByteArray firstPage = withoutRandom(browser.page().body, username);
            browser.submit("submit", { { "password", password } });
            QCOMPARE(browser.trail().first().status, 303);
            QCOMPARE(browser.page().status, 200);
            const QByteArray page = firstPage + withoutRandom(browser.page().body, username);
            QVERIFY(page.contains("role=\"alert\""));
            if (!expected)
                expected = page;
            QCOMPARE(page, *expected);
            QVERIFY(!browser.page().body.contains(password));
        }
        QCOMPARE(sessions(), before);
    }

    void wantsAUserNameAndAPassword()
    {
        Browser browser(m->server);
        browser.open(m->app.authorize());
        browser.submit("submit", { { "username", "  " } });
        QVERIFY(browser.page().body.contains("role=\"alert\""));
        browser.submit("submit", { { "username", "alice" } });
        browser.submit("submit", { { "password", "" } });
        QVERIFY(browser.page().body.contains("role=\"alert\""));
        browser.submit("submit", { { "password", TestRealm::kPassword } });
        QVERIFY(browser.hasLeft());
    }

    void takesTheNameInAnySpellingAndTheAddressToo()
    {
        UserChanges changes;
        changes.username = u"Dora"_s;
        changes.email = u"Dora@Example.com"_s;
        m->one.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
        for (const char *name : { "Dora", "dora", "DORA ", "dora@example.com" }) {
            Browser browser(m->server);
            QVERIFY2(!m->app.code(browser, name).isEmpty(), name);
        }
    }

    void wantsTheFormThatItShowed()
    {
        for (const bool password : { false, true }) {
            Browser browser = atPassword("alice", m->app);
            if (!password)
                browser.open(m->app.authorize());
            const auto form = *browser.formWith("submit");
            const Parameters good = form.fields.with({ { "username", "alice" }, { "password", TestRealm::kPassword } });
            Browser other = atPassword("alice", m->app);
            const QByteArray foreign = other.formWith("submit")->fields.value("csrf");
            const QByteArray before = codes();
            for (const auto &fields : { good.without("csrf"), good.with({ { "csrf", "" } }),
                     good.with({ { "csrf", "x" } }), good.with({ { "csrf", foreign } }) })
                QCOMPARE(browser.post(form.action, fields, own()).status, 403);
            for (const HeaderList &headers : { HeaderList {}, HeaderList { { "Origin", "https://evil.example" } },
                     HeaderList { { "Origin", "https://app.example" }, { "Sec-Fetch-Site", "cross-site" } },
                     HeaderList { { "Origin", "null" } }, HeaderList { { "Sec-Fetch-Site", "same-site" } },
                     HeaderList { { "Origin", "null" }, { "Sec-Fetch-Site", "none" } } })
                QCOMPARE(browser.post(form.action, good, headers).status, 403);
            QCOMPARE(codes(), before);
            QVERIFY(browser.cookieNamed("__Host-s-").isEmpty());
            // Chromium's `Origin: null` of a page without referrer is our own where Fetch Metadata says so.
            QVERIFY(!responseParameter(
                browser.post(form.action, good, { { "Origin", "null" }, { "Sec-Fetch-Site", "same-origin" } }), "code")
                    .isEmpty());
        }
    }

    void isForTheBrowserThatBeganIt()
    {
        Browser victim = atPassword("alice", m->app);
        const auto form = *victim.formWith("submit");
        const Parameters good = form.fields.with({ { "password", TestRealm::kPassword } });
        Browser withOwnFlow = atPassword("bob", m->app);
        Browser fresh(m->server);
        for (Browser *thief : { &withOwnFlow, &fresh }) {
            const auto page = thief->get(victim.address());
            QVERIFY2(isErrorPage(page), page.head);
            QVERIFY(!page.body.contains("app.example") && !page.body.contains("alice"));
            QVERIFY(thief->post(form.action, good, own()).status >= 400);
            QVERIFY(thief->cookieNamed("__Host-s-").isEmpty());
        }
        // Not under the other realm, either.
        QVERIFY(
            isErrorPage(victim.get(m->two.target("/sign-in") + victim.address().mid(victim.address().indexOf('?')))));
        QVERIFY(!responseParameter(victim.post(form.action, good, own()), "code").isEmpty());
    }

    void isUsedOnce()
    {
        Browser browser = atPassword("alice", m->app);
        const auto form = *browser.formWith("submit");
        const Parameters good = form.fields.with({ { "password", TestRealm::kPassword } });
        const QByteArray address = browser.address();
        QVERIFY(!responseParameter(browser.post(form.action, good, own()), "code").isEmpty());
        const QByteArray before = codes();
        // The back button, and the form once more.
        const auto back = browser.get(address);
        QVERIFY2(isErrorPage(back), back.head);
        QVERIFY(back.body.contains("/oauth/authorize?"));
        const auto again = browser.post(form.action, good, own());
        QVERIFY2(isErrorPage(again), again.head);
        QCOMPARE(codes(), before);
        // After cancelling the same.
        Browser cancelled = atPassword("alice", m->app);
        const auto cancelledForm = *cancelled.formWith("submit");
        cancelled.submit("cancel");
        QVERIFY(isErrorPage(cancelled.post(
            cancelledForm.action, cancelledForm.fields.with({ { "password", TestRealm::kPassword } }), own())));
        QVERIFY(cancelled.cookieNamed("__Host-s-").isEmpty());
    }

    void isUsedOnceUnderConcurrency()
    {
        for (int round = 0; round < 20; ++round) {
            Browser browser = atPassword("alice", m->app);
            const auto form = *browser.formWith("submit");
            const Parameters good = form.fields.with({ { "password", TestRealm::kPassword } });
            std::array<Reply, 4> replies;
            std::vector<std::thread> tabs;
            for (auto &reply : replies)
                tabs.emplace_back([&] {
                    HttpClient tab = browser;
                    reply = tab.post(form.action, good, own());
                });
            for (auto &tab : tabs)
                tab.join();
            QCOMPARE(std::count_if(replies.begin(), replies.end(),
                         [](const Reply &reply) { return !responseParameter(reply, "code").isEmpty(); }),
                1);
        }
    }

    void endsAfterHalfAnHour()
    {
        Browser browser = atPassword("alice", m->app);
        const auto form = *browser.formWith("submit");
        m->server.advance(31min);
        const auto reply = browser.post(form.action, form.fields.with({ { "password", TestRealm::kPassword } }), own());
        QVERIFY2(isErrorPage(reply), reply.head);
        // With a way to begin again.
        const auto start = reply.body.indexOf("href=\"", reply.body.indexOf("id=\"continue\"")) + 6;
        const QByteArray link = decodeHtml(reply.body.mid(start, reply.body.indexOf('"', start) - start));
        browser.open(link);
        browser.signIn("alice", TestRealm::kPassword);
        QCOMPARE(m->app.redeem(responseParameter(browser.page(), "code")).status, 200);
    }

    void leadsToTheClientItBeganWithWhateverTheAddressSays()
    {
        const RelyingParty other(m->one);
        Browser browser = atPassword("alice", m->app);
        const auto form = *browser.formWith("submit");
        const auto reply = browser.post(
            form.action + "&client_id=" + other.clientId() + "&redirect_uri=https%3A%2F%2Fevil.example%2F&state=x",
            form.fields.with({ { "password", TestRealm::kPassword }, { "client_id", other.clientId() },
                { "redirect_uri", "https://evil.example/" } }),
            own());
        QCOMPARE(reply.locationBase(), RelyingParty::kRedirectUri);
        QCOMPARE(responseParameter(reply, "state"), "state-of-the-client");
        QCOMPARE(m->app.redeem(responseParameter(reply, "code")).status, 200);
    }

    void keepsTabsApart()
    {
        const RelyingParty other(m->one);
        Browser browser(m->server);
        browser.open(m->app.authorize({ { "state", "first tab" } }));
        const Browser first = browser;
        browser.open(other.authorize({ { "state", "second tab" } }));
        browser.signIn("alice", TestRealm::kPassword);
        QCOMPARE(responseParameter(browser.page(), "state"), "second tab");
        QCOMPARE(other.redeem(responseParameter(browser.page(), "code")).status, 200);
        // The first tab finds the person signed in.
        const auto resumed = browser.open(first.address());
        QCOMPARE(responseParameter(resumed, "state"), "first tab");
        QCOMPARE(m->app.redeem(responseParameter(resumed, "code")).status, 200);
    }

    void givesNoCodeWhenSomethingEndedMeanwhile_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : { "user-disabled", "user-deleted", "password-changed", "client-disabled",
                 "client-deleted", "redirect-removed", "scope-removed", "realm-disabled" })
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void givesNoCodeWhenSomethingEndedMeanwhile()
    {
        QFETCH(QString, what);
        const auto realm = m->server.createRealm("meanwhile");
        const User user = realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        Browser browser = atPassword("alice", app);
        const auto form = *browser.formWith("submit");
        UserChanges userChanges;
        userChanges.enabled = false;
        ApplicationChanges changes;
        if (what == u"user-disabled")
            realm.updateUser(user.id, userChanges);
        else if (what == u"user-deleted")
            realm.removeUser(user.id);
        else if (what == u"password-changed")
            realm.changePassword(user.id, u"another horse battery staple"_s);
        else if (what == u"client-disabled") {
            changes.enabled = false;
            app.update(changes);
        } else if (what == u"client-deleted")
            realm.removeApplication(app.id());
        else if (what == u"redirect-removed") {
            changes.redirectUris = QStringList { u"https://app.example/other"_s };
            app.update(changes);
        } else if (what == u"scope-removed") {
            changes.scope = u"profile"_s;
            app.update(changes);
        } else
            realm.setEnabled(false);
        const QByteArray before = codes();
        const auto reply = browser.post(form.action, form.fields.with({ { "password", TestRealm::kPassword } }), own());
        QVERIFY2(responseParameter(reply, "code").isEmpty(), reply.head);
        QCOMPARE(codes(), before);
        if (what == u"scope-removed")
            QCOMPARE(responseParameter(reply, "error"), "invalid_scope");
        else
            QVERIFY(!reply.location().startsWith("https://app.example"));
    }

    void writesNoMarkupThatItWasGiven()
    {
        const QByteArray hostile = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>";
        ApplicationChanges changes;
        changes.clientName = QString::fromUtf8(hostile);
        const RelyingParty app(m->one, changes);
        const auto isClean = [](const Reply &page) {
            return !page.body.contains("<script>alert") && !page.body.contains("<img src=x");
        };
        Browser browser(m->server);
        browser.open(app.authorize({ { "login_hint", hostile }, { "state", hostile }, { "nonce", hostile },
            { "ui_locales", hostile }, { "prompt", "consent" } }));
        QVERIFY(isClean(browser.page()));
        QVERIFY(browser.page().body.contains("&lt;script&gt;"));
        browser.submit("submit", { { "username", hostile } });
        QVERIFY(isClean(browser.page()));
        browser.submit("submit", { { "password", "this is no password" } });
        QVERIFY(isClean(browser.page()));
        browser.open(app.authorize({ { "prompt", "consent" } }));
        browser.signIn("alice", TestRealm::kPassword);
        QVERIFY(browser.formWith("allow"));
        QVERIFY(isClean(browser.page()));
        for (const Parameters &request : { app.request({ { "redirect_uri", "https://evil.example/" + hostile } }),
                 app.request({ { "client_id", hostile } }) })
            QVERIFY(isClean(browser.open(app.authorizeWith(request))));
        QVERIFY(isClean(browser.get(m->one.target("/") + Parameters::encode(hostile))));
        QCOMPARE(
            responseParameter(browser.open(app.authorize({ { "prompt", "none" }, { "state", hostile } })), "state"),
            hostile);
    }

    void cancelsTowardsTheClient()
    {
        Browser browser = atPassword("alice", m->app);
        COMPARE_REDIRECTED_ERROR(browser.submit("cancel"), m->app, "access_denied");
        QVERIFY(browser.cookieNamed("__Host-s-").isEmpty());
    }

    void refusesTransactionsThatDoNotExist()
    {
        HttpClient client(m->server);
        for (const char *path : { "/sign-in", "/sign-in/password", "/consent" }) {
            for (const char *query : { "", "?tx=", "?tx=x", "?tx=01890a5d-ac96-774b-bcce-b302099a8057" }) {
                const auto reply = client.get(m->one.target(path) + query);
                QVERIFY2(isErrorPage(reply), path + reply.head);
            }
        }
    }

    void notesEveryAttempt()
    {
        const User user = m->one.createUser(u"noted"_s);
        const auto count = [&](const QByteArray &condition) {
            return m->server
                .sql("SELECT count(*) FROM audit_events WHERE realm_id = '" + m->one.id().toBytes()
                    + "' AND actor_id = '" + user.id.toBytes() + "' AND " + condition)
                .toInt();
        };
        Browser browser = atPassword("noted", m->app);
        browser.submit("submit", { { "password", "not the password" } });
        QCOMPARE(count("action = 'login.failed' AND outcome = 'failure' AND host(address) = '192.0.2.7'"), 1);
        browser.submit("submit", { { "password", TestRealm::kPassword } });
        QCOMPARE(count("action = 'session.started'"), 1);
        QCOMPARE(m->server.sql(
                     "SELECT count(*) FROM audit_events a WHERE a::text LIKE '%not the password%' OR a::text LIKE '%"
                     + QByteArray(TestRealm::kPassword) + "%'"),
            "0");
    }
};

AUTH_TEST(SignInTest);

#include "SignInTest.moc"
