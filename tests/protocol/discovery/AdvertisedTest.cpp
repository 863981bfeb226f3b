// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "ResultTest.h"
#include "Twins.h"
#include "protocol/client_auth/SigningClient.h"
#include "protocol/device/DeviceGrant.h"

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// What discovery names works: each value of each list is used here, so that a value that is new to the list fails
/// until somebody writes down how it is used.
class AdvertisedTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;
    QJsonObject m_document;
    std::optional<User> m_carol;

    using Exercise = std::function<bool(const QString &value)>;
    QMap<QString, Exercise> m_exercises;

    Tokens tokensOf(const ApplicationChanges &changes, const Parameters &request = {}) const
    {
        return RelyingParty(m->one, changes).tokens("carol", request);
    }
    bool grants(const QString &grant) const
    {
        if (grant == u"authorization_code")
            return m->app.tokens().isComplete();
        if (grant == u"refresh_token")
            return Tokens(m->app.refresh(m->app.tokens().refresh)).isComplete();
        if (grant == u"client_credentials")
            return Tokens(m->machine.token({ { "grant_type", "client_credentials" } })).isComplete();
        if (grant == QLatin1StringView(kDeviceCodeGrant)) {
            m->app.update(DeviceGrant::allowed());
            const auto device = DeviceGrant::begin(m->app);
            Browser browser(m->server);
            device.allow(browser, m->one);
            return Tokens(device.poll(m->app)).isComplete();
        }
        return false;
    }
    bool authenticates(const char *path, const QString &method) const
    {
        if (method == u"private_key_jwt")
            return takesAssertion(path, u"ES256"_s);
        ApplicationChanges changes;
        changes.tokenEndpointAuthMethod = method;
        changes.type = method == u"none" ? u"spa"_s : u"web"_s;
        const RelyingParty app(m->one, changes);
        Browser browser(m->server);
        const Tokens tokens(app.redeem(app.code(browser)));
        return tokens.isComplete()
            && app.post(path,
                      { { "token", tokens.access }, { "grant_type", "refresh_token" },
                          { "refresh_token", tokens.refresh } })
                   .status
            == 200;
    }
    bool takesAssertion(const char *path, const QString &algorithm) const
    {
        const SigningClient client(m->one, *crypto::parseSignatureAlgorithm(algorithm));
        return client.post(path, { { "grant_type", "client_credentials" }, { "token", "x" } }).status == 200;
    }
    bool releases(const QString &claim) const
    {
        const QByteArray request
            = "{\"userinfo\":{\"" + claim.toUtf8() + "\":null},\"id_token\":{\"" + claim.toUtf8() + "\":null}}";
        const Tokens tokens = m->app.tokens("carol", { { "claims", request } });
        const auto id = verifiedToken(m->one, tokens.id, "JWT");
        const auto userinfo = m->app.userinfo(tokens.access).json();
        const bool ofTheSignIn = claim == u"acr" || claim == u"auth_time";
        return id && id->claims.contains(claim) && (ofTheSignIn || userinfo.contains(claim));
    }
    bool prompts(const QString &prompt) const
    {
        Browser browser(m->server);
        if (m->app.code(browser).isEmpty())
            return false;
        browser.open(m->app.authorize({ { "prompt", prompt.toLatin1() } }));
        if (prompt == u"none")
            return browser.hasLeft();
        if (prompt == u"login")
            return browser.formWith("submit").has_value();
        if (prompt == u"consent")
            return browser.formWith("allow").has_value();
        return prompt == u"select_account" && browser.formWith("account").has_value();
    }
    bool speaks(const QString &locale) const
    {
        Browser browser(m->server);
        browser.navigation = {};
        return browser.open(m->app.authorize({ { "ui_locales", locale.toLatin1() } }))
            .body.contains("<html lang=\"" + locale.toLatin1());
    }
    bool answersBy(const QString &mode) const
    {
        Browser browser(m->server);
        browser.open(m->app.authorize({ { "response_mode", mode.toLatin1() } }));
        browser.signIn("alice", TestRealm::kPassword);
        const QByteArray code = mode == u"form_post" ? browser.forms().value(0).fields.value("code")
                                                     : responseParameter(browser.page(), "code");
        return m->app.redeem(code).status == 200;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m = std::make_unique<Twins>();
        UserChanges user;
        user.username = u"carol"_s;
        user.email = u"carol@example.com"_s;
        user.phoneNumber = u"+33123456789"_s;
        user.claims = { { u"name"_s, u"Carol"_s }, { u"given_name"_s, u"Carol"_s }, { u"family_name"_s, u"Example"_s },
            { u"middle_name"_s, u"B."_s }, { u"nickname"_s, u"caz"_s }, { u"profile"_s, u"https://example.com/"_s },
            { u"picture"_s, u"https://example.com/"_s }, { u"website"_s, u"https://example.com/"_s },
            { u"gender"_s, u"female"_s }, { u"birthdate"_s, u"1987"_s }, { u"zoneinfo"_s, u"Europe/Paris"_s },
            { u"locale"_s, u"fr"_s }, { u"address"_s, QJsonObject { { u"country"_s, u"FR"_s } } } };
        m_carol = m->one.createUser(user, QString::fromLatin1(TestRealm::kPassword));
        m_document = HttpClient(m->server).get(m->one.target("/.well-known/openid-configuration")).json();

        m_exercises = {
            { u"scopes_supported"_s,
                [this](const QString &scope) {
                    return m->app.tokens("carol", { { "scope", "openid " + scope.toLatin1() } })
                        .scope.split(' ')
                        .contains(scope.toLatin1());
                } },
            { u"response_types_supported"_s,
                [this](const QString &type) {
                    return !m->app.tokens("carol", { { "response_type", type.toLatin1() } }).access.isEmpty();
                } },
            { u"response_modes_supported"_s, [this](const QString &mode) { return answersBy(mode); } },
            { u"grant_types_supported"_s, [this](const QString &grant) { return grants(grant); } },
            { u"acr_values_supported"_s,
                [this](const QString &acr) {
                    const QByteArray claims
                        = "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"" + acr.toUtf8() + "\"}}}";
                    const QString name = u"reaches-"_s + acr;
                    m->one.createUser(name);
                    Browser browser(m->server);
                    QByteArray code = m->app.code(browser, name.toLatin1(), { { "claims", claims } });
                    if (browser.formWith("begin")) {
                        browser.submit("begin");
                        browser.submit("submit",
                            { { "code", AuthenticatorApp::fromPage(&m->server, browser).code() } });
                        code = browser.page().locationQuery().valueOrEmpty("code"_L1).toLatin1();
                    }
                    const auto id = verifiedToken(m->one, Tokens(m->app.redeem(code)).id, "JWT");
                    return id && id->claims[u"acr"].toString() == acr;
                } },
            { u"subject_types_supported"_s,
                [this](const QString &type) {
                    // Public: the same for every client.
                    const auto one = verifiedToken(m->one, m->app.tokens("carol").id, "JWT");
                    const auto other = verifiedToken(m->one, m->spa.tokens("carol").id, "JWT");
                    return type == u"public" && one && other && one->claims[u"sub"] == other->claims[u"sub"];
                } },
            { u"id_token_signing_alg_values_supported"_s,
                [this](const QString &algorithm) {
                    ApplicationChanges changes;
                    changes.idTokenSignedResponseAlg = algorithm;
                    const auto id = verifiedToken(m->one, tokensOf(changes).id, "JWT");
                    return id && id->header[u"alg"].toString() == algorithm;
                } },
            { u"userinfo_signing_alg_values_supported"_s,
                [this](const QString &algorithm) {
                    ApplicationChanges changes;
                    changes.userinfoSignedResponseAlg = algorithm;
                    const RelyingParty app(m->one, changes);
                    const auto answer = verifiedToken(m->one, app.userinfo(app.tokens("carol").access).body, "JWT");
                    return answer && answer->header[u"alg"].toString() == algorithm;
                } },
            { u"token_endpoint_auth_methods_supported"_s,
                [this](const QString &method) { return authenticates("/oauth/token", method); } },
            { u"introspection_endpoint_auth_methods_supported"_s,
                [this](const QString &method) { return authenticates("/oauth/introspect", method); } },
            { u"revocation_endpoint_auth_methods_supported"_s,
                [this](const QString &method) { return authenticates("/oauth/revoke", method); } },
            { u"token_endpoint_auth_signing_alg_values_supported"_s,
                [this](const QString &algorithm) { return takesAssertion("/oauth/token", algorithm); } },
            { u"introspection_endpoint_auth_signing_alg_values_supported"_s,
                [this](const QString &algorithm) { return takesAssertion("/oauth/introspect", algorithm); } },
            { u"revocation_endpoint_auth_signing_alg_values_supported"_s,
                [this](const QString &algorithm) { return takesAssertion("/oauth/revoke", algorithm); } },
            { u"display_values_supported"_s,
                [this](const QString &display) {
                    return m->app.tokens("carol", { { "display", display.toLatin1() } }).isComplete();
                } },
            { u"claim_types_supported"_s, [](const QString &type) { return type == u"normal"; } },
            { u"claims_supported"_s, [this](const QString &claim) { return releases(claim); } },
            { u"prompt_values_supported"_s, [this](const QString &prompt) { return prompts(prompt); } },
            { u"ui_locales_supported"_s, [this](const QString &locale) { return speaks(locale); } },
            { u"code_challenge_methods_supported"_s,
                [this](const QString &method) {
                    return m->spa.tokens("carol", { { "code_challenge_method", method.toLatin1() } }).isComplete();
                } },
        };
    }

    void keepsEveryPromiseOfAList_data()
    {
        QTest::addColumn<QString>("list");
        QTest::addColumn<QString>("value");
        for (auto member = m_document.begin(); member != m_document.end(); ++member) {
            for (const auto &value : member->toArray())
                QTest::newRow(qPrintable(member.key() + u": "_s + value.toString()))
                    << member.key() << value.toString();
        }
    }
    void keepsEveryPromiseOfAList()
    {
        QFETCH(QString, list);
        QFETCH(QString, value);
        QVERIFY2(m_exercises.contains(list), "nothing here uses this list");
        QVERIFY(m_exercises[list](value));
    }

    void hasEveryEndpointThatItNames()
    {
        const QMap<QString, QByteArray> known { { u"authorization_endpoint"_s, "GET" }, { u"token_endpoint"_s, "POST" },
            { u"userinfo_endpoint"_s, "GET" }, { u"introspection_endpoint"_s, "POST" },
            { u"revocation_endpoint"_s, "POST" }, { u"device_authorization_endpoint"_s, "POST" }, { u"end_session_endpoint"_s, "GET" }, { u"jwks_uri"_s, "GET" } };
        HttpClient client(m->server);
        int found = 0;
        for (auto member = m_document.begin(); member != m_document.end(); ++member) {
            if (!member.key().endsWith(u"_endpoint") && member.key() != u"jwks_uri")
                continue;
            QVERIFY2(known.contains(member.key()), qPrintable(member.key()));
            const auto reply
                = client.send(known[member.key()], member->toString().toLatin1().sliced(m->server.publicUrl().size()));
            QVERIFY2(reply.status != 404 && reply.status != 405 && reply.status < 500, qPrintable(member.key()));
            ++found;
        }
        QCOMPARE(found, static_cast<int>(known.size()));
    }

    void keepsEveryPromiseOfAFlag()
    {
        // OpenID Connect Discovery §3: their defaults are not all false, so each is written out.
        const QMap<QString, bool> known { { u"claims_parameter_supported"_s, true },
            { u"request_parameter_supported"_s, false }, { u"request_uri_parameter_supported"_s, false },
            { u"require_request_uri_registration"_s, false },
            { u"authorization_response_iss_parameter_supported"_s, true } };
        int found = 0;
        for (auto member = m_document.begin(); member != m_document.end(); ++member) {
            if (!member->isBool())
                continue;
            QVERIFY2(known.contains(member.key()), qPrintable(member.key()));
            QCOMPARE(member->toBool(), known[member.key()]);
            ++found;
        }
        QCOMPARE(found, static_cast<int>(known.size()));
        HttpClient client(m->server);
        COMPARE_REDIRECTED_ERROR(client.get(m->app.authorize({ { "request", "x" } })), m->app, "request_not_supported");
        COMPARE_REDIRECTED_ERROR(
            client.get(m->app.authorize({ { "request_uri", "urn:x" } })), m->app, "request_uri_not_supported");
    }

    void namesNothingThatIsRefused()
    {
        // The other way round: what an application can be registered with is in the lists.
        const auto listed = [this](const char *list, const char *value) {
            return m_document[QLatin1StringView(list)].toArray().contains(QLatin1StringView(value));
        };
        for (const char *refused : { "none", "HS256", "PS256" })
            QVERIFY(!listed("id_token_signing_alg_values_supported", refused));
        for (const char *refused : { "password", "implicit", "urn:ietf:params:oauth:grant-type:jwt-bearer" })
            QVERIFY(!listed("grant_types_supported", refused));
        for (const char *refused : { "client_secret_jwt", "tls_client_auth" })
            QVERIFY(!listed("token_endpoint_auth_methods_supported", refused));
    }
};

AUTH_TEST(AdvertisedTest);

#include "AdvertisedTest.moc"
