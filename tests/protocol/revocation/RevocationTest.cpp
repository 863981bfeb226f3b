// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "Twins.h"

using namespace auth;
using namespace auth::test;

/// RFC 7009.
class RevocationTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;

private Q_SLOTS:
    void initTestCase() { m = std::make_unique<Twins>(); }

    void endsTheGrantOfARefreshToken()
    {
        for (const RelyingParty *app : { &m->app, &m->spa, &m->appOfTwo }) {
            const Tokens first = app->tokens();
            const Tokens second(app->refresh(first.refresh));
            const auto reply = app->revoke(second.refresh);
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.field("Cache-Control"), "no-store");
            COMPARE_OAUTH_ERROR(app->refresh(second.refresh), 400, "invalid_grant");
            QCOMPARE(app->userinfo(first.access).status, 401);
            QCOMPARE(app->userinfo(second.access).status, 401);
            // Once more changes nothing.
            QCOMPARE(app->revoke(second.refresh).status, 200);
        }
    }

    void endsTheGrantOfARotatedRefreshTokenToo()
    {
        const Tokens first = m->app.tokens();
        const Tokens second(m->app.refresh(first.refresh));
        QCOMPARE(m->app.revoke(first.refresh).status, 200);
        COMPARE_OAUTH_ERROR(m->app.refresh(second.refresh), 400, "invalid_grant");
    }

    void endsAnAccessTokenAlone()
    {
        const Tokens first = m->app.tokens();
        const Tokens second(m->app.refresh(first.refresh));
        QCOMPARE(m->app.revoke(first.access).status, 200);
        QVERIFY(!m->app.isActive(first.access));
        QCOMPARE(m->app.userinfo(first.access).status, 401);
        QVERIFY(m->app.isActive(second.access));
        QVERIFY(Tokens(m->app.refresh(second.refresh)).isComplete());
        const Tokens ofMachine(m->machine.token({ { "grant_type", "client_credentials" } }));
        QVERIFY(m->machine.isActive(ofMachine.access));
        QCOMPARE(m->machine.revoke(ofMachine.access).status, 200);
        QVERIFY(!m->machine.isActive(ofMachine.access));
    }

    void doesNotBelieveTheHint()
    {
        const Tokens first = m->app.tokens();
        QCOMPARE(m->app.revoke(first.access, { { "token_type_hint", "refresh_token" } }).status, 200);
        QVERIFY(!m->app.isActive(first.access));
        QCOMPARE(m->app.revoke(first.refresh, { { "token_type_hint", "access_token" } }).status, 200);
        COMPARE_OAUTH_ERROR(m->app.refresh(first.refresh), 400, "invalid_grant");
        const Tokens second = m->app.tokens();
        QCOMPARE(m->app.revoke(second.refresh, { { "token_type_hint", "pizza" } }).status, 200);
        COMPARE_OAUTH_ERROR(m->app.refresh(second.refresh), 400, "invalid_grant");
    }

    void leavesTheTokensOfOthersAlone()
    {
        const Tokens tokens = m->app.tokens();
        const RelyingParty other(m->one);
        for (const RelyingParty *stranger :
            { static_cast<const RelyingParty *>(&other), static_cast<const RelyingParty *>(&m->spa),
                static_cast<const RelyingParty *>(&m->appOfTwo), static_cast<const RelyingParty *>(&m->machine) }) {
            for (const QByteArray &token : { tokens.access, tokens.refresh }) {
                const auto reply = stranger->revoke(token);
                QVERIFY2(reply.status == 200 || reply.status == 400, reply.head);
            }
        }
        QVERIFY(m->app.isActive(tokens.access));
        QVERIFY(m->app.isActive(tokens.refresh));
    }

    void saysYesToWhatItDoesNotKnow()
    {
        for (const QByteArray &token : { QByteArray("x"), QByteArray("a.b.c"), QByteArray(20'000, 'x'),
                 m->appOfTwo.tokens().refresh, m->app.tokens().id }) {
            const auto reply = m->app.revoke(token);
            QCOMPARE(reply.status, 200);
            QVERIFY(reply.body.isEmpty());
        }
        COMPARE_OAUTH_ERROR(m->app.post("/oauth/revoke", {}), 400, "invalid_request");
        COMPARE_OAUTH_ERROR(m->app.post("/oauth/revoke", { { "token", "" } }), 400, "invalid_request");
        COMPARE_OAUTH_ERROR(
            HttpClient(m->server).post(m->one.target("/oauth/revoke"), { { "token", "x" } }), 401, "invalid_client");
    }
};

AUTH_TEST(RevocationTest);

#include "RevocationTest.moc"
