// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "AuthenticatorApp.h"

#include <QtTest/QtTest>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// security.md S12: owners are told of what is done to their account, also those whom no mail reaches.
class AccountNoticesTest : public QObject {
    Q_OBJECT

    /// Carol has no mail address.
    struct Carol {
        TestServer &server = TestServer::shared();
        TestRealm realm = server.createRealm("notices", {}, u"Example"_s);
        AdminCaller admin { server, administratorToken(server) };
        QByteArray factors = "/admin/v1/realms/" + realm.name() + "/users/carol/factors";
        Browser browser { server };

        Carol() { realm.createUser(u"carol"_s); }
        void enrol()
        {
            const AuthenticatorApp phone(&server, admin.call("POST", factors + "/totp", { { u"digits"_s, 6 } }).text("secret").toLatin1());
            if (admin.call("POST", factors + "/totp/verify", { { u"code"_s, QString::fromLatin1(phone.code()) } }).status != 204)
                qFatal("the authenticator was not taken");
            server.advance(60s);
        }
        void reset()
        {
            if (admin.call("POST", factors + "/reset").status != 204)
                qFatal("the factors were not reset");
            server.advance(1s);
        }
        /// Ends no session, unlike a reset.
        void removeAuthenticator()
        {
            const QByteArray id = server.sql("SELECT id FROM authenticators WHERE realm_id = '" + realm.id().toBytes() + '\'');
            if (admin.call("DELETE", factors + "/" + id).status != 204)
                qFatal("the authenticator was not removed");
            server.advance(1s);
        }
        QByteArray page(const char *path)
        {
            browser.open(realm.target(path));
            if (browser.formWith("submit"))
                browser.signIn("carol", TestRealm::kPassword);
            return browser.open(realm.target(path)).body;
        }
        QByteArray security() { return page("/account/security"); }
        /// How many are marked as new.
        int unseen() { return static_cast<int>(security().count("class=\"badge\"")); }
        QByteArray mails() const { return server.sql("SELECT count(*) FROM outbox WHERE kind = 'mail' AND realm_id = '" + realm.id().toBytes() + '\''); }
    };

    static constexpr auto kAdded = "An authenticator app was added to your account at Example";
    static constexpr auto kReset = "The second factors of your account at Example were removed";

private Q_SLOTS:
    void tellsWhomNoMailReaches()
    {
        Carol carol;
        QVERIFY(!carol.security().contains("id=\"news\""));
        QVERIFY(!carol.page("/account").contains("id=\"security-news\""));
        carol.enrol();
        carol.reset();
        QCOMPARE(carol.mails(), "0");
        QVERIFY(carol.page("/account").contains("id=\"security-news\""));
        // The newest first.
        const QByteArray page = carol.security();
        QVERIFY2(page.indexOf(kReset) > 0 && page.indexOf(kReset) < page.indexOf(kAdded), page);
        QCOMPARE(carol.unseen(), 2);
    }

    void staysNewUntilTheySayThatTheySawIt()
    {
        Carol carol;
        carol.enrol();
        carol.reset();
        // Looking is not saying.
        QCOMPARE(carol.unseen(), 2);
        QCOMPARE(carol.unseen(), 2);
        // What came after the page was shown is new all the same.
        carol.enrol();
        carol.removeAuthenticator();
        carol.browser.submit("see-notices");
        QCOMPARE(carol.unseen(), 2);
        carol.browser.submit("see-notices");
        QCOMPARE(carol.unseen(), 0);
        QCOMPARE(carol.browser.page().body.count(kAdded), 2);
        QVERIFY(!carol.browser.formWith("see-notices"));
        QVERIFY(!carol.page("/account").contains("id=\"security-news\""));
    }

    void takesNoWordFromElsewhereForIt()
    {
        Carol carol;
        carol.enrol();
        carol.reset();
        carol.security();
        const HtmlForm form = *carol.browser.formWith("see-notices");
        const QByteArray path = carol.realm.target("/account/security");
        const Parameters said { { "until", form.fields.value("until") }, { "see-notices", "1" } };
        QCOMPARE(carol.browser.post(path, said, { { "Origin", carol.server.publicUrl() }, { "Sec-Fetch-Site", "same-origin" } }).status, 403);
        HttpClient stranger(carol.server);
        QVERIFY(stranger.post(path, said).status != 200);
        QCOMPARE(carol.unseen(), 2);
        // Another person has seen nothing of it.
        carol.realm.createUser(u"dave"_s);
        Browser dave(carol.server);
        dave.open(path);
        dave.signIn("dave", TestRealm::kPassword);
        QVERIFY(!dave.open(path).body.contains(kReset));
    }

    void tellsOfADryRunNothing()
    {
        Carol carol;
        carol.enrol();
        QCOMPARE(carol.admin.call("POST", carol.factors + "/reset?dry_run=true").status / 100, 2);
        QCOMPARE(carol.server.sql("SELECT string_agg(kind, ' ') FROM account_notices WHERE realm_id = '" + carol.realm.id().toBytes() + '\''), "authenticator_added");
    }
};

AUTH_TEST(AccountNoticesTest);
#include "AccountNoticesTest.moc"
