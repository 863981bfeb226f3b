// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "RelyingParty.h"
#include "SoftAuthenticator.h"

#include "http/Router.h"
#include "sign_in/SignInPages.h"

#include <algorithm>

#include <QtTest/QtTest>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// security.md F7, F10: a session that is older than the requirement of a second factor does nothing in the account.
class AccountRequirementTest : public QObject {
    Q_OBJECT

    TestServer &m_server = TestServer::shared();

    /// All that a person can change in their account.
    QByteArray state(const TestRealm &realm) const
    {
        QByteArray all;
        for (const char *table : { "sessions", "devices", "authenticators", "passkeys", "passkey_challenges", "backup_codes", "one_time_links" })
            all += m_server.sql(QByteArray("SELECT count(*), string_agg(md5((to_jsonb(t) - 'last_seen_at')::text), ',' ORDER BY md5((to_jsonb(t) - 'last_seen_at')::text)) FROM ") + table + " t WHERE realm_id = '" + realm.id().toBytes() + "'") + '\n';
        return all + m_server.sql("SELECT count(*) FROM audit_events WHERE realm_id = '" + realm.id().toBytes() + "'");
    }

private Q_SLOTS:
    void doesNothingWithASessionOlderThanTheRequirement_data()
    {
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<QByteArray>("path"); // What is asked, with the forms of the page; empty: the page itself.
        QTest::addColumn<QByteArray>("fields");
        // What is posted to each route, from which page: what does something must be tried with what it takes.
        struct Deed {
            const char *path;
            const char *page;
            QList<const char *> fields;
        };
        const Deed deeds[] = {
            { "/account/sessions", "/account", { "revoke session", "revoke-others" } },
            { "/account/devices", "/account", { "revoke-device device", "review-device device" } },
            { "/account/password", "/account", { "change-password" } },
            { "/account/security", "/account/security", { "add-authenticator", "generate-backup-codes" } },
            { "/account/security/authenticator", "/account/security/authenticator", { "code" } },
            { "/account/security/phone", "/account/security/phone", { "send phone_number" } },
            { "/account/passkeys", "/account/passkeys", { "credential" } },
            { "/account/passkeys/options", "/account/passkeys", { "" } },
            { "/account/passkeys/rename", "/account/passkeys", { "passkey label" } },
            { "/account/passkeys/revoke", "/account/passkeys", { "passkey" } },
        };
        // Every route of the account that there is: none is left out because nobody thought of it here.
        http::Router router;
        sign_in::addSignInRoutes(&router, nullptr);
        for (const http::Route *route : router.routes()) {
            if (!route->pattern.startsWith("/account"))
                continue;
            if (route->method == http::Method::Get) {
                QTest::newRow(route->pattern.constData()) << route->pattern << QByteArray() << QByteArray();
                continue;
            }
            const auto deed = std::ranges::find_if(deeds, [route](const Deed &one) { return one.path == route->pattern; });
            if (deed == std::end(deeds))
                QFAIL(("Nothing says what is posted to " + route->pattern).constData());
            for (const char *fields : deed->fields)
                QTest::addRow("%s: %s", deed->path, fields) << QByteArray(deed->page) << route->pattern << QByteArray(fields);
        }
    }
    void doesNothingWithASessionOlderThanTheRequirement()
    {
        QFETCH(QByteArray, page);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, fields);
        const auto realm = m_server.createRealm();
        realm.createUser(u"alice"_s);
        Browser other(m_server);
        other.open(realm.target("/account"));
        other.signIn("alice", TestRealm::kPassword);
        Browser browser(m_server);
        browser.open(realm.target("/account"));
        browser.signIn("alice", TestRealm::kPassword);
        browser.open(realm.target("/account/security"));
        browser.submit("add-authenticator", { { "name", "Phone" } });
        QByteArray target = realm.target(page.constData());
        QByteArray code;
        if (page.endsWith("/authenticator")) {
            code = AuthenticatorApp::fromPage(&m_server, browser).code();
            target = browser.address();
        }
        browser.open(target);
        QByteArray csrf;
        const auto forms = browser.forms();
        for (const HtmlForm &form : forms)
            csrf = form.fields.value("csrf");
        QVERIFY2(browser.page().status == 200 && !csrf.isEmpty(), browser.page().body);

        const QByteArray mine = realm.id().toBytes();
        const QMap<QByteArray, QByteArray> values {
            { "session", m_server.sql("SELECT id FROM sessions WHERE realm_id = '" + mine + "' ORDER BY created_at LIMIT 1") },
            { "device", m_server.sql("SELECT id FROM devices WHERE realm_id = '" + mine + "' ORDER BY created_at LIMIT 1") },
            { "passkey", "01890a5d-ac96-774b-bcce-b302099a8057" },
            { "label", "Mine" },
            { "code", code },
            { "credential", "{}" },
            { "phone_number", "+4930123456" },
        };
        realm.changeSettings({ { u"mfa"_s, u"required"_s } });
        const QByteArray before = state(realm);
        Reply reply;
        if (path.isEmpty()) {
            reply = browser.get(target);
        } else {
            Parameters form { { "csrf", csrf } };
            const auto names = fields.isEmpty() ? QList<QByteArray>() : fields.split(' ');
            for (const QByteArray &name : names)
                form.add(name, values.value(name, "1"));
            const QByteArray query = target.contains('?') ? target.sliced(target.indexOf('?')) : QByteArray();
            reply = browser.post(realm.target(path.constData()) + query, form, { { "Origin", m_server.publicUrl() }, { "Sec-Fetch-Site", "same-origin" } });
        }
        QCOMPARE(state(realm), before);
        if (path.endsWith("/options")) {
            QCOMPARE(reply.status, 403);
            return;
        }
        QCOMPARE(reply.status, 303);
        QVERIFY2(reply.location().contains("/sign-in/factor?tx="), reply.location().constData());
        // The way on is to set one up, not to go on without.
        browser.open(reply.location());
        QVERIFY(browser.formWith("begin"));
    }

    void asksForWhatAnOrganisationWants()
    {
        const auto realm = m_server.createRealm();
        realm.createUser(u"alice"_s);
        realm.createUser(u"bob"_s);
        AdminCaller root { m_server, administratorToken(m_server) };
        const QByteArray organizations = "/admin/v1/realms/" + realm.name() + "/organizations";
        QCOMPARE(root.call("POST", organizations, { { u"name"_s, u"acme"_s } }).status, 201);
        QVERIFY(root.call("POST", organizations + "/acme/members/add", { { u"users"_s, QJsonArray { u"alice"_s } } }).status < 300);
        const auto signedIn = [&](const QByteArray &username) {
            Browser browser(m_server);
            browser.open(realm.target("/account"));
            browser.signIn(username, TestRealm::kPassword);
            return browser;
        };
        Browser alice = signedIn("alice");
        Browser bob = signedIn("bob");
        QVERIFY(alice.page().body.contains("account-username"));
        QCOMPARE(root.call("PATCH", organizations + "/acme", { { u"require_mfa"_s, true } }).status, 200);
        // By a session of before as by a new one; who is not in it is asked for nothing.
        alice.open(realm.target("/account"));
        QVERIFY(alice.formWith("begin"));
        QVERIFY(signedIn("alice").formWith("begin"));
        bob.open(realm.target("/account"));
        QVERIFY(bob.page().body.contains("account-username"));
        alice.submit("begin");
        const AuthenticatorApp phone = AuthenticatorApp::fromPage(&m_server, alice);
        alice.submit("submit", { { "code", phone.code() } });
        alice.open(realm.target("/account"));
        QVERIFY(alice.page().body.contains("account-username"));
        // Of an organisation that is disabled nothing is left.
        QVERIFY(root.call("POST", organizations + "/acme/members/add", { { u"users"_s, QJsonArray { u"bob"_s } } }).status < 300);
        bob.open(realm.target("/account"));
        QVERIFY(bob.formWith("begin"));
        QCOMPARE(root.call("PATCH", organizations + "/acme", { { u"enabled"_s, false } }).status, 200);
        bob.open(realm.target("/account"));
        QVERIFY(bob.page().body.contains("account-username"));
    }
};

AUTH_TEST(AccountRequirementTest);

#include "AccountRequirementTest.moc"
