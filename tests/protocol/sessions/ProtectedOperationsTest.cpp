// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "RelyingParty.h"
#include "SoftAuthenticator.h"

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A form of the account's pages, and what it changes.
struct Operation {
    const char *name;
    const char *page; ///< Where the form stands.
    const char *action; ///< Where it goes.
    Parameters fields; ///< `$other` is another session, `$device` a device.
    const char *state; ///< A query of what it changes; `$realm`.
};

const Operation kOperations[] = {
    { "end another session", "/account", "/account/sessions", { { "session", "$other" }, { "revoke", "1" } },
        "SELECT count(*) FROM sessions WHERE realm_id = $realm AND ended_at IS NULL" },
    { "sign out everywhere else", "/account", "/account/sessions", { { "revoke-others", "1" } },
        "SELECT count(*) FROM sessions WHERE realm_id = $realm AND ended_at IS NULL" },
    { "remove a device", "/account", "/account/devices", { { "device", "$device" }, { "revoke-device", "1" } },
        "SELECT count(*) FROM devices WHERE realm_id = $realm AND revoked_at IS NULL" },
    { "change the password", "/account", "/account/password", { { "change-password", "1" } },
        "SELECT count(*) FROM one_time_links WHERE realm_id = $realm" },
    { "add an authenticator", "/account/security", "/account/security", { { "add-authenticator", "1" }, { "name", "Phone" } },
        "SELECT count(*) FROM authenticators WHERE realm_id = $realm" },
    { "ask to add a passkey", "/account/passkeys", "/account/passkeys/options", {},
        "SELECT count(*) FROM passkey_challenges WHERE realm_id = $realm AND ceremony = 'registration'" },
};

}

/// Step-up on the account page: security.md S8. Whoever finds a session that is open changes nothing of the account.
class ProtectedOperationsTest : public QObject {
    Q_OBJECT

    struct Place {
        TestServer &server = TestServer::shared();
        TestRealm realm = server.createRealm("protected", { { u"identifier_first"_s, false } });
        User alice = realm.createUser(u"alice"_s);
        Browser browser { server };
        Browser elsewhere { server };

        Place()
        {
            for (Browser *one : { &elsewhere, &browser }) {
                one->open(realm.target("/account"));
                one->signIn("alice", TestRealm::kPassword);
            }
        }
        QByteArray sql(QByteArray query) const { return server.sql(query.replace("$realm", "'" + realm.id().toBytes() + "'")); }
        /// The form as the page has it now, which a session that is fresh shows.
        Parameters filled(const Operation &operation)
        {
            browser.open(realm.target(operation.page));
            for (const HtmlForm &form : browser.forms()) {
                if (!form.fields.contains("csrf"))
                    continue;
                Parameters fields = operation.fields;
                fields.set("csrf", form.fields.value("csrf"));
                if (fields.contains("session"))
                    fields.set("session", sql("SELECT id FROM sessions WHERE realm_id = $realm AND ended_at IS NULL ORDER BY id LIMIT 1"));
                if (fields.contains("device"))
                    fields.set("device", sql("SELECT id FROM devices WHERE realm_id = $realm ORDER BY id LIMIT 1"));
                return fields;
            }
            qFatal("no form at %s: %s", operation.page, browser.page().body.constData());
        }
    };

private Q_SLOTS:
    void asksAgainWhoTheyAreAndChangesNothingBefore_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < int(std::size(kOperations)); ++i)
            QTest::newRow(kOperations[i].name) << i;
    }
    void asksAgainWhoTheyAreAndChangesNothingBefore()
    {
        QFETCH(int, index);
        const Operation &operation = kOperations[index];
        Place place;
        const Parameters stale = place.filled(operation);
        const QByteArray before = place.sql(operation.state);
        place.server.advance(5min);
        place.browser.postForm(place.realm.target(operation.action), stale);
        QCOMPARE(place.sql(operation.state), before);
        // What a script of the page asks for leads nowhere; a form to the password, and from there back to its page.
        if (place.browser.page().status == 403)
            place.browser.open(place.realm.target(operation.page));
        QVERIFY2(place.browser.address().contains("/sign-in/password"), place.browser.address() + place.browser.page().body);
        place.browser.submit("submit", { { "password", TestRealm::kPassword } });
        QVERIFY2(place.browser.address() == place.realm.target(operation.page), place.browser.address());
        place.browser.postForm(place.realm.target(operation.action), place.filled(operation));
        QVERIFY2(place.sql(operation.state) != before, place.browser.page().body);
    }

    void doesNotTakeAPasswordForSomebodyElsesAccount()
    {
        Place place;
        place.realm.createUser(u"mallory"_s);
        const Parameters stale = place.filled(kOperations[1]);
        place.server.advance(5min);
        place.browser.postForm(place.realm.target("/account/sessions"), stale);
        place.browser.submit("submit", { { "username", "mallory" }, { "password", TestRealm::kPassword } });
        // mallory is signed in then, to an account of their own.
        place.browser.open(place.realm.target("/account"));
        QVERIFY2(place.browser.page().body.contains("<dd id=\"account-username\">mallory"), place.browser.page().body);
        QCOMPARE(place.sql("SELECT count(*) FROM sessions WHERE realm_id = $realm AND ended_at IS NULL AND user_id = '" + place.alice.id.toBytes() + '\''), "1");
    }
};

AUTH_TEST(ProtectedOperationsTest);

#include "ProtectedOperationsTest.moc"
