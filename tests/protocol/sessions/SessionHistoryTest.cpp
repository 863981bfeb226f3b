// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "RelyingParty.h"
#include "ResultTest.h"

#include "app/Application.h"

#include <QtCore/QJsonArray>
#include <QtCore/QMap>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Sessions that have ended, for as long as their realm keeps them: requirements H6.
class SessionHistoryTest : public QObject {
    Q_OBJECT

    TestServer &server() { return TestServer::shared(); }
    static Browser signedIn(const TestRealm &realm)
    {
        Browser browser(realm.server());
        browser.open(realm.target("/account"));
        browser.signIn("alice", TestRealm::kPassword);
        return browser;
    }
    QJsonArray history(const TestRealm &realm, const QByteArray &query = {})
    {
        AdminCaller admin(server(), administratorToken(server()));
        return admin.call("GET", "/admin/v1/realms/" + realm.name() + "/sessions/history" + query)
            .json()[u"items"]
            .toArray();
    }
    static QStringList reasons(const QJsonArray &items)
    {
        QStringList list;
        for (const QJsonValue item : items)
            list.append(item[u"end_reason"].toString());
        list.sort();
        return list;
    }
    static QByteArray sessions(const TestRealm &realm)
    {
        return realm.server().sql("SELECT count(*) FROM sessions WHERE realm_id = '" + realm.id().toBytes() + '\'');
    }
    /// As housekeeping does it.
    static void forget(TestServer &node)
    {
        VERIFY_RESULT(node.application().background().run<Result<void>>(
            [](app::Background *background) { return background->services().sessions.forgetOld(24h * 90); }));
    }

private Q_SLOTS:
    void keepsHowEachSessionEnded()
    {
        const auto realm = server().createRealm();
        realm.createUser(u"alice"_s);
        Browser here = signedIn(realm);
        Browser ownEnd = signedIn(realm);
        Browser out = signedIn(realm);
        out.submit("confirm-logout");
        AdminCaller admin(server(), administratorToken(server()));
        const QByteArray list = "/admin/v1/realms/" + realm.name() + "/sessions";
        QCOMPARE(reasons(history(realm)), QStringList { u"signed out"_s });
        here.open(realm.target("/account"));
        here.submit("revoke-others");
        QCOMPARE(reasons(history(realm)), (QStringList { u"ended by the person"_s, u"signed out"_s }));
        Browser third = signedIn(realm);
        const QString id = admin.call("GET", list + "?sort=-created_at").json()[u"items"][0][u"id"].toString();
        QCOMPARE(admin.call("DELETE", list + '/' + id.toLatin1()).status, 204);
        const QJsonArray all = history(realm);
        QCOMPARE(
            reasons(all), (QStringList { u"ended by an administrator"_s, u"ended by the person"_s, u"signed out"_s }));
        for (const QJsonValue item : all) {
            QCOMPARE(item[u"username"].toString(), u"alice"_s);
            QVERIFY(item[u"ended_at"].toString() >= item[u"created_at"].toString());
            // What is over opens nothing, and is no live session.
            QCOMPARE(admin.call("GET", list + '/' + item[u"id"].toString().toLatin1()).status, 404);
        }
        const QJsonArray live = admin.call("GET", list).json()[u"items"].toArray();
        QCOMPARE(live.size(), 1);
        QVERIFY(!live[0].toObject().contains(u"ended_at"_s));
        // The person sees it as well, in words.
        here.open(realm.target("/account"));
        for (const char *said : { "Recent activity", "Signed out", "Ended by you", "Ended by an administrator" })
            QVERIFY2(here.page().body.contains(said), said);
    }

    void saysOfWhatNobodyEndedThatItExpiredOrWasNotUsed()
    {
        const auto expiring
            = server().createRealm("brief", { { u"session_idle_timeout"_s, 100 }, { u"session_lifetime"_s, 100 } });
        const auto idle
            = server().createRealm("idle", { { u"session_idle_timeout"_s, 100 }, { u"session_lifetime"_s, 7200 } });
        for (const auto &realm : { expiring, idle }) {
            realm.createUser(u"alice"_s);
            signedIn(realm);
            QVERIFY(history(realm).isEmpty());
            // That it was used is written a moment later.
            QTRY_COMPARE(server().sql("SELECT last_seen_at > created_at FROM sessions WHERE realm_id = '"
                             + realm.id().toBytes() + '\''),
                "t");
        }
        server().advance(10min);
        QCOMPARE(reasons(history(expiring)), QStringList { u"expired"_s });
        const QJsonArray unused = history(idle);
        QCOMPARE(reasons(unused), QStringList { u"not used for too long"_s });
        // It ended when it was over, and not when its time would have been.
        QVERIFY(unused[0][u"ended_at"].toString() < unused[0][u"expires_at"].toString());
        Browser browser = signedIn(idle);
        QVERIFY(browser.page().body.contains("Ended because it was not used"));
    }

    void filtersAndPagesLikeEveryList()
    {
        const auto realm = server().createRealm();
        realm.createUser(u"alice"_s);
        realm.createUser(u"bob"_s);
        for (int i = 0; i < 3; ++i)
            signedIn(realm).submit("confirm-logout");
        Browser bob(server());
        bob.open(realm.target("/account"));
        bob.signIn("bob", TestRealm::kPassword);
        bob.submit("confirm-logout");
        QCOMPARE(history(realm).size(), 4);
        QCOMPARE(history(realm, "?q=username:bob").size(), 1);
        QCOMPARE(history(realm, "?q=end_reason:%22signed%20out%22%20username:alice").size(), 3);
        QCOMPARE(history(realm, "?q=ended_at%3C2020-01-01").size(), 0);
        AdminCaller admin(server(), administratorToken(server()));
        const QByteArray list = "/admin/v1/realms/" + realm.name() + "/sessions/history";
        const Reply first = admin.call("GET", list + "?limit=3");
        QCOMPARE(first.json()[u"items"].toArray().size(), 3);
        const Reply rest = admin.call("GET", list + "?limit=3&after=" + first.text("next").toLatin1());
        QCOMPARE(rest.json()[u"items"].toArray().size(), 1);
        QVERIFY(rest.json()[u"next"].isNull());
        // Another realm has nothing of it; who may not read sessions reads none that ended.
        QVERIFY(history(server().createRealm()).isEmpty());
        AdminCaller stranger(server(), tokenFor(server(), realm.name(), "users:read"));
        QCOMPARE(stranger.call("GET", list).status, 403);
        AdminCaller reader(server(), tokenFor(server(), realm.name(), "sessions:read"));
        QCOMPARE(reader.call("GET", list).status, 200);
    }

    void forgetsWhatIsOlderThanItsRealmKeepsIt()
    {
        // One of its own: months go by.
        TestServer node({ .threads = 1 });
        const auto brief = node.createRealm("brief", { { u"session_history"_s, 86'400 } });
        const auto usual = node.createRealm();
        for (const auto &realm : { brief, usual }) {
            realm.createUser(u"alice"_s);
            signedIn(realm).submit("confirm-logout");
        }
        node.advance(24h * 2);
        forget(node);
        QCOMPARE(sessions(brief), "0");
        QCOMPARE(sessions(usual), "1");
        // A live one is never too old.
        const auto patient = node.createRealm("patient",
            { { u"session_history"_s, 0 }, { u"session_lifetime"_s, 86'400 * 30 },
                { u"session_idle_timeout"_s, 86'400 * 30 } });
        patient.createUser(u"alice"_s);
        signedIn(patient);
        node.advance(24h * 10);
        forget(node);
        QCOMPARE(sessions(patient), "1");
        node.advance(24h * 90);
        forget(node);
        QCOMPARE(sessions(patient), "0");
        QCOMPARE(sessions(usual), "0");
    }
};

AUTH_TEST(SessionHistoryTest);
#include "SessionHistoryTest.moc"
