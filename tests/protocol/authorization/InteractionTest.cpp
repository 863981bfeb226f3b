// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "Twins.h"

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// OpenID Connect Core §3.1.2.1 to §3.1.2.6: when a person is asked, and for what.
class InteractionTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;

    QJsonObject idToken(const QByteArray &code, const RelyingParty &app) const
    {
        const auto token = verifiedToken(app.realm(), Tokens(app.redeem(code)).id, "JWT");
        return token ? token->claims : QJsonObject();
    }
    /// The id token of the answer that \a browser has left with.
    QJsonObject idToken(const Browser &browser) const
    {
        return idToken(responseParameter(browser.page(), "code"), m->app);
    }

private Q_SLOTS:
    void initTestCase() { m = std::make_unique<Twins>(); }

    void answersPromptNoneWithoutAnyPage()
    {
        Browser browser(m->server);
        COMPARE_REDIRECTED_ERROR(browser.open(m->app.authorize({ { "prompt", "none" } })), m->app, "login_required");
        QCOMPARE(browser.trail().size(), 1);
        QVERIFY(!m->app.code(browser).isEmpty());
        const auto silent = browser.open(m->app.authorize({ { "prompt", "none" } }));
        QCOMPARE(browser.trail().size(), 1);
        QCOMPARE(m->app.redeem(responseParameter(silent, "code")).status, 200);
        // A session of one realm is none of the other.
        COMPARE_REDIRECTED_ERROR(
            browser.open(m->appOfTwo.authorize({ { "prompt", "none" } })), m->appOfTwo, "login_required");
    }

    void answersPromptNoneWithConsentRequiredWhereConsentIsMissing()
    {
        ApplicationChanges changes;
        changes.requireConsent = true;
        const RelyingParty app(m->one, changes);
        Browser browser(m->server);
        QVERIFY(!m->app.code(browser).isEmpty());
        COMPARE_REDIRECTED_ERROR(browser.open(app.authorize({ { "prompt", "none" } })), app, "consent_required");
        QVERIFY(!app.code(browser).isEmpty());
        QVERIFY(!responseParameter(browser.open(app.authorize({ { "prompt", "none" } })), "code").isEmpty());
        COMPARE_REDIRECTED_ERROR(browser.open(app.authorize({ { "prompt", "none" }, { "scope", "openid email" } })),
            app, "consent_required");
    }

    void refusesPromptNoneInCompany_data()
    {
        QTest::addColumn<QByteArray>("prompt");
        for (const char *prompt :
            { "none login", "login none", "none consent", "none select_account", "none none login" })
            QTest::newRow(prompt) << QByteArray(prompt);
    }
    void refusesPromptNoneInCompany()
    {
        QFETCH(QByteArray, prompt);
        Browser browser(m->server);
        QVERIFY(!m->app.code(browser).isEmpty());
        COMPARE_REDIRECTED_ERROR(browser.open(m->app.authorize({ { "prompt", prompt } })), m->app, "invalid_request");
    }

    void asksAgainWhereTheClientWantsAFreshSignIn_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("prompt=login") << QByteArray("prompt") << QByteArray("login");
        QTest::newRow("prompt=login consent") << QByteArray("prompt") << QByteArray("login consent");
        QTest::newRow("max_age=0") << QByteArray("max_age") << QByteArray("0");
        QTest::newRow("max_age=1") << QByteArray("max_age") << QByteArray("1");
    }
    void asksAgainWhereTheClientWantsAFreshSignIn()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        Browser browser(m->server);
        const auto first = idToken(m->app.code(browser), m->app);
        const QByteArray oldSession = browser.cookieNamed("__Host-s-");
        m->server.advance(5s);
        browser.open(m->app.authorize({ { name, value } }));
        QVERIFY(!browser.hasLeft());
        QVERIFY(browser.formWith("submit"));
        browser.signIn("alice", TestRealm::kPassword);
        if (browser.formWith("allow"))
            browser.submit("allow");
        const auto second = idToken(browser);
        QCOMPARE(second[u"sub"], first[u"sub"]);
        QVERIFY(second[u"auth_time"].toInteger() >= first[u"auth_time"].toInteger() + 5);
        QVERIFY(second[u"sid"] != first[u"sid"]);
        QVERIFY(browser.cookieNamed("__Host-s-") != oldSession);
        // And without a session there is no way around it.
        m->server.advance(5s);
        COMPARE_REDIRECTED_ERROR(
            browser.open(m->app.authorize({ { "prompt", "none" }, { "max_age", "1" } })), m->app, "login_required");
    }

    void letsAYoungSessionPassMaxAge()
    {
        Browser browser(m->server);
        QVERIFY(!m->app.code(browser).isEmpty());
        m->server.advance(50s);
        browser.open(m->app.authorize({ { "max_age", "100" } }));
        QVERIFY(browser.hasLeft());
        QVERIFY(idToken(browser).contains(u"auth_time"));
        m->server.advance(60s);
        QVERIFY(!browser.open(m->app.authorize({ { "max_age", "100" } })).body.isEmpty());
        QVERIFY(!browser.hasLeft());
    }

    void changesThePersonCleanlyWhereAnotherSignsIn()
    {
        Browser browser(m->server);
        const Tokens ofAlice(m->app.redeem(m->app.code(browser, "alice")));
        const QByteArray sessionOfAlice = browser.cookieNamed("__Host-s-");
        browser.open(m->app.authorize({ { "prompt", "login" } }));
        browser.signIn("bob", TestRealm::kPassword);
        QCOMPARE(idToken(browser)[u"sub"].toString(), m->bob.id.toString());
        // Alice's session is over, also for whoever kept its cookie, and so is what hung on it.
        Browser thief(m->server);
        for (auto cookie = browser.cookies().begin(); cookie != browser.cookies().end(); ++cookie)
            thief.setCookie(cookie.key(), cookie.key().startsWith("__Host-s-") ? sessionOfAlice : cookie.value());
        COMPARE_REDIRECTED_ERROR(thief.open(m->app.authorize({ { "prompt", "none" } })), m->app, "login_required");
        QVERIFY(!m->app.isActive(ofAlice.access));
        COMPARE_OAUTH_ERROR(m->app.refresh(ofAlice.refresh), 400, "invalid_grant");
    }

    void letsThePersonChooseAnAccount()
    {
        Browser browser(m->server);
        QVERIFY(!m->app.code(browser).isEmpty());
        browser.open(m->app.authorize({ { "prompt", "select_account" } }));
        QVERIFY(!browser.hasLeft());
        QVERIFY(browser.page().body.contains("alice"));
        browser.submit("account", { { "account", "current" } });
        QCOMPARE(idToken(browser)[u"sub"].toString(), m->alice.id.toString());
        browser.open(m->app.authorize({ { "prompt", "select_account" } }));
        browser.submit("account", { { "account", "other" } });
        browser.signIn("bob", TestRealm::kPassword);
        QCOMPARE(idToken(browser)[u"sub"].toString(), m->bob.id.toString());
        COMPARE_REDIRECTED_ERROR(
            browser.open(m->app.authorize({ { "prompt", "none" }, { "id_token_hint", m->app.tokens("alice").id } })),
            m->app, "login_required");
    }

    void takesNobodyButThePersonOfTheHint()
    {
        const Tokens ofAlice = m->app.tokens("alice");
        Browser browser(m->server);
        QVERIFY(!m->app.code(browser, "bob").isEmpty());
        COMPARE_REDIRECTED_ERROR(
            browser.open(m->app.authorize({ { "prompt", "none" }, { "id_token_hint", ofAlice.id } })), m->app,
            "login_required");
        // With pages: asked to sign in, and bob will not do.
        browser.open(m->app.authorize({ { "id_token_hint", ofAlice.id } }));
        QVERIFY(!browser.hasLeft());
        COMPARE_REDIRECTED_ERROR(browser.signIn("bob", TestRealm::kPassword), m->app, "login_required");
        browser.open(m->app.authorize({ { "id_token_hint", ofAlice.id } }));
        browser.signIn("alice", TestRealm::kPassword);
        QCOMPARE(idToken(browser)[u"sub"].toString(), m->alice.id.toString());
        QVERIFY(!responseParameter(
            browser.open(m->app.authorize({ { "prompt", "none" }, { "id_token_hint", ofAlice.id } })), "code")
                .isEmpty());
    }

    void takesAnOldHintButNoForeignOne()
    {
        Browser browser(m->server);
        const Tokens tokens(m->app.redeem(m->app.code(browser)));
        const Tokens ofTwo = m->appOfTwo.tokens();
        m->server.advance(1h);
        // An expired ID token still says who was meant (§3.1.2.1).
        QVERIFY(!responseParameter(
            browser.open(m->app.authorize({ { "prompt", "none" }, { "id_token_hint", tokens.id } })), "code")
                .isEmpty());
        QByteArray flipped = tokens.id;
        flipped[flipped.size() - 10] = flipped[flipped.size() - 10] == 'A' ? 'B' : 'A';
        const QByteArray unsignedHint = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0." + tokens.id.split('.')[1] + '.';
        for (const QByteArray &hint : { ofTwo.id, tokens.access, flipped, unsignedHint, tokens.refresh })
            COMPARE_REDIRECTED_ERROR(
                browser.open(m->app.authorize({ { "prompt", "none" }, { "id_token_hint", hint } })), m->app,
                "invalid_request");
    }

    void takesTheSubjectOfTheClaimsParameter()
    {
        Browser browser(m->server);
        QVERIFY(!m->app.code(browser).isEmpty());
        const auto claimsFor = [](const User &user) {
            return QByteArray("{\"id_token\":{\"sub\":{\"value\":\"") + user.id.toBytes() + "\"}}}";
        };
        QVERIFY(!responseParameter(
            browser.open(m->app.authorize({ { "prompt", "none" }, { "claims", claimsFor(m->alice) } })), "code")
                .isEmpty());
        COMPARE_REDIRECTED_ERROR(
            browser.open(m->app.authorize({ { "prompt", "none" }, { "claims", claimsFor(m->bob) } })), m->app,
            "login_required");
        COMPARE_REDIRECTED_ERROR(browser.open(m->app.authorize({ { "prompt", "none" }, { "claims", claimsFor(m->bob) },
                                     { "id_token_hint", m->app.tokens().id } })),
            m->app, "invalid_request");
    }

    void refusesAnEssentialContextThatItCannotReach()
    {
        Browser browser(m->server);
        const QByteArray impossible = "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"urn:example:gold\"]}}}";
        COMPARE_REDIRECTED_ERROR(
            browser.open(m->app.authorize({ { "claims", impossible } })), m->app, "unmet_authentication_requirements");
        const QByteArray possible
            = "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"urn:example:gold\",\"1\"]}}}";
        QCOMPARE(idToken(m->app.code(browser, "alice", { { "claims", possible } }), m->app)[u"acr"].toString(), u"1"_s);
    }

    void treatsAcrValuesAsAWish()
    {
        Browser browser(m->server);
        QCOMPARE(idToken(m->app.code(browser, "alice", { { "acr_values", "urn:example:gold 1" } }), m->app)[u"acr"]
                     .toString(),
            u"1"_s);
        const QByteArray voluntary = "{\"id_token\":{\"acr\":{\"values\":[\"urn:example:gold\"]}}}";
        QVERIFY(!responseParameter(
            browser.open(m->app.authorize({ { "prompt", "none" }, { "claims", voluntary } })), "code")
                .isEmpty());
    }

    void speaksTheLanguageThatTheClientAsksFor()
    {
        const auto languageOf = [](const Browser &browser) {
            const auto start = browser.page().body.indexOf("<html lang=\"") + 12;
            return browser.page().body.mid(start, 2);
        };
        Browser browser(m->server);
        browser.open(m->app.authorize({ { "ui_locales", "xx de-DE en" } }));
        QCOMPARE(languageOf(browser), "de");
        // On every page of the flow.
        browser.submit("submit", { { "username", "alice" } });
        QCOMPARE(languageOf(browser), "de");
        browser.open(m->app.authorize({ { "ui_locales", "xx" } }));
        QCOMPARE(languageOf(browser), "en");
        browser.navigation = { { "Accept-Language", "de-CH, en;q=0.5" } };
        browser.open(m->app.authorize());
        QCOMPARE(languageOf(browser), "de");
        browser.open(m->app.authorize({ { "ui_locales", "en" } }));
        QCOMPARE(languageOf(browser), "en");
        browser.open(m->app.authorize({ { "ui_locales", "\"><script>alert(1)</script>" } }));
        QVERIFY(!browser.page().body.contains("<script>alert"));
    }

    void fitsEveryDisplay_data()
    {
        QTest::addColumn<QByteArray>("display");
        for (const char *display : { "page", "popup", "touch", "wap" })
            QTest::newRow(display) << QByteArray(display);
    }
    void fitsEveryDisplay()
    {
        QFETCH(QByteArray, display);
        Browser browser(m->server);
        QCOMPARE(m->app.redeem(m->app.code(browser, "alice", { { "display", display } })).status, 200);
    }

    void fillsInTheLoginHint()
    {
        Browser browser(m->server);
        browser.open(m->app.authorize({ { "login_hint", "bob@example.com" } }));
        QCOMPARE(browser.formWith("submit")->fields.value("username"), "bob@example.com");
        const QByteArray hostile = "\"><script>alert(1)</script>";
        browser.open(m->app.authorize({ { "login_hint", hostile } }));
        QCOMPARE(browser.formWith("submit")->fields.value("username"), hostile);
        QVERIFY(!browser.page().body.contains("<script>alert"));
    }
};

AUTH_TEST(InteractionTest);

#include "InteractionTest.moc"
