// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "MailSink.h"
#include "RelyingParty.h"

#include <QtTest/QtTest>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kNumber = "+4930123456";

/// `field` of the last message of a kind.
QByteArray last(const TestRealm &realm, const QByteArray &kind, const QByteArray &field)
{
    return realm.server().sql("SELECT payload->>'" + field + "' FROM outbox WHERE kind = '" + kind
        + "' AND realm_id = '" + realm.id().toBytes() + "' ORDER BY created_at DESC, id DESC LIMIT 1");
}

QByteArray count(const TestRealm &realm, const QByteArray &kind)
{
    return realm.server().sql(
        "SELECT count(*) FROM outbox WHERE kind = '" + kind + "' AND realm_id = '" + realm.id().toBytes() + "'");
}

QByteArray textedCode(const TestRealm &realm)
{
    return last(realm, "sms", "text").first(6);
}

bool asksForCode(const Browser &browser)
{
    const auto form = browser.formWith("submit");
    return form && form->fields.contains("code");
}

}

/// Codes and notices that are sent to people: security.md §1.11 S12, §1.14 F1 to F5; RFC 8176; NIST SP 800-63B-4
/// §3.1.3.
class SentCodesTest : public QObject {
    Q_OBJECT

    TestServer &m_server = TestServer::shared();

    /// Alice, with what can be reached of her.
    static User alice(const TestRealm &realm, const QString &phone, const QString &locale = u"en"_s)
    {
        UserChanges changes;
        changes.username = u"alice"_s;
        changes.email = u"alice@example.com"_s;
        changes.emailVerified = true;
        if (!phone.isEmpty()) {
            changes.phoneNumber = phone;
            changes.phoneNumberVerified = true;
        }
        changes.claims = QJsonObject { { u"locale"_s, locale } };
        return realm.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
    }
    static Browser halfWay(const RelyingParty &app, TestServer &server)
    {
        Browser browser(server);
        browser.open(app.authorize());
        browser.signIn("alice", TestRealm::kPassword);
        return browser;
    }
    Browser halfWay(const RelyingParty &app) { return halfWay(app, m_server); }
    static QJsonArray amr(const RelyingParty &app, const Browser &browser)
    {
        const QByteArray code = browser.page().locationQuery().valueOrEmpty("code"_L1).toLatin1();
        const auto token = verifiedToken(app.realm(), Tokens(app.redeem(code)).id, "JWT");
        return token ? token->claims[u"amr"].toArray() : QJsonArray();
    }
    /// At the page of the phone number, with what the way there asks for.
    Browser atPhonePage(const TestRealm &realm)
    {
        Browser browser(m_server);
        browser.open(realm.target("/account/security/phone"));
        browser.signIn("alice", TestRealm::kPassword);
        browser.open(realm.target("/account/security/phone"));
        return browser;
    }
    TestRealm texting(const QJsonObject &more = {})
    {
        QJsonObject settings { { u"mfa_sms_codes"_s, true } };
        for (auto setting = more.begin(); setting != more.end(); ++setting)
            settings.insert(setting.key(), setting.value());
        return m_server.createRealm("texting", settings, u"Example"_s);
    }
    QByteArray phoneOf(const TestRealm &realm)
    {
        return m_server.sql(
            "SELECT coalesce(phone_number, '-') || ' ' || phone_number_verified FROM users WHERE username = 'alice'"
            " AND realm_id = '"
            + realm.id().toBytes() + "'");
    }
    QByteArray audited(const TestRealm &realm, const QByteArray &action)
    {
        return m_server.sql("SELECT count(*) FROM audit_events WHERE action = '" + action + "' AND realm_id = '"
            + realm.id().toBytes() + "'");
    }

private Q_SLOTS:
    void writesCodesAndNoticesInThePersonsLanguage()
    {
        const auto realm = m_server.createRealm("mail", { { u"mfa_email_codes"_s, true } }, u"Beispiel & Söhne"_s);
        alice(realm, {}, u"de"_s);
        const RelyingParty app(realm);
        Browser browser = halfWay(app);
        browser.submit("use-email");
        const QByteArray code = last(realm, "mail", "subject").first(6);
        QCOMPARE(last(realm, "mail", "subject"), code + " ist Ihr Anmeldecode");
        for (const char *part : { "text", "html" })
            QVERIFY2(last(realm, "mail", part).contains(code) && last(realm, "mail", part).contains("zehn Minuten"),
                last(realm, "mail", part));
        QVERIFY(last(realm, "mail", "html").contains("<html lang=\"de\"")
            && last(realm, "mail", "html").contains("Beispiel &amp; S"));
        // Ten minutes, to the second: later the outbox does not send it.
        QCOMPARE(
            m_server.sql("SELECT (payload->>'useful_until')::bigint - floor(extract(epoch FROM created_at)) FROM outbox"
                         " WHERE kind = 'mail' AND realm_id = '"
                + realm.id().toBytes() + "'"),
            "600");

        AdminCaller admin(m_server, administratorToken(m_server));
        const QByteArray factors = "/admin/v1/realms/" + realm.name() + "/users/alice/factors";
        const QByteArray backup
            = admin.call("POST", factors + "/backup-codes").json()[u"codes"][0].toString().toLatin1();
        QCOMPARE(last(realm, "mail", "subject"), QByteArray("Neue Ersatzcodes für Ihr Konto bei Beispiel & Söhne"));
        QVERIFY(!last(realm, "mail", "text").contains(backup));
        Browser other = halfWay(app);
        other.submit("use-backup-code");
        other.submit("submit", { { "code", backup } });
        QVERIFY(other.hasLeft());
        const QByteArray used = m_server.sql(
            "SELECT payload->>'text' FROM outbox WHERE payload->>'subject' LIKE 'Ein Ersatzcode%' AND realm_id = '"
            + realm.id().toBytes() + "'");
        QVERIFY2(used.contains("9 Ersatzcodes sind"), used);
        QVERIFY(!used.contains("bevor sie aufgebraucht"));
        QCOMPARE(admin.call("POST", factors + "/reset").status, 204);
        QVERIFY(last(realm, "mail", "subject").startsWith("Die zweiten Faktoren"));
    }

    void asksForNewBackupCodesBeforeTheyRunOut()
    {
        const auto realm = m_server.createRealm("mail", { { u"mfa_email_codes"_s, true } });
        alice(realm, {});
        const RelyingParty app(realm);
        AdminCaller admin(m_server, administratorToken(m_server));
        const QJsonArray codes
            = admin.call("POST", "/admin/v1/realms/" + realm.name() + "/users/alice/factors/backup-codes")
                  .json()[u"codes"]
                  .toArray();
        m_server.sql("DELETE FROM backup_codes WHERE ctid IN (SELECT ctid FROM backup_codes WHERE realm_id = '"
            + realm.id().toBytes() + "' LIMIT 6)");
        Browser browser(m_server);
        for (const QJsonValue code : codes) {
            browser = halfWay(app);
            browser.submit("use-backup-code");
            browser.submit("submit", { { "code", code.toString().toLatin1() } });
            if (browser.hasLeft())
                break;
            // Six of them are gone; nobody waits here.
            m_server.advance(1h);
        }
        QVERIFY(browser.hasLeft());
        const QByteArray used = m_server.sql(
            "SELECT payload->>'text' FROM outbox WHERE payload->>'subject' LIKE 'A backup code%' AND realm_id = '"
            + realm.id().toBytes() + "'");
        QVERIFY2(used.contains("3 backup codes are left") && used.contains("before they run out"), used);
        browser.open(realm.target("/account"));
        QVERIFY(browser.page().body.contains("id=\"backup-codes-few\""));
    }

    void offersNothingThatCannotBeSent()
    {
        TestServer mute({ .threads = 1,
            .settings
            = { { "AUTH_ENV", "staging" }, { "AUTH_ARGON2_MEMORY", "19MiB" }, { "AUTH_ARGON2_ITERATIONS", "2" } },
            .joins = &m_server });
        const auto realm = texting({ { u"mfa_email_codes"_s, true } });
        alice(realm, QString::fromLatin1(kNumber));
        const RelyingParty app(realm);
        Browser heard = halfWay(app);
        QVERIFY(heard.formWith("use-email") && heard.formWith("use-sms"));
        const auto there = mute.seenFromHere(realm);
        const QByteArray sent = count(realm, "mail");
        QVERIFY(halfWay(app.seenFrom(mute), mute).hasLeft());
        QCOMPARE(count(realm, "mail"), sent);
        Browser browser(mute);
        browser.open(there.target("/account/security"));
        browser.signIn("alice", TestRealm::kPassword);
        browser.open(there.target("/account/security"));
        QVERIFY(browser.formWith("add-authenticator") && !browser.page().body.contains("phone-link"));
        browser.open(there.target("/account/security/phone"));
        QVERIFY(browser.formWith("add-authenticator"));
    }

    void sendsCodesByTextMessageWhereTheRealmCountsThem()
    {
        const auto realm = texting();
        alice(realm, QString::fromLatin1(kNumber), u"de"_s);
        const RelyingParty app(realm);
        Browser browser = halfWay(app);
        QVERIFY(!asksForCode(browser));
        QCOMPARE(count(realm, "sms"), "0");
        browser.submit("use-sms");
        QVERIFY(asksForCode(browser) && browser.page().body.contains("autocomplete=\"one-time-code\""));
        QVERIFY(browser.page().body.contains("+49 *** 456") && !browser.page().body.contains(kNumber));
        QCOMPARE(last(realm, "sms", "to"), kNumber);
        const QByteArray first = textedCode(realm);
        QCOMPARE(last(realm, "sms", "text"),
            first
                + QByteArray(
                    " ist Ihr Code zur Anmeldung bei Example. Er gilt zehn Minuten. Sagen Sie ihn niemandem."));
        // A new one ends the old; in another attempt it is wrong.
        browser.submit("use-sms");
        const QByteArray second = textedCode(realm);
        browser.submit("submit", { { "code", first } });
        QVERIFY(asksForCode(browser));
        Browser other = halfWay(app);
        other.submit("use-sms");
        other.submit("submit", { { "code", second } });
        QVERIFY(asksForCode(other));
        // Three in ten minutes.
        other.submit("use-sms");
        QVERIFY(other.page().body.contains("role=\"alert\""));
        QCOMPARE(count(realm, "sms"), "3");
        browser.submit("submit", { { "code", second } });
        QVERIFY(browser.hasLeft());
        QCOMPARE(amr(app, browser), (QJsonArray { u"pwd"_s, u"sms"_s, u"mfa"_s }));
        // Used once, and for ten minutes.
        m_server.advance(11min);
        Browser late = halfWay(app);
        late.submit("use-sms");
        const QByteArray third = textedCode(realm);
        late.submit("submit", { { "code", second } });
        QVERIFY(asksForCode(late));
        m_server.advance(11min);
        late.submit("submit", { { "code", third } });
        QVERIFY(asksForCode(late));
    }

    void asksNobodyByTextMessageWhoseNumberIsNotVerifiedNorWhereTheRealmDoesNot()
    {
        const auto realm = texting();
        UserChanges changes;
        changes.username = u"alice"_s;
        changes.phoneNumber = QString::fromLatin1(kNumber);
        realm.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
        QVERIFY(halfWay(RelyingParty(realm)).hasLeft());
        const auto other = m_server.createRealm();
        alice(other, QString::fromLatin1(kNumber));
        QVERIFY(halfWay(RelyingParty(other)).hasLeft());
        Browser browser(m_server);
        browser.open(other.target("/account/security"));
        browser.signIn("alice", TestRealm::kPassword);
        QVERIFY(!browser.page().body.contains("phone-link"));
        QCOMPARE(count(other, "sms"), "0");
    }

    void takesANumberThatTheCodeShowsToBeTheirs()
    {
        const auto realm = texting();
        alice(realm, {});
        Browser browser = atPhonePage(realm);
        for (const char *wrong :
            { "030 123456", "+49", "+0493012345678", "nobody", "+49 30 123456 ext 7", "+1234567890123456" }) {
            browser.submit("send", { { "phone_number", wrong } });
            QVERIFY2(browser.page().body.contains("id=\"phone_number-error\""), wrong);
        }
        QCOMPARE(count(realm, "sms"), "0");
        browser.submit("send", { { "phone_number", "0049 (30) 123-456" } });
        QCOMPARE(last(realm, "sms", "to"), kNumber);
        QVERIFY(last(realm, "sms", "text").contains("confirms your number at Example"));
        QCOMPARE(phoneOf(realm), "- false");
        const QByteArray code = textedCode(realm);
        browser.submit("submit", { { "code", code == "000000" ? "000001" : "000000" } });
        QVERIFY(asksForCode(browser) && browser.page().body.contains("role=\"alert\""));
        // In another session the code is nothing.
        Browser other = atPhonePage(realm);
        other.submit("submit", { { "code", code } });
        QVERIFY(asksForCode(other));
        QCOMPARE(phoneOf(realm), "- false");
        const QByteArray cookie = browser.cookieNamed("__Host-s");
        browser.submit("submit", { { "code", code } });
        QCOMPARE(phoneOf(realm), QByteArray(kNumber) + " true");
        QVERIFY(browser.page().body.contains("+49 *** 456"));
        QVERIFY(browser.cookieNamed("__Host-s") != cookie);
        QCOMPARE(audited(realm, "phone.verified"), "1");
        QVERIFY(last(realm, "mail", "subject").startsWith("A phone number was added"));
        // From here on it is asked for.
        const RelyingParty app(realm);
        Browser next = halfWay(app);
        next.submit("use-sms");
        next.submit("submit", { { "code", textedCode(realm) } });
        QVERIFY(next.hasLeft());
        // The code is used up.
        other.submit("submit", { { "code", code } });
        QCOMPARE(audited(realm, "phone.verified"), "1");
    }

    void sendsThreeCodesToNewNumbersInTenMinutesAndTakesThemForTen()
    {
        const auto realm = texting();
        alice(realm, {});
        Browser browser = atPhonePage(realm);
        browser.submit("send", { { "phone_number", kNumber } });
        browser.submit("send-again");
        browser.submit("other");
        browser.submit("send", { { "phone_number", "+4930999999" } });
        QCOMPARE(count(realm, "sms"), "3");
        QCOMPARE(last(realm, "sms", "to"), "+4930999999");
        browser.submit("send-again");
        QVERIFY(browser.page().body.contains("role=\"alert\""));
        QCOMPARE(count(realm, "sms"), "3");
        const QByteArray code = textedCode(realm);
        m_server.advance(11min);
        // The page asks for a new sign-in by now: S8. The number has to be given again.
        browser = atPhonePage(realm);
        QVERIFY(browser.formWith("send") && !asksForCode(browser));
        browser.submit("send", { { "phone_number", "+4930999999" } });
        browser.submit("submit", { { "code", code } });
        QCOMPARE(phoneOf(realm), "- false");
    }

    void takesTheNumberAwayUnlessItIsTheLastFactorThatTheRealmRequires()
    {
        const auto realm = texting();
        alice(realm, QString::fromLatin1(kNumber));
        const auto there = [&] {
            Browser browser(m_server);
            browser.open(realm.target("/account/security/phone"));
            browser.signIn("alice", TestRealm::kPassword);
            browser.submit("use-sms");
            browser.submit("submit", { { "code", textedCode(realm) } });
            browser.open(realm.target("/account/security/phone"));
            return browser;
        };
        realm.changeSettings({ { u"mfa"_s, u"required"_s } });
        Browser browser = there();
        browser.submit("remove");
        QVERIFY(browser.page().body.contains("role=\"alert\""));
        QCOMPARE(phoneOf(realm), QByteArray(kNumber) + " true");
        realm.changeSettings({ { u"mfa"_s, u"optional"_s } });
        browser.submit("remove");
        QCOMPARE(phoneOf(realm), "- false");
        QCOMPARE(audited(realm, "phone.removed"), "1");
        QVERIFY(last(realm, "mail", "subject").startsWith("The phone number of your account"));
    }

    void reachesAMailboxAsTextAndHtml()
    {
        const MailSink sink;
        TestServer server({ .threads = 1,
            .settings = { { "AUTH_SMTP_HOST", "localhost" }, { "AUTH_SMTP_PORT", QByteArray::number(sink.port()) },
                { "AUTH_SMTP_USERNAME", MailSink::kUsername }, { "AUTH_SMTP_PASSWORD", MailSink::kPassword },
                { "AUTH_SMTP_FROM", "Example <auth@id.example>" }, { "AUTH_SMTP_CA", sink.authority().toUtf8() } } });
        const auto realm = server.createRealm("mail", { { u"mfa_email_codes"_s, true } }, u"Example"_s);
        alice(realm, {});
        Browser browser = halfWay(RelyingParty(realm), server);
        browser.submit("use-email");
        QTRY_COMPARE_WITH_TIMEOUT(sink.mails().size(), 1, 20'000);
        const QJsonObject mail = sink.mails().first();
        const QString subject = mail[u"headers"][u"subject"].toString();
        QVERIFY(subject.endsWith(u" is your sign-in code"_s));
        QVERIFY(
            mail[u"text"].toString().contains(subject.first(6)) && mail[u"html"].toString().contains(subject.first(6)));
        browser.submit("submit", { { "code", subject.first(6).toLatin1() } });
        QVERIFY(browser.hasLeft());
    }
};

AUTH_TEST(SentCodesTest);
#include "SentCodesTest.moc"
