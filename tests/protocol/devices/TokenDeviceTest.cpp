// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "RelyingParty.h"

#include <QtCore/QJsonArray>
#include <QtTest/QtTest>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kFirefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
constexpr auto kFirefoxLater = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
constexpr auto kChrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

/// alice, who pays with two factors only, and an application that she uses.
struct Place {
    TestServer &server = TestServer::shared();
    TestRealm realm;
    QByteArray base = "/admin/v1/realms/" + realm.name();
    AdminCaller root { server, administratorToken(server) };
    std::optional<RelyingParty> app;
    std::optional<AuthenticatorApp> phone;

    explicit Place(const QJsonObject &settings = {})
        : realm(server.createRealm("bound", settings))
    {
        realm.createUser(u"alice"_s);
        realm.createUser(u"bob"_s);
        make("/roles", { { u"name"_s, u"payer"_s }, { u"require_mfa"_s, true }, { u"rights"_s, QJsonArray { u"users:read"_s } } });
        make("/roles", { { u"name"_s, u"reader"_s } });
        make("/scopes", { { u"name"_s, u"everything"_s }, { u"claims"_s, QJsonArray { u"roles"_s } } });
        for (const char *role : { "payer", "reader", "realm-administrator" })
            root.call("POST", base + "/roles/" + role + "/assign", { { u"users"_s, QJsonArray { u"alice"_s } } });
        app.emplace(application());
        phone = AuthenticatorApp::enrolled(realm);
    }
    RelyingParty application() const
    {
        ApplicationChanges changes;
        changes.scope = u"openid offline_access everything users:read users:write"_s;
        changes.metadata = { { u"allowed_resources"_s, QJsonArray { QString::fromLatin1(server.publicUrl() + "/admin/v1") } } };
        return RelyingParty(realm, changes);
    }
    void make(const QByteArray &path, const QJsonObject &body)
    {
        const Reply made = root.call("POST", base + path, body);
        if (made.status != 201)
            qFatal("%s", made.body.constData());
    }
    /// With two factors, where the browser's session does not do.
    QByteArray code(Browser &browser, const RelyingParty &party, const Parameters &asked = {})
    {
        browser.open(party.authorize(Parameters { { "scope", "openid everything" } }.with(asked)));
        if (!browser.hasLeft()) {
            server.advance(1min);
            browser.signIn("alice", TestRealm::kPassword);
            browser.submit("submit", { { "code", phone->code() } });
        }
        return browser.page().locationQuery().valueOrEmpty(QLatin1StringView("code")).toLatin1();
    }
    static HeaderList agent(const char *text) { return { { "User-Agent", text } }; }
    Tokens redeemed(const char *by, const Parameters &asked = {})
    {
        Browser browser(server);
        const QByteArray code = this->code(browser, *app, asked);
        return Tokens(app->token(app->redemption(code), agent(by)));
    }
    Tokens refreshed(const Tokens &tokens, const char *by) const
    {
        return Tokens(app->token({ { "grant_type", "refresh_token" }, { "refresh_token", tokens.refresh } }, agent(by)));
    }
    QJsonObject claims(const Tokens &tokens) const { return claims(realm, tokens); }
    static QJsonObject claims(const TestRealm &realm, const Tokens &tokens)
    {
        const auto token = verifiedToken(realm, tokens.access, "at+jwt");
        return token ? token->claims : QJsonObject();
    }
    QByteArray audited() const
    {
        return server.sql("SELECT count(*) FROM audit_events WHERE action = 'session.device_mismatch' AND realm_id = '" + realm.id().toBytes() + '\'');
    }
};

const QJsonArray kBoth { u"payer"_s, u"reader"_s };

QJsonArray ownRoles(const QJsonObject &claims)
{
    QJsonArray own;
    for (const auto &role : claims[u"roles"].toArray()) {
        if (kBoth.contains(role))
            own.append(role);
    }
    return own;
}

}

/// Requirements C4: tokens tell the device that they were issued to, and are trusted less on another one.
class TokenDeviceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellTheDeviceOfTheirSession()
    {
        Place p;
        Browser browser(p.server);
        const auto tokensBy = [&](const RelyingParty &party) { return Tokens(party.redeem(p.code(browser, party))); };
        const Tokens first = tokensBy(*p.app);
        const QString device = p.claims(first)[u"device"].toString();
        QVERIFY2(QRegularExpression(u"^[A-Za-z0-9_-]{22}$"_s).match(device).hasMatch(), device.toUtf8());
        QVERIFY(!p.claims(first).contains(u"device_changed"_s));
        QCOMPARE(p.claims(Tokens(p.app->refresh(first.refresh)))[u"device"].toString(), device);
        QCOMPARE(p.app->introspect(first.access).json()[u"device"].toString(), device);
        // The same browser after another sign-in, and another browser.
        browser.open(p.realm.target("/account"));
        browser.submit("confirm-logout");
        QCOMPARE(p.claims(tokensBy(*p.app))[u"device"].toString(), device);
        QVERIFY(p.claims(p.redeemed(kFirefox))[u"device"].toString() != device);
        // Two applications cannot tell that it is the same one.
        const QString elsewhere = p.claims(tokensBy(p.application()))[u"device"].toString();
        QVERIFY(!elsewhere.isEmpty() && elsewhere != device);
        // Nor can two realms: not even where the client_id and the browser are the same.
        Place other;
        ApplicationChanges same;
        same.clientId = QString::fromUtf8(p.app->clientId());
        const RelyingParty twin(other.realm, same);
        const Tokens there(twin.redeem(other.code(browser, twin, { { "scope", "openid" } })));
        const QString inTheOther = Place::claims(other.realm, there)[u"device"].toString();
        QVERIFY(!inTheOther.isEmpty() && inTheOther != device);
    }

    void tellNoneWhereNobodyIsAtADevice()
    {
        Place p;
        const RelyingParty machine = RelyingParty::machine(p.realm);
        const Tokens tokens(machine.token({ { "grant_type", "client_credentials" } }));
        QVERIFY(tokens.isComplete() && !p.claims(tokens).contains(u"device"_s));
    }

    void areTrustedWithTheirProgramAlsoAfterAnUpdate()
    {
        Place p;
        const Tokens tokens = p.refreshed(p.refreshed(p.redeemed(kFirefox), kFirefox), kFirefoxLater);
        QCOMPARE(ownRoles(p.claims(tokens)), kBoth);
        QVERIFY(!p.claims(tokens).contains(u"device_changed"_s));
        QCOMPARE(p.audited(), "0");
    }

    void areTrustedLessWithAnotherProgram_data()
    {
        QTest::addColumn<QByteArray>("agent");
        QTest::newRow("another browser") << QByteArray(kChrome);
        QTest::newRow("a script") << QByteArray("python-requests/2.31");
        QTest::newRow("nothing said") << QByteArray(" ");
    }
    void areTrustedLessWithAnotherProgram()
    {
        QFETCH(QByteArray, agent);
        Place p({ { u"mfa"_s, u"required"_s } });
        const Tokens before = p.redeemed(kFirefox);
        QCOMPARE(ownRoles(p.claims(before)), kBoth);
        // Nobody is locked out, not even where the realm requires two factors.
        const Tokens stolen = p.refreshed(before, agent.constData());
        QVERIFY(stolen.isComplete());
        const QJsonObject claims = p.claims(stolen);
        QVERIFY(claims[u"device_changed"].toBool());
        QCOMPARE(ownRoles(claims), QJsonArray { u"reader"_s });
        QVERIFY(claims[u"inactive_roles"].toArray().contains(u"payer"_s));
        // What was proved was proved.
        QCOMPARE(claims[u"acr"].toString(), u"2"_s);
        QCOMPARE(claims[u"device"], p.claims(before)[u"device"]);
        QVERIFY(p.app->introspect(stolen.access).json()[u"device_changed"].toBool());
        QCOMPARE(ownRoles(p.app->userinfo(stolen.access).json()), QJsonArray { u"reader"_s });
        QCOMPARE(p.audited(), "1");
        // It stays so for this grant, and is told once.
        QCOMPARE(ownRoles(p.claims(p.refreshed(stolen, kFirefox))), QJsonArray { u"reader"_s });
        QCOMPARE(p.audited(), "1");
        QCOMPARE(ownRoles(p.claims(p.redeemed(kFirefox))), kBoth);
    }

    void areTrustedLessWhereAnAnswerIsRepeatedElsewhere()
    {
        Place p;
        const Tokens before = p.redeemed(kFirefox);
        QCOMPARE(ownRoles(p.claims(p.refreshed(before, kFirefox))), kBoth);
        QCOMPARE(ownRoles(p.claims(p.refreshed(before, kChrome))), QJsonArray { u"reader"_s });
        QCOMPARE(p.audited(), "1");
    }

    void areNotComparedWhereTheProgramSaidNothingAtFirst()
    {
        Place p;
        const Tokens tokens = p.refreshed(p.redeemed(" "), kChrome);
        QCOMPARE(ownRoles(p.claims(tokens)), kBoth);
        QCOMPARE(p.audited(), "0");
    }

    void stepUpInTheAdminApiWithASignInAnew()
    {
        Place p;
        const Parameters asked { { "scope", "openid users:read users:write" }, { "resource", p.server.publicUrl() + "/admin/v1" } };
        const auto reset = [&](const Tokens &tokens) {
            return AdminCaller(p.server, tokens.access).call("POST", p.base + "/users/bob/factors/reset");
        };
        const Tokens before = p.redeemed(kFirefox, asked);
        QCOMPARE(reset(before).status, 204);
        const Tokens stolen = p.refreshed(before, kChrome);
        QCOMPARE(reset(stolen).status, 401);
        QCOMPARE(reset(stolen).text("code"), u"insufficient_user_authentication"_s);
        QCOMPARE(reset(p.redeemed(kFirefox, asked)).status, 204);
    }

    void keepTheirNamesForThemselves()
    {
        Place p;
        for (const char *claim : { "device", "device_changed" }) {
            const QJsonArray mappings { QJsonObject { { u"claim"_s, QString::fromLatin1(claim) }, { u"source"_s, u"name"_s } } };
            const Reply refused = p.root.call("PATCH", p.base + "/applications/" + p.app->clientId(), { { u"claim_mappings"_s, mappings } });
            QCOMPARE(refused.status, 422);
            QVERIFY2(refused.body.contains("\"reserved\""), refused.body);
        }
    }
};

AUTH_TEST(TokenDeviceTest);

#include "TokenDeviceTest.moc"
