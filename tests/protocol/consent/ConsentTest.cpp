// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "Twins.h"

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// OpenID Connect Core §3.1.2.4, RFC 8252 §8.6, OWASP ASVS 5.0 §10.7.
class ConsentTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;

    RelyingParty thirdParty(const QString &type = u"web"_s,
        const QString &redirectUri = QString::fromLatin1(RelyingParty::kRedirectUri)) const
    {
        ApplicationChanges changes;
        changes.type = type;
        changes.requireConsent = true;
        changes.clientName = u"Third Party"_s;
        changes.redirectUris = QStringList { redirectUri };
        return RelyingParty(m->one, changes);
    }
    HeaderList own() const { return { { "Origin", m->server.publicUrl() }, { "Sec-Fetch-Site", "same-origin" } }; }
    QByteArray grants() const
    {
        return m->server.sql("SELECT count(*) FROM consents") + '/'
            + m->server.sql("SELECT count(*) FROM authorization_codes");
    }
    Browser atConsent(const RelyingParty &app, const Parameters &changes = {}) const
    {
        Browser browser(m->server);
        browser.open(app.authorize(changes));
        browser.signIn("alice", TestRealm::kPassword);
        return browser;
    }

private Q_SLOTS:
    void initTestCase() { m = std::make_unique<Twins>(); }

    void saysWhoAsksForWhatAndWhoIsAsked()
    {
        Browser browser = atConsent(thirdParty(), { { "scope", "openid email phone" } });
        QVERIFY(browser.formWith("allow") && browser.formWith("allow")->hasButton("deny"));
        for (const char *fact : { "Third Party", "alice", "Realm One", "app.example" })
            QVERIFY2(browser.page().body.contains(fact), fact);
        QCOMPARE(browser.page().body.count("<span class=\"grant-title\">"), 3);
    }

    void remembersWhatWasAllowedAndAsksForMore()
    {
        const auto app = thirdParty();
        Browser browser = atConsent(app, { { "scope", "openid email" } });
        browser.submit("allow");
        QVERIFY(browser.hasLeft());
        // The same, less, and in another session.
        for (const char *scope : { "openid email", "openid" }) {
            browser.open(app.authorize({ { "scope", scope } }));
            QVERIFY2(browser.hasLeft(), scope);
        }
        QVERIFY(atConsent(app, { { "scope", "email openid" } }).hasLeft());
        // More.
        browser.open(app.authorize({ { "scope", "openid email profile" } }));
        QVERIFY(browser.formWith("allow"));
        browser.submit("allow");
        browser.open(app.authorize({ { "scope", "openid profile" } }));
        QVERIFY(browser.hasLeft());
    }

    void asksForThisPersonAndThisApplicationOnly()
    {
        const auto app = thirdParty();
        atConsent(app).submit("allow");
        const auto other = thirdParty();
        QVERIFY(atConsent(other).formWith("allow"));
        Browser bob(m->server);
        bob.open(app.authorize());
        bob.signIn("bob", TestRealm::kPassword);
        QVERIFY(bob.formWith("allow"));
    }

    void asksNobodyWhereTheApplicationIsOneOfOurs()
    {
        QVERIFY(atConsent(m->app, { { "scope", "openid profile email offline_access" } }).hasLeft());
    }

    void asksEachTimeWhereTheClientCouldBeAnother_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("redirectUri");
        QTest::addColumn<bool>("remembered");
        QTest::newRow("loopback address") << u"native"_s << u"http://127.0.0.1/cb"_s << false;
        QTest::newRow("private scheme") << u"native"_s << u"com.example.app:/cb"_s << false;
        QTest::newRow("claimed https") << u"native"_s << u"https://app.example/cb"_s << true;
        QTest::newRow("in the browser") << u"spa"_s << u"https://app.example/cb"_s << true;
        QTest::newRow("with a secret") << u"web"_s << u"http://127.0.0.1/cb"_s << true;
    }
    void asksEachTimeWhereTheClientCouldBeAnother()
    {
        QFETCH(QString, type);
        QFETCH(QString, redirectUri);
        QFETCH(bool, remembered);
        const auto app = thirdParty(type, redirectUri);
        Browser browser = atConsent(app);
        browser.submit("allow");
        browser.open(app.authorize());
        QCOMPARE(browser.formWith("allow").has_value(), !remembered);
        if (!remembered)
            QCOMPARE(
                responseParameter(browser.open(app.authorize({ { "prompt", "none" } })), "error"), "consent_required");
    }

    void asksAgainWhereTheClientWantsThat()
    {
        Browser browser = atConsent(m->app, { { "prompt", "consent" } });
        browser.submit("allow");
        QVERIFY(browser.hasLeft());
        browser.open(m->app.authorize({ { "prompt", "consent" } }));
        QVERIFY(browser.formWith("allow"));
    }

    void tellsTheClientOfARefusalAndKeepsNothing()
    {
        const auto app = thirdParty();
        Browser browser = atConsent(app);
        const QByteArray before = grants();
        COMPARE_REDIRECTED_ERROR(browser.submit("deny"), app, "access_denied");
        QCOMPARE(grants(), before);
        browser.open(app.authorize());
        QVERIFY(browser.formWith("allow"));
    }

    void wantsTheFormThatItShowed()
    {
        const auto app = thirdParty();
        Browser browser = atConsent(app);
        const auto form = *browser.formWith("allow");
        const Parameters good = form.fields.with({ { "allow", "1" } });
        Browser other = atConsent(app);
        const QByteArray foreign = other.formWith("allow")->fields.value("csrf");
        const QByteArray before = grants();
        for (const auto &fields : { good.without("csrf"), good.with({ { "csrf", "" } }), good.with({ { "csrf", "x" } }),
                 good.with({ { "csrf", foreign } }) })
            QCOMPARE(browser.post(form.action, fields, own()).status, 403);
        for (const HeaderList &headers :
            { HeaderList {}, HeaderList { { "Origin", "https://app.example" } }, HeaderList { { "Origin", "null" } },
                HeaderList { { "Origin", m->server.publicUrl() }, { "Sec-Fetch-Site", "cross-site" } } })
            QCOMPARE(browser.post(form.action, good, headers).status, 403);
        // Neither allowed nor denied.
        QCOMPARE(browser.post(form.action, form.fields, own()).status, 400);
        // Somebody else's flow.
        const auto stolen = other.post(form.action, good, own());
        QVERIFY2(isErrorPage(stolen), stolen.head);
        QCOMPARE(grants(), before);

        QVERIFY(!responseParameter(browser.post(form.action, good, own()), "code").isEmpty());
        const QByteArray after = grants();
        QVERIFY(isErrorPage(browser.post(form.action, good, own())));
        QCOMPARE(grants(), after);
    }

    void isThePersonsWhoWasAsked()
    {
        const auto app = thirdParty();
        Browser browser = atConsent(app);
        const auto form = *browser.formWith("allow");
        const QByteArray before = grants();
        // Another tab signs another person in before the button is pressed.
        browser.open(m->app.authorize({ { "prompt", "login" } }));
        browser.signIn("bob", TestRealm::kPassword);
        QVERIFY(browser.hasLeft());
        const QByteArray codeOfBob = grants();
        const auto reply = browser.post(form.action, form.fields.with({ { "allow", "1" } }), own());
        QVERIFY2(responseParameter(reply, "code").isEmpty(), reply.head);
        QCOMPARE(grants(), codeOfBob);
        QVERIFY(before != codeOfBob);
    }

    void givesNothingWhenSomethingEndedMeanwhile_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : { "user-disabled", "client-disabled", "signed-out", "scope-removed" })
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void givesNothingWhenSomethingEndedMeanwhile()
    {
        QFETCH(QString, what);
        const User user = m->one.createUser(u"meanwhile-"_s + what);
        const auto app = thirdParty();
        Browser browser(m->server);
        browser.open(app.authorize({ { "scope", "openid email" } }));
        browser.signIn(user.username.toUtf8(), TestRealm::kPassword);
        const auto form = *browser.formWith("allow");
        ApplicationChanges changes;
        if (what == u"user-disabled") {
            UserChanges userChanges;
            userChanges.enabled = false;
            m->one.updateUser(user.id, userChanges);
        } else if (what == u"client-disabled") {
            changes.enabled = false;
            app.update(changes);
        } else if (what == u"scope-removed") {
            changes.scope = u"openid"_s;
            app.update(changes);
        } else {
            browser.open(m->one.target("/sign-out"));
            browser.submit("confirm-logout");
        }
        const QByteArray before = grants();
        const auto reply = browser.post(form.action, form.fields.with({ { "allow", "1" } }), own());
        QVERIFY2(responseParameter(reply, "code").isEmpty(), reply.head);
        QCOMPARE(grants(), before);
    }
};

AUTH_TEST(ConsentTest);

#include "ConsentTest.moc"
