// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "RelyingParty.h"
#include "SoftAuthenticator.h"
#include "protocol/device/DeviceGrant.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

enum class Way { Password, Passkey, PasswordReset, PasswordChange, Device, Refresh, Code, AccountPage, PromptNone, SecondTab, BackButton, SelectAccount, RememberedBrowser };
constexpr std::pair<Way, const char *> kWays[] = {
    { Way::Password, "password" },
    { Way::Passkey, "passkey" },
    { Way::PasswordReset, "password reset" },
    { Way::PasswordChange, "password change" },
    { Way::Device, "device grant" },
    { Way::Refresh, "refresh" },
    { Way::Code, "code" },
    { Way::AccountPage, "account page" },
    { Way::PromptNone, "prompt=none" },
    { Way::SecondTab, "second tab" },
    { Way::BackButton, "back button" },
    { Way::SelectAccount, "select account" },
    { Way::RememberedBrowser, "remembered browser" },
};

enum class Requirement { Account, Realm, Application, Organization, Role, AcrValues, EssentialAcr, MaxAge, PromptLogin };
constexpr std::pair<Requirement, const char *> kRequirements[] = {
    { Requirement::Account, "account" },
    { Requirement::Realm, "realm" },
    { Requirement::Application, "application" },
    { Requirement::Organization, "organisation" },
    { Requirement::Role, "role" },
    { Requirement::AcrValues, "acr_values" },
    { Requirement::EssentialAcr, "essential acr" },
    { Requirement::MaxAge, "max_age" },
    { Requirement::PromptLogin, "prompt=login" },
};

constexpr auto kNewPassword = "another horse battery staple";
constexpr auto kTemporaryPassword = "a temporary horse battery staple";

/// What a request wants again of who is signed in with two factors.
bool wantsItAgain(Requirement requirement)
{
    return requirement == Requirement::MaxAge || requirement == Requirement::PromptLogin;
}

/// Does the requirement say anything about this way?
bool applies(Way way, Requirement requirement)
{
    switch (way) {
    case Way::Refresh:
    case Way::Code:
    case Way::Device: // Of no request.
        return requirement == Requirement::Realm || requirement == Requirement::Application || requirement == Requirement::Organization || requirement == Requirement::Role;
    case Way::AccountPage: // Of no application.
        return requirement == Requirement::Realm;
    case Way::PromptNone: // One excludes the other.
        return requirement != Requirement::PromptLogin && requirement != Requirement::Account;
    case Way::Passkey: // Two factors by itself.
    case Way::SecondTab:
    case Way::SelectAccount: // A session of before stays what it was.
        return requirement != Requirement::Account;
    case Way::RememberedBrowser: // It stands in for the factor of the account, and after another password, too.
        return requirement != Requirement::Account && !wantsItAgain(requirement);
    case Way::Password:
    case Way::PasswordReset:
    case Way::PasswordChange:
    case Way::BackButton:
        return true;
    }
    return false;
}

bool beginsWithSession(Way way, Requirement requirement)
{
    return wantsItAgain(requirement) || (way != Way::Password && way != Way::Passkey && way != Way::PasswordReset && way != Way::PasswordChange && way != Way::BackButton && way != Way::RememberedBrowser);
}

bool asksForCode(const Browser &browser)
{
    return browser.formWith("submit") && browser.formWith("submit")->fields.contains("code");
}

QByteArray codeOf(const Browser &browser)
{
    return browser.page().locationQuery().valueOrEmpty("code"_L1).toLatin1();
}

/// Alice, who has an authenticator app or a passkey, before anything is required of her.
struct World {
    TestServer &server = TestServer::shared();
    Way way;
    Requirement requirement;
    TestRealm realm;
    User alice;
    RelyingParty app;
    Browser browser { server };
    SoftAuthenticator passkey;
    std::optional<AuthenticatorApp> phone;
    Tokens tokens; ///< Of the session of before.
    QByteArray unredeemed;
    DeviceGrant device;
    qint64 began = 0; ///< When the way was begun.

    World(Way aWay, Requirement aRequirement)
        : way(aWay)
        , requirement(aRequirement)
        , realm(server.createRealm("ways", settings()))
        , alice(realm.createUser(u"alice"_s))
        , app(realm, registered(*this))
    {
        if (way == Way::Passkey) {
            Browser other(server);
            openPasskeys(other, realm);
            addPasskey(other, passkey);
        } else {
            phone = AuthenticatorApp::enrolled(realm);
        }
        if (way == Way::RememberedBrowser)
            rememberBrowser();
        if (beginsWithSession(way, requirement)) {
            browser.open(app.authorize(scopes()));
            prove();
            tokens = Tokens(app.redeem(codeOf(browser)));
            if (!tokens.isComplete())
                qFatal("no session: %s", browser.page().body.constData());
        }
        server.advance(2min);
        if (way == Way::Code) {
            browser.open(app.authorize(scopes()));
            unredeemed = codeOf(browser);
        }
        if (way == Way::Device)
            device = DeviceGrant::begin(app, scopes());
        require();
        began = server.now();
    }

    QJsonObject settings() const
    {
        const bool asks = wantsItAgain(requirement) || requirement == Requirement::Account || way == Way::RememberedBrowser;
        return { { u"mfa"_s, asks ? u"optional"_s : u"off"_s }, { u"mfa_remember_days"_s, way == Way::RememberedBrowser ? 30 : 0 } };
    }
    /// Signed in with both factors, and with the box ticked; then the session is over.
    void rememberBrowser()
    {
        browser.open(app.authorize());
        browser.signIn("alice", TestRealm::kPassword);
        browser.submit("submit", { { "code", phone->code() }, { "remember-browser", "1" } });
        if (!browser.hasLeft())
            qFatal("no session: %s", browser.page().body.constData());
        const auto names = browser.cookies().keys();
        for (const QByteArray &name : names) {
            if (name.startsWith("__Host-s-"))
                browser.removeCookie(name);
        }
    }
    static ApplicationChanges registered(World &world)
    {
        AdminCaller admin(world.server, administratorToken(world.server));
        const QByteArray base = "/admin/v1/realms/" + world.realm.name();
        if (world.requirement == Requirement::Role) {
            admin.call("POST", base + "/roles", { { u"name"_s, u"payer"_s }, { u"require_mfa"_s, true } });
            admin.call("POST", base + "/roles/payer/assign", { { u"users"_s, QJsonArray { u"alice"_s } } });
        }
        if (world.requirement == Requirement::Organization) {
            admin.call("POST", base + "/organizations", { { u"name"_s, u"acme"_s } });
            admin.call("POST", base + "/organizations/acme/members/add", { { u"users"_s, QJsonArray { u"alice"_s } } });
        }
        admin.call("POST", base + "/scopes", { { u"name"_s, u"roles"_s }, { u"claims"_s, QJsonArray { u"roles"_s } } });
        ApplicationChanges changes = DeviceGrant::allowed();
        changes.scope = u"openid roles organization"_s;
        return changes;
    }
    Parameters scopes() const { return { { "scope", requirement == Requirement::Organization ? "openid roles organization:acme" : "openid roles" } }; }

    void require()
    {
        if (requirement == Requirement::Realm)
            realm.changeSettings({ { u"mfa"_s, u"required"_s } });
        if (requirement == Requirement::Application) {
            ApplicationChanges changes;
            changes.metadata = { { u"require_mfa"_s, true } };
            app.update(changes);
        }
        AdminCaller admin(server, administratorToken(server));
        if (requirement == Requirement::Organization)
            admin.call("PATCH", "/admin/v1/realms/" + realm.name() + "/organizations/acme", { { u"require_mfa"_s, true } });
        if (way == Way::PasswordChange) {
            const Reply set = admin.call("PUT", "/admin/v1/realms/" + realm.name() + "/users/alice/password",
                { { u"password"_s, QString::fromLatin1(kTemporaryPassword) }, { u"must_change"_s, true } });
            if (set.status != 204)
                qFatal("%s", set.body.constData());
        }
    }
    /// The request of the application, with what it requires; \a prompt in the way that wants one.
    QByteArray target(QByteArray prompt = {}) const
    {
        Parameters parameters = scopes();
        if (requirement == Requirement::AcrValues)
            parameters.set("acr_values", "2");
        if (requirement == Requirement::EssentialAcr)
            parameters.set("claims", "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"2\"}}}");
        if (requirement == Requirement::MaxAge)
            parameters.set("max_age", "100");
        if (requirement == Requirement::PromptLogin)
            prompt = ("login " + prompt).trimmed();
        if (!prompt.isEmpty())
            parameters.set("prompt", prompt);
        return app.authorize(parameters);
    }

    bool isIn() const { return way == Way::Device ? browser.formWith("allow").has_value() : way == Way::AccountPage ? browser.formWith("confirm-logout").has_value() : browser.hasLeft() && !codeOf(browser).isEmpty(); }

    /// Goes the way with the password alone, where it is asked for, as far as it leads.
    void go()
    {
        if (way == Way::Device) {
            device.approach(browser, realm);
            return;
        }
        const QByteArray start = way == Way::AccountPage ? realm.target("/account") : target(way == Way::PromptNone ? "none" : way == Way::SelectAccount ? "select_account" : "");
        browser.open(start);
        if (way == Way::SecondTab) {
            const QByteArray tab = browser.address();
            browser.open(start);
            browser.open(tab);
        }
        if (way == Way::SelectAccount && browser.formWith("account"))
            browser.submit("account");
        if (way == Way::Passkey) {
            // Without verification it would be one factor.
            usePasskey(browser, passkey, { .userVerified = false });
            return;
        }
        if (way == Way::PasswordReset) {
            // While its page waits for the old one.
            browser.submit("submit", { { "username", "alice" } });
            realm.changePassword(alice.id, QString::fromLatin1(kNewPassword));
            browser.submit("submit", { { "password", kNewPassword } });
        }
        showPassword(way == Way::PasswordChange ? kTemporaryPassword : TestRealm::kPassword);
        if (way == Way::BackButton && !browser.hasLeft()) {
            const QByteArray page = browser.address();
            const QByteArray tx = page.mid(page.indexOf("?tx="));
            for (const char *earlier : { "/sign-in", "/consent" })
                browser.open(realm.target(earlier) + tx);
            if (!browser.hasLeft())
                browser.open(page);
        }
        if (way == Way::PasswordChange && browser.address().contains("/new-password/"))
            changePassword();
    }
    void showPassword(const QByteArray &password)
    {
        if (browser.formWith("submit") && (browser.formWith("submit")->fields.contains("username") || browser.formWith("submit")->fields.contains("password")))
            browser.signIn("alice", password);
    }
    void changePassword()
    {
        browser.submit("submit", { { "password", kNewPassword } });
        const QByteArray body = decodeHtml(browser.page().body);
        const auto from = body.indexOf(realm.target("/sign-in?tx="));
        browser.open(body.mid(from, body.indexOf('"', from) - from));
        showPassword(kNewPassword);
    }
    /// What is missing on the open page.
    void prove()
    {
        if (way == Way::Passkey) {
            usePasskey(browser, passkey);
            return;
        }
        showPassword(way == Way::PasswordChange && began > 0 ? kTemporaryPassword : TestRealm::kPassword);
        if (asksForCode(browser))
            browser.submit("submit", { { "code", phone->code() } });
        if (browser.address().contains("/new-password/"))
            changePassword();
    }

    /// Of the end of the way.
    Tokens redeemed()
    {
        if (way == Way::Refresh)
            return Tokens(app.refresh(tokens.refresh));
        if (way == Way::Code)
            return Tokens(app.redeem(unredeemed));
        if (way == Way::Device) {
            browser.submit("allow");
            server.advance(10s);
            return Tokens(device.poll(app));
        }
        return Tokens(app.redeem(codeOf(browser)));
    }
    QJsonObject idToken(const Tokens &of) const
    {
        const auto token = verifiedToken(realm, of.id, "JWT");
        return token ? token->claims : QJsonObject();
    }
    bool isPayer(const Tokens &of) const
    {
        const auto token = verifiedToken(realm, of.access, "at+jwt");
        return token && token->claims[u"roles"].toArray().contains(u"payer"_s);
    }
    QByteArray count(const char *table, const char *where = "true") const
    {
        return server.sql(QByteArray("SELECT count(*) FROM ") + table + " WHERE realm_id = '" + realm.id().toBytes() + "' AND " + where);
    }
};

}

/// security.md F7, F9, F10, S11: every way in under everything that may ask for a second factor. With one factor none leads
/// to its end, with the second each does.
class WaysInTest : public QObject {
    Q_OBJECT

    static void addRows(bool (*wanted)(Requirement))
    {
        QTest::addColumn<Way>("way");
        QTest::addColumn<Requirement>("requirement");
        for (const auto &[way, wayName] : kWays) {
            for (const auto &[requirement, name] : kRequirements) {
                if (wanted(requirement) && applies(way, requirement))
                    QTest::addRow("%s, %s", wayName, name) << way << requirement;
            }
        }
    }

private Q_SLOTS:
    void takesNobodyToTheEndWithOneFactor_data()
    {
        addRows([](Requirement requirement) { return requirement != Requirement::Role; });
    }
    void takesNobodyToTheEndWithOneFactor()
    {
        QFETCH(Way, way);
        QFETCH(Requirement, requirement);
        World world(way, requirement);
        const QByteArray codes = world.count("authorization_codes");
        const QByteArray strong = world.count("sessions", "acr = '2'");
        if (way == Way::Refresh || way == Way::Code) {
            QCOMPARE((way == Way::Refresh ? world.app.refresh(world.tokens.refresh) : world.app.redeem(world.unredeemed)).error(), "invalid_grant");
        } else {
            world.go();
            QVERIFY2(!world.isIn(), world.browser.page().head + world.browser.page().body);
            if (way == Way::PromptNone)
                QCOMPARE(world.browser.page().locationQuery().valueOrEmpty("error"_L1), u"login_required"_s);
            if (way == Way::Device)
                QCOMPARE(world.device.poll(world.app).error(), "authorization_pending");
        }
        QCOMPARE(world.count("authorization_codes"), codes);
        QCOMPARE(world.count("sessions", "acr = '2'"), strong);

        // What leads nowhere without a page is asked for on one.
        if (way == Way::Refresh || way == Way::Code || way == Way::PromptNone)
            world.browser.open(world.target());
        world.prove();
        if (way == Way::PromptNone)
            world.browser.open(world.target("none"));
        QVERIFY2(world.isIn(), world.browser.page().head + world.browser.page().body);
        if (way == Way::AccountPage)
            return;
        if (way == Way::Refresh || way == Way::Code) {
            world.unredeemed = codeOf(world.browser);
            if (way == Way::Refresh)
                world.tokens = Tokens(world.app.redeem(world.unredeemed));
        }
        const QJsonObject claims = world.idToken(world.redeemed());
        QCOMPARE(claims[u"acr"].toString(), u"2"_s);
        QVERIFY(claims[u"amr"].toArray().contains(u"mfa"_s));
        QCOMPARE(claims[u"amr"].toArray().contains(u"pwd"_s), way != Way::Passkey);
        if (wantsItAgain(requirement))
            QVERIFY(claims[u"auth_time"].toInteger() >= world.began);
    }

    /// Requirements F6: who may pay signs in as before, and may not pay before the second factor.
    void givesNobodyARoleThatWantsTwoFactorsForOne_data()
    {
        addRows([](Requirement requirement) { return requirement == Requirement::Role; });
    }
    void givesNobodyARoleThatWantsTwoFactorsForOne()
    {
        QFETCH(Way, way);
        QFETCH(Requirement, requirement);
        World world(way, requirement);
        if (way != Way::Refresh && way != Way::Code)
            world.go();
        if (way == Way::Passkey) {
            QVERIFY(!world.isIn());
            world.prove();
            QVERIFY(world.isPayer(world.redeemed()));
            return;
        }
        const Tokens weak = world.redeemed();
        QVERIFY(weak.isComplete());
        QVERIFY(!world.isPayer(weak));
        world.requirement = Requirement::EssentialAcr;
        world.browser.open(world.target());
        world.prove();
        const Tokens strong(world.app.redeem(codeOf(world.browser)));
        QVERIFY(world.isPayer(strong));
        QVERIFY(world.isPayer(Tokens(world.app.refresh(strong.refresh))));
    }
};

AUTH_TEST(WaysInTest);

#include "WaysInTest.moc"
