// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "RelyingParty.h"
#include "ResultTest.h"

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// What owners are told of their account: security.md §1.11 S12, §1.15 E5.
class AccountMailTest : public QObject {
    Q_OBJECT

    TestServer &server() { return TestServer::shared(); }
    User person(const TestRealm &realm, bool verified = true, const QString &locale = u"en"_s)
    {
        UserChanges changes;
        changes.username = u"alice"_s;
        changes.email = u"alice@example.com"_s;
        changes.emailVerified = verified;
        changes.claims = QJsonObject { { u"locale"_s, locale } };
        return realm.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
    }
    QByteArray mail(const TestRealm &realm, const char *what)
    {
        return server().sql(QByteArray("SELECT ") + what + " FROM outbox WHERE kind = 'mail' AND realm_id = '" + realm.id().toBytes() + '\'');
    }
    Reply admin(const TestRealm &realm, const char *method, const char *path, const QJsonObject &body)
    {
        AdminCaller caller(server(), administratorToken(server()));
        return caller.call(method, "/admin/v1/realms/" + realm.name() + path, body);
    }

private Q_SLOTS:
    void tellsOfAPasswordThatAnAdministratorSet()
    {
        const auto realm = server().createRealm("told", {}, u"Example"_s);
        person(realm);
        const QJsonObject body { { u"password"_s, u"another correct horse battery"_s } };
        QCOMPARE(admin(realm, "PUT", "/users/alice/password?dry_run=true", body).status, 204);
        QCOMPARE(mail(realm, "count(*)"), "0");
        QCOMPARE(admin(realm, "PUT", "/users/alice/password", body).status, 204);
        QCOMPARE(mail(realm, "payload->>'subject'"), "Your password at Example was changed");
        QCOMPARE(mail(realm, "payload->>'to'"), "alice@example.com");
        QVERIFY(!mail(realm, "payload").contains("correct horse"));
    }

    void tellsOfAPasswordThatWasChosenByALinkInThePersonsLanguage()
    {
        const auto realm = server().createRealm("told", {}, u"Example"_s);
        person(realm, true, u"de"_s);
        const auto made = admin(realm, "POST", "/users/alice/password/links", { { u"lifetime"_s, 3600 } });
        QVERIFY2(made.status == 201, made.body);
        Browser browser(server());
        browser.open(made.text("url").toLatin1());
        browser.submit("submit", { { "password", "another correct horse battery" } });
        QCOMPARE(browser.page().status, 200);
        QCOMPARE(mail(realm, "payload->>'subject'"), QByteArray("Ihr Passwort bei Example wurde geändert"));
    }

    void tellsTheOldAddressOfANewOne()
    {
        const auto realm = server().createRealm("told", {}, u"Example"_s);
        person(realm);
        QCOMPARE(admin(realm, "PATCH", "/users/alice", { { u"given_name"_s, u"Alice"_s } }).status, 200);
        QCOMPARE(mail(realm, "count(*)"), "0");
        QCOMPARE(admin(realm, "PATCH", "/users/alice", { { u"email"_s, u"other@example.com"_s } }).status, 200);
        QCOMPARE(mail(realm, "payload->>'to'"), "alice@example.com");
        QVERIFY(!mail(realm, "payload").contains("other@example.com"));
    }

    void writesToNobodyWhoseAddressIsNotVerified()
    {
        const auto realm = server().createRealm("told", {}, u"Example"_s);
        person(realm, false);
        QCOMPARE(admin(realm, "PUT", "/users/alice/password", { { u"password"_s, u"another correct horse battery"_s } }).status, 204);
        QCOMPARE(mail(realm, "count(*)"), "0");
    }
};

AUTH_TEST(AccountMailTest);
#include "AccountMailTest.moc"
