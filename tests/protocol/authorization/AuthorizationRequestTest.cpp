// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "Twins.h"

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// RFC 6749 §4.1, OpenID Connect Core §3.1.2, RFC 9207: requests that are refused to the client, and how every answer
/// is sent.
class AuthorizationRequestTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;

    Reply get(const QByteArray &target) const { return HttpClient(m->server).get(target); }

private Q_SLOTS:
    void initTestCase() { m = std::make_unique<Twins>(); }

    void tellsTheClientWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char *description, const char *name, const QByteArray &value, const char *error) {
            QTest::newRow(description) << QByteArray(name) << value << QByteArray(error);
        };
        row("no response type", "response_type", "", "invalid_request");
        row("unknown scope", "scope", "openid payments", "invalid_scope");
        row("malformed scope", "scope", "openid  profile", "invalid_scope");
        row("scope with a quote", "scope", "openid \"", "invalid_scope");
        row("unknown response mode", "response_mode", "web_message", "invalid_request");
        row("response mode that shows tokens", "response_mode", "fragment", "invalid_request");
        row("response mode jwt", "response_mode", "jwt", "invalid_request");
        row("request object", "request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported");
        row("request URI", "request_uri", "https://app.example/request.jwt", "request_uri_not_supported");
        row("registration", "registration", "{}", "registration_not_supported");
        row("prompt none with another", "prompt", "none login", "invalid_request");
        row("unknown prompt", "prompt", "create", "invalid_request");
        row("max_age with a sign", "max_age", "+5", "invalid_request");
        row("negative max_age", "max_age", "-1", "invalid_request");
        row("max_age that is no number", "max_age", "1e3", "invalid_request");
        row("max_age beyond numbers", "max_age", "99999999999999999999", "invalid_request");
        row("unknown display", "display", "hologram", "invalid_request");
        row("claims that are no JSON", "claims", "{", "invalid_request");
        row("claims with a duplicate member", "claims", R"({"userinfo":{},"userinfo":{}})", "invalid_request");
        row("claims that are no object", "claims", "[]", "invalid_request");
        row("half of claims that is no object", "claims", R"({"userinfo":[]})", "invalid_request");
        row("claim that is no object", "claims", R"({"userinfo":{"email":true}})", "invalid_request");
        row("nonce that is too long", "nonce", QByteArray(1025, 'n'), "invalid_request");
        row("hint that is no token", "id_token_hint", "nonsense", "invalid_request");
        row("resource that is not the client's", "resource", "https://api.example", "invalid_target");
    }
    void tellsTheClientWhatIsWrong()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, error);
        const QByteArray flows = m->server.sql("SELECT count(*) FROM flows");
        for (const RelyingParty *app : { &m->app, &m->spa, &m->appOfTwo })
            COMPARE_REDIRECTED_ERROR(get(app->authorize({ { name, value } })), *app, error);
        QCOMPARE(m->server.sql("SELECT count(*) FROM flows"), flows);
    }

    void refusesAParameterThatStandsTwice_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name :
            { "response_type", "scope", "nonce", "code_challenge", "code_challenge_method", "response_mode", "prompt",
                "max_age", "display", "claims", "login_hint", "ui_locales", "acr_values", "id_token_hint", "unknown" })
            QTest::newRow(name) << QByteArray(name);
    }
    void refusesAParameterThatStandsTwice()
    {
        QFETCH(QByteArray, name);
        Parameters request = m->app.request();
        const QByteArray value = request.contains(name) ? request.value(name) : QByteArray("x");
        COMPARE_REDIRECTED_ERROR(
            get(m->app.authorizeWith(request.set(name, value).add(name, value))), m->app, "invalid_request");
        COMPARE_REDIRECTED_ERROR(
            get(m->app.authorizeWith(m->app.request().set(name, value).add(name, ""))), m->app, "invalid_request");
    }

    void refusesAStateThatStandsTwice()
    {
        const auto reply = get(m->app.authorizeWith(m->app.request().add("state", "other")));
        QCOMPARE(reply.status, 303);
        QCOMPARE(responseParameter(reply, "error"), "invalid_request");
        QCOMPARE(responseParameter(reply, "iss"), m->one.issuer());
    }

    void letsResourceAndAudienceRepeat()
    {
        for (const char *name : { "resource", "audience" }) {
            const auto reply
                = get(m->app.authorizeWith(m->app.request().add(name, m->one.issuer()).add(name, m->one.issuer())));
            QVERIFY2(reply.location().startsWith(m->one.issuer() + "/sign-in?tx="), reply.head);
        }
    }

    void answersTypesWithTokensInTheFragmentAndNeverWithAToken_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<bool>("fragment");
        QTest::newRow("token") << QByteArray("token") << true;
        QTest::newRow("id_token") << QByteArray("id_token") << true;
        QTest::newRow("id_token token") << QByteArray("id_token token") << true;
        QTest::newRow("code token") << QByteArray("code token") << true;
        QTest::newRow("code id_token") << QByteArray("code id_token") << true;
        QTest::newRow("code id_token token") << QByteArray("code id_token token") << true;
        QTest::newRow("none") << QByteArray("none") << false;
        QTest::newRow("unknown") << QByteArray("pizza") << false;
        QTest::newRow("code twice") << QByteArray("code code") << false;
        QTest::newRow("other case") << QByteArray("CODE") << false;
    }
    void answersTypesWithTokensInTheFragmentAndNeverWithAToken()
    {
        QFETCH(QByteArray, type);
        QFETCH(bool, fragment);
        Browser browser(m->server);
        QVERIFY(!m->app.code(browser).isEmpty());
        // Without a session and with one.
        for (const auto &reply : { get(m->app.authorize({ { "response_type", type } })),
                 browser.get(m->app.authorize({ { "response_type", type } })) }) {
            QCOMPARE(reply.status, 303);
            const char separator = fragment ? '#' : '?';
            QVERIFY2(reply.location().startsWith(QByteArray(RelyingParty::kRedirectUri) + separator), reply.location());
            const auto parameters = Form::parse(reply.location().mid(reply.location().indexOf(separator) + 1));
            VERIFY_RESULT(parameters);
            QCOMPARE(parameters->valueOrEmpty("error"_L1), u"unsupported_response_type"_s);
            QCOMPARE(parameters->valueOrEmpty("state"_L1), u"state-of-the-client"_s);
            QCOMPARE(parameters->valueOrEmpty("iss"_L1).toLatin1(), m->one.issuer());
            for (const char *name : { "code", "access_token", "id_token" })
                QVERIFY2(!parameters->contains(QLatin1StringView(name)), name);
        }
    }

    void refusesCodesToAClientWithoutThatGrant()
    {
        ApplicationChanges changes;
        changes.grantTypes = QStringList { u"client_credentials"_s };
        changes.responseTypes = QStringList {};
        const RelyingParty app(m->one, changes);
        COMPARE_REDIRECTED_ERROR(get(app.authorize()), app, "unauthorized_client");
    }

    void namesTheIssuerInEveryAnswer()
    {
        Browser browser(m->server);
        QVERIFY(!m->app.code(browser).isEmpty());
        QCOMPARE(responseParameter(browser.page(), "iss"), m->one.issuer());
        QCOMPARE(responseParameter(browser.page(), "state"), "state-of-the-client");
        // Without a page, by form_post, after cancelling and after denying.
        QCOMPARE(responseParameter(browser.open(m->app.authorize()), "iss"), m->one.issuer());
        browser.open(m->app.authorize({ { "response_mode", "form_post" } }));
        QCOMPARE(browser.forms().value(0).fields.value("iss"), m->one.issuer());
        browser.open(m->app.authorize({ { "response_mode", "form_post" }, { "scope", "unknown" } }));
        QCOMPARE(browser.forms().value(0).fields.value("iss"), m->one.issuer());
        QCOMPARE(browser.forms().value(0).fields.value("error"), "invalid_scope");
        browser.open(m->app.authorize({ { "prompt", "consent" } }));
        COMPARE_REDIRECTED_ERROR(browser.submit("deny"), m->app, "access_denied");
        browser.clearCookies();
        browser.open(m->app.authorize());
        COMPARE_REDIRECTED_ERROR(browser.submit("cancel"), m->app, "access_denied");
        // And of the other realm, and of the root.
        Browser other(m->server);
        QVERIFY(!m->appOfTwo.code(other).isEmpty());
        QCOMPARE(responseParameter(other.page(), "iss"), m->two.issuer());
    }

    void leavesOutAStateThatWasNotSent()
    {
        const auto reply = get(m->app.authorizeWith(m->app.request({ { "prompt", "none" } }).without("state")));
        QCOMPARE(responseParameter(reply, "error"), "login_required");
        QVERIFY(!reply.locationQuery().contains("state"_L1));
    }

    void answersByFormPost()
    {
        Browser browser(m->server);
        browser.open(m->app.authorize({ { "response_mode", "form_post" }, { "state", "<\"'&>" } }));
        browser.signIn("alice", TestRealm::kPassword);
        QCOMPARE(browser.page().status, 200);
        QCOMPARE(browser.page().field("Cache-Control"), "no-store");
        QVERIFY(browser.page().field("Content-Security-Policy").contains("form-action 'self' https://app.example")
            || browser.page().field("Content-Security-Policy").contains("form-action https://app.example"));
        const auto forms = browser.forms();
        QCOMPARE(forms.size(), 1);
        QCOMPARE(forms[0].method, "POST");
        QCOMPARE(forms[0].action, QByteArray(RelyingParty::kRedirectUri));
        QCOMPARE(forms[0].fields.value("state"), "<\"'&>");
        QVERIFY(!browser.page().body.contains("<\"'&>"));
        QCOMPARE(m->app.redeem(forms[0].fields.value("code")).status, 200);
    }

    void answersByQueryWhereAskedTo()
    {
        Browser browser(m->server);
        QCOMPARE(m->app.redeem(m->app.code(browser, "alice", { { "response_mode", "query" } })).status, 200);
    }

    void turnsAPostIntoAGetWithoutDoingAnything()
    {
        for (const char *site : { "cross-site", "same-site", "same-origin", "none" }) {
            Browser browser(m->server);
            QVERIFY(!m->app.code(browser).isEmpty());
            const QByteArray codes = m->server.sql("SELECT count(*) FROM authorization_codes");
            // A browser leaves Lax cookies out of a cross-site POST; the GET that follows has them.
            HttpClient withoutCookies(m->server);
            const auto reply = withoutCookies.post(m->one.target("/oauth/authorize"), m->app.request(),
                { { "Origin", "https://app.example" }, { "Sec-Fetch-Site", site } });
            QCOMPARE(reply.status, 303);
            QVERIFY(reply.location().startsWith(m->one.issuer() + "/oauth/authorize?"));
            QVERIFY(!reply.has("Set-Cookie"));
            QCOMPARE(m->server.sql("SELECT count(*) FROM authorization_codes"), codes);
            const QByteArray code = responseParameter(browser.open(reply.location()), "code");
            QCOMPARE(m->app.redeem(code).status, 200);
        }
    }

    void givesWhatIsRegisteredWhereNoScopeIsAskedFor()
    {
        Browser browser(m->server);
        browser.open(m->app.authorizeWith(m->app.request().without("scope")));
        browser.signIn("alice", TestRealm::kPassword);
        // RFC 6749 §3.3 leaves it to the server; offline_access has to be asked for (OpenID Connect Core §11).
        const Tokens tokens(m->app.redeem(responseParameter(browser.page(), "code")));
        QCOMPARE(tokens.scope, "openid profile email address phone");
    }

    void ignoresWhatItDoesNotKnow()
    {
        Browser browser(m->server);
        const QByteArray code = m->app.code(browser, "alice",
            { { "foo", "bar" }, { "audience", "https://anything.example" }, { "claims_locales", "de" }, { "", "x" } });
        QCOMPARE(m->app.redeem(code).status, 200);
    }

    void returnsALongStateWhole()
    {
        // Every byte counts: 4 KiB with characters that are encoded threefold would pass the limit of the request line.
        const QByteArray state = QByteArray("state/+&=%").repeated(102) + QByteArray(3076, 'x');
        QCOMPARE(state.size(), 4096);
        Browser browser(m->server);
        const QByteArray code = m->app.code(browser, "alice", { { "state", state } });
        QVERIFY(!code.isEmpty());
        QCOMPARE(responseParameter(browser.page(), "state"), state);
        // What is too long is refused, not cut.
        const auto tooLong = HttpClient(m->server).post(
            m->one.target("/oauth/authorize"), m->app.request({ { "state", QByteArray(8000, 'x') } }));
        QVERIFY2(isErrorPage(tooLong), tooLong.head);
        QCOMPARE(get(m->app.authorize({ { "state", QByteArray(9000, 'x') } })).status, 414);
    }

    void refusesAnEmptyRequestAndOneWithoutBody()
    {
        QVERIFY(isErrorPage(get(m->one.target("/oauth/authorize"))));
        const auto json = HttpClient(m->server).send("POST", m->one.target("/oauth/authorize"),
            { { "Content-Type", "application/json" } }, R"({"client_id":"twin-web"})");
        QVERIFY2(json.status == 400 || json.status == 415, json.head);
        QVERIFY(!json.has("Location"));
    }
};

AUTH_TEST(AuthorizationRequestTest);

#include "AuthorizationRequestTest.moc"
