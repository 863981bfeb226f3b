// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "Twins.h"

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Realms are strangers to each other, and the one at the root is a realm like any other.
class RealmTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;

private Q_SLOTS:
    void initTestCase() { m = std::make_unique<Twins>(); }

    void servesTheRootRealmAtTheRoot()
    {
        const auto root = m->server.rootRealm();
        const User user = root.createUser(u"rooter"_s);
        ApplicationChanges changes;
        changes.postLogoutRedirectUris = QStringList { u"https://app.example/bye"_s };
        const RelyingParty app(root, changes);
        QCOMPARE(root.issuer(), m->server.publicUrl());
        Browser browser(m->server);
        const QByteArray code = app.code(browser, "rooter");
        QCOMPARE(responseParameter(browser.page(), "iss"), m->server.publicUrl());
        const Tokens tokens(app.redeem(code));
        // RS256, the default of a realm that says nothing.
        for (const auto &[token, type] : { std::pair(tokens.access, "at+jwt"), std::pair(tokens.id, "JWT") }) {
            const auto verified = verifiedToken(root, token, type);
            VERIFY_RESULT(verified);
            QCOMPARE(verified->header[u"alg"].toString(), u"RS256"_s);
            QCOMPARE(verified->claims[u"iss"].toString().toLatin1(), m->server.publicUrl());
            QCOMPARE(verified->claims[u"sub"].toString(), user.id.toString());
        }
        QCOMPARE(app.userinfo(tokens.access).status, 200);
        QVERIFY(app.isActive(tokens.access));
        QVERIFY(Tokens(app.refresh(tokens.refresh)).isComplete());
        QCOMPARE(browser
                     .open("/oauth/logout?"
                         + Parameters { { "id_token_hint", tokens.id },
                             { "post_logout_redirect_uri", "https://app.example/bye" } }
                             .encoded())
                     .locationBase(),
            "https://app.example/bye");
        QVERIFY(!app.isActive(tokens.access));
        // Under its name it is not there: one realm, one issuer.
        COMPARE_OAUTH_ERROR(HttpClient(m->server).post(
                                "/realms/main/oauth/token", { { "grant_type", "client_credentials" } }, app.basic()),
            404, "invalid_request");
        QVERIFY(isErrorPage(browser.open("/realms/main/oauth/authorize?" + app.request().encoded()), 404));
    }

    void knowsNothingOfTheOthersTokens()
    {
        const Tokens tokens = m->app.tokens();
        const QByteArray machine = Tokens(m->machine.token({ { "grant_type", "client_credentials" } })).access;
        for (const QByteArray &token : { tokens.access, tokens.refresh, tokens.id, machine }) {
            QCOMPARE(m->appOfTwo.introspect(token).body, "{\"active\":false}");
            QCOMPARE(m->appOfTwo.userinfo(token).status, 401);
            QCOMPARE(m->appOfTwo.revoke(token).status, 200);
            COMPARE_OAUTH_ERROR(m->appOfTwo.refresh(token), 400, "invalid_grant");
            QCOMPARE(
                HttpClient(m->server).get("/oauth/userinfo", { { "Authorization", "Bearer " + token } }).status, 401);
        }
        QVERIFY(m->app.isActive(tokens.access) && m->app.isActive(tokens.refresh));
    }

    void knowsNothingOfTheOthersPeople()
    {
        m->one.createUser(u"only-in-one"_s);
        Browser browser(m->server);
        browser.open(m->appOfTwo.authorize());
        browser.signIn("only-in-one", TestRealm::kPassword);
        QVERIFY(!browser.hasLeft());
        QVERIFY(browser.cookieNamed("__Host-s-").isEmpty());
        // The same name and password there is another person.
        const auto one = verifiedToken(m->one, m->app.tokens().id, "JWT");
        const auto two = verifiedToken(m->two, m->appOfTwo.tokens().id, "JWT");
        VERIFY_RESULT(one);
        VERIFY_RESULT(two);
        QVERIFY(one->claims[u"sub"] != two->claims[u"sub"]);
    }

    void neverGivesASubjectToSomebodyElse()
    {
        const User first = m->one.createUser(u"reborn@example.com"_s);
        const Tokens tokens = m->app.tokens("reborn@example.com");
        const auto before = verifiedToken(m->one, tokens.id, "JWT");
        VERIFY_RESULT(before);
        QVERIFY(!before->claims[u"sub"].toString().contains(u'@'));
        m->one.removeUser(first.id);
        m->one.createUser(u"reborn@example.com"_s);
        const auto after = verifiedToken(m->one, m->app.tokens("reborn@example.com").id, "JWT");
        VERIFY_RESULT(after);
        QVERIFY(after->claims[u"sub"] != before->claims[u"sub"]);
        QCOMPARE(m->app.userinfo(tokens.access).status, 401);
        COMPARE_OAUTH_ERROR(m->app.refresh(tokens.refresh), 400, "invalid_grant");
    }

    void signsWithTheKeysAndAlgorithmsOfItsOwn_data()
    {
        QTest::addColumn<QString>("algorithm");
        for (const char *algorithm : { "RS256", "ES256", "EdDSA" })
            QTest::newRow(algorithm) << QString::fromLatin1(algorithm);
    }
    void signsWithTheKeysAndAlgorithmsOfItsOwn()
    {
        QFETCH(QString, algorithm);
        const auto realm = m->server.createRealm("keys", { { u"signing_algorithm"_s, algorithm } });
        realm.createUser(u"alice"_s);
        const Tokens tokens = RelyingParty(realm).tokens();
        for (const auto &[token, type] : { std::pair(tokens.access, "at+jwt"), std::pair(tokens.id, "JWT") }) {
            const auto verified = verifiedToken(realm, token, type);
            VERIFY_RESULT(verified);
            QCOMPARE(verified->header[u"alg"].toString(), algorithm);
            QVERIFY(!verifiedToken(m->two, token, type));
        }
        // An application may want another one.
        ApplicationChanges changes;
        changes.idTokenSignedResponseAlg = u"EdDSA"_s;
        changes.accessTokenSignedResponseAlg = u"ES256"_s;
        const Tokens own = RelyingParty(realm, changes).tokens();
        QCOMPARE(verifiedToken(realm, own.id, "JWT")->header[u"alg"].toString(), u"EdDSA"_s);
        QCOMPARE(verifiedToken(realm, own.access, "at+jwt")->header[u"alg"].toString(), u"ES256"_s);
    }

    void isGoneWhileItIsDisabled()
    {
        const auto realm = m->server.createRealm("pause");
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        Browser browser(m->server);
        const Tokens tokens(app.redeem(app.code(browser)));
        realm.setEnabled(false);
        QCOMPARE(app.userinfo(tokens.access).status, 404);
        COMPARE_OAUTH_ERROR(app.refresh(tokens.refresh), 404, "invalid_request");
        COMPARE_OAUTH_ERROR(app.introspect(tokens.access), 404, "invalid_request");
        COMPARE_OAUTH_ERROR(app.token({ { "grant_type", "client_credentials" } }), 404, "invalid_request");
        QVERIFY(isErrorPage(browser.open(app.authorize()), 404));
        QVERIFY(isErrorPage(browser.open(realm.target("/account")), 404));
        // Access tokens of before stay dead; people sign in again.
        realm.setEnabled(true);
        QVERIFY(!app.isActive(tokens.access));
        QVERIFY(app.tokens().isComplete());
    }

    void followsTheLifetimesOfItsSettings()
    {
        const auto realm = m->server.createRealm("lifetimes",
            { { u"access_token_lifetime"_s, 60 }, { u"refresh_token_lifetime"_s, 300 },
                { u"authorization_code_lifetime"_s, 20 }, { u"flow_lifetime"_s, 90 } });
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        Browser browser(m->server);
        const QByteArray code = app.code(browser, "alice", { { "scope", "openid offline_access" } });
        const QByteArray late = app.code(browser);
        const Tokens tokens(app.redeem(code));
        QCOMPARE(tokens.expiresIn, 60);
        const auto id = verifiedToken(realm, tokens.id, "JWT");
        VERIFY_RESULT(id);
        QVERIFY(id->claims[u"exp"].toInteger() - id->claims[u"iat"].toInteger() <= 60);
        m->server.advance(21s);
        COMPARE_OAUTH_ERROR(app.redeem(late), 400, "invalid_grant");
        m->server.advance(40s);
        QVERIFY(!app.isActive(tokens.access));
        QVERIFY(app.isActive(tokens.refresh));
        m->server.advance(4min);
        COMPARE_OAUTH_ERROR(app.refresh(tokens.refresh), 400, "invalid_grant");
        browser.open(app.authorize({ { "prompt", "login" } }));
        m->server.advance(91s);
        QVERIFY(isErrorPage(browser.get(browser.address())));
        // An application's own lifetimes win.
        ApplicationChanges changes;
        changes.accessTokenLifetime = 30;
        QCOMPARE(RelyingParty(realm, changes).tokens().expiresIn, 30);
    }
};

AUTH_TEST(RealmTest);

#include "RealmTest.moc"
