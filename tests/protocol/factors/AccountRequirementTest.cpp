// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "RelyingParty.h"
#include "SoftAuthenticator.h"

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
        const auto row = [](const char *name, const char *page, const char *path, const char *fields) {
            QTest::newRow(name) << QByteArray(page) << QByteArray(path) << QByteArray(fields);
        };
        row("account", "/account", "", "");
        row("security", "/account/security", "", "");
        row("authenticator", "/account/security/authenticator", "", "");
        row("passkeys", "/account/passkeys", "", "");
        row("end a session", "/account", "/account/sessions", "revoke session");
        row("end other sessions", "/account", "/account/sessions", "revoke-others");
        row("remove a device", "/account", "/account/devices", "revoke-device device");
        row("review a device", "/account", "/account/devices", "review-device device");
        row("begin an authenticator", "/account/security", "/account/security", "add-authenticator");
        row("make backup codes", "/account/security", "/account/security", "generate-backup-codes");
        row("confirm an authenticator", "/account/security/authenticator", "/account/security/authenticator", "code");
        row("passkey options", "/account/passkeys", "/account/passkeys/options", "");
        row("add a passkey", "/account/passkeys", "/account/passkeys", "credential");
        row("rename a passkey", "/account/passkeys", "/account/passkeys/rename", "passkey label");
        row("remove a passkey", "/account/passkeys", "/account/passkeys/revoke", "passkey");
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
};

AUTH_TEST(AccountRequirementTest);

#include "AccountRequirementTest.moc"
