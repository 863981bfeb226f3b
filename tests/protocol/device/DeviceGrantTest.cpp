// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "DeviceGrant.h"
#include "ResultTest.h"

#include <atomic>
#include <thread>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// RFC 8628 between the device and the server; security.md V1, V3, V6.
class DeviceGrantTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;
    std::unique_ptr<RelyingParty> m_tv; ///< Public.

    QByteArray count(const char *what) const { return m->server.sql(QByteArray("SELECT count(*) FROM ") + what); }

private Q_SLOTS:
    void initTestCase()
    {
        m = std::make_unique<Twins>();
        m->app.update(DeviceGrant::allowed());
        m->appOfTwo.update(DeviceGrant::allowed());
        ApplicationChanges changes = DeviceGrant::allowed();
        changes.type = u"native"_s;
        changes.clientName = u"Television"_s;
        m_tv = std::make_unique<RelyingParty>(m->one, changes);
    }

    /// §3.2
    void answersWithBothCodesAndWhereToGo()
    {
        for (const RelyingParty *app : { &m->app, m_tv.get() }) {
            const auto grant = DeviceGrant::begin(*app);
            QVERIFY2(grant.begun.status == 200, grant.begun.body);
            QCOMPARE(grant.begun.field("Cache-Control"), "no-store");
            const QJsonObject json = grant.begun.json();
            QVERIFY(grant.deviceCode.size() >= 43);
            QVERIFY2(QRegularExpression(u"^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$"_s).match(QString::fromLatin1(grant.userCode)).hasMatch(), grant.userCode);
            QCOMPARE(json[u"verification_uri"].toString().toLatin1(), m->one.issuer() + "/device");
            QCOMPARE(json[u"verification_uri_complete"].toString().toLatin1(), m->one.issuer() + "/device?user_code=" + grant.userCode);
            QCOMPARE(json[u"expires_in"].toInt(), 600);
            QCOMPARE(json[u"interval"].toInt(), 5);
        }
    }

    void keepsNeitherCodeReadable()
    {
        const auto grant = DeviceGrant::begin(m->app);
        const QByteArray rows = m->server.sql("SELECT string_agg(d::text, '') FROM device_codes d");
        QByteArray plain = grant.userCode;
        for (const QByteArray &secret : { grant.deviceCode, grant.userCode, plain.replace("-", "") })
            QVERIFY(!rows.contains(secret) && !rows.contains(secret.toHex()));
    }

    /// §3.1
    void refusesRequestsThatAnAuthorizationRequestCouldNotMake_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("error");
        QTest::newRow("scope it may not have") << QByteArray("scope=openid+orders%3Awrite") << QByteArray("invalid_scope");
        QTest::newRow("malformed scope") << QByteArray("scope=open%22id") << QByteArray("invalid_scope");
        QTest::newRow("repeated parameter") << QByteArray("scope=openid&scope=email") << QByteArray("invalid_request");
        QTest::newRow("resource it may not have") << QByteArray("resource=https%3A%2F%2Fapi.example") << QByteArray("invalid_target");
    }
    void refusesRequestsThatAnAuthorizationRequestCouldNotMake()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, error);
        const QByteArray before = count("device_codes");
        COMPARE_OAUTH_ERROR(HttpClient(m->server).postRaw(m->one.target("/oauth/device_authorization"), body, m->app.basic()), 400, error);
        QCOMPARE(count("device_codes"), before);
    }

    void wantsTheClientToAuthenticateAndToBeAllowed()
    {
        HttpClient client(m->server);
        COMPARE_OAUTH_ERROR(client.post(m->one.target("/oauth/device_authorization"), { { "client_id", m->app.clientId() } }), 401, "invalid_client");
        COMPARE_OAUTH_ERROR(client.post(m->one.target("/oauth/device_authorization"), { { "scope", "openid" } }), 401, "invalid_client");
        // Not registered for the grant: neither to begin nor to poll.
        COMPARE_OAUTH_ERROR(m->spa.post("/oauth/device_authorization", {}), 400, "unauthorized_client");
        const auto grant = DeviceGrant::begin(m->app);
        COMPARE_OAUTH_ERROR(grant.poll(m->spa), 400, "unauthorized_client");
        COMPARE_OAUTH_ERROR(client.postRaw(m->one.target("/oauth/device_authorization?scope=openid"), {}, m->app.basic()), 400, "invalid_request");
    }

    /// §3.4, §3.5, and OpenID Connect Core §3.1.3.3: the same tokens as from a code.
    void givesTokensOnceThePersonHasAllowedIt()
    {
        const auto grant = DeviceGrant::begin(*m_tv, { { "scope", "openid email" } }, { { "User-Agent", "Television/7.1" } });
        COMPARE_OAUTH_ERROR(grant.poll(*m_tv), 400, "authorization_pending");
        Browser browser(m->server);
        grant.allow(browser, m->one);
        QVERIFY2(browser.address().endsWith("/device/allowed"), browser.address());
        m->server.advance(5s);
        const Reply reply = grant.poll(*m_tv);
        QVERIFY2(reply.status == 200, reply.body);
        const Tokens tokens(reply);
        QCOMPARE(tokens.scope, "openid email");
        const auto id = verifiedToken(m->one, tokens.id, "JWT");
        VERIFY_RESULT(id);
        QCOMPARE(id->claims[u"sub"].toString(), m->alice.id.toString());
        QVERIFY(!id->claims.contains(u"nonce"));
        const auto access = verifiedToken(m->one, tokens.access, "at+jwt");
        VERIFY_RESULT(access);
        QCOMPARE(access->claims[u"client_id"].toString().toLatin1(), m_tv->clientId());
        QCOMPARE(m_tv->userinfo(tokens.access).text("sub"), m->alice.id.toString());
        // A session of the device's own: signing out in the browser does not end it.
        browser.open(m->one.target("/account"));
        browser.submit("confirm-logout");
        QVERIFY(Tokens(m_tv->refresh(tokens.refresh)).isComplete());
        // And used once.
        COMPARE_OAUTH_ERROR(grant.poll(*m_tv), 400, "invalid_grant");
    }

    void endsWithTheDevicesOwnSession()
    {
        const auto grant = DeviceGrant::begin(m->app);
        Browser browser(m->server);
        grant.allow(browser, m->one);
        const Tokens tokens(grant.poll(m->app));
        QVERIFY(tokens.isComplete());
        browser.open(m->one.target("/account"));
        browser.submit("revoke-others");
        COMPARE_OAUTH_ERROR(m->app.refresh(tokens.refresh), 400, "invalid_grant");
    }

    /// §3.5: the interval grows by five seconds with each poll that comes too early, and stays.
    void slowsDownWhoPollsTooFast()
    {
        const auto grant = DeviceGrant::begin(m->app);
        const auto patient = DeviceGrant::begin(m->app);
        COMPARE_OAUTH_ERROR(grant.poll(m->app), 400, "authorization_pending");
        COMPARE_OAUTH_ERROR(patient.poll(m->app), 400, "authorization_pending");
        COMPARE_OAUTH_ERROR(grant.poll(m->app), 400, "slow_down"); // Now ten.
        m->server.advance(5s);
        COMPARE_OAUTH_ERROR(grant.poll(m->app), 400, "slow_down"); // Now fifteen.
        // Another code of the same client is not slowed down.
        COMPARE_OAUTH_ERROR(patient.poll(m->app), 400, "authorization_pending");
        m->server.advance(10s);
        COMPARE_OAUTH_ERROR(grant.poll(m->app), 400, "slow_down"); // Now twenty.
        m->server.advance(20s);
        COMPARE_OAUTH_ERROR(grant.poll(m->app), 400, "authorization_pending");
        m->server.advance(20s);
        COMPARE_OAUTH_ERROR(grant.poll(m->app), 400, "authorization_pending");
    }

    void tellsTheDeviceThatItWasDenied()
    {
        const auto grant = DeviceGrant::begin(m->app);
        Browser browser(m->server);
        grant.approach(browser, m->one);
        browser.submit("deny");
        QVERIFY(browser.address().endsWith("/device/denied"));
        COMPARE_OAUTH_ERROR(grant.poll(m->app), 400, "access_denied");
        COMPARE_OAUTH_ERROR(grant.poll(m->app), 400, "access_denied");
        // What was denied stays so.
        grant.approach(browser, m->one);
        QVERIFY(!browser.formWith("allow"));
    }

    void expires()
    {
        const auto waiting = DeviceGrant::begin(m->app);
        const auto allowed = DeviceGrant::begin(m->app);
        Browser browser(m->server);
        allowed.allow(browser, m->one);
        m->server.advance(601s);
        COMPARE_OAUTH_ERROR(waiting.poll(m->app), 400, "expired_token");
        COMPARE_OAUTH_ERROR(allowed.poll(m->app), 400, "expired_token");
        waiting.approach(browser, m->one);
        QVERIFY(!browser.formWith("allow"));
    }

    /// §5.2, RFC 6749 §5.2
    void isTheClientsAndTheRealmsOwn()
    {
        const auto grant = DeviceGrant::begin(m->app);
        Browser browser(m->server);
        grant.allow(browser, m->one);
        COMPARE_OAUTH_ERROR(grant.poll(*m_tv), 400, "invalid_grant");
        COMPARE_OAUTH_ERROR(grant.poll(m->appOfTwo), 400, "invalid_grant");
        QVERIFY(Tokens(grant.poll(m->app)).isComplete());
        COMPARE_OAUTH_ERROR(m->app.token({ { "grant_type", DeviceGrant::kGrant } }), 400, "invalid_request");
        COMPARE_OAUTH_ERROR(m->app.token({ { "grant_type", DeviceGrant::kGrant }, { "device_code", "guessed" } }), 400, "invalid_grant");
        // An authorization code is no device code, nor the other way round.
        COMPARE_OAUTH_ERROR(m->app.redeem(DeviceGrant::begin(m->app).deviceCode), 400, "invalid_grant");
    }

    void givesNothingForAnAccountThatWasDisabledOrASessionThatEndedMeanwhile()
    {
        const User carol = m->one.createUser(u"carol"_s);
        Browser browser(m->server);
        const auto first = DeviceGrant::begin(m->app);
        first.allow(browser, m->one, "carol");
        browser.open(m->one.target("/account"));
        browser.submit("confirm-logout");
        COMPARE_OAUTH_ERROR(first.poll(m->app), 400, "access_denied");
        const auto second = DeviceGrant::begin(m->app);
        second.allow(browser, m->one, "carol");
        UserChanges changes;
        changes.enabled = false;
        m->one.updateUser(carol.id, changes);
        COMPARE_OAUTH_ERROR(second.poll(m->app), 400, "access_denied");
        QCOMPARE(m->server.sql("SELECT count(*) FROM audit_events WHERE action = 'device_code.refused'"), "2");
    }

    void givesTokensOnceToDevicesThatPollAtTheSameMoment()
    {
        for (int round = 0; round < 10; ++round) {
            const auto grant = DeviceGrant::begin(m->app);
            Browser browser(m->server);
            grant.allow(browser, m->one);
            std::vector<std::thread> threads;
            std::atomic<int> given = 0;
            std::atomic<int> refused = 0;
            for (int i = 0; i < 4; ++i) {
                threads.emplace_back([&] {
                    const Reply reply = grant.poll(m->app);
                    if (reply.status == 200)
                        ++given;
                    else if (reply.error() == "invalid_grant")
                        ++refused;
                });
            }
            for (auto &thread : threads)
                thread.join();
            QCOMPARE(given.load(), 1);
            QCOMPARE(refused.load(), 3);
        }
    }
};

AUTH_TEST(DeviceGrantTest);

#include "DeviceGrantTest.moc"
