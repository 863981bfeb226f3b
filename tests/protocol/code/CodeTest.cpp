// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "Twins.h"

#include "core/Base64Url.h"
#include "crypto/Hash.h"

#include <QtCore/QCryptographicHash>

#include <thread>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// RFC 6749 §4.1.3 and §4.1.4, OpenID Connect Core §3.1.3: from the code to tokens, once.
class CodeTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;

    QByteArray audited(const char *action) const
    {
        return m->server.sql(QByteArray("SELECT count(*) FROM audit_events WHERE action = '") + action
            + "' AND realm_id = '" + m->one.id().toBytes() + '\'');
    }

private Q_SLOTS:
    void initTestCase() { m = std::make_unique<Twins>(); }

    void givesTokensThatSayWhatTheyAre()
    {
        for (const RelyingParty *app : { &m->app, &m->spa, &m->appOfTwo }) {
            Browser browser(m->server);
            const QByteArray code = app->code(browser, "alice", { { "scope", "openid profile" } });
            const auto reply = app->redeem(code);
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.mediaType(), "application/json");
            QCOMPARE(reply.field("Cache-Control"), "no-store");
            QCOMPARE(reply.text("token_type"), u"Bearer"_s);
            const Tokens tokens(reply);
            QCOMPARE(tokens.scope, "openid profile");
            QCOMPARE(tokens.expiresIn, 900);

            // RFC 9068 §2.
            const auto access = verifiedToken(app->realm(), tokens.access, "at+jwt");
            VERIFY_RESULT(access);
            const QString user = (app == &m->appOfTwo ? m->aliceOfTwo : m->alice).id.toString();
            QCOMPARE(access->claims[u"iss"].toString().toLatin1(), app->realm().issuer());
            QCOMPARE(access->claims[u"aud"].toString().toLatin1(), app->realm().issuer());
            QCOMPARE(access->claims[u"client_id"].toString().toLatin1(), app->clientId());
            QCOMPARE(access->claims[u"sub"].toString(), user);
            QCOMPARE(access->claims[u"scope"].toString(), u"openid profile"_s);
            QCOMPARE(access->claims[u"exp"].toInteger() - access->claims[u"iat"].toInteger(), 900);
            QVERIFY(!access->claims[u"jti"].toString().isEmpty());
            QVERIFY(qAbs(access->claims[u"iat"].toInteger() - m->server.now()) < 60);

            // OpenID Connect Core §2 and §3.1.3.6.
            const auto id = verifiedToken(app->realm(), tokens.id, "JWT");
            VERIFY_RESULT(id);
            QCOMPARE(id->claims[u"iss"].toString().toLatin1(), app->realm().issuer());
            QCOMPARE(id->claims[u"aud"].toString().toLatin1(), app->clientId());
            QVERIFY(!id->claims.contains(u"azp"));
            QCOMPARE(id->claims[u"sub"].toString(), user);
            QCOMPARE(id->claims[u"nonce"].toString(), u"nonce-of-the-client"_s);
            QCOMPARE(id->claims[u"acr"].toString(), u"1"_s);
            QCOMPARE(id->claims[u"amr"].toArray(), QJsonArray { u"pwd"_s });
            QVERIFY(qAbs(id->claims[u"auth_time"].toInteger() - m->server.now()) < 60);
            QVERIFY(!id->claims[u"sid"].toString().isEmpty());
            QVERIFY(id->claims[u"exp"].toInteger() <= access->claims[u"exp"].toInteger());
            QCOMPARE(
                id->claims[u"at_hash"].toString().toLatin1(), toBase64Url(crypto::sha256(tokens.access).first(16)));
            for (const char *personal : { "email", "name", "preferred_username", "given_name" })
                QVERIFY2(!id->claims.contains(QLatin1StringView(personal)), personal);
        }
    }

    void leavesOutTheNonceThatWasNotSentAndTheIdTokenThatWasNotAskedFor()
    {
        Browser browser(m->server);
        browser.open(m->app.authorizeWith(m->app.request().without("nonce")));
        browser.signIn("alice", TestRealm::kPassword);
        const auto id
            = verifiedToken(m->one, Tokens(m->app.redeem(responseParameter(browser.page(), "code"))).id, "JWT");
        VERIFY_RESULT(id);
        QVERIFY(!id->claims.contains(u"nonce"));
        const Tokens plain(m->app.redeem(m->app.code(browser, "alice", { { "scope", "profile" } })));
        QVERIFY(plain.isComplete());
        QVERIFY(plain.id.isEmpty());
    }

    void makesCodesThatNobodyCanGuessAndKeepsOnlyTheirHash()
    {
        Browser browser(m->server);
        QSet<QByteArray> codes;
        QSet<QByteArray> beginnings;
        for (int i = 0; i < 20; ++i) {
            const QByteArray code = m->app.code(browser);
            const auto bytes = fromBase64Url(code);
            QVERIFY(bytes && bytes->size() >= 16);
            QVERIFY(!code.contains(m->app.clientId()) && !code.contains(m->alice.id.toBytes()));
            codes.insert(code);
            beginnings.insert(code.first(4));
        }
        QCOMPARE(codes.size(), 20);
        QVERIFY(beginnings.size() > 15);
        const QByteArray code = *codes.begin();
        QCOMPARE(m->server.sql("SELECT count(*) FROM authorization_codes c WHERE c::text LIKE '%" + code + "%'"), "0");
        QCOMPARE(
            m->server.sql("SELECT count(*) FROM authorization_codes WHERE code_hash = sha256('" + code + "')"), "1");
    }

    void letsACodeLiveForAMinute()
    {
        Browser browser(m->server);
        const QByteArray inTime = m->app.code(browser);
        const QByteArray late = m->app.code(browser);
        m->server.advance(50s);
        QCOMPARE(m->app.redeem(inTime).status, 200);
        m->server.advance(11s);
        COMPARE_OAUTH_ERROR(m->app.redeem(late), 400, "invalid_grant");
    }

    void wantsTheRedirectUriOfTheRequest()
    {
        Browser browser(m->server);
        for (const char *uri : { "https://app.example/other", "", "https://app.example/callback/" })
            COMPARE_OAUTH_ERROR(m->app.redeem(m->app.code(browser), { { "redirect_uri", uri } }), 400, "invalid_grant");
        COMPARE_OAUTH_ERROR(
            m->app.token(m->app.redemption(m->app.code(browser)).without("redirect_uri")), 400, "invalid_grant");
    }

    void leavesTheCodeToItsRightfulClient()
    {
        Browser browser(m->server);
        const RelyingParty other(m->one);
        const QByteArray code = m->app.code(browser);
        const QByteArray misuses = audited("authorization_code.misused");
        COMPARE_OAUTH_ERROR(other.token(m->app.redemption(code)), 400, "invalid_grant");
        COMPARE_OAUTH_ERROR(m->spa.token(m->app.redemption(code)), 400, "invalid_grant");
        QCOMPARE(audited("authorization_code.misused").toInt(), misuses.toInt() + 2);
        QCOMPARE(m->app.redeem(code).status, 200);
    }

    void knowsNoCodeOfAnotherRealm()
    {
        Browser browser(m->server);
        const QByteArray code = m->app.code(browser);
        // The same client_id, secret, redirect URI and verifier there.
        COMPARE_OAUTH_ERROR(m->appOfTwo.token(m->app.redemption(code)), 400, "invalid_grant");
        COMPARE_OAUTH_ERROR(m->spaOfTwo.token(m->app.redemption(code)), 400, "invalid_grant");
        const auto atRoot = HttpClient(m->server).post("/oauth/token", m->app.redemption(code), m->app.basic());
        COMPARE_OAUTH_ERROR(atRoot, 401, "invalid_client");
        QCOMPARE(m->app.redeem(code).status, 200);
    }

    void revokesWhatACodeGaveWhenItIsUsedAgain()
    {
        for (const RelyingParty *app : { &m->app, &m->spa, &m->appOfTwo }) {
            const RelyingParty &asker = app == &m->spa ? m->app : *app;
            Browser browser(m->server);
            const QByteArray code = app->code(browser);
            const Tokens tokens(app->redeem(code));
            const Tokens refreshed(app->refresh(tokens.refresh));
            QCOMPARE(app->userinfo(tokens.access).status, 200);
            const QByteArray misuses = audited("authorization_code.misused");
            COMPARE_OAUTH_ERROR(app->redeem(code), 400, "invalid_grant");
            for (const QByteArray &token : { tokens.access, refreshed.access }) {
                QCOMPARE(app->userinfo(token).status, 401);
                QCOMPARE(asker.introspect(token).body, "{\"active\":false}");
            }
            COMPARE_OAUTH_ERROR(app->refresh(refreshed.refresh), 400, "invalid_grant");
            if (app != &m->appOfTwo)
                QCOMPARE(audited("authorization_code.misused").toInt(), misuses.toInt() + 1);
            // What the session gave otherwise lives on.
            QCOMPARE(app->redeem(app->code(browser)).status, 200);
        }
    }

    void redeemsACodeOnceUnderConcurrency_data()
    {
        QTest::addColumn<int>("threads");
        QTest::newRow("two at once") << 2;
        QTest::newRow("eight at once") << 8;
    }
    void redeemsACodeOnceUnderConcurrency()
    {
        QFETCH(int, threads);
        Browser browser(m->server);
        const int rounds = 400 / threads;
        QVERIFY(!m->app.code(browser).isEmpty());
        for (int round = 0; round < rounds; ++round) {
            const QByteArray code = m->app.code(browser);
            std::vector<Reply> replies(static_cast<size_t>(threads));
            std::vector<std::thread> clients;
            for (auto &reply : replies)
                clients.emplace_back([&] { reply = m->app.redeem(code); });
            for (auto &client : clients)
                client.join();
            const auto good
                = std::count_if(replies.begin(), replies.end(), [](const Reply &reply) { return reply.status == 200; });
            QCOMPARE(good, 1);
            for (const auto &reply : replies) {
                if (reply.status != 200) {
                    COMPARE_OAUTH_ERROR(reply, 400, "invalid_grant");
                    continue;
                }
                // The loser's attempt was a second use: what the winner got is dead.
                QVERIFY(!m->app.isActive(Tokens(reply).access));
                COMPARE_OAUTH_ERROR(m->app.refresh(Tokens(reply).refresh), 400, "invalid_grant");
            }
        }
        QCOMPARE(m->server.sql("SELECT count(*) FROM refresh_families f JOIN authorization_codes c ON c.grant_id = "
                               "f.id AND c.realm_id = f.realm_id "
                               "WHERE f.generation < 0"),
            "0");
    }

    void givesNothingWhenSomethingEndedBetweenCodeAndToken_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what :
            { "user disabled", "user deleted", "password changed", "signed out", "client disabled", "client deleted" })
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void givesNothingWhenSomethingEndedBetweenCodeAndToken()
    {
        QFETCH(QString, what);
        const User user = m->one.createUser(u"between-"_s + QString(what).replace(u' ', u'-'));
        const RelyingParty app(m->one);
        Browser browser(m->server);
        const QByteArray code = app.code(browser, user.username.toUtf8());
        QVERIFY(!code.isEmpty());
        UserChanges userChanges;
        userChanges.enabled = false;
        ApplicationChanges applicationChanges;
        applicationChanges.enabled = false;
        if (what == u"user disabled")
            m->one.updateUser(user.id, userChanges);
        else if (what == u"user deleted")
            m->one.removeUser(user.id);
        else if (what == u"password changed")
            m->one.changePassword(user.id, u"another horse battery staple"_s);
        else if (what == u"signed out") {
            browser.open(m->one.target("/sign-out"));
            browser.submit("confirm-logout");
        } else if (what == u"client disabled")
            app.update(applicationChanges);
        else
            m->one.removeApplication(app.id());
        const auto reply = app.redeem(code);
        if (what.startsWith(u"client"))
            COMPARE_OAUTH_ERROR(reply, 401, "invalid_client");
        else
            COMPARE_OAUTH_ERROR(reply, 400, "invalid_grant");
    }

    void givesARefreshTokenExactlyWhereTheClientHasThatGrant()
    {
        ApplicationChanges changes;
        changes.grantTypes = QStringList { u"authorization_code"_s };
        const RelyingParty without(m->one, changes);
        QVERIFY(without.tokens("alice", { { "scope", "openid offline_access" } }).refresh.isEmpty());
        QCOMPARE(without.tokens("alice", { { "scope", "openid offline_access" } }).scope, "openid");
        QVERIFY(!m->app.tokens().refresh.isEmpty());
    }

    void addressesTokensToWhatWasAskedFor()
    {
        ApplicationChanges changes;
        changes.metadata
            = { { u"allowed_resources"_s, QJsonArray { u"https://orders.example"_s, u"https://stock.example"_s } } };
        const RelyingParty app(m->one, changes);
        const auto audience = [this](const Reply &reply) {
            const auto token = verifiedToken(m->one, Tokens(reply).access, "at+jwt");
            return token ? token->claims[u"aud"] : QJsonValue();
        };
        Browser browser(m->server);
        QCOMPARE(audience(app.redeem(app.code(browser))), QJsonValue(QString::fromLatin1(m->one.issuer())));
        QCOMPARE(audience(app.redeem(app.code(browser, "alice", { { "resource", "https://orders.example" } }))),
            QJsonValue(u"https://orders.example"_s));
        const QByteArray both = app.authorizeWith(
            app.request().add("resource", "https://orders.example").add("resource", "https://stock.example"));
        const auto codeForBoth = [&] { return responseParameter(browser.open(both), "code"); };
        QCOMPARE(audience(app.redeem(codeForBoth())),
            QJsonValue(QJsonArray { u"https://orders.example"_s, u"https://stock.example"_s }));
        QCOMPARE(audience(app.redeem(codeForBoth(), { { "resource", "https://stock.example" } })),
            QJsonValue(u"https://stock.example"_s));
        COMPARE_OAUTH_ERROR(
            app.redeem(codeForBoth(), { { "resource", "https://other.example" } }), 400, "invalid_target");
        COMPARE_OAUTH_ERROR(
            app.redeem(app.code(browser), { { "resource", "https://orders.example" } }), 400, "invalid_target");
        COMPARE_REDIRECTED_ERROR(
            browser.open(app.authorize({ { "resource", "https://other.example" } })), app, "invalid_target");
        COMPARE_REDIRECTED_ERROR(
            browser.open(app.authorize({ { "resource", m->two.issuer() } })), app, "invalid_target");
    }
};

AUTH_TEST(CodeTest);

#include "CodeTest.moc"
