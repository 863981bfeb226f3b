// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "Twins.h"

#include "core/Base64Url.h"

#include <thread>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// RFC 6749 §6, RFC 9700 §4.14, OpenID Connect Core §12.
class RefreshTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;

    QByteArray audited(const char *action) const
    {
        return m->server.sql(QByteArray("SELECT count(*) FROM audit_events WHERE action = '") + action
            + "' AND realm_id = '" + m->one.id().toBytes() + '\'');
    }

private Q_SLOTS:
    void initTestCase() { m = std::make_unique<Twins>(); }

    void givesASuccessorAndFreshTokens()
    {
        for (const RelyingParty *app : { &m->app, &m->spa, &m->appOfTwo }) {
            const Tokens first = app->tokens();
            m->server.advance(2s);
            const auto reply = app->refresh(first.refresh);
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.field("Cache-Control"), "no-store");
            const Tokens second(reply);
            QVERIFY(second.refresh != first.refresh);
            QVERIFY(second.access != first.access);
            const auto before = verifiedToken(app->realm(), first.id, "JWT");
            const auto after = verifiedToken(app->realm(), second.id, "JWT");
            VERIFY_RESULT(before);
            VERIFY_RESULT(after);
            // OpenID Connect Core §12.2.
            for (const char *same : { "iss", "sub", "aud", "auth_time", "acr", "sid" })
                QCOMPARE(after->claims[QLatin1StringView(same)], before->claims[QLatin1StringView(same)]);
            QVERIFY(!after->claims.contains(u"nonce"));
            QVERIFY(after->claims[u"iat"].toInteger() > before->claims[u"iat"].toInteger());
            QCOMPARE(app->userinfo(second.access).status, 200);
        }
    }

    void answersARetryWithTheSameSuccessorWhileThatIsUnused()
    {
        const Tokens first = m->app.tokens();
        const Tokens second(m->app.refresh(first.refresh));
        m->server.advance(9s);
        const Tokens retried(m->app.refresh(first.refresh));
        QCOMPARE(retried.refresh, second.refresh);
        QVERIFY(retried.access != second.access);
        QCOMPARE(Tokens(m->app.refresh(first.refresh)).refresh, second.refresh);
        QVERIFY(m->app.isActive(retried.access) && m->app.isActive(second.access));
        // The chain goes on.
        QVERIFY(Tokens(m->app.refresh(second.refresh)).isComplete());
    }

    void endsTheFamilyWhenATokenComesBackTooLate()
    {
        const Tokens first = m->app.tokens();
        const Tokens second(m->app.refresh(first.refresh));
        m->server.advance(11s);
        const QByteArray reuses = audited("refresh_token.reused");
        COMPARE_OAUTH_ERROR(m->app.refresh(first.refresh), 400, "invalid_grant");
        COMPARE_OAUTH_ERROR(m->app.refresh(second.refresh), 400, "invalid_grant");
        for (const QByteArray &access : { first.access, second.access }) {
            QVERIFY(!m->app.isActive(access));
            QCOMPARE(m->app.userinfo(access).status, 401);
        }
        QCOMPARE(audited("refresh_token.reused").toInt(), reuses.toInt() + 1);
    }

    void endsTheFamilyWhenATokenComesBackAfterItsSuccessorWasUsed()
    {
        const Tokens first = m->app.tokens();
        const Tokens second(m->app.refresh(first.refresh));
        const Tokens third(m->app.refresh(second.refresh));
        QVERIFY(third.isComplete());
        // Within ten seconds, but the successor is no secret between the two any more.
        COMPARE_OAUTH_ERROR(m->app.refresh(first.refresh), 400, "invalid_grant");
        COMPARE_OAUTH_ERROR(m->app.refresh(third.refresh), 400, "invalid_grant");
        QVERIFY(!m->app.isActive(third.access));
    }

    void givesConcurrentRefreshesTheSameSuccessor_data()
    {
        QTest::addColumn<int>("threads");
        QTest::newRow("two at once") << 2;
        QTest::newRow("eight at once") << 8;
    }
    void givesConcurrentRefreshesTheSameSuccessor()
    {
        QFETCH(int, threads);
        QByteArray current = m->spa.tokens().refresh;
        for (int round = 0; round < 400 / threads; ++round) {
            std::vector<Tokens> outcomes(static_cast<size_t>(threads));
            std::vector<std::thread> clients;
            for (auto &outcome : outcomes)
                clients.emplace_back([&] { outcome = Tokens(m->spa.refresh(current)); });
            for (auto &client : clients)
                client.join();
            for (const auto &outcome : outcomes) {
                QVERIFY(outcome.isComplete());
                QCOMPARE(outcome.refresh, outcomes.front().refresh);
            }
            QVERIFY(outcomes.front().refresh != current);
            current = outcomes.front().refresh;
        }
        QVERIFY(Tokens(m->spa.refresh(current)).isComplete());
    }

    void letsNothingOfAFamilyWorkOnceARevocationWasAnswered()
    {
        for (int round = 0; round < 100; ++round) {
            Browser browser(m->server);
            static QMap<QByteArray, QByteArray> cookies;
            for (auto cookie = cookies.begin(); cookie != cookies.end(); ++cookie)
                browser.setCookie(cookie.key(), cookie.value());
            const Tokens tokens(m->app.redeem(m->app.code(browser)));
            cookies = browser.cookies();
            Reply refreshed;
            std::thread refreshing([&] { refreshed = m->app.refresh(tokens.refresh); });
            QCOMPARE(m->app.revoke(tokens.refresh).status, 200);
            refreshing.join();
            QVERIFY(!m->app.isActive(tokens.access));
            if (refreshed.status != 200) {
                COMPARE_OAUTH_ERROR(refreshed, 400, "invalid_grant");
                continue;
            }
            QVERIFY(!m->app.isActive(Tokens(refreshed).access));
            QCOMPARE(m->app.userinfo(Tokens(refreshed).access).status, 401);
            COMPARE_OAUTH_ERROR(m->app.refresh(Tokens(refreshed).refresh), 400, "invalid_grant");
        }
    }

    void narrowsTheScopeForOneAccessTokenOnly()
    {
        const Tokens tokens = m->app.tokens("alice", { { "scope", "openid profile email" } });
        const Tokens narrow(m->app.refresh(tokens.refresh, { { "scope", "openid email" } }));
        QCOMPARE(narrow.scope, "openid email");
        QCOMPARE(verifiedToken(m->one, narrow.access, "at+jwt")->claims[u"scope"].toString(), u"openid email"_s);
        const Tokens wide(m->app.refresh(narrow.refresh));
        QCOMPARE(wide.scope, "openid profile email");
        // Without openid there is no ID token.
        QVERIFY(Tokens(m->app.refresh(wide.refresh, { { "scope", "email" } })).id.isEmpty());
    }

    void refusesAWiderScopeAndKeepsTheToken()
    {
        const Tokens tokens = m->app.tokens("alice", { { "scope", "openid profile" } });
        for (const char *scope :
            { "openid profile email", "openid offline_access", "unknown", "openid  profile", "OPENID" })
            COMPARE_OAUTH_ERROR(m->app.refresh(tokens.refresh, { { "scope", scope } }), 400, "invalid_scope");
        QVERIFY(Tokens(m->app.refresh(tokens.refresh)).isComplete());
    }

    void staysWithinTheResourcesOfTheGrant()
    {
        ApplicationChanges changes;
        changes.metadata
            = { { u"allowed_resources"_s, QJsonArray { u"https://orders.example"_s, u"https://stock.example"_s } } };
        const RelyingParty app(m->one, changes);
        const Tokens tokens = app.tokens("alice", { { "resource", "https://orders.example" } });
        COMPARE_OAUTH_ERROR(
            app.refresh(tokens.refresh, { { "resource", "https://stock.example" } }), 400, "invalid_target");
        const Tokens refreshed(app.refresh(tokens.refresh, { { "resource", "https://orders.example" } }));
        QCOMPARE(
            verifiedToken(m->one, refreshed.access, "at+jwt")->claims[u"aud"].toString(), u"https://orders.example"_s);
    }

    void endsWithTheSession()
    {
        const Tokens tokens = m->app.tokens();
        QByteArray current = tokens.refresh;
        // Used every hour, the session goes on until its twelve hours are over.
        for (int hour = 0; hour < 11; ++hour) {
            m->server.advance(1h);
            current = Tokens(m->app.refresh(current)).refresh;
            QVERIFY2(!current.isEmpty(), QByteArray::number(hour));
        }
        m->server.advance(61min);
        COMPARE_OAUTH_ERROR(m->app.refresh(current), 400, "invalid_grant");
    }

    void endsWhenItIsNotUsed()
    {
        const Tokens tokens = m->app.tokens();
        m->server.advance(119min);
        const Tokens refreshed(m->app.refresh(tokens.refresh));
        QVERIFY(refreshed.isComplete());
        m->server.advance(121min);
        COMPARE_OAUTH_ERROR(m->app.refresh(refreshed.refresh), 400, "invalid_grant");
    }

    void letsOfflineAccessOutliveTheSessionForThirtyDaysAtMost()
    {
        Browser browser(m->server);
        const Tokens tokens(m->app.redeem(m->app.code(browser, "alice", { { "scope", "openid offline_access" } })));
        QCOMPARE(tokens.scope, "openid offline_access");
        browser.open(m->one.target("/sign-out"));
        browser.submit("confirm-logout");
        m->server.advance(29 * 24h + 23h);
        const Tokens late(m->app.refresh(tokens.refresh));
        QVERIFY(late.isComplete());
        // Its own access tokens have no session to end with.
        QVERIFY(!verifiedToken(m->one, late.access, "at+jwt")->claims.contains(u"sid"));
        QCOMPARE(m->app.userinfo(late.access).status, 200);
        m->server.advance(2h);
        COMPARE_OAUTH_ERROR(m->app.refresh(late.refresh), 400, "invalid_grant");
    }

    void givesOfflineAccessOnlyWhereItWasGranted()
    {
        ApplicationChanges changes;
        changes.scope = u"openid profile"_s;
        const RelyingParty app(m->one, changes);
        COMPARE_REDIRECTED_ERROR(
            HttpClient(m->server).get(app.authorize({ { "scope", "openid offline_access" } })), app, "invalid_scope");
        Browser browser(m->server);
        const Tokens tokens(m->app.redeem(m->app.code(browser)));
        browser.open(m->one.target("/sign-out"));
        browser.submit("confirm-logout");
        COMPARE_OAUTH_ERROR(m->app.refresh(tokens.refresh), 400, "invalid_grant");
    }

    void endsWithWhatItRestsOn_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<bool>("offline");
        for (const char *what : { "user disabled", "user deleted", "password changed", "session revoked",
                 "client disabled", "client deleted", "realm disabled" }) {
            QTest::newRow(what) << QString::fromLatin1(what) << false;
            if (qstrcmp(what, "session revoked") != 0)
                QTest::newRow((QByteArray(what) + ", offline").constData()) << QString::fromLatin1(what) << true;
        }
    }
    void endsWithWhatItRestsOn()
    {
        QFETCH(QString, what);
        QFETCH(bool, offline);
        const auto realm = m->server.createRealm("ends");
        const User user = realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        Browser browser(m->server);
        const Tokens tokens(
            app.redeem(app.code(browser, "alice", { { "scope", offline ? "openid offline_access" : "openid" } })));
        const Tokens refreshed(app.refresh(tokens.refresh));
        QVERIFY(refreshed.isComplete());
        QCOMPARE(app.userinfo(refreshed.access).status, 200);

        UserChanges userChanges;
        userChanges.enabled = false;
        ApplicationChanges applicationChanges;
        applicationChanges.enabled = false;
        if (what == u"user disabled")
            realm.updateUser(user.id, userChanges);
        else if (what == u"user deleted")
            realm.removeUser(user.id);
        else if (what == u"password changed")
            realm.changePassword(user.id, u"another horse battery staple"_s);
        else if (what == u"session revoked") {
            Browser second(m->server);
            second.open(realm.target("/account"));
            second.signIn("alice", TestRealm::kPassword);
            second.submit("revoke-others");
        } else if (what == u"client disabled")
            app.update(applicationChanges);
        else if (what == u"client deleted")
            realm.removeApplication(app.id());
        else
            realm.setEnabled(false);

        const auto reply = app.refresh(refreshed.refresh);
        if (what.startsWith(u"client"))
            COMPARE_OAUTH_ERROR(reply, 401, "invalid_client");
        else if (what == u"realm disabled")
            QCOMPARE(reply.status, 404);
        else
            COMPARE_OAUTH_ERROR(reply, 400, "invalid_grant");
        // The retry of the predecessor is no way around it.
        QVERIFY(app.refresh(tokens.refresh).status >= 400);
        // And access tokens end at once.
        QCOMPARE(app.userinfo(refreshed.access).status, what == u"realm disabled" ? 404 : 401);
    }

    void isNobodyElsesToUse()
    {
        const Tokens tokens = m->app.tokens();
        const RelyingParty other(m->one);
        COMPARE_OAUTH_ERROR(other.refresh(tokens.refresh), 400, "invalid_grant");
        COMPARE_OAUTH_ERROR(m->spa.refresh(tokens.refresh), 400, "invalid_grant");
        COMPARE_OAUTH_ERROR(m->appOfTwo.refresh(tokens.refresh), 400, "invalid_grant");
        // An old one too: a stranger cannot end the family.
        const Tokens second(m->app.refresh(tokens.refresh));
        m->server.advance(11s);
        COMPARE_OAUTH_ERROR(other.refresh(tokens.refresh), 400, "invalid_grant");
        COMPARE_OAUTH_ERROR(m->appOfTwo.refresh(tokens.refresh), 400, "invalid_grant");
        QVERIFY(Tokens(m->app.refresh(second.refresh)).isComplete());
    }

    void refusesATokenThatIsNotExactlyOurs()
    {
        const Tokens tokens = m->app.tokens();
        const auto bytes = fromBase64Url(tokens.refresh);
        QVERIFY(bytes);
        QList<QByteArray> forgeries { tokens.refresh + 'A', tokens.refresh + '=', tokens.refresh + '.',
            'A' + tokens.refresh, tokens.refresh.toUpper(), ' ' + tokens.refresh, tokens.refresh + ' ',
            tokens.refresh + '\n', "", "A", QByteArray(10'000, 'A'), tokens.access, tokens.id };
        for (qsizetype length = 1; length < tokens.refresh.size(); length += 7)
            forgeries.append(tokens.refresh.first(length));
        for (qsizetype i = 0; i < bytes->size(); ++i) {
            QByteArray flipped = *bytes;
            flipped[i] = static_cast<char>(flipped[i] ^ (1 << (i % 8)));
            forgeries.append(toBase64Url(flipped));
        }
        for (const auto &forgery : forgeries) {
            const auto reply = m->app.refresh(forgery);
            QVERIFY2(reply.status == 400, forgery);
            QCOMPARE(reply.error(), forgery.isEmpty() ? "invalid_request" : "invalid_grant");
        }
        // None of them ended the family.
        QVERIFY(Tokens(m->app.refresh(tokens.refresh)).isComplete());
    }

    void keepsNoRefreshTokenInTheDatabase()
    {
        const Tokens tokens = m->app.tokens();
        const auto bytes = fromBase64Url(tokens.refresh);
        QCOMPARE(m->server.sql("SELECT count(*) FROM refresh_families f WHERE f::text LIKE '%" + tokens.refresh
                     + "%' OR f::text LIKE '%" + bytes->last(32).toHex() + "%'"),
            "0");
    }
};

AUTH_TEST(RefreshTest);

#include "RefreshTest.moc"
