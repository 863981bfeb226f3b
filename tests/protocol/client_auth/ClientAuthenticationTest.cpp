// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "Twins.h"

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// RFC 6749 §2.3 and §3.2, at every endpoint where clients say who they are.
class ClientAuthenticationTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;
    const Parameters m_grant { { "grant_type", "client_credentials" } };

    Reply token(const Parameters &form, const HeaderList &headers = {}) const
    {
        return HttpClient(m->server).post(m->one.target("/oauth/token"), form, headers);
    }
    static HeaderList basic(const QByteArray &credentials)
    {
        return { { "Authorization", "Basic " + credentials.toBase64() } };
    }

private Q_SLOTS:
    void initTestCase() { m = std::make_unique<Twins>(); }

    void acceptsEachMethodFromTheClientThatIsRegisteredForIt_data()
    {
        QTest::addColumn<QString>("method");
        QTest::newRow("client_secret_basic") << u"client_secret_basic"_s;
        QTest::newRow("client_secret_post") << u"client_secret_post"_s;
    }
    void acceptsEachMethodFromTheClientThatIsRegisteredForIt()
    {
        QFETCH(QString, method);
        ApplicationChanges changes;
        changes.tokenEndpointAuthMethod = method;
        const RelyingParty app = RelyingParty::machine(m->one, changes);
        QCOMPARE(app.token(m_grant).status, 200);
        const auto byHeader = token(m_grant, app.basic());
        const auto byBody = token(m_grant.with({ { "client_id", app.clientId() }, { "client_secret", app.secret() } }));
        QCOMPARE(byHeader.status, method == u"client_secret_basic" ? 200 : 401);
        QCOMPARE(byBody.status, method == u"client_secret_post" ? 200 : 401);
        COMPARE_OAUTH_ERROR(method == u"client_secret_basic" ? byBody : byHeader, 401, "invalid_client");
    }

    void refusesCredentialsThatAreNotGood_data()
    {
        QTest::addColumn<QByteArray>("header");
        const QByteArray secret = Twins::kSecret;
        const auto row = [](const char *name, const QByteArray &header) { QTest::newRow(name) << header; };
        row("wrong secret", "Basic " + QByteArray("twin-machine:wrong").toBase64());
        row("empty secret", "Basic " + QByteArray("twin-machine:").toBase64());
        row("longer secret", "Basic " + ("twin-machine:" + secret + 'x').toBase64());
        row("shorter secret", "Basic " + ("twin-machine:" + secret.chopped(1)).toBase64());
        row("other case", "Basic " + ("twin-machine:" + secret.toUpper()).toBase64());
        row("unknown client", "Basic " + ("nobody:" + secret).toBase64());
        row("no colon", "Basic " + QByteArray("twin-machine").toBase64());
        row("no client", "Basic " + (':' + secret).toBase64());
        row("no base64", "Basic %%%");
        row("nothing", "Basic");
        row("empty", "Basic ");
        row("bytes that are no text", "Basic " + QByteArray("twin-machine:\xff\xfe").toBase64());
        row("NUL", "Basic " + QByteArray("twin-machine:a\0b", 16).toBase64());
        row("malformed escape", "Basic " + QByteArray("twin-machine:%zz").toBase64());
        row("other scheme", "Digest username=\"twin-machine\"");
        row("bearer token", "Bearer abc");
        row("very long", "Basic " + QByteArray(6000, 'A'));
    }
    void refusesCredentialsThatAreNotGood()
    {
        QFETCH(QByteArray, header);
        for (const char *path : { "/oauth/token", "/oauth/introspect", "/oauth/revoke" }) {
            const auto reply = HttpClient(m->server).post(
                m->one.target(path), m_grant.with({ { "token", "x" } }), { { "Authorization", header } });
            COMPARE_OAUTH_ERROR(reply, 401, "invalid_client");
            QVERIFY2(reply.field("WWW-Authenticate").startsWith("Basic realm="), reply.head);
        }
    }

    void doesNotTellAnUnknownClientFromAWrongSecret()
    {
        const auto unknown = token(m_grant, basic("nobody:wrong"));
        const auto wrong = token(m_grant, basic("twin-machine:wrong"));
        const auto disabled = [this] {
            ApplicationChanges changes;
            changes.enabled = false;
            const RelyingParty app = RelyingParty::machine(m->one);
            app.update(changes);
            return app.token(m_grant);
        }();
        const auto otherRealm = [this] {
            const RelyingParty app = RelyingParty::machine(m->two);
            return token(m_grant, app.basic());
        }();
        for (const auto &reply : { unknown, disabled, otherRealm }) {
            QCOMPARE(reply.status, wrong.status);
            QCOMPARE(reply.body, wrong.body);
            QCOMPARE(reply.field("WWW-Authenticate"), wrong.field("WWW-Authenticate"));
        }
    }

    void refusesARequestWithoutCredentials()
    {
        COMPARE_OAUTH_ERROR(token(m_grant), 401, "invalid_client");
        COMPARE_OAUTH_ERROR(token(m_grant.with({ { "client_id", "twin-machine" } })), 401, "invalid_client");
        COMPARE_OAUTH_ERROR(token({}), 401, "invalid_client");
        QVERIFY(token(m_grant).has("WWW-Authenticate"));
    }

    void refusesMoreThanOneMethodAtOnce()
    {
        const Parameters inBody { { "client_id", "twin-machine" }, { "client_secret", Twins::kSecret } };
        COMPARE_OAUTH_ERROR(token(m_grant.with(inBody), m->machine.basic()), 400, "invalid_request");
        COMPARE_OAUTH_ERROR(
            token(m_grant.with({ { "client_id", "twin-web" } }), m->machine.basic()), 400, "invalid_request");
        // RFC 6749 §3.2.1: the same client_id may stand beside the header.
        QCOMPARE(token(m_grant.with({ { "client_id", "twin-machine" } }), m->machine.basic()).status, 200);
    }

    void refusesTheHeaderTwice()
    {
        const auto reply = token(m_grant, m->machine.basic() + m->machine.basic());
        QVERIFY2(reply.status == 400 || reply.status == 401, reply.head);
    }

    void decodesTheHalvesOfTheHeader()
    {
        ApplicationChanges changes;
        changes.clientId = u"a+b%c:d&e=f"_s;
        changes.clientSecret = u"s:p&c=1%+/~-_.!*'()#?012345678901234567890 "_s;
        const auto created = m->one.tryCreateApplication([&] {
            changes.type = u"machine"_s;
            return changes;
        }());
        VERIFY_RESULT(created);
        const QByteArray secret = changes.clientSecret.value().toUtf8();
        // RFC 6749 §2.3.1: both are form-encoded, where a space is a plus sign or %20.
        QCOMPARE(
            token(m_grant, basic(Parameters::encode("a+b%c:d&e=f") + ':' + Parameters::encode(secret))).status, 200);
        QCOMPARE(token(m_grant,
                     basic(Parameters::encode("a+b%c:d&e=f") + ':' + Parameters::encode(secret).replace("%20", "+")))
                     .status,
            200);
    }

    void refusesASecretOfAPublicClientAndNoneOfAConfidentialOne()
    {
        const Parameters redemption = m->spa.redemption("code");
        COMPARE_OAUTH_ERROR(
            token(redemption.with({ { "client_id", "twin-spa" }, { "client_secret", "x" } })), 401, "invalid_client");
        COMPARE_OAUTH_ERROR(token(redemption, basic("twin-spa:x")), 401, "invalid_client");
        COMPARE_OAUTH_ERROR(token(redemption, basic("twin-spa:")), 401, "invalid_client");
        COMPARE_OAUTH_ERROR(
            token(m->app.redemption("code").with({ { "client_id", "twin-web" } })), 401, "invalid_client");
        COMPARE_OAUTH_ERROR(
            token(m->app.redemption("code").with({ { "client_id", "twin-web" }, { "client_secret", "" } })), 401,
            "invalid_client");
    }

    void doesNotTakeTheCredentialsOfAnotherRealm()
    {
        const RelyingParty onlyOfTwo = RelyingParty::machine(m->two);
        QCOMPARE(onlyOfTwo.token(m_grant).status, 200);
        COMPARE_OAUTH_ERROR(token(m_grant, onlyOfTwo.basic()), 401, "invalid_client");
        COMPARE_OAUTH_ERROR(
            HttpClient(m->server).post("/oauth/token", m_grant, onlyOfTwo.basic()), 401, "invalid_client");
    }

    void refusesAnythingInTheQueryOfTheTokenEndpoint()
    {
        Browser browser(m->server);
        const QByteArray code = m->app.code(browser);
        HttpClient client(m->server);
        for (const QByteArray &query : { "client_id=twin-web&client_secret=" + QByteArray(Twins::kSecret),
                 QByteArray("grant_type=authorization_code"), QByteArray("code=") + code, QByteArray("x=y") })
            COMPARE_OAUTH_ERROR(
                client.post(m->one.target("/oauth/token?") + query, m->app.redemption(code), m->app.basic()), 400,
                "invalid_request");
        QCOMPARE(m->app.redeem(code).status, 200);
    }

    void refusesADoubledParameterAtEveryEndpoint()
    {
        for (const char *name :
            { "grant_type", "code", "redirect_uri", "code_verifier", "client_id", "scope", "unknown" }) {
            Parameters form = m->app.redemption("x").with({ { "client_id", "twin-web" } });
            const QByteArray value = form.contains(name) ? form.value(name) : QByteArray("x");
            COMPARE_OAUTH_ERROR(token(form.set(name, value).add(name, value), m->app.basic()), 400, "invalid_request");
        }
        const Parameters doubled = Parameters { { "token", "x" } }.add("token", "x");
        COMPARE_OAUTH_ERROR(m->app.post("/oauth/introspect", doubled), 400, "invalid_request");
        COMPARE_OAUTH_ERROR(m->app.post("/oauth/revoke", doubled), 400, "invalid_request");
        COMPARE_OAUTH_ERROR(HttpClient(m->server).post(m->one.target("/oauth/userinfo"),
                                Parameters { { "access_token", "x" } }.add("access_token", "x")),
            400, "invalid_request");
        // RFC 8707 §2, RFC 8693 §2.1.
        const Parameters repeated = Parameters(m_grant)
                                        .add("resource", m->one.issuer())
                                        .add("resource", m->one.issuer())
                                        .add("audience", "a")
                                        .add("audience", "b");
        QCOMPARE(token(repeated, m->machine.basic()).status, 200);
    }

    void refusesOtherMethodsAndMediaTypes()
    {
        HttpClient client(m->server);
        for (const char *path : { "/oauth/token", "/oauth/introspect", "/oauth/revoke" }) {
            for (const char *method : { "GET", "PUT", "DELETE", "PATCH" }) {
                const auto reply
                    = client.send(method, m->one.target(path) + "?grant_type=client_credentials", m->machine.basic());
                QVERIFY2(reply.status == 405, reply.head);
                QVERIFY(reply.field("Allow").contains("POST"));
            }
            for (const char *type : { "application/json", "text/plain", "multipart/form-data; boundary=x", "" }) {
                HeaderList headers = m->machine.basic();
                if (*type)
                    headers.emplaceBack("Content-Type", type);
                const auto reply
                    = client.send("POST", m->one.target(path), headers, "grant_type=client_credentials&token=x");
                QVERIFY2(reply.status == 400 || reply.status == 415, reply.head);
                QCOMPARE(reply.mediaType(), "application/json");
                QVERIFY(!reply.json().contains(u"access_token"));
            }
        }
        QCOMPARE(client
                     .send("POST", m->one.target("/oauth/token"),
                         m->machine.basic()
                             + HeaderList { { "Content-Type", "Application/X-WWW-Form-URLEncoded; charset=UTF-8" } },
                         "grant_type=client_credentials")
                     .status,
            200);
    }

    void refusesBytesThatAreNoText_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("NUL") << QByteArray("%00");
        QTest::newRow("raw NUL") << QByteArray(1, '\0');
        QTest::newRow("invalid UTF-8") << QByteArray("%ff");
        QTest::newRow("overlong") << QByteArray("%c0%af");
        QTest::newRow("lone surrogate") << QByteArray("%ED%A0%80");
        QTest::newRow("malformed escape") << QByteArray("%g1");
    }
    void refusesBytesThatAreNoText()
    {
        QFETCH(QByteArray, bytes);
        HttpClient client(m->server);
        for (const char *path : { "/oauth/token", "/oauth/introspect", "/oauth/revoke" }) {
            const auto reply = client.postRaw(m->one.target(path),
                "grant_type=client_credentials&scope=orders:read&token=" + bytes, m->machine.basic());
            COMPARE_OAUTH_ERROR(reply, 400, "invalid_request");
        }
        const auto userinfo = client.postRaw(m->one.target("/oauth/userinfo"), "access_token=" + bytes);
        QCOMPARE(userinfo.status, 400);
    }

    void refusesGrantsThatDoNotExistOrAreNotTheClients_data()
    {
        QTest::addColumn<QByteArray>("grant");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char *grant, const char *error) {
            QTest::newRow(*grant ? grant : "none") << QByteArray(grant) << QByteArray(error);
        };
        row("password", "unsupported_grant_type");
        row("implicit", "unsupported_grant_type");
        row("CLIENT_CREDENTIALS", "unsupported_grant_type");
        row("urn:ietf:params:oauth:grant-type:jwt-bearer", "unsupported_grant_type");
        row("client_credentials ", "unsupported_grant_type");
        row("client_credentials", "unauthorized_client");
        row("", "invalid_request");
    }
    void refusesGrantsThatDoNotExistOrAreNotTheClients()
    {
        QFETCH(QByteArray, grant);
        QFETCH(QByteArray, error);
        for (const RelyingParty *app : { &m->app, &m->spa, &m->appOfTwo })
            COMPARE_OAUTH_ERROR(
                app->token({ { "grant_type", grant }, { "username", "alice" }, { "password", TestRealm::kPassword } }),
                400, error);
        COMPARE_OAUTH_ERROR(m->machine.token(m->app.redemption("x")), 400, "unauthorized_client");
        COMPARE_OAUTH_ERROR(m->machine.refresh("x"), 400, "unauthorized_client");
    }

    void givesMachinesTokensOfTheirOwn()
    {
        for (const RelyingParty *app : { &m->machine, &m->machineOfTwo }) {
            const auto reply = app->token(m_grant);
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.field("Cache-Control"), "no-store");
            const Tokens tokens(reply);
            QVERIFY(tokens.refresh.isEmpty() && tokens.id.isEmpty());
            QCOMPARE(tokens.scope, "orders:read orders:write");
            const auto token = verifiedToken(app->realm(), tokens.access, "at+jwt");
            VERIFY_RESULT(token);
            QCOMPARE(token->claims[u"sub"].toString(), u"twin-machine"_s);
            QCOMPARE(token->claims[u"client_id"].toString(), u"twin-machine"_s);
            QCOMPARE(token->claims[u"iss"].toString().toLatin1(), app->realm().issuer());
            for (const char *personal : { "sid", "auth_time", "amr", "acr" })
                QVERIFY2(!token->claims.contains(QLatin1StringView(personal)), personal);
            QCOMPARE(app->userinfo(tokens.access).status, 403);
        }
        QCOMPARE(Tokens(m->machine.token(m_grant.with({ { "scope", "orders:read" } }))).scope, "orders:read");
        for (const char *scope : { "orders:delete", "orders:read openid", "openid", "offline_access",
                 "orders:read  orders:write", "orders:read\torders:write" })
            COMPARE_OAUTH_ERROR(m->machine.token(m_grant.with({ { "scope", scope } })), 400, "invalid_scope");
        COMPARE_OAUTH_ERROR(
            m->machine.token(m_grant.with({ { "resource", "https://orders.example" } })), 400, "invalid_target");
        COMPARE_OAUTH_ERROR(m->machine.token(m_grant.with({ { "resource", m->two.issuer() } })), 400, "invalid_target");
    }

    void letsNoClientHaveTheIdOfAPerson()
    {
        ApplicationChanges changes;
        changes.type = u"machine"_s;
        changes.clientId = m->alice.id.toString();
        QVERIFY(!m->one.tryCreateApplication(changes));
        changes.clientId = m->alice.id.toString().toUpper();
        QVERIFY(!m->one.tryCreateApplication(changes));
    }

    void keepsOnlyTheHashOfASecret()
    {
        QCOMPARE(m->server.sql("SELECT count(*) FROM application_secrets s WHERE s::text LIKE '%"
                     + QByteArray(Twins::kSecret) + "%'"),
            "0");
        QCOMPARE(m->server.sql(
                     "SELECT count(*) FROM audit_events a WHERE a::text LIKE '%" + QByteArray(Twins::kSecret) + "%'"),
            "0");
        QVERIFY(m->server
                    .sql("SELECT count(*) FROM application_secrets WHERE secret_hash = sha256('"
                        + QByteArray(Twins::kSecret) + "')")
                    .toInt()
            >= 4);
    }
};

AUTH_TEST(ClientAuthenticationTest);

#include "ClientAuthenticationTest.moc"
