// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "Twins.h"

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// RFC 7636 and RFC 9700 §2.1.1 and §4.8.
class PkceTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;
    std::unique_ptr<RelyingParty> m_withoutPkce; // Confidential, and need not use it.

    static Parameters withoutChallenge(const RelyingParty &app)
    {
        return app.request().without("code_challenge").without("code_challenge_method");
    }
    Reply get(const QByteArray &target) const { return HttpClient(m->server).get(target); }
    QByteArray codeFor(const RelyingParty &app, const Parameters &request) const
    {
        Browser browser(m->server);
        browser.open(app.authorizeWith(request));
        browser.signIn("alice", TestRealm::kPassword);
        return responseParameter(browser.page(), "code");
    }

private Q_SLOTS:
    void initTestCase()
    {
        m = std::make_unique<Twins>();
        ApplicationChanges changes;
        changes.requirePkce = false;
        m_withoutPkce = std::make_unique<RelyingParty>(m->one, changes);
    }

    void wantsAChallengeFromPublicClientsAndByDefault()
    {
        for (const RelyingParty *app : { &m->spa, &m->spaOfTwo, &m->app }) {
            COMPARE_REDIRECTED_ERROR(get(app->authorizeWith(withoutChallenge(*app))), *app, "invalid_request");
            COMPARE_REDIRECTED_ERROR(get(app->authorize({ { "code_challenge", "" } })), *app, "invalid_request");
            COMPARE_REDIRECTED_ERROR(
                get(app->authorizeWith(app->request().without("code_challenge"))), *app, "invalid_request");
        }
    }

    void acceptsNoMethodButS256_data()
    {
        QTest::addColumn<QByteArray>("method");
        for (const char *method : { "plain", "s256", "S512", "", "S256 plain" })
            QTest::newRow(*method ? method : "empty") << QByteArray(method);
    }
    void acceptsNoMethodButS256()
    {
        QFETCH(QByteArray, method);
        for (const RelyingParty *app : { &m->spa, &m->app, m_withoutPkce.get() })
            COMPARE_REDIRECTED_ERROR(
                get(app->authorize({ { "code_challenge_method", method } })), *app, "invalid_request");
        COMPARE_REDIRECTED_ERROR(
            get(m->spa.authorizeWith(m->spa.request().without("code_challenge_method"))), m->spa, "invalid_request");
        COMPARE_REDIRECTED_ERROR(get(m_withoutPkce->authorizeWith(m_withoutPkce->request().without("code_challenge"))),
            *m_withoutPkce, "invalid_request");
    }

    void acceptsNoChallengeButAHash_data()
    {
        QTest::addColumn<QByteArray>("challenge");
        const QByteArray good = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        QTest::newRow("short") << good.chopped(1);
        QTest::newRow("long") << good + 'A';
        QTest::newRow("padded") << good + '=';
        QTest::newRow("plus") << good.chopped(1) + '+';
        QTest::newRow("slash") << good.chopped(1) + '/';
        QTest::newRow("space") << good.chopped(1) + ' ';
        QTest::newRow("full stop") << good.chopped(1) + '.';
        QTest::newRow("letter beyond ASCII") << good.chopped(1) + "é";
    }
    void acceptsNoChallengeButAHash()
    {
        QFETCH(QByteArray, challenge);
        for (const RelyingParty *app : { &m->spa, m_withoutPkce.get() })
            COMPARE_REDIRECTED_ERROR(get(app->authorize({ { "code_challenge", challenge } })), *app, "invalid_request");
    }

    void refusesAWrongVerifierAndBurnsTheCode_data()
    {
        QTest::addColumn<QByteArray>("verifier");
        QTest::newRow("other") << QByteArray(43, 'a');
        QTest::newRow("challenge itself") << m->spa.challenge();
        QTest::newRow("short") << m->spa.verifier().chopped(1);
        QTest::newRow("very short") << QByteArray("a");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("longer") << m->spa.verifier() + 'a';
        QTest::newRow("too long") << QByteArray(129, 'a');
        QTest::newRow("huge") << QByteArray(20'000, 'a');
        QTest::newRow("bad characters") << QByteArray(42, 'a') + '+';
        QTest::newRow("space") << m->spa.verifier() + ' ';
        QTest::newRow("newline") << m->spa.verifier() + '\n';
        QTest::newRow("letters beyond ASCII") << QByteArray("é").repeated(43);
    }
    void refusesAWrongVerifierAndBurnsTheCode()
    {
        QFETCH(QByteArray, verifier);
        for (const RelyingParty *app : { &m->spa, &m->app }) {
            const QByteArray code = codeFor(*app, app->request());
            COMPARE_OAUTH_ERROR(app->redeem(code, { { "code_verifier", verifier } }), 400, "invalid_grant");
            COMPARE_OAUTH_ERROR(app->redeem(code), 400, "invalid_grant");
        }
    }

    void refusesAMissingVerifierAndBurnsTheCode()
    {
        for (const RelyingParty *app : { &m->spa, &m->app, m_withoutPkce.get() }) {
            const QByteArray code = codeFor(*app, app->request());
            COMPARE_OAUTH_ERROR(app->token(app->redemption(code).without("code_verifier")), 400, "invalid_grant");
            COMPARE_OAUTH_ERROR(app->redeem(code), 400, "invalid_grant");
        }
    }

    void refusesAVerifierWithoutAChallenge()
    {
        for (const QByteArray &verifier : { m_withoutPkce->verifier(), QByteArray("") }) {
            const QByteArray code = codeFor(*m_withoutPkce, withoutChallenge(*m_withoutPkce));
            QVERIFY(!code.isEmpty());
            COMPARE_OAUTH_ERROR(m_withoutPkce->redeem(code, { { "code_verifier", verifier } }), 400, "invalid_grant");
        }
        const QByteArray code = codeFor(*m_withoutPkce, withoutChallenge(*m_withoutPkce));
        QCOMPARE(m_withoutPkce->token(m_withoutPkce->redemption(code).without("code_verifier")).status, 200);
    }

    void verifiesTheExampleOfTheSpecification()
    {
        // RFC 7636 appendix B.
        for (const RelyingParty *app : { &m->spa, m_withoutPkce.get() }) {
            const QByteArray code
                = codeFor(*app, app->request({ { "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM" } }));
            QCOMPARE(
                app->redeem(code, { { "code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" } }).status, 200);
        }
    }

    void cannotBeSwitchedOffForPublicClients()
    {
        ApplicationChanges changes;
        changes.type = u"spa"_s;
        changes.redirectUris = QStringList { QString::fromLatin1(RelyingParty::kRedirectUri) };
        changes.requirePkce = false;
        const auto refused = m->one.tryCreateApplication(changes);
        QVERIFY(!refused);
        QCOMPARE(refused.error().fields.value(0).path, u"/require_pkce"_s);
    }
};

AUTH_TEST(PkceTest);

#include "PkceTest.moc"
