// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "MailedCode.h"
#include "RelyingParty.h"
#include "SoftAuthenticator.h"
#include "protocol/device/DeviceGrant.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

enum class Way { Password, Passkey, PasswordReset, PasswordChange, PasswordLink, Device, Refresh, OfflineRefresh, Code, AccountPage, PromptNone, SecondTab, BackButton, SelectAccount, RememberedBrowser };
constexpr std::pair<Way, const char *> kWays[] = {
    { Way::Password, "password" },
    { Way::Passkey, "passkey" },
    { Way::PasswordReset, "password reset" },
    { Way::PasswordChange, "password change" },
    { Way::PasswordLink, "password link" },
    { Way::Device, "device grant" },
    { Way::Refresh, "refresh" },
    { Way::OfflineRefresh, "offline refresh" },
    { Way::Code, "code" },
    { Way::AccountPage, "account page" },
    { Way::PromptNone, "prompt=none" },
    { Way::SecondTab, "second tab" },
    { Way::BackButton, "back button" },
    { Way::SelectAccount, "select account" },
    { Way::RememberedBrowser, "remembered browser" },
};

enum class Requirement { Account, Realm, Application, Organization, Role, AcrValues, EssentialAcr, MaxAge, PromptLogin, EnrolMfa, ChangePassword, VerifyEmail, UnknownDevice };
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
    { Requirement::EnrolMfa, "enrol_mfa" },
    { Requirement::ChangePassword, "change_password" },
    { Requirement::VerifyEmail, "verify_email" },
    { Requirement::UnknownDevice, "unknown device" },
};

constexpr auto kNewPassword = "another horse battery staple";
constexpr auto kLastPassword = "the last horse battery staple";
constexpr auto kTemporaryPassword = "a temporary horse battery staple";

/// What a request wants again of who is signed in with two factors.
bool wantsItAgain(Requirement requirement)
{
    return requirement == Requirement::MaxAge || requirement == Requirement::PromptLogin;
}

/// What an administrator requires of one person; empty: it is nothing of the kind.
QString actionOf(Requirement requirement)
{
    if (requirement == Requirement::EnrolMfa)
        return u"enrol_mfa"_s;
    if (requirement == Requirement::ChangePassword)
        return u"change_password"_s;
    return requirement == Requirement::VerifyEmail ? u"verify_email"_s : QString();
}

/// Is it of one request of an application?
bool isOfRequest(Requirement requirement)
{
    return requirement == Requirement::AcrValues || requirement == Requirement::EssentialAcr || wantsItAgain(requirement);
}

/// Does the way exchange what the session of before gave, without a page?
bool isExchange(Way way)
{
    return way == Way::Refresh || way == Way::OfflineRefresh || way == Way::Code;
}

/// Does the requirement say anything about this way? What it leaves out stands in the test's description.
bool applies(Way way, Requirement requirement)
{
    switch (way) {
    case Way::Refresh:
    case Way::OfflineRefresh:
    case Way::Code:
        return !isOfRequest(requirement) && requirement != Requirement::Account && requirement != Requirement::UnknownDevice;
    case Way::Device:
        return !isOfRequest(requirement);
    case Way::AccountPage:
        return !isOfRequest(requirement) && requirement != Requirement::Application && requirement != Requirement::Organization && requirement != Requirement::Role;
    case Way::PromptNone:
        return requirement != Requirement::PromptLogin;
    case Way::Passkey:
        return requirement != Requirement::EnrolMfa && requirement != Requirement::UnknownDevice;
    case Way::RememberedBrowser:
        return requirement != Requirement::Account && requirement != Requirement::EnrolMfa && requirement != Requirement::UnknownDevice && !wantsItAgain(requirement);
    case Way::PasswordChange:
    case Way::PasswordLink:
        return requirement != Requirement::ChangePassword;
    case Way::SecondTab:
    case Way::SelectAccount:
    case Way::Password:
    case Way::PasswordReset:
    case Way::BackButton:
        return true;
    }
    return false;
}

bool beginsWithSession(Way way, Requirement requirement)
{
    if (wantsItAgain(requirement) || isExchange(way))
        return true;
    // Of who begins at a new browser, and of who has had the factor all along, no session is there before.
    if (requirement == Requirement::UnknownDevice || requirement == Requirement::Account)
        return false;
    return way == Way::Device || way == Way::AccountPage || way == Way::PromptNone || way == Way::SecondTab || way == Way::SelectAccount;
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
    QByteArray password = TestRealm::kPassword;
    Tokens tokens; ///< Of the session of before.
    QByteArray unredeemed;
    DeviceGrant device;
    qint64 began = 0; ///< When the way was begun.

    World(Way aWay, Requirement aRequirement)
        : way(aWay)
        , requirement(aRequirement)
        , realm(server.createRealm("ways", settings()))
        , alice(realm.createUser(person(), QString::fromLatin1(TestRealm::kPassword)))
        , app(realm, registered(*this))
    {
        if (way == Way::Passkey) {
            Browser other(server);
            openPasskeys(other, realm);
            addPasskey(other, passkey);
        } else if (requirement != Requirement::EnrolMfa) {
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
        return { { u"mfa"_s, asks ? u"optional"_s : u"off"_s }, { u"mfa_remember_days"_s, way == Way::RememberedBrowser ? 30 : 0 },
            { u"unknown_device"_s, requirement == Requirement::UnknownDevice ? u"verify"_s : u"allow"_s } };
    }
    static UserChanges person()
    {
        UserChanges changes;
        changes.username = u"alice"_s;
        changes.email = u"alice@example.com"_s;
        return changes;
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
        changes.scope = u"openid roles organization offline_access"_s;
        return changes;
    }
    Parameters scopes() const
    {
        QByteArray scope = requirement == Requirement::Organization ? "openid roles organization:acme" : "openid roles";
        if (way == Way::OfflineRefresh)
            scope += " offline_access";
        return { { "scope", scope } };
    }

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
            password = kTemporaryPassword;
        }
        if (const QString action = actionOf(requirement); !action.isEmpty()) {
            QJsonArray actions { action };
            if (way == Way::PasswordChange)
                actions.append(u"change_password"_s);
            const Reply set = admin.call("PATCH", "/admin/v1/realms/" + realm.name() + "/users/alice", { { u"required_actions"_s, actions } });
            if (set.status != 200)
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
        if (way == Way::PasswordLink)
            followLink();
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
            password = kNewPassword;
            browser.submit("submit", { { "password", kNewPassword } });
        }
        showPassword();
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
    /// The one that an administrator makes, for a first password or a forgotten one.
    void followLink()
    {
        AdminCaller admin(server, administratorToken(server));
        const QString url = admin.call("POST", "/admin/v1/realms/" + realm.name() + "/users/alice/password/links", { { u"lifetime"_s, 3600 } }).text("url");
        browser.open(url.toLatin1());
        password = kNewPassword;
        browser.submit("submit", { { "password", password } });
    }
    void showPassword()
    {
        if (!browser.address().contains("/new-password/") && browser.formWith("submit") && (browser.formWith("submit")->fields.contains("username") || browser.formWith("submit")->fields.contains("password")))
            browser.signIn("alice", password);
    }
    void changePassword()
    {
        password = password == kNewPassword ? kLastPassword : kNewPassword;
        browser.submit("submit", { { "password", password } });
        const QByteArray body = decodeHtml(browser.page().body);
        const auto from = body.indexOf(realm.target("/sign-in?tx="));
        browser.open(body.mid(from, body.indexOf('"', from) - from));
        showPassword();
    }
    void setUpFactor()
    {
        browser.submit("begin");
        phone = AuthenticatorApp::fromPage(&server, browser);
        browser.submit("submit", { { "code", phone->code() } });
    }
    /// What is missing on the open page, and on those that follow.
    void prove()
    {
        if (way == Way::Passkey)
            usePasskey(browser, passkey);
        else
            showPassword();
        if (asksForCode(browser) && !browser.address().contains("/verify-email"))
            browser.submit("submit", { { "code", phone->code() } });
        if (asksForCode(browser) && browser.address().contains("/verify-email"))
            browser.submit("submit", { { "code", mailedCode(realm) } });
        if (browser.address().contains("/new-password/")) {
            changePassword();
            // It ends that a browser is remembered.
            if (asksForCode(browser))
                browser.submit("submit", { { "code", phone->code() } });
        }
        if (browser.formWith("begin"))
            setUpFactor();
    }

    /// Of the end of the way.
    Tokens redeemed()
    {
        if (way == Way::Refresh || way == Way::OfflineRefresh)
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

/// security.md F7, F9, F10, S11: every way in under everything that may ask for more than the password. With that alone none
/// leads to its end; with what is wanted each does.
///
/// Every way meets every requirement but where there is nothing to be met:
/// - `acr_values`, `max_age`, `prompt=login` and an essential `acr` are of one authorization request: neither an exchange nor
///   the account page nor a device has one. `prompt=none` excludes `prompt=login`.
/// - The account page belongs to no application, organisation or role.
/// - "account" (a realm that asks whoever has a factor) and "unknown device" ask at a sign-in. What was opened before stays
///   what it was: who sets up a factor later does not lose their refresh tokens and codes. So these ways begin at a browser
///   without a session, and the exchanges, which cannot, are left out.
/// - A passkey is a second factor: it meets "enrol_mfa" and "unknown device" by itself. So does a remembered browser, which
///   is known, is of somebody who has a factor, and stands in for that factor where only the account asks (decision 0006),
///   also where a request wants the password again.
/// - A password that is set by a link, or changed, meets "change_password".
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
        if (isExchange(way)) {
            QCOMPARE((way == Way::Code ? world.app.redeem(world.unredeemed) : world.app.refresh(world.tokens.refresh)).error(), "invalid_grant");
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
        if (isExchange(way) || way == Way::PromptNone)
            world.browser.open(world.target());
        world.prove();
        if (way == Way::PromptNone)
            world.browser.open(world.target("none"));
        QVERIFY2(world.isIn(), world.browser.page().head + world.browser.page().body);
        if (way == Way::AccountPage)
            return;
        if (isExchange(way)) {
            world.unredeemed = codeOf(world.browser);
            if (way != Way::Code)
                world.tokens = Tokens(world.app.redeem(world.unredeemed));
        }
        const QJsonObject claims = world.idToken(world.redeemed());
        QVERIFY(!claims.isEmpty());
        // They ask for no second factor.
        if (requirement == Requirement::ChangePassword || requirement == Requirement::VerifyEmail)
            return;
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
        if (!isExchange(way))
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
