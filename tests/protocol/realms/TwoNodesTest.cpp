// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "ResultTest.h"
#include "TestRedis.h"
#include "Twins.h"
#include "protocol/client_auth/SigningClient.h"

#include <QtCore/QJsonArray>

#include <thread>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Two servers over one database: any of them answers any request, also the second half of what the other began.
class TwoNodesTest : public QObject {
    Q_OBJECT

protected:
    virtual QMap<QByteArray, QByteArray> settingsOfFirst() { return {}; }
    virtual QMap<QByteArray, QByteArray> settingsOfSecond() { return {}; }

    /// Does \a condition come to hold at the other node? Its threads hear of a change one after the other, so one answer
    /// proves nothing.
    static bool settles(const std::function<bool()> &condition)
    {
        int inARow = 0;
        return QTest::qWaitFor([&] {
            inARow = condition() ? inARow + 1 : 0;
            return inARow == 8;
        });
    }
    bool settlesThereAt(int status)
    {
        return settles([&] { return HttpClient(*m_second).get(m_there->authorize()).status == status; });
    }
    bool endsThere(const QByteArray &accessToken)
    {
        return settles([&] { return !m_there->isActive(accessToken); });
    }
    void revokeHereAndSeeItThere()
    {
        const Tokens tokens = m_here->tokens();
        QVERIFY(m_there->isActive(tokens.access));
        QCOMPARE(m_here->revoke(tokens.refresh).status, 200);
        COMPARE_OAUTH_ERROR(m_there->refresh(tokens.refresh), 400, "invalid_grant");
        QVERIFY(endsThere(tokens.access));
        QCOMPARE(m_there->userinfo(tokens.access).status, 401);
    }

    std::unique_ptr<TestServer> m_first;
    std::unique_ptr<TestServer> m_second;
    std::optional<TestRealm> m_realm;
    std::optional<RelyingParty> m_here;
    std::optional<RelyingParty> m_there;
    std::optional<User> m_alice;

private Q_SLOTS:
    void initTestCase()
    {
        m_first = std::make_unique<TestServer>(TestServer::Options { .settings = settingsOfFirst() });
        m_second = std::make_unique<TestServer>(TestServer::Options { .settings = settingsOfSecond(), .joins = m_first.get() });
        m_realm = m_first->createRealm();
        m_alice = m_realm->createUser(u"alice"_s);
        m_here.emplace(*m_realm);
        m_there = m_here->seenFrom(*m_second);
    }
    void cleanupTestCase()
    {
        m_here.reset();
        m_there.reset();
        m_second.reset();
        m_first.reset();
    }

    void goOnWithWhatTheOtherBegan()
    {
        Browser here(*m_first);
        here.open(m_here->authorize());
        here.submit("submit", { { "username", "alice" } });
        // The password, the code and the refresh at the other node, with the cookies of the first.
        const auto form = *here.formWith("submit");
        HttpClient there(*m_second);
        for (auto cookie = here.cookies().begin(); cookie != here.cookies().end(); ++cookie)
            there.setCookie(cookie.key(), cookie.value());
        const auto reply = there.post(form.action, form.fields.with({ { "password", TestRealm::kPassword } }),
            { { "Origin", m_first->publicUrl() }, { "Sec-Fetch-Site", "same-origin" } });
        const Tokens tokens(m_here->redeem(responseParameter(reply, "code")));
        QVERIFY(tokens.isComplete());
        QCOMPARE(m_there->userinfo(tokens.access).status, 200);
        const Tokens refreshed(m_there->refresh(tokens.refresh));
        QCOMPARE(Tokens(m_here->refresh(tokens.refresh)).refresh, refreshed.refresh);
        QVERIFY(m_here->isActive(refreshed.access));
        // One set of keys, whoever made them.
        QCOMPARE(publishedKeys(m_here->realm()), publishedKeys(m_there->realm()));
        VERIFY_RESULT(verifiedToken(m_there->realm(), tokens.id, "JWT"));
    }

    void bothKnowARealmsHostNames()
    {
        const QByteArray host = "login." + m_realm->name() + ".example";
        const auto issuerThere = [&] {
            return HttpClient(*m_second).get("/.well-known/openid-configuration", { { "Host", host } }).text("issuer");
        };
        AdminCaller caller(*m_first, administratorToken(*m_first));
        const auto name = [&](const QJsonArray &hosts) {
            return caller.call("PATCH", "/admin/v1/realms/" + m_realm->name(), { { u"host_names"_s, hosts } }).status;
        };
        // It is not known there, and that is remembered.
        QCOMPARE(issuerThere().toLatin1(), m_first->publicUrl());
        QCOMPARE(name({ QString::fromLatin1(host) }), 200);
        QVERIFY(settles([&] { return issuerThere() == u"https://"_s + QString::fromLatin1(host); }));
        QCOMPARE(name({}), 200);
        QVERIFY(settles([&] { return issuerThere().toLatin1() == m_first->publicUrl(); }));
    }

    void countAnAssertionOnce()
    {
        const SigningClient here(*m_realm);
        const Parameters once = Parameters { { "grant_type", "client_credentials" } }.with(here.assertion());
        const QByteArray target = m_realm->target("/oauth/token");
        QCOMPARE(HttpClient(*m_second).post(target, once).status, 200);
        COMPARE_OAUTH_ERROR(HttpClient(*m_first).post(target, once), 401, "invalid_client");
    }

    void agreeOnWhoWasFirst()
    {
        Browser browser(*m_first);
        QVERIFY(!m_here->code(browser).isEmpty());
        for (int round = 0; round < 150; ++round) {
            const QByteArray code = m_here->code(browser);
            std::array<Reply, 2> replies;
            std::thread other([&] { replies[1] = m_there->redeem(code); });
            replies[0] = m_here->redeem(code);
            other.join();
            const auto good
                = std::count_if(replies.begin(), replies.end(), [](const Reply &reply) { return reply.status == 200; });
            QCOMPARE(good, 1);
            const Tokens won(replies[0].status == 200 ? replies[0] : replies[1]);
            // The second use ended what the first gave.
            COMPARE_OAUTH_ERROR(m_here->refresh(won.refresh), 400, "invalid_grant");
            COMPARE_OAUTH_ERROR(m_there->refresh(won.refresh), 400, "invalid_grant");
        }
    }

    void giveConcurrentRefreshesTheSameSuccessor()
    {
        QByteArray current = m_here->tokens().refresh;
        for (int round = 0; round < 150; ++round) {
            Tokens there;
            std::thread other([&] { there = Tokens(m_there->refresh(current)); });
            const Tokens here(m_here->refresh(current));
            other.join();
            QVERIFY(here.isComplete() && there.isComplete());
            QCOMPARE(here.refresh, there.refresh);
            current = here.refresh;
        }
    }

    void hearOfRevocationsOfEachOther() { revokeHereAndSeeItThere(); }

    void hearOfChangesOfEachOther()
    {
        Browser there(*m_second);
        const Tokens tokens(m_there->redeem(m_there->code(there)));
        UserChanges changes;
        changes.enabled = false;
        m_realm->updateUser(m_alice->id, changes);
        COMPARE_OAUTH_ERROR(m_there->refresh(tokens.refresh), 400, "invalid_grant");
        QVERIFY(endsThere(tokens.access));
        changes.enabled = true;
        m_realm->updateUser(m_alice->id, changes);

        QCOMPARE(HttpClient(*m_second).get(m_there->authorize()).status, 303);
        ApplicationChanges disabled;
        disabled.enabled = false;
        m_here->update(disabled);
        QVERIFY(settlesThereAt(400));
        disabled.enabled = true;
        m_here->update(disabled);
        QVERIFY(settlesThereAt(303));
        m_realm->setEnabled(false);
        QVERIFY(settlesThereAt(404));
        m_realm->setEnabled(true);
        QVERIFY(settlesThereAt(303));
    }

    void hearOfSessionsThatEnd()
    {
        Browser here(*m_first);
        QVERIFY(!m_here->code(here).isEmpty());
        HttpClient there(*m_second);
        for (auto cookie = here.cookies().begin(); cookie != here.cookies().end(); ++cookie)
            there.setCookie(cookie.key(), cookie.value());
        const auto isSignedInThere = [&] {
            return !responseParameter(there.get(m_there->authorize({ { "prompt", "none" } })), "code").isEmpty();
        };
        // All of its threads have it in memory.
        QVERIFY(settles(isSignedInThere));
        here.open(m_realm->target("/account"));
        here.submit("confirm-logout");
        QVERIFY(settles([&] { return !isSignedInThere(); }));
    }

    void hearOfRevokedKeys()
    {
        const Tokens tokens = m_here->tokens();
        QVERIFY(m_there->isActive(tokens.access));
        const auto verified = verifiedToken(*m_realm, tokens.access, "at+jwt");
        VERIFY_RESULT(verified);
        m_realm->revokeKey(verified->kid);
        QVERIFY(endsThere(tokens.access));
        QTRY_COMPARE(publishedKeys(m_here->realm()), publishedKeys(m_there->realm()));
    }

    void letANewNodeKnowWhatWasRevokedBefore()
    {
        const Tokens tokens = m_here->tokens();
        m_here->revoke(tokens.refresh);
        TestServer third({ .joins = m_first.get() });
        QVERIFY(!m_here->seenFrom(third).isActive(tokens.access));
    }
};

/// The same where they tell each other through Redis, and what happens when that goes.
class TwoNodesOverRedisTest final : public TwoNodesTest {
    Q_OBJECT

    TestRedis m_redis;

    QMap<QByteArray, QByteArray> settingsOfFirst() override { return { { "AUTH_REDIS_URL", m_redis.url() } }; }
    QMap<QByteArray, QByteArray> settingsOfSecond() override { return { { "AUTH_REDIS_URL", m_redis.socketUrl() } }; }

private Q_SLOTS:
    void listenToRedisAlone()
    {
        QCOMPARE(m_first->sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"), QByteArray("0"));
    }
    void hearWithoutRedisToo()
    {
        m_redis.kill();
        revokeHereAndSeeItThere();
        m_realm->setEnabled(false);
        QVERIFY(settlesThereAt(404));
        m_realm->setEnabled(true);
        QVERIFY(settlesThereAt(303));
        m_redis.start();
        revokeHereAndSeeItThere();
    }
};

AUTH_TEST(TwoNodesTest);
AUTH_TEST(TwoNodesOverRedisTest);

#include "TwoNodesTest.moc"
