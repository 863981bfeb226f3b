// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "Twins.h"

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// OpenID Connect Core §5, RFC 6750.
class UserinfoTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;
    std::optional<User> m_carol;
    const QJsonObject m_claims {
        { u"name"_s, u"Carol Ä. Example"_s },
        { u"given_name"_s, u"Carol"_s },
        { u"family_name"_s, u"Example"_s },
        { u"middle_name"_s, u"Ä."_s },
        { u"nickname"_s, u"caz"_s },
        { u"profile"_s, u"https://example.com/carol"_s },
        { u"picture"_s, u"https://example.com/carol.png"_s },
        { u"website"_s, u"https://carol.example"_s },
        { u"gender"_s, u"female"_s },
        { u"birthdate"_s, u"1987-06-05"_s },
        { u"zoneinfo"_s, u"Europe/Paris"_s },
        { u"locale"_s, u"fr-FR"_s },
        { u"address"_s, QJsonObject { { u"locality"_s, u"Lyon"_s }, { u"country"_s, u"FR"_s } } },
    };

    Reply userinfo(const QByteArray &method, const HeaderList &headers, const QByteArray &body = {}) const
    {
        return HttpClient(m->server).send(method, m->one.target("/oauth/userinfo"), headers, body);
    }
    static HeaderList bearer(const QByteArray &token) { return { { "Authorization", "Bearer " + token } }; }

private Q_SLOTS:
    void initTestCase()
    {
        m = std::make_unique<Twins>();
        UserChanges changes;
        changes.username = u"carol"_s;
        changes.email = u"carol@example.com"_s;
        changes.emailVerified = true;
        changes.phoneNumber = u"+33123456789"_s;
        changes.phoneNumberVerified = false;
        changes.claims = m_claims;
        m_carol = m->one.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
    }

    void answersByEveryWayOfPresentingTheToken()
    {
        const Tokens tokens = m->app.tokens();
        const HeaderList form { { "Content-Type", "application/x-www-form-urlencoded" } };
        for (const auto &reply : { userinfo("GET", bearer(tokens.access)),
                 userinfo("GET", { { "Authorization", "bearer " + tokens.access } }),
                 userinfo("POST", bearer(tokens.access)), userinfo("POST", form, "access_token=" + tokens.access),
                 userinfo("POST", form + bearer(tokens.access), "x=y") }) {
            QVERIFY2(reply.status == 200, reply.head + reply.body);
            QCOMPARE(reply.mediaType(), "application/json");
            QCOMPARE(reply.field("Cache-Control"), "no-store");
            QCOMPARE(reply.text("sub"), m->alice.id.toString());
        }
        QCOMPARE(userinfo("POST", form + bearer(tokens.access), "access_token=" + tokens.access).status, 400);
        // RFC 6750 §2.3 is not for us: a URL is logged everywhere.
        QCOMPARE(HttpClient(m->server).get(m->one.target("/oauth/userinfo?access_token=") + tokens.access).status, 401);
        QCOMPARE(
            userinfo("POST", { { "Content-Type", "application/json" } }, "{\"access_token\":\"" + tokens.access + "\"}")
                .status,
            401);
    }

    void hasTheSubjectOfTheIdToken()
    {
        for (const RelyingParty *app : { &m->app, &m->spa, &m->appOfTwo }) {
            const Tokens tokens = app->tokens();
            const auto id = verifiedToken(app->realm(), tokens.id, "JWT");
            VERIFY_RESULT(id);
            QCOMPARE(app->userinfo(tokens.access).text("sub"), id->claims[u"sub"].toString());
        }
    }

    void releasesTheClaimsOfEachScope_data()
    {
        QTest::addColumn<QByteArray>("scope");
        QTest::addColumn<QStringList>("claims");
        const QStringList profile { u"birthdate"_s, u"family_name"_s, u"gender"_s, u"given_name"_s, u"locale"_s,
            u"middle_name"_s, u"name"_s, u"nickname"_s, u"picture"_s, u"preferred_username"_s, u"profile"_s, u"sub"_s,
            u"updated_at"_s, u"website"_s, u"zoneinfo"_s };
        QTest::newRow("openid") << QByteArray("openid") << QStringList { u"sub"_s };
        QTest::newRow("profile") << QByteArray("openid profile") << profile;
        QTest::newRow("email") << QByteArray("openid email")
                               << QStringList { u"email"_s, u"email_verified"_s, u"sub"_s };
        QTest::newRow("address") << QByteArray("openid address") << QStringList { u"address"_s, u"sub"_s };
        QTest::newRow("phone") << QByteArray("openid phone")
                               << QStringList { u"phone_number"_s, u"phone_number_verified"_s, u"sub"_s };
    }
    void releasesTheClaimsOfEachScope()
    {
        QFETCH(QByteArray, scope);
        QFETCH(QStringList, claims);
        const auto answer = m->app.userinfo(m->app.tokens("carol", { { "scope", scope } }).access).json();
        QCOMPARE(answer.keys(), claims);
        for (auto member = m_claims.begin(); member != m_claims.end(); ++member) {
            if (answer.contains(member.key()))
                QCOMPARE(answer[member.key()], *member);
        }
        if (scope.contains("email"))
            QCOMPARE(answer[u"email_verified"], QJsonValue(true));
        if (scope.contains("phone"))
            QCOMPARE(answer[u"phone_number_verified"], QJsonValue(false));
        if (scope.contains("profile"))
            QVERIFY(qAbs(answer[u"updated_at"].toInteger() - m->server.now()) < 40 * 24 * 3600);
    }

    void releasesWhatTheClaimsParameterNames()
    {
        const QByteArray claims
            = R"({"userinfo":{"email":null,"nickname":{"essential":true},"unknown":null},"id_token":{"given_name":null,"email_verified":{"value":true}}})";
        Tokens tokens = m->app.tokens("carol", { { "claims", claims } });
        const QStringList expected { u"email"_s, u"nickname"_s, u"sub"_s };
        QCOMPARE(m->app.userinfo(tokens.access).json().keys(), expected);
        const auto id = verifiedToken(m->one, tokens.id, "JWT");
        VERIFY_RESULT(id);
        QCOMPARE(id->claims[u"given_name"].toString(), u"Carol"_s);
        QCOMPARE(id->claims[u"email_verified"], QJsonValue(true));
        QVERIFY(!id->claims.contains(u"email"));
        // And after a refresh.
        tokens = Tokens(m->app.refresh(tokens.refresh));
        QCOMPARE(m->app.userinfo(tokens.access).json().keys(), expected);
        QCOMPARE(verifiedToken(m->one, tokens.id, "JWT")->claims[u"given_name"].toString(), u"Carol"_s);
    }

    void cannotBeMadeToOverwriteWhatTheServerSays()
    {
        const QByteArray claims
            = R"({"id_token":{"iss":null,"sub":null,"aud":{"value":"x"},"exp":null,"nonce":{"value":"x"}},"userinfo":{"sub":null,"iss":null}})";
        const Tokens tokens = m->app.tokens("carol", { { "claims", claims } });
        const auto id = verifiedToken(m->one, tokens.id, "JWT");
        VERIFY_RESULT(id);
        QCOMPARE(id->claims[u"aud"].toString(), u"twin-web"_s);
        QCOMPARE(id->claims[u"nonce"].toString(), u"nonce-of-the-client"_s);
        QCOMPARE(m->app.userinfo(tokens.access).text("sub"), m_carol->id.toString());
    }

    void signsTheAnswerWhereTheClientWantsThat_data()
    {
        QTest::addColumn<QString>("algorithm");
        QTest::newRow("ES256") << u"ES256"_s;
        QTest::newRow("EdDSA") << u"EdDSA"_s;
        QTest::newRow("RS256") << u"RS256"_s;
    }
    void signsTheAnswerWhereTheClientWantsThat()
    {
        QFETCH(QString, algorithm);
        ApplicationChanges changes;
        changes.userinfoSignedResponseAlg = algorithm;
        const RelyingParty app(m->one, changes);
        const auto reply = app.userinfo(app.tokens("carol", { { "scope", "openid email" } }).access);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.mediaType(), "application/jwt");
        const auto answer = verifiedToken(m->one, reply.body, "JWT");
        VERIFY_RESULT(answer);
        QCOMPARE(answer->header[u"alg"].toString(), algorithm);
        QCOMPARE(answer->claims[u"iss"].toString().toLatin1(), m->one.issuer());
        QCOMPARE(answer->claims[u"aud"].toString().toLatin1(), app.clientId());
        QCOMPARE(answer->claims[u"email"].toString(), u"carol@example.com"_s);
    }

    void refusesEveryOtherToken()
    {
        ApplicationChanges changes;
        changes.metadata = { { u"allowed_resources"_s, QJsonArray { u"https://orders.example"_s } } };
        const RelyingParty app(m->one, changes);
        const Tokens tokens = m->app.tokens();
        QByteArray flipped = tokens.access;
        flipped[flipped.size() - 10] = flipped[flipped.size() - 10] == 'A' ? 'B' : 'A';
        Browser browser(m->server);
        for (const QByteArray &token : { tokens.id, tokens.refresh, m->app.code(browser), m->appOfTwo.tokens().access,
                 flipped, tokens.access + 'x', tokens.access.chopped(1),
                 app.tokens("alice", { { "resource", "https://orders.example" } }).access, QByteArray("x"),
                 QByteArray("a.b.c"), QByteArray(12'000, 'x') }) {
            const auto reply = userinfo("GET", bearer(token));
            QVERIFY2(reply.status == 401, token + reply.head);
            QVERIFY2(reply.field("WWW-Authenticate").startsWith("Bearer ")
                    && reply.field("WWW-Authenticate").contains("error=\"invalid_token\""),
                reply.head);
            QCOMPARE(reply.field("Cache-Control"), "no-store");
            QVERIFY(!reply.json().contains(u"sub"));
        }
        m->server.advance(16min);
        QCOMPARE(userinfo("GET", bearer(tokens.access)).status, 401);
    }

    void refusesATokenWithoutOpenid()
    {
        const Tokens tokens = m->app.tokens("carol", { { "scope", "profile email" } });
        for (const QByteArray &token :
            { tokens.access, Tokens(m->machine.token({ { "grant_type", "client_credentials" } })).access }) {
            const auto reply = userinfo("GET", bearer(token));
            QCOMPARE(reply.status, 403);
            QVERIFY(reply.field("WWW-Authenticate").contains("error=\"insufficient_scope\""));
        }
        const Tokens narrowed(
            m->app.refresh(m->app.tokens("carol", { { "scope", "openid email" } }).refresh, { { "scope", "email" } }));
        QCOMPARE(userinfo("GET", bearer(narrowed.access)).status, 403);
    }

    void challengesARequestWithoutATokenWithoutSayingMore()
    {
        const auto reply = userinfo("GET", {});
        QCOMPARE(reply.status, 401);
        QVERIFY(reply.field("WWW-Authenticate").startsWith("Bearer "));
        QVERIFY(!reply.field("WWW-Authenticate").contains("error"));
        for (const char *header : { "Basic dHdpbi13ZWI6eA==", "Bearer", "Bearer ", "DPoP x" }) {
            const auto other = userinfo("GET", { { "Authorization", header } });
            QVERIFY2(other.status == 400 || other.status == 401, other.head);
            QVERIFY(other.has("WWW-Authenticate"));
        }
    }

    void showsChangesAtOnce()
    {
        const Tokens tokens = m->app.tokens("carol", { { "scope", "openid email" } });
        UserChanges changes;
        changes.email = u"carol@elsewhere.example"_s;
        m->one.updateUser(m_carol->id, changes);
        QCOMPARE(m->app.userinfo(tokens.access).text("email"), u"carol@elsewhere.example"_s);
        changes.email = u"carol@example.com"_s;
        m->one.updateUser(m_carol->id, changes);
    }
};

AUTH_TEST(UserinfoTest);

#include "UserinfoTest.moc"
