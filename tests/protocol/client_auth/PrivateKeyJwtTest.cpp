// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "Twins.h"
#include "protocol/client_auth/SigningClient.h"

#include "core/Base64Url.h"
#include "core/Json.h"
#include "crypto/Hash.h"

#include <QtCore/QJsonArray>

#include <array>
#include <thread>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// RFC 7523 §3 and OpenID Connect Core §9: clients that prove themselves by a JWT of their own key.
class PrivateKeyJwtTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;
    std::optional<SigningClient> m_app;
    const Parameters m_grant { { "grant_type", "client_credentials" } };

    Reply send(const Parameters &credentials, const char *path = "/oauth/token") const
    {
        return HttpClient(m->server).post(m->one.target(path), m_grant.with(credentials).with({ { "token", "x" } }));
    }
    /// With \a member of good claims set, or taken away where \a value is undefined.
    Reply claiming(const QString &member, const QJsonValue &value) const
    {
        QJsonObject claims = m_app->claims();
        if (value.isUndefined())
            claims.remove(member);
        else
            claims.insert(member, value);
        return send(m_app->assertion(claims));
    }
    static Parameters assertion(const QByteArray &token) { return SigningClient::presenting(token); }
    /// Signed by the client's key, whatever \a header says.
    QByteArray signedWith(const QJsonObject &header, const QByteArray &payload) const
    {
        const QByteArray text = toBase64Url(toJson(header)) + '.' + toBase64Url(payload);
        return text + '.' + toBase64Url(m_app->key.sign(text));
    }
    QByteArray payload() const { return toJson(m_app->claims()); }

private Q_SLOTS:
    void initTestCase()
    {
        m = std::make_unique<Twins>();
        m_app.emplace(m->one);
    }

    void acceptsAnAssertionAtEveryEndpoint()
    {
        for (const char *path : { "/oauth/token", "/oauth/introspect", "/oauth/revoke" }) {
            const auto reply = send(m_app->assertion(), path);
            QVERIFY2(reply.status == 200, reply.head + reply.body);
        }
        const Tokens tokens(send(m_app->assertion()));
        QCOMPARE(tokens.scope, "orders:read");
        // RFC 7521 §4.2: client_id is not needed, and has to be the same where it is there.
        QCOMPARE(send(m_app->assertion().with({ { "client_id", m_app->app.clientId() } })).status, 200);
        COMPARE_OAUTH_ERROR(send(m_app->assertion().with({ { "client_id", "twin-machine" } })), 400, "invalid_request");
    }

    void signsAPersonInWithIt()
    {
        const SigningClient web(m->one, crypto::SignatureAlgorithm::ES256, u"web"_s);
        Browser browser(m->server);
        const Tokens tokens(web.post("/oauth/token", web.app.redemption(web.app.code(browser))));
        QVERIFY(tokens.isComplete());
        const Tokens refreshed(web.post("/oauth/token", { { "grant_type", "refresh_token" }, { "refresh_token", tokens.refresh } }));
        QVERIFY(refreshed.isComplete());
    }

    void takesTheIssuerOrTheTokenEndpointForItsAudience()
    {
        const QString issuer = QString::fromLatin1(m->one.issuer());
        for (const QJsonValue &audience : { QJsonValue(issuer), QJsonValue(issuer + u"/oauth/token"_s),
                 QJsonValue(QJsonArray { issuer }), QJsonValue(QJsonArray { issuer, issuer + u"/oauth/token"_s }) })
            QCOMPARE(claiming(u"aud"_s, audience).status, 200);
    }

    void refusesClaimsThatAreNotGood_data()
    {
        QTest::addColumn<QString>("claim");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const char *name, const QString &claim, const QJsonValue &value) { QTest::newRow(name) << claim << value; };
        const QString issuer = QString::fromLatin1(m->one.issuer());
        const QString other = QString::fromLatin1(m->two.issuer());
        const qint64 now = m->server.now();
        const QJsonValue none(QJsonValue::Undefined);
        row("no iss", u"iss"_s, none);
        row("another iss", u"iss"_s, u"twin-machine"_s);
        row("the server's iss", u"iss"_s, issuer);
        row("no sub", u"sub"_s, none);
        row("another sub", u"sub"_s, u"twin-machine"_s);
        row("sub of nobody", u"sub"_s, u"nobody"_s);
        row("sub that is no text", u"sub"_s, 7);
        row("no aud", u"aud"_s, none);
        row("empty aud", u"aud"_s, QJsonArray());
        row("another realm", u"aud"_s, other);
        row("another realm's token endpoint", u"aud"_s, QString(other + u"/oauth/token"_s));
        row("another server beside this one", u"aud"_s, QJsonArray { issuer, u"https://evil.example"_s });
        row("beginning of the issuer", u"aud"_s, issuer.chopped(1));
        row("longer than the issuer", u"aud"_s, QString(issuer + u"/"_s));
        row("another endpoint", u"aud"_s, QString(issuer + u"/oauth/introspect"_s));
        row("aud of another case", u"aud"_s, issuer.toUpper());
        row("aud that is no text", u"aud"_s, QJsonArray { 7 });
        row("no exp", u"exp"_s, none);
        row("expired", u"exp"_s, now - 60);
        row("exp far ahead", u"exp"_s, now + 7200);
        row("exp that is text", u"exp"_s, QString::number(now + 60));
        row("negative exp", u"exp"_s, -1);
        row("huge exp", u"exp"_s, 1e308);
        row("nbf in the future", u"nbf"_s, now + 600);
        row("iat in the future", u"iat"_s, now + 600);
        row("no jti", u"jti"_s, none);
        row("empty jti", u"jti"_s, u""_s);
        row("long jti", u"jti"_s, QString(257, u'j'));
        row("jti that is no text", u"jti"_s, 7);
    }
    void refusesClaimsThatAreNotGood()
    {
        QFETCH(QString, claim);
        QFETCH(QJsonValue, value);
        COMPARE_OAUTH_ERROR(claiming(claim, value), 401, "invalid_client");
    }

    void countsEachAssertionOnce()
    {
        const Parameters once = m_app->assertion();
        QCOMPARE(send(once).status, 200);
        for (const char *path : { "/oauth/token", "/oauth/introspect", "/oauth/revoke" })
            COMPARE_OAUTH_ERROR(send(once, path), 401, "invalid_client");
        // Another assertion of the same jti is the same (OpenID Connect Core §9).
        QJsonObject claims = m_app->claims();
        claims.insert(u"jti"_s, u"the same"_s);
        QCOMPARE(send(m_app->assertion(claims)).status, 200);
        claims.insert(u"exp"_s, claims[u"exp"].toInteger() + 30);
        COMPARE_OAUTH_ERROR(send(m_app->assertion(claims)), 401, "invalid_client");
    }

    void letsNoClientUseUpAnothersJti()
    {
        const SigningClient second(m->one);
        const SigningClient abroad(m->two);
        const auto claims = [](const SigningClient &client) {
            QJsonObject object = client.claims();
            object.insert(u"jti"_s, u"shared"_s);
            return object;
        };
        QCOMPARE(send(second.assertion(claims(second))).status, 200);
        QCOMPARE(HttpClient(m->server).post(m->two.target("/oauth/token"), m_grant.with(abroad.assertion(claims(abroad)))).status, 200);
        QCOMPARE(send(m_app->assertion(claims(*m_app))).status, 200);
    }

    void letsOneOfManyThatPresentTheSameThrough()
    {
        const Parameters once = m_app->assertion();
        std::array<int, 8> statuses {};
        std::vector<std::thread> threads;
        for (int &status : statuses)
            threads.emplace_back([this, &once, &status] { status = send(once).status; });
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(std::count(statuses.begin(), statuses.end(), 200), 1);
        QCOMPARE(std::count(statuses.begin(), statuses.end(), 401), 7);
    }

    void usesNothingUpForAClientThatIsRefused()
    {
        const SigningClient off(m->one);
        ApplicationChanges changes;
        changes.enabled = false;
        off.app.update(changes);
        const Parameters credentials = off.assertion();
        COMPARE_OAUTH_ERROR(send(credentials), 401, "invalid_client");
        changes.enabled = true;
        off.app.update(changes);
        QTRY_COMPARE(send(off.assertion()).status, 200);
        QCOMPARE(send(credentials).status, 200);
    }

    void refusesSignaturesOfOtherKeys()
    {
        const auto stranger = crypto::SigningKey::generate(crypto::SignatureAlgorithm::ES256);
        VERIFY_RESULT(stranger);
        // security.md J4: keys that the token brings itself are not looked at.
        const QJsonObject plain { { u"alg"_s, u"ES256"_s }, { u"typ"_s, u"JWT"_s } };
        QJsonObject named = plain;
        named.insert(u"kid"_s, m_app->key.kid());
        QJsonObject brought = plain;
        brought.insert(u"jwk"_s, stranger->publicJwk());
        QJsonObject linked = plain;
        linked.insert(u"jku"_s, u"https://evil.example/jwks"_s);
        for (const QJsonObject &header : { plain, named, brought, linked }) {
            const QByteArray text = toBase64Url(toJson(header)) + '.' + toBase64Url(payload());
            COMPARE_OAUTH_ERROR(send(assertion(text + '.' + toBase64Url(stranger->sign(text)))), 401, "invalid_client");
        }
        COMPARE_OAUTH_ERROR(send(assertion(signedWith({ { u"alg"_s, u"ES256"_s }, { u"kid"_s, u"other"_s } }, payload()))), 401, "invalid_client");
        // Neither name nor type are needed where a key fits.
        QCOMPARE(send(assertion(signedWith({ { u"alg"_s, u"ES256"_s } }, payload()))).status, 200);
    }

    void refusesWhatIsNoAssertion_data()
    {
        QTest::addColumn<QByteArray>("token");
        const QByteArray good = crypto::signCompact(m_app->key, "JWT", m_app->claims());
        const auto row = [](const char *name, const QByteArray &token) { QTest::newRow(name) << token; };
        row("nothing", "");
        row("no JWT", "abc");
        row("two parts", good.left(good.lastIndexOf('.')));
        row("no signature", good.left(good.lastIndexOf('.') + 1));
        row("bent signature", good.chopped(4) + "AAAA");
        row("padded", good + "==");
        row("white space", ' ' + good);
        row("very long", good + QByteArray(20'000, 'A'));
        row("alg none", toBase64Url("{\"alg\":\"none\"}") + '.' + toBase64Url(payload()) + '.');
        row("access token's type", crypto::signCompact(m_app->key, "at+jwt", m_app->claims()));
        row("proof of possession's type", crypto::signCompact(m_app->key, "dpop+jwt", m_app->claims()));
        row("crit", signedWith({ { u"alg"_s, u"ES256"_s }, { u"crit"_s, QJsonArray { u"x"_s } }, { u"x"_s, 1 } }, payload()));
        row("claims that are no object", signedWith({ { u"alg"_s, u"ES256"_s } }, "[]"));
        QByteArray twice = payload();
        twice.insert(1, "\"aud\":\"https://evil.example\",");
        row("a claim twice", signedWith({ { u"alg"_s, u"ES256"_s } }, twice));
        // J2: the public key as the secret of an HMAC.
        const QByteArray text = toBase64Url("{\"alg\":\"HS256\"}") + '.' + toBase64Url(payload());
        row("HS256 by the public key", text + '.' + toBase64Url(crypto::hmacSha256(m_app->key.publicPem(), text)));
        row("a token of this server", Tokens(m->machine.token(m_grant)).access);
        row("an ID token of this server", m->app.tokens().id);
    }
    void refusesWhatIsNoAssertion()
    {
        QFETCH(QByteArray, token);
        COMPARE_OAUTH_ERROR(send(assertion(token)), 401, "invalid_client");
    }

    void refusesAnotherTypeOfAssertion()
    {
        for (const char *type : { "", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer", "jwt-bearer" })
            COMPARE_OAUTH_ERROR(send(m_app->assertion().set("client_assertion_type", type)), 401, "invalid_client");
        COMPARE_OAUTH_ERROR(send(m_app->assertion().without("client_assertion_type")), 401, "invalid_client");
        COMPARE_OAUTH_ERROR(send(m_app->assertion().without("client_assertion")), 401, "invalid_client");
    }

    void refusesOtherMethodsBesideIt()
    {
        COMPARE_OAUTH_ERROR(HttpClient(m->server).post(m->one.target("/oauth/token"), m_grant.with(m_app->assertion()), m->machine.basic()), 400, "invalid_request");
        COMPARE_OAUTH_ERROR(send(m_app->assertion().with({ { "client_id", m_app->app.clientId() }, { "client_secret", Twins::kSecret } })), 400, "invalid_request");
    }

    void refusesItFromAClientThatIsRegisteredForASecret()
    {
        ApplicationChanges changes;
        changes.jwks = QJsonObject { { u"keys"_s, QJsonArray { m_app->key.publicJwk() } } };
        const RelyingParty secretive = RelyingParty::machine(m->one, changes);
        QJsonObject claims = m_app->claims();
        claims.insert(u"iss"_s, QString::fromLatin1(secretive.clientId()));
        claims.insert(u"sub"_s, QString::fromLatin1(secretive.clientId()));
        COMPARE_OAUTH_ERROR(send(m_app->assertion(claims)), 401, "invalid_client");
        QCOMPARE(secretive.token(m_grant).status, 200);
        // And no secret from one that is registered for a key.
        const auto byHeader = HttpClient(m->server).post(m->one.target("/oauth/token"), m_grant,
            { { "Authorization", "Basic " + (m_app->app.clientId() + ":" + Twins::kSecret).toBase64() } });
        COMPARE_OAUTH_ERROR(byHeader, 401, "invalid_client");
    }

    void keepsToTheAlgorithmThatTheClientIsRegisteredFor()
    {
        const SigningClient client(m->one, crypto::SignatureAlgorithm::RS256);
        QCOMPARE(send(client.assertion()).status, 200);
        ApplicationChanges only;
        QJsonObject jwk = client.key.publicJwk();
        jwk.remove(u"alg"_s);
        only.jwks = QJsonObject { { u"keys"_s, QJsonArray { jwk } } };
        only.metadata = { { u"token_endpoint_auth_signing_alg"_s, u"PS256"_s } };
        client.app.update(only);
        QTRY_COMPARE(send(client.assertion()).status, 401);
        ApplicationChanges unknown = SigningClient::changes(client.key, u"machine"_s);
        unknown.metadata = { { u"token_endpoint_auth_signing_alg"_s, u"HS256"_s } };
        COMPARE_ERROR(m->one.tryCreateApplication(unknown), ErrorCode::ValidationFailed);
    }

    void takesEachOfSeveralKeysWhileTheyChange()
    {
        const auto next = crypto::SigningKey::generate(crypto::SignatureAlgorithm::EdDSA);
        VERIFY_RESULT(next);
        const SigningClient client(m->one);
        ApplicationChanges changes;
        changes.jwks = QJsonObject { { u"keys"_s, QJsonArray { client.key.publicJwk(), next->publicJwk() } } };
        client.app.update(changes);
        const auto byNext = [&] { return send(assertion(crypto::signCompact(*next, "JWT", client.claims()))).status; };
        QTRY_COMPARE(byNext(), 200);
        QCOMPARE(send(client.assertion()).status, 200);
        changes.jwks = QJsonObject { { u"keys"_s, QJsonArray { next->publicJwk() } } };
        client.app.update(changes);
        QTRY_COMPARE(send(client.assertion()).status, 401);
        QCOMPARE(byNext(), 200);
    }

    void makesNoSecretForSuchAClient()
    {
        ApplicationChanges changes = SigningClient::changes(m_app->key, u"machine"_s);
        const auto created = m->one.tryCreateApplication(changes);
        VERIFY_RESULT(created);
        QCOMPARE(created->secret, "");
        changes.clientSecret = QString::fromLatin1(Twins::kSecret);
        COMPARE_ERROR(m->one.tryCreateApplication(changes), ErrorCode::ValidationFailed);
        // Nothing reads keys from elsewhere.
        changes.clientSecret = {};
        changes.jwks = {};
        changes.jwksUri = u"https://app.example/jwks"_s;
        const auto elsewhere = m->one.tryCreateApplication(changes);
        COMPARE_ERROR(elsewhere, ErrorCode::ValidationFailed);
        QCOMPARE(elsewhere.error().fields.value(0).path, u"/jwks_uri"_s);
    }

    void takesDownWhoWasRefused()
    {
        // A realm of its own: one that refuses much only counts.
        const TestRealm realm = m->server.createRealm("signing");
        const SigningClient signing(realm);
        const Parameters once = m_grant.with(signing.assertion());
        HttpClient client(m->server);
        QCOMPARE(client.post(realm.target("/oauth/token"), once).status, 200);
        COMPARE_OAUTH_ERROR(client.post(realm.target("/oauth/token"), once), 401, "invalid_client");
        const QByteArray rows = "SELECT string_agg(reason, ' ') FROM audit_events WHERE realm_id = '" + realm.id().toBytes()
            + "' AND action = 'token.refused' AND actor_id = '" + signing.app.clientId() + "'";
        QTRY_VERIFY_WITH_TIMEOUT(m->server.sql(rows).contains("was used before"), 20'000);
    }
};

AUTH_TEST(PrivateKeyJwtTest);

#include "PrivateKeyJwtTest.moc"
