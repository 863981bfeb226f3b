// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "RelyingParty.h"

#include <QtTest/QtTest>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// security.md F2, requirements F5: the delay after wrong codes is the account's, per kind of factor.
class FactorDelayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void growsOverSignInsThatEachBeginWithThePassword_data()
    {
        QTest::addColumn<QByteArray>("button");
        QTest::newRow("authenticator app") << QByteArray();
        QTest::newRow("backup code") << QByteArray("use-backup-code");
        QTest::newRow("code by mail") << QByteArray("use-email");
    }
    void growsOverSignInsThatEachBeginWithThePassword()
    {
        QFETCH(QByteArray, button);
        TestServer &server = TestServer::shared();
        const auto realm = server.createRealm("delay", { { u"mfa_email_codes"_s, true } });
        UserChanges changes;
        changes.username = u"alice"_s;
        changes.email = u"alice@example.com"_s;
        changes.emailVerified = true;
        realm.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
        const RelyingParty app(realm);
        AdminCaller admin(server, administratorToken(server));
        const QByteArray factors = "/admin/v1/realms/" + realm.name() + "/users/alice/factors";
        const AuthenticatorApp phone(&server, admin.call("POST", factors + "/totp", { { u"digits"_s, 6 } }).text("secret").toLatin1());
        QCOMPARE(admin.call("POST", factors + "/totp/verify", { { u"code"_s, QString::fromLatin1(phone.code()) } }).status, 204);
        const QByteArray backup = admin.call("POST", factors + "/backup-codes").json()[u"codes"][0].toString().toLatin1();
        server.advance(60s);

        const auto half = [&] {
            Browser browser(server);
            browser.open(app.authorize());
            browser.signIn("alice", TestRealm::kPassword);
            if (!button.isEmpty())
                browser.submit(button);
            // No more than three codes are sent in ten minutes.
            if (button == "use-email")
                server.sql("UPDATE factor_attempts SET sends = 0 WHERE realm_id = '" + realm.id().toBytes() + "';"
                    " DELETE FROM send_limits WHERE realm_id = '" + realm.id().toBytes() + "'");
            return browser;
        };
        const auto good = [&] {
            if (button == "use-backup-code")
                return backup;
            if (button == "use-email")
                return server.sql("SELECT left(payload->>'subject', 6) FROM outbox WHERE kind = 'mail' AND payload->>'subject' ~ '^[0-9]{6}' AND realm_id = '" + realm.id().toBytes() + "' ORDER BY created_at DESC, id DESC LIMIT 1");
            return phone.code();
        };
        const auto accepts = [&](Browser browser, const QByteArray &code) {
            browser.submit("submit", { { "code", code } });
            return browser.hasLeft();
        };
        const QByteArray wrong = button.isEmpty() ? phone.wrongCode() : "AAAA0000";
        for (int i = 0; i < 5; ++i)
            QVERIFY(!accepts(half(), wrong));
        // Codes are sent before the delay begins, and then not at all.
        Browser waiting = half();
        if (button == "use-email")
            QVERIFY(waiting.page().body.contains("role=\"alert\""));
        else
            QVERIFY(!accepts(waiting, good()));
        server.advance(31s);
        QVERIFY(!accepts(half(), wrong));
        // Twice as long.
        server.advance(31s);
        Browser again = half();
        if (button != "use-email")
            QVERIFY(!accepts(again, good()));
        server.advance(31s);
        Browser last = half();
        QVERIFY(accepts(last, good()));
    }
};

AUTH_TEST(FactorDelayTest);

#include "FactorDelayTest.moc"
