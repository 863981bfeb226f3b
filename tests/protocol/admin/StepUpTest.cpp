// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "RelyingParty.h"
#include "protocol/device/DeviceGrant.h"

#include "api/Operations.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QJsonArray array(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

QByteArray everyRight()
{
    QByteArrayList list;
    for (const char *const permission : api::permissions())
        list.append(permission);
    return list.join(' ');
}

/// A realm whose administrator alice signs in with a browser that stays, and bob, who is nobody in particular.
struct Place {
    TestServer &server = TestServer::shared();
    TestRealm realm;
    QByteArray base;
    User alice;
    User bob;
    RelyingParty console;
    AdminCaller root;
    Browser browser;

    explicit Place(const QJsonObject &settings = {})
        : realm(TestServer::shared().createRealm("stepup", settings))
        , base("/admin/v1/realms/" + realm.name())
        , alice(realm.createUser(u"alice"_s))
        , bob(realm.createUser(u"bob"_s))
        , console(RelyingParty::spa(realm, consoleChanges(server)))
        , root(server, administratorToken(server))
        , browser(server)
    {
        const Reply assigned
            = root.call("POST", base + "/roles/realm-administrator/assign", { { u"users"_s, array({ u"alice"_s }) } });
        if (assigned.json()[u"changed"].toInt() != 1)
            qFatal("%s", assigned.body.constData());
    }
    static ApplicationChanges consoleChanges(TestServer &server)
    {
        ApplicationChanges changes;
        changes.clientId = u"console"_s;
        changes.scope = u"openid offline_access "_s + QString::fromLatin1(everyRight());
        changes.metadata
            = { { u"allowed_resources"_s, array({ QString::fromLatin1(server.publicUrl() + "/admin/v1") }) } };
        return changes;
    }
    Parameters asked(const Parameters &more = {}) const
    {
        return Parameters { { "resource", server.publicUrl() + "/admin/v1" },
            { "scope", "openid offline_access " + everyRight() } }
            .with(more);
    }
    /// With \a more of the authorization request, in alice's browser, which asks for what the request makes it ask for.
    Tokens signIn(const Parameters &more = {})
    {
        return Tokens(console.redeem(console.code(browser, "alice", asked(more)), { { "resource", asked().value("resource") } }));
    }
    /// What a program that lives on a refresh token has after a while.
    Tokens later(const Tokens &tokens, std::chrono::seconds by = 16min)
    {
        server.advance(by);
        return Tokens(console.refresh(tokens.refresh));
    }
    AdminCaller caller(const Tokens &tokens) { return { server, tokens.access }; }
    QByteArray bobsFactors() const { return base + "/users/bob/factors/reset"; }
};

/// RFC 9470 §3.
bool isDemand(const Reply &reply, const QByteArray &parameters)
{
    const QByteArray challenge = reply.field("WWW-Authenticate");
    return reply.status == 401 && reply.mediaType() == "application/problem+json"
        && reply.text("code") == u"insufficient_user_authentication"_s && challenge.startsWith("Bearer ")
        && challenge.contains(", error=\"insufficient_user_authentication\", error_description=\"")
        && challenge.endsWith("\", " + parameters);
}

constexpr auto kRecent = "max_age=\"900\"";

}

/// Step-up on protected operations of the admin API: RFC 9470, server/decisions/0005.
class AdminStepUpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void demandsASignInThatIsRecentAndSaysHowRecent()
    {
        Place p;
        const Tokens first = p.signIn();
        QCOMPARE(p.caller(first).call("POST", p.bobsFactors()).status, 204);
        AdminCaller stale = p.caller(p.later(first));
        const Reply refused = stale.call("POST", p.bobsFactors());
        QVERIFY2(isDemand(refused, kRecent), refused.field("WWW-Authenticate") + refused.body);
        // What is not protected goes on.
        QCOMPARE(stale.call("GET", p.base + "/users/bob/factors").status, 200);
        QCOMPARE(stale.call("POST", p.base + "/users/bob/lock", { { u"reason"_s, u"gone"_s } }).status, 200);
        // Who may not do it anyway is not sent to sign in for it.
        p.realm.createUser(u"carol"_s);
        const Tokens carols = p.later(p.console.tokens("carol", p.asked()));
        QCOMPARE(p.caller(carols).call("POST", p.bobsFactors()).status, 403);
    }

    void isAnsweredByTheSignInThatTheChallengeNames()
    {
        Place p;
        const Tokens first = p.signIn();
        p.later(first);
        // The browser is still signed in: without the demand, it gives a token of the old sign-in.
        const Tokens same = p.signIn();
        QVERIFY(isDemand(p.caller(same).call("POST", p.bobsFactors()), kRecent));
        const qint64 before = p.server.now();
        const Tokens anew = p.signIn({ { "max_age", "900" } });
        QCOMPARE(p.caller(anew).call("POST", p.bobsFactors()).status, 204);
        // RFC 9470 §6.2: who introspects a token sees what the sign-in was.
        const auto claims = verifiedToken(p.realm, anew.access, "at+jwt");
        QVERIFY(claims && claims->claims[u"auth_time"].toInteger() >= before);
        QCOMPARE(claims->claims[u"acr"].toString(), u"1"_s);
    }

    void demandsTwoFactorsWhereTheRealmDoes()
    {
        Place p({ { u"step_up"_s, u"two_factors"_s }, { u"mfa"_s, u"off"_s } });
        const QByteArray factors = p.base + "/users/alice/factors";
        AuthenticatorApp phone(&p.server, p.root.call("POST", factors + "/totp", { { u"digits"_s, 6 } }).text("secret").toLatin1());
        QCOMPARE(p.root.call("POST", factors + "/totp/verify", { { u"code"_s, QString::fromLatin1(phone.code()) } }).status, 204);
        p.server.advance(60s);
        const Tokens one = p.signIn();
        const Reply refused = p.caller(one).call("POST", p.bobsFactors());
        QVERIFY2(isDemand(refused, "acr_values=\"2\", max_age=\"900\""), refused.field("WWW-Authenticate"));
        p.browser.open(p.console.authorize(p.asked({ { "acr_values", "2" }, { "max_age", "900" } })));
        QVERIFY(!p.browser.hasLeft());
        p.browser.submit("submit", { { "code", phone.code() } });
        QVERIFY(p.browser.hasLeft());
        const QByteArray code = p.browser.page().locationQuery().valueOrEmpty("code"_L1).toLatin1();
        const Tokens two(p.console.redeem(code, { { "resource", p.asked().value("resource") } }));
        QCOMPARE(p.caller(two).call("POST", p.bobsFactors()).status, 204);
    }

    void asksNobodyWhereTheRealmDoesNot()
    {
        Place p({ { u"step_up"_s, u"off"_s } });
        const Tokens stale = p.later(p.signIn());
        QCOMPARE(p.caller(stale).call("POST", p.bobsFactors()).status, 204);
    }

    void countsAsRecentWhatTheRealmSays()
    {
        Place p({ { u"step_up_max_age"_s, 3600 } });
        const Tokens stale = p.later(p.signIn());
        QCOMPARE(p.caller(stale).call("POST", p.bobsFactors()).status, 204);
        const Tokens older = p.later(stale, 50min);
        QVERIFY(isDemand(p.caller(older).call("POST", p.bobsFactors()), "max_age=\"3600\""));
    }

    void asksApplicationsNothing()
    {
        Place p({ { u"step_up"_s, u"two_factors"_s }, { u"step_up_max_age"_s, 60 } });
        AdminCaller robot(p.server, tokenFor(p.server, p.realm.name(), "users:read users:write"));
        p.server.advance(2min);
        QCOMPARE(robot.call("POST", p.bobsFactors()).status, 204);
    }

    void asksNothingForADryRun()
    {
        Place p;
        AdminCaller stale = p.caller(p.later(p.signIn()));
        QCOMPARE(stale.call("POST", p.bobsFactors() + "?dry_run=true").status, 204);
        QVERIFY(isDemand(stale.call("POST", p.bobsFactors() + "?dry_run=false"), kRecent));
    }

    /// Before anything is looked at: what there is and what it is called makes no difference.
    void holdsForEveryOperationThatTheDescriptionMarks()
    {
        Place p;
        AdminCaller stale = p.caller(p.later(p.signIn()));
        int seen = 0;
        for (const api::Operation &operation : api::operations()) {
            if (operation.stepUp != api::Operation::StepUp::Always || !operation.stepUpMembers.empty())
                continue;
            QVERIFY2(operation.changesSomething(), operation.name);
            QByteArray path = QByteArray(operation.path).replace("{realm}", p.realm.name());
            while (path.contains('{'))
                path.replace(path.indexOf('{'), path.indexOf('}') - path.indexOf('{') + 1, "x");
            const QJsonObject body = operation.hasBody ? QJsonObject { { u"x"_s, 1 } } : QJsonObject();
            const Reply reply = stale.call(operation.method, path, body);
            QVERIFY2(isDemand(reply, kRecent), operation.name + (": " + reply.body));
            ++seen;
        }
        QVERIFY2(seen >= 12, QByteArray::number(seen));
    }

    void protectsWhatARealmDemandsOfSignInsAndNotItsName()
    {
        Place p;
        AdminCaller stale = p.caller(p.later(p.signIn()));
        QCOMPARE(stale.call("PATCH", p.base, { { u"display_name"_s, u"Ours"_s } }).status, 200);
        QCOMPARE(stale.call("PATCH", p.base, { { u"settings"_s, QJsonObject { { u"flow_lifetime"_s, 600 } } } }).status, 200);
        for (const auto &name : { u"mfa"_s, u"step_up"_s, u"step_up_max_age"_s, u"passkey_aaguids"_s }) {
            const Reply reply = stale.call("PATCH", p.base, { { u"settings"_s, QJsonObject { { name, QJsonValue::Null } } } });
            QVERIFY2(isDemand(reply, kRecent), reply.body);
        }
        // Nor by the way back, nor as a document.
        QVERIFY(isDemand(stale.call("POST", p.base + "/revert", { { u"version"_s, 1 } }), kRecent));
        const QJsonObject document { { u"apiVersion"_s, u"auth/v1"_s }, { u"kind"_s, u"Realm"_s },
            { u"metadata"_s, QJsonObject { { u"name"_s, QString::fromLatin1(p.realm.name()) } } },
            { u"spec"_s, QJsonObject { { u"settings"_s, QJsonObject { { u"mfa"_s, u"off"_s } } } } } };
        const Reply applied = stale.call("POST", p.base + "/configuration", { { u"documents"_s, QJsonArray { document } } });
        QVERIFY2(isDemand(applied, kRecent), applied.field("WWW-Authenticate") + applied.body);
        const QByteArray settings = p.root.call("GET", p.base).body;
        QVERIFY2(!settings.contains("\"mfa\":\"off\""), settings);
    }

    void protectsRightsWhoeverGetsThemAndWhoeverHasThem()
    {
        Place p;
        QCOMPARE(p.root.call("POST", p.base + "/roles", { { u"name"_s, u"reader"_s }, { u"rights"_s, array({ u"users:read"_s }) } }).status, 201);
        QCOMPARE(p.root.call("POST", p.base + "/roles", { { u"name"_s, u"guest"_s } }).status, 201);
        p.realm.createUser(u"carol"_s);
        const Tokens first = p.signIn();
        AdminCaller stale = p.caller(p.later(first));
        QCOMPARE(stale.call("POST", p.base + "/users/bob/roles/add", { { u"roles"_s, array({ u"guest"_s }) } }).status, 200);
        QVERIFY(isDemand(stale.call("POST", p.base + "/users/bob/roles/add", { { u"roles"_s, array({ u"reader"_s }) } }), kRecent));
        QVERIFY(isDemand(stale.call("POST", p.base + "/roles/reader/assign", { { u"users"_s, array({ u"bob"_s }) } }), kRecent));
        // A link to a new password is a way into the account.
        QCOMPARE(stale.call("POST", p.base + "/users/carol/password/links", { { u"lifetime"_s, 600 } }).status, 201);
        QCOMPARE(p.root.call("POST", p.base + "/users/carol/roles/add", { { u"roles"_s, array({ u"reader"_s }) } }).status, 200);
        QVERIFY(isDemand(stale.call("POST", p.base + "/users/carol/password/links", { { u"lifetime"_s, 600 } }), kRecent));
        const Tokens anew = p.signIn({ { "max_age", "60" } });
        QCOMPARE(p.caller(anew).call("POST", p.base + "/roles/reader/assign", { { u"users"_s, array({ u"bob"_s }) } }).status, 200);
    }

    void takesTheStricterOfTwoRealms()
    {
        Place p({ { u"step_up_max_age"_s, 120 } });
        TestServer &server = p.server;
        const TestRealm system(&server, *RealmId::parse(server.sql("SELECT id FROM realms WHERE name = 'system'")), "system");
        system.createUser(u"stepup-root"_s);
        QCOMPARE(p.root.call("POST", "/admin/v1/realms/system/roles/administrator/assign", { { u"users"_s, array({ u"stepup-root"_s }) } }).status, 200);
        ApplicationChanges changes = Place::consoleChanges(server);
        changes.clientId = u"stepup-console"_s;
        const RelyingParty console = RelyingParty::spa(system, changes);
        const Tokens first = console.tokens("stepup-root", p.asked());
        // Recent enough for the realm of the sign-in, not for the one that is changed.
        server.advance(3min);
        AdminCaller stale = p.caller(first);
        QVERIFY(isDemand(stale.call("POST", p.bobsFactors()), "max_age=\"120\""));
        const TestRealm easy = server.createRealm("easy", { { u"step_up"_s, u"off"_s } });
        easy.createUser(u"bob"_s);
        const QByteArray inEasy = "/admin/v1/realms/" + easy.name() + "/users/bob/factors/reset";
        QCOMPARE(stale.call("POST", inEasy).status, 204);
        // Nor does a realm that asks nothing spare anybody what their own one asks.
        server.advance(13min);
        AdminCaller staler = p.caller(Tokens(console.refresh(first.refresh)));
        QVERIFY(isDemand(staler.call("POST", inEasy), kRecent));
    }

    void judgesAJobByTheSignInOfWhoAskedForIt()
    {
        Place p;
        const QJsonObject job { { u"operation"_s, u"resetUserFactors"_s }, { u"ids"_s, array({ u"bob"_s }) } };
        const Tokens first = p.signIn();
        const Reply created = p.caller(first).call("POST", p.base + "/jobs", job);
        QVERIFY2(created.status == 201, created.body);
        const QByteArray path = p.base + "/jobs/" + created.text("id").toLatin1();
        QTRY_COMPARE(p.root.call("GET", path).text("state"), u"done"_s);
        QVERIFY(isDemand(p.caller(p.later(first)).call("POST", p.base + "/jobs", job), kRecent));
    }

    /// RFC 8628 has no `max_age`: who lets a device in proves it at the page.
    void letsADeviceInToTheAdminApiByARecentSignInOnly()
    {
        Place p;
        ApplicationChanges changes = Place::consoleChanges(p.server);
        changes.clientId = u"terminal"_s;
        changes.type = u"native"_s;
        changes.grantTypes = DeviceGrant::allowed().grantTypes;
        const RelyingParty terminal(p.realm, changes);
        p.signIn();
        p.server.advance(16min);
        const auto page = [&](const Parameters &more) {
            const auto grant = DeviceGrant::begin(terminal, more);
            p.browser.open(p.realm.target("/device?user_code=") + grant.userCode);
            p.browser.submit("submit");
            return grant;
        };
        page({ { "scope", "openid" } });
        QVERIFY2(p.browser.formWith("allow"), p.browser.page().body);
        const auto grant = page(p.asked());
        QVERIFY2(!p.browser.formWith("allow"), p.browser.page().body);
        p.browser.signIn("alice", TestRealm::kPassword);
        p.browser.submit("allow");
        const Tokens tokens(grant.poll(terminal));
        QVERIFY(tokens.isComplete());
        QCOMPARE(p.caller(tokens).call("POST", p.bobsFactors()).status, 204);
    }

    void leavesARowOfTheRefusal()
    {
        Place p;
        p.caller(p.later(p.signIn())).call("POST", p.bobsFactors());
        const QByteArray rows = "SELECT count(*) FROM audit_events WHERE action = 'admin.refused' AND data->>'error' ="
                                " 'insufficient_user_authentication' AND realm_id = '" + p.realm.id().toBytes() + "'";
        QTRY_COMPARE(p.server.sql(rows), "1");
    }
};

AUTH_TEST(AdminStepUpTest);

#include "StepUpTest.moc"
