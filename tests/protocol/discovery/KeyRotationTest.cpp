// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "Twins.h"

#include "keys/SigningKey.h"

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What clients see of a key's life: published before it signs, kept after it signed, gone at once when it is revoked.
class KeyRotationTest : public QObject {
    Q_OBJECT

    static QString kidOf(const TestRealm &realm, const QByteArray &token)
    {
        const auto verified = verifiedToken(realm, token, "at+jwt");
        return verified ? verified->kid : QString();
    }
    static bool isPublished(const TestRealm &realm, const QString &kid)
    {
        const auto keys = publishedKeys(realm);
        return std::any_of(
            keys.begin(), keys.end(), [&](const QJsonValue &key) { return key[u"kid"].toString() == kid; });
    }

private Q_SLOTS:
    void announcesAKeyBeforeItSignsAndKeepsTheOldOne()
    {
        Twins m;
        const Tokens before = m.app.tokens();
        const QString old = kidOf(m.one, before.access);
        QVERIFY(!old.isEmpty());
        const QString next = m.one.rotateKey(crypto::SignatureAlgorithm::ES256);
        QVERIFY(next != old);
        QVERIFY(isPublished(m.one, old) && isPublished(m.one, next));
        QVERIFY(!isPublished(m.two, next));
        QCOMPARE(kidOf(m.one, m.app.tokens().access), old);
        const KeySchedule schedule;
        m.server.advance(schedule.shortestNotice - 10s);
        const Tokens last = m.app.tokens();
        QCOMPARE(kidOf(m.one, last.access), old);
        m.server.advance(20s);
        const Tokens after = m.app.tokens();
        QCOMPARE(kidOf(m.one, after.access), next);
        // Tokens of before are as good as they were.
        QVERIFY(m.app.isActive(last.access));
        QCOMPARE(m.app.userinfo(last.access).status, 200);
        QVERIFY(isPublished(m.one, old));
        m.server.advance(schedule.overlap + 1min);
        QVERIFY(!isPublished(m.one, old));
        QVERIFY(isPublished(m.one, next));
        QCOMPARE(kidOf(m.one, m.app.tokens().access), next);
    }

    void forgetsARevokedKeyAtOnce()
    {
        Twins m;
        Browser browser(m.server);
        const Tokens tokens(m.app.redeem(m.app.code(browser)));
        const Tokens ofTwo = m.appOfTwo.tokens();
        const QString kid = kidOf(m.one, tokens.access);
        m.one.revokeKey(kid);
        QVERIFY(!isPublished(m.one, kid));
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(m.app.introspect(tokens.access).body, "{\"active\":false}");
            QCOMPARE(m.app.userinfo(tokens.access).status, 401);
        }
        COMPARE_REDIRECTED_ERROR(
            browser.open(m.app.authorize({ { "prompt", "none" }, { "id_token_hint", tokens.id } })), m.app,
            "invalid_request");
        QVERIFY(isErrorPage(browser.open(m.one.target("/oauth/logout?id_token_hint=") + tokens.id)));
        // The next token has another key, and refresh tokens hang on none.
        const Tokens refreshed(m.app.refresh(tokens.refresh));
        QVERIFY(refreshed.isComplete());
        QVERIFY(kidOf(m.one, refreshed.access) != kid);
        QVERIFY(m.app.isActive(refreshed.access));
        QVERIFY(m.appOfTwo.isActive(ofTwo.access));
    }
};

AUTH_TEST(KeyRotationTest);

#include "KeyRotationTest.moc"
