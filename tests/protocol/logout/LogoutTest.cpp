// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "Twins.h"

#include "core/Base64Url.h"

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// OpenID Connect RP-Initiated Logout 1.0.
class LogoutTest : public QObject {
    Q_OBJECT

    static constexpr auto kBye = "https://app.example/bye";
    std::unique_ptr<Twins> m;

    QByteArray logout(const TestRealm &realm, const Parameters &parameters) const
    {
        return realm.target("/oauth/logout?") + parameters.encoded();
    }
    bool isSignedIn(Browser &browser, const RelyingParty &app) const
    {
        return !responseParameter(browser.open(app.authorize({ { "prompt", "none" } })), "code").isEmpty();
    }
    /// A browser with a session, and what its application got.
    struct SignedIn {
        Browser browser;
        Tokens tokens;
    };
    SignedIn signedIn(const RelyingParty &app) const
    {
        SignedIn result { Browser(m->server), {} };
        result.tokens = Tokens(app.redeem(app.code(result.browser)));
        return result;
    }

private Q_SLOTS:
    void initTestCase() { m = std::make_unique<Twins>(); }

    void endsTheSessionOfTheHintAndReturns()
    {
        for (const RelyingParty *app : { &m->app, &m->appOfTwo }) {
            auto s = signedIn(*app);
            const auto reply = s.browser.open(logout(app->realm(),
                { { "id_token_hint", s.tokens.id }, { "post_logout_redirect_uri", kBye }, { "state", "a b&c=<>" } }));
            QCOMPARE(reply.status, 303);
            QCOMPARE(reply.locationBase(), kBye);
            QCOMPARE(responseParameter(reply, "state"), "a b&c=<>");
            QVERIFY(s.browser.cookieNamed("__Host-s-").isEmpty());
            QVERIFY(!isSignedIn(s.browser, *app));
            QVERIFY(!app->isActive(s.tokens.access));
            QCOMPARE(app->userinfo(s.tokens.access).status, 401);
            COMPARE_OAUTH_ERROR(app->refresh(s.tokens.refresh), 400, "invalid_grant");
        }
    }

    void endsTheSessionOnTheServerTooAndNotOnlyInTheBrowser()
    {
        auto s = signedIn(m->app);
        const auto cookies = s.browser.cookies();
        s.browser.open(logout(m->one, { { "id_token_hint", s.tokens.id } }));
        Browser thief(m->server);
        for (auto cookie = cookies.begin(); cookie != cookies.end(); ++cookie)
            thief.setCookie(cookie.key(), cookie.value());
        QVERIFY(!isSignedIn(thief, m->app));
    }

    void asksWhereNoHintSaysWhoIsMeant()
    {
        const QList<Parameters> requests { {}, { { "client_id", "twin-web" } }, { { "state", "x" } } };
        for (const auto &request : requests) {
            auto s = signedIn(m->app);
            s.browser.open(logout(m->one, request));
            QCOMPARE(s.browser.page().status, 200);
            QVERIFY(s.browser.formWith("confirm-logout"));
            // Nothing happened yet.
            QVERIFY(m->app.isActive(s.tokens.access));
            s.browser.submit("confirm-logout");
            QCOMPARE(s.browser.page().status, 200);
            QVERIFY(!isSignedIn(s.browser, m->app));
        }
    }

    void staysSignedInWhoDoesNotConfirm()
    {
        auto s = signedIn(m->app);
        s.browser.open(logout(m->one, {}));
        s.browser.submit("stay");
        QVERIFY(isSignedIn(s.browser, m->app));
    }

    void asksWhereTheHintIsOfAnotherPersonOrSession()
    {
        auto alice = signedIn(m->app);
        auto alsoAlice = signedIn(m->app);
        Browser bob(m->server);
        QVERIFY(!m->app.code(bob, "bob").isEmpty());
        for (Browser *browser : { &alsoAlice.browser, &bob }) {
            browser->open(
                logout(m->one, { { "id_token_hint", alice.tokens.id }, { "post_logout_redirect_uri", kBye } }));
            QVERIFY(!browser->hasLeft());
            QVERIFY(browser->formWith("confirm-logout"));
            // Who confirms is returned to the client all the same.
            QCOMPARE(browser->submit("confirm-logout").locationBase(), kBye);
        }
        QVERIFY(isSignedIn(alice.browser, m->app));
    }

    void wantsTheFormThatItShowed()
    {
        auto s = signedIn(m->app);
        s.browser.open(m->one.target("/sign-out"));
        const auto form = *s.browser.formWith("confirm-logout");
        const HeaderList own { { "Origin", m->server.publicUrl() }, { "Sec-Fetch-Site", "same-origin" } };
        const Parameters good = form.fields.with({ { "confirm-logout", "1" } });
        auto other = signedIn(m->app);
        other.browser.open(m->one.target("/sign-out"));
        const QByteArray foreign = other.browser.formWith("confirm-logout")->fields.value("csrf");
        for (const auto &fields : { good.without("csrf"), good.with({ { "csrf", "" } }), good.with({ { "csrf", "x" } }),
                 good.with({ { "csrf", foreign } }) })
            QCOMPARE(s.browser.post(form.action, fields, own).status, 403);
        for (const HeaderList &headers : { HeaderList {}, HeaderList { { "Origin", "https://evil.example" } },
                 HeaderList { { "Origin", "null" } }, HeaderList { { "Sec-Fetch-Site", "cross-site" } },
                 HeaderList { { "Origin", m->server.publicUrl() }, { "Sec-Fetch-Site", "cross-site" } },
                 HeaderList { { "Origin", "null" }, { "Sec-Fetch-Site", "same-site" } } })
            QCOMPARE(s.browser.post(form.action, good, headers).status, 403);
        QVERIFY(isSignedIn(s.browser, m->app));
        QCOMPARE(
            s.browser.post(form.action, good, { { "Origin", "null" }, { "Sec-Fetch-Site", "same-origin" } }).status,
            200);
        QVERIFY(!isSignedIn(s.browser, m->app));
    }

    void returnsOnlyToWhatIsRegistered_data()
    {
        QTest::addColumn<QByteArray>("uri");
        for (const char *uri :
            { "https://app.example/bye/", "https://app.example/bye?x", "https://app.example/callback",
                "https://evil.example/", "http://app.example/bye", "https://APP.example/bye",
                "https://app.example/bye#x", "javascript:alert(1)", "//app.example/bye", "https://app.example/bye " })
            QTest::newRow(uri) << QByteArray(uri);
    }
    void returnsOnlyToWhatIsRegistered()
    {
        QFETCH(QByteArray, uri);
        auto s = signedIn(m->app);
        QVERIFY(isErrorPage(
            s.browser.open(logout(m->one, { { "id_token_hint", s.tokens.id }, { "post_logout_redirect_uri", uri } }))));
        // An attack is no reason to sign anybody out.
        QVERIFY(isSignedIn(s.browser, m->app));
        Browser nobody(m->server);
        QVERIFY(isErrorPage(
            nobody.open(logout(m->one, { { "id_token_hint", s.tokens.id }, { "post_logout_redirect_uri", uri } }))));
    }

    void returnsNowhereThatIsRegisteredForAnotherClient()
    {
        auto s = signedIn(m->spa);
        QVERIFY(isErrorPage(s.browser.open(
            logout(m->one, { { "id_token_hint", s.tokens.id }, { "post_logout_redirect_uri", kBye } }))));
        QVERIFY(isSignedIn(s.browser, m->spa));
    }

    void returnsNowhereWithoutAHint()
    {
        for (const Parameters &request : { Parameters { { "post_logout_redirect_uri", kBye } },
                 Parameters { { "post_logout_redirect_uri", kBye }, { "client_id", "twin-web" } } }) {
            Browser nobody(m->server);
            QVERIFY(!nobody.open(logout(m->one, request)).location().startsWith(kBye));
            QVERIFY(!nobody.page().body.contains(kBye));
            auto s = signedIn(m->app);
            s.browser.open(logout(m->one, request));
            QVERIFY(s.browser.formWith("confirm-logout"));
            QVERIFY(!s.browser.submit("confirm-logout").location().startsWith(kBye));
            QVERIFY(!s.browser.page().body.contains(kBye));
        }
    }

    void refusesAHintThatIsNotItsOwn()
    {
        auto s = signedIn(m->app);
        const auto ofTwo = signedIn(m->appOfTwo);
        const QByteArray payload = s.tokens.id.split('.')[1];
        QByteArray flipped = s.tokens.id;
        flipped[flipped.size() - 10] = flipped[flipped.size() - 10] == 'A' ? 'B' : 'A';
        for (const QByteArray &hint :
            { ofTwo.tokens.id, toBase64Url(R"({"alg":"none","typ":"JWT"})") + '.' + payload + '.',
                toBase64Url(R"({"alg":"HS256","typ":"JWT"})") + '.' + payload + ".AAAA", flipped, s.tokens.access,
                s.tokens.refresh, QByteArray("x") }) {
            const auto reply
                = s.browser.open(logout(m->one, { { "id_token_hint", hint }, { "post_logout_redirect_uri", kBye } }));
            QVERIFY2(isErrorPage(reply), hint + reply.head);
        }
        QVERIFY(isErrorPage(
            s.browser.open(logout(m->one, { { "id_token_hint", s.tokens.id }, { "client_id", "twin-spa" } }))));
        QVERIFY(isSignedIn(s.browser, m->app));
    }

    void acceptsAHintThatHasExpired()
    {
        auto s = signedIn(m->app);
        m->server.advance(1h);
        QCOMPARE(
            s.browser.open(logout(m->one, { { "id_token_hint", s.tokens.id }, { "post_logout_redirect_uri", kBye } }))
                .locationBase(),
            kBye);
        QVERIFY(!isSignedIn(s.browser, m->app));
    }

    void returnsWhoIsNotSignedInAnyMore()
    {
        auto s = signedIn(m->app);
        Browser nobody(m->server);
        QCOMPARE(nobody.open(logout(m->one, { { "id_token_hint", s.tokens.id }, { "post_logout_redirect_uri", kBye } }))
                     .locationBase(),
            kBye);
        // Somebody else's hint does not sign that somebody out.
        QVERIFY(isSignedIn(s.browser, m->app));
    }

    void cannotBeTriggeredByAPictureOnAnotherSite()
    {
        auto s = signedIn(m->app);
        // A browser sends a Lax cookie with a top-level GET only: this is what a picture causes.
        HttpClient withoutCookies(m->server);
        const HeaderList picture { { "Sec-Fetch-Site", "cross-site" }, { "Sec-Fetch-Mode", "no-cors" },
            { "Sec-Fetch-Dest", "image" } };
        withoutCookies.get(logout(m->one, { { "id_token_hint", s.tokens.id } }), picture);
        withoutCookies.post(logout(m->one, {}), { { "id_token_hint", s.tokens.id } }, picture);
        // With cookies, but without knowing an ID token: asked, not done.
        s.browser.get(logout(m->one, {}), picture);
        s.browser.get(m->one.target("/sign-out"), picture);
        QVERIFY(isSignedIn(s.browser, m->app));
    }

    void turnsAPostIntoAGet()
    {
        auto s = signedIn(m->app);
        HttpClient withoutCookies(m->server);
        const auto reply = withoutCookies.post(m->one.target("/oauth/logout"),
            { { "id_token_hint", s.tokens.id }, { "post_logout_redirect_uri", kBye }, { "state", "x" } },
            { { "Origin", "https://app.example" }, { "Sec-Fetch-Site", "cross-site" } });
        QCOMPARE(reply.status, 303);
        QVERIFY(reply.location().startsWith(m->one.issuer() + "/oauth/logout?"));
        QVERIFY(isSignedIn(s.browser, m->app));
        QCOMPARE(s.browser.open(reply.location()).locationBase(), kBye);
        QVERIFY(!isSignedIn(s.browser, m->app));
    }

    void leavesTheOtherRealmsSessionAlone()
    {
        Browser browser(m->server);
        const Tokens one(m->app.redeem(m->app.code(browser)));
        const Tokens two(m->appOfTwo.redeem(m->appOfTwo.code(browser)));
        browser.open(logout(m->one, { { "id_token_hint", one.id } }));
        QVERIFY(!isSignedIn(browser, m->app));
        QVERIFY(isSignedIn(browser, m->appOfTwo));
        QVERIFY(m->appOfTwo.isActive(two.access));
    }

    void refusesADoubledParameter()
    {
        auto s = signedIn(m->app);
        QVERIFY(isErrorPage(s.browser.open(m->one.target("/oauth/logout?")
            + Parameters { { "id_token_hint", s.tokens.id } }.add("id_token_hint", s.tokens.id).encoded())));
        QVERIFY(isSignedIn(s.browser, m->app));
    }

    void speaksTheLanguageThatTheClientAsksFor()
    {
        auto s = signedIn(m->app);
        QVERIFY(s.browser.open(logout(m->one, { { "ui_locales", "de" } })).body.contains("<html lang=\"de\""));
    }
};

AUTH_TEST(LogoutTest);

#include "LogoutTest.moc"
