// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "Statements.h"
#include "Twins.h"

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// A session that a node has in memory (decision 0007) ends as one that it has not.
class WarmSessionTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TestServer> m_here;
    std::unique_ptr<TestServer> m_there; ///< One thread: what it knows, all of it knows.

    /// A person with a browser at this node, whose cookies somebody presents at the other, too.
    struct Visit {
        TestRealm realm;
        User alice;
        RelyingParty app;
        RelyingParty appThere;
        Browser browser;
        HttpClient there;

        Visit(TestServer *here, TestServer *atOther, const QJsonObject &settings)
            : realm(here->createRealm("warm", settings))
            , alice(realm.createUser(u"alice"_s))
            , app(realm)
            , appThere(app.seenFrom(*atOther))
            , browser(*here)
            , there(*atOther)
        {
            app.code(browser);
            takeCookies();
        }
        void takeCookies()
        {
            for (auto cookie = browser.cookies().begin(); cookie != browser.cookies().end(); ++cookie)
                there.setCookie(cookie.key(), cookie.value());
        }
        static bool isSignedIn(HttpClient client, const RelyingParty &app)
        {
            return !responseParameter(client.get(app.authorize({ { "prompt", "none" } })), "code").isEmpty();
        }
        /// By the cookies of before, not by those that the browser has got since.
        bool isSignedInThere() const { return isSignedIn(there, appThere); }
        bool isRefusedThere() const
        {
            return responseParameter(HttpClient(there).get(appThere.authorize({ { "prompt", "none" } })), "error")
                == "login_required";
        }
        QByteArray one(const QByteArray &column) const
        {
            return realm.server().sql("SELECT " + column + " FROM sessions WHERE realm_id = '" + realm.id().toBytes()
                + "' ORDER BY id LIMIT 1");
        }
        void changeRow(const QByteArray &change) const
        {
            realm.server().sql("UPDATE sessions SET " + change + " WHERE realm_id = '" + realm.id().toBytes()
                + "' AND id = '" + one("id") + '\'');
        }
    };
    Visit visit(const QJsonObject &settings = {}) const { return { m_here.get(), m_there.get(), settings }; }

    static qint64 lookups() { return statements().value("session_find_by_token_hash"); }
    /// Until a request at the other node needs no query. One after which news were late is no proof.
    static bool getsWarmThere(const Visit &visit)
    {
        return QTest::qWaitFor([&] {
            const qint64 before = lookups();
            return visit.isSignedInThere() && lookups() == before;
        });
    }
    /// The same at this node, where each of the threads has to know it.
    static bool getsWarmHere(const HttpClient &client, const RelyingParty &app)
    {
        int inARow = 0;
        return QTest::qWaitFor([&] {
            const qint64 before = lookups();
            inARow = Visit::isSignedIn(client, app) && lookups() == before ? inARow + 1 : 0;
            return inARow == 12;
        });
    }
    AdminCaller administrator() const { return { *m_here, administratorToken(*m_here) }; }

    /// What ends the session of \a visit's browser, or takes its cookie, at this node.
    void end(const Visit &visit, const QString &how)
    {
        const QByteArray admin = "/admin/v1/realms/" + visit.realm.name();
        Browser browser = visit.browser;
        UserChanges disabled;
        disabled.enabled = false;
        if (how == u"signed out") {
            browser.open(visit.realm.target("/account"));
            browser.submit("confirm-logout");
        } else if (how == u"another sign-in in its place") {
            browser.open(visit.app.authorize({ { "prompt", "login" } }));
            browser.signIn("alice", TestRealm::kPassword);
        } else if (how == u"signed out everywhere else") {
            Browser other(*m_here);
            visit.app.code(other);
            other.open(visit.realm.target("/account"));
            other.submit("revoke-others");
        } else if (how == u"more than the realm allows") {
            Browser other(*m_here);
            visit.app.code(other);
        } else if (how == u"an administrator") {
            QCOMPARE(administrator().call("DELETE", admin + "/sessions/" + visit.one("id")).status, 204);
        } else if (how == u"all of the realm") {
            QCOMPARE(administrator().call("POST", admin + "/sessions/revoke-all", { { u"everything"_s, true } }).status,
                200);
        } else if (how == u"another password") {
            visit.realm.changePassword(visit.alice.id, u"another horse battery staple"_s);
        } else if (how == u"disabled and enabled") {
            visit.realm.updateUser(visit.alice.id, disabled);
            disabled.enabled = true;
            visit.realm.updateUser(visit.alice.id, disabled);
        } else if (how == u"deleted") {
            visit.realm.removeUser(visit.alice.id);
        } else {
            QCOMPARE(how, u"realm disabled and enabled"_s);
            for (const bool enabled : { false, true })
                QCOMPARE(administrator().call("PATCH", admin, { { u"enabled"_s, enabled } }).status, 200);
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_here = std::make_unique<TestServer>();
        m_there = std::make_unique<TestServer>(TestServer::Options { .threads = 1, .joins = m_here.get() });
    }
    void cleanupTestCase()
    {
        m_there.reset();
        m_here.reset();
    }

    void endsOnEveryThreadAndNode_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : { "signed out", "another sign-in in its place", "signed out everywhere else",
                 "more than the realm allows", "an administrator", "all of the realm", "another password",
                 "disabled and enabled", "deleted", "realm disabled and enabled" })
            QTest::newRow(how) << QString::fromLatin1(how);
    }
    void endsOnEveryThreadAndNode()
    {
        QFETCH(QString, how);
        const Visit visit = this->visit({ { u"session_limit"_s, how == u"more than the realm allows" ? 1 : 0 } });
        const HttpClient client = visit.browser;
        QVERIFY(getsWarmHere(client, visit.app));
        QVERIFY(getsWarmThere(visit));
        end(visit, how);
        // Here at once, whichever thread answers.
        for (int i = 0; i < 12; ++i)
            QVERIFY(!Visit::isSignedIn(client, visit.app));
        QTRY_VERIFY(visit.isRefusedThere());
    }

    void opensNothingWithTheCookieOfBeforeAStepUp()
    {
        Visit visit = this->visit({ { u"mfa"_s, u"off"_s } });
        const AuthenticatorApp phone = AuthenticatorApp::enrolled(visit.realm);
        visit.app.code(visit.browser);
        visit.takeCookies();
        const HttpClient old = visit.browser;
        QVERIFY(getsWarmHere(old, visit.app));
        QVERIFY(getsWarmThere(visit));
        const Tokens tokens(visit.app.redeem(visit.app.code(visit.browser)));
        visit.browser.open(
            visit.app.authorize({ { "claims", "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"2\"}}}" } }));
        visit.browser.submit("submit", { { "code", phone.code() } });
        QVERIFY(visit.browser.hasLeft());
        for (int i = 0; i < 12; ++i)
            QVERIFY(!Visit::isSignedIn(old, visit.app));
        QTRY_VERIFY(visit.isRefusedThere());
        // It is the same session, with all that applications got of it.
        QVERIFY(Visit::isSignedIn(visit.browser, visit.app));
        visit.takeCookies();
        QVERIFY(visit.isSignedInThere());
        QVERIFY(visit.appThere.isActive(tokens.access));
    }

    void endsWhenItIsNotUsedOrOver()
    {
        const Visit visit = this->visit({ { u"session_idle_timeout"_s, 100 }, { u"session_lifetime"_s, 250 } });
        QVERIFY(getsWarmThere(visit));
        m_here->advance(70s);
        // Memory alone does not keep it: that it is used is written.
        QVERIFY(getsWarmThere(visit));
        QTRY_COMPARE(visit.one("last_seen_at > created_at + interval '60 s'"), "t");
        m_here->advance(70s);
        QVERIFY(Visit::isSignedIn(visit.browser, visit.app));
        QTRY_COMPARE(visit.one("last_seen_at > created_at + interval '130 s'"), "t");
        m_here->advance(70s);
        // Used elsewhere meanwhile, which is in the row and not in this node's memory.
        QVERIFY(getsWarmThere(visit));
        m_here->advance(70s);
        QVERIFY(visit.isRefusedThere());

        const Visit idle = this->visit({ { u"session_idle_timeout"_s, 100 }, { u"session_lifetime"_s, 7200 } });
        QVERIFY(getsWarmThere(idle));
        m_here->advance(101s);
        QVERIFY(idle.isRefusedThere());
    }

    void isReadAgainWhereNewsWereLost()
    {
        const Visit visit = this->visit();
        QVERIFY(getsWarmThere(visit));
        // Nobody tells of this.
        visit.changeRow("ended_at = last_seen_at");
        m_here->sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() "
                    "AND application_name = 'auth-server session'");
        QTRY_VERIFY(visit.isRefusedThere());
    }

    void isReadAgainAfterFiveMinutes()
    {
        const Visit visit = this->visit();
        QVERIFY(getsWarmThere(visit));
        visit.changeRow("ended_at = last_seen_at");
        m_here->advance(301s);
        QVERIFY(visit.isRefusedThere());
    }

    void isReadBeforeItChangesAnything()
    {
        Visit visit = this->visit();
        Browser other(*m_here);
        QVERIFY(!visit.app.code(other).isEmpty());
        visit.browser.open(visit.realm.target("/account"));
        QVERIFY(visit.browser.formWith("revoke-others"));
        QVERIFY(getsWarmHere(visit.browser, visit.app));
        visit.changeRow("ended_at = last_seen_at");
        visit.browser.submit("revoke-others");
        QVERIFY(!visit.browser.trail().first().location().contains("revoked=1"));
        QVERIFY(Visit::isSignedIn(other, visit.app));
    }
};

AUTH_TEST(WarmSessionTest);

#include "WarmSessionTest.moc"
