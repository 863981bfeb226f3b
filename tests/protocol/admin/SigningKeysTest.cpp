// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "RelyingParty.h"

#include "core/Base64Url.h"
#include "core/Json.h"
#include "crypto/Jwk.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Signing keys through the admin API (C3, A5).
class AdminSigningKeysTest : public QObject {
    Q_OBJECT

    static AdminCaller administrator() { return { TestServer::shared(), administratorToken(TestServer::shared()) }; }
    static QByteArray keys(const TestRealm &realm) { return "/admin/v1/realms/" + realm.name() + "/keys"; }
    static QString kidOf(const QByteArray &token)
    {
        const auto parsed = parseJsonObject(fromBase64Url(token.split('.').first()).value());
        return parsed.value()[u"kid"].toString();
    }

private Q_SLOTS:
    void showsKeysAsJwkPemAndCertificateThatAreTheSameKey()
    {
        const TestRealm realm = TestServer::shared().createRealm("keys");
        publishedKeys(realm);
        auto caller = administrator();
        const QJsonArray items = caller.call("GET", keys(realm)).json()[u"items"].toArray();
        QVERIFY(!items.isEmpty());
        for (const auto &item : items) {
            const auto fromJwk = crypto::VerificationKey::fromJwk(item[u"jwk"].toObject());
            const auto fromPem = crypto::VerificationKey::fromPem(item[u"pem"].toString().toLatin1());
            QVERIFY(fromJwk && fromPem);
            QCOMPARE(fromPem->thumbprint(), fromJwk->thumbprint());
            const auto fromCertificate = crypto::VerificationKey::fromPem(item[u"certificate"].toString().toLatin1());
            QVERIFY2(fromCertificate, qPrintable(item[u"certificate"].toString()));
            QCOMPARE(fromCertificate->thumbprint(), fromJwk->thumbprint());
            QVERIFY(!item[u"jwk"].toObject().contains(u"d"));
            QCOMPARE(item[u"state"].toString(), u"active"_s);
            const Reply one = caller.call("GET", keys(realm) + '/' + item[u"kid"].toString().toLatin1());
            QCOMPARE(one.json(), item.toObject());
        }
        QCOMPARE(caller.call("GET", keys(realm) + "/none").status, 404);
    }

    void signsWithASuccessorWhenItIsActivated()
    {
        TestServer &server = TestServer::shared();
        const TestRealm realm = server.createRealm("keys");
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        const Tokens before = app.tokens();
        auto caller = administrator();
        const Reply made = caller.call("POST", keys(realm), { { u"algorithm"_s, u"ES256"_s } });
        QCOMPARE(made.status, 201);
        QCOMPARE(made.text("state"), u"published"_s);
        QCOMPARE(kidOf(app.tokens().access), kidOf(before.access));
        const QByteArray successor = made.text("kid").toLatin1();
        const Reply activated = caller.call("POST", keys(realm) + '/' + successor + "/activate");
        QCOMPARE(activated.status, 200);
        QCOMPARE(activated.text("state"), u"active"_s);
        QCOMPARE(kidOf(app.tokens().access), QString::fromLatin1(successor));
        QVERIFY(app.isActive(before.access));
        const Reply old = caller.call("GET", keys(realm) + '/' + kidOf(before.access).toLatin1());
        QCOMPARE(old.text("state"), u"retired"_s);
        QCOMPARE(caller.call("POST", keys(realm) + '/' + successor + "/activate").status, 409);
        QCOMPARE(caller.call("POST", keys(realm) + "/none/activate").status, 404);
    }

    void retiresAKeyForItsSuccessor()
    {
        TestServer &server = TestServer::shared();
        const TestRealm realm = server.createRealm("keys");
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        const Tokens before = app.tokens();
        const QByteArray first = kidOf(before.access).toLatin1();
        auto caller = administrator();
        const Reply planned = caller.call("POST", keys(realm) + '/' + first + "/retire?dry_run=true");
        QVERIFY2(planned.status == 200, planned.body);
        QCOMPARE(kidOf(app.tokens().access).toLatin1(), first);
        // None waits: one is made.
        const Reply retired = caller.call("POST", keys(realm) + '/' + first + "/retire");
        QCOMPARE(retired.text("state"), u"retired"_s);
        const QByteArray second = kidOf(app.tokens().access).toLatin1();
        QVERIFY(second != first);
        QVERIFY(app.isActive(before.access));
        // One waits: that one signs.
        const QByteArray third = caller.call("POST", keys(realm), { { u"algorithm"_s, u"ES256"_s } }).text("kid").toLatin1();
        QCOMPARE(caller.call("POST", keys(realm) + '/' + second + "/retire").status, 200);
        QCOMPARE(kidOf(app.tokens().access).toLatin1(), third);
        QCOMPARE(caller.call("POST", keys(realm) + '/' + second + "/retire").status, 409);
        QCOMPARE(caller.call("POST", keys(realm) + "/none/retire").status, 404);
        QCOMPARE(caller.call("GET", keys(realm) + '/' + third).text("state"), u"active"_s);
    }

    void saysWhatIsOpenBeforeItRevokes()
    {
        TestServer &server = TestServer::shared();
        const TestRealm realm = server.createRealm("keys");
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        const Tokens tokens = app.tokens();
        const QByteArray target = keys(realm) + '/' + kidOf(tokens.access).toLatin1() + "/revoke";
        auto caller = administrator();
        const Reply tried = caller.call("POST", target + "?dry_run=true");
        QCOMPARE(tried.status, 200);
        QCOMPARE(tried.json()[u"live_sessions"].toInt(), 1);
        QCOMPARE(tried.json()[u"live_grants"].toInt(), 1);
        QVERIFY(app.isActive(tokens.access));
        const Reply revoked = caller.call("POST", target);
        QCOMPARE(revoked.json()[u"key"][u"state"].toString(), u"revoked"_s);
        QVERIFY(!app.isActive(tokens.access));
        for (const auto &key : publishedKeys(realm))
            QVERIFY(key[u"kid"].toString() != kidOf(tokens.access));
        const Tokens next(app.refresh(tokens.refresh));
        QVERIFY(app.isActive(next.access));
        QCOMPARE(caller.call("POST", target).status, 404);
    }

    void makesKeysForKnownAlgorithmsOnly()
    {
        const TestRealm realm = TestServer::shared().createRealm("keys");
        auto caller = administrator();
        for (const auto &algorithm : { u"HS256"_s, u"none"_s, u"RS1"_s })
            QCOMPARE(caller.call("POST", keys(realm), { { u"algorithm"_s, algorithm } }).status, 422);
    }

    void takesNoRotationPeriodThatKeysCannotKeepUpWith()
    {
        TestServer &server = TestServer::shared();
        const TestRealm realm = server.createRealm("keys");
        auto caller = administrator();
        const QByteArray path = "/admin/v1/realms/" + realm.name();
        const auto period = [](qint64 seconds) {
            return QJsonObject { { u"settings"_s, QJsonObject { { u"key_rotation_period"_s, seconds } } } };
        };
        QCOMPARE(caller.call("PATCH", path, period(3600)).status, 422);
        QCOMPARE(caller.call("PATCH", path, period(14 * 24 * 3600)).status, 200);
    }
};

AUTH_TEST(AdminSigningKeysTest);
#include "SigningKeysTest.moc"
