// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "RelyingParty.h"

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// WCAG 2.2, 2.2.1 (Timing Adjustable): whoever needs longer than a flow lasts can have ten times as long.
class MoreTimeTest : public QObject {
    Q_OBJECT

    TestServer m_server;
    TestRealm m_realm = m_server.createRealm("time");
    RelyingParty m_app { m_realm };

    /// At the page that asks for the password.
    Browser atThePassword()
    {
        Browser browser(m_server);
        browser.open(m_app.authorize());
        browser.submit("submit", { { "username", "alice" } });
        return browser;
    }
    static int secondsLeft(const Browser &browser)
    {
        const QByteArray &body = browser.page().body;
        const auto at = body.indexOf("data-seconds-left=\"");
        return at < 0 ? -1 : body.mid(at + 19, body.indexOf('"', at + 19) - at - 19).toInt();
    }
    static QByteArray idOf(const Browser &browser) { return browser.address().split('=').last(); }
    QByteArray endOf(const QByteArray &flow) const { return m_server.sql("SELECT expires_at FROM flows WHERE id = '" + flow + "'"); }
    /// The server's clock goes on while the test runs.
    static bool isAbout(int seconds, int expected) { return seconds <= expected && seconds > expected - 60; }

private Q_SLOTS:
    void initTestCase() { m_realm.createUser(u"alice"_s); }

    void saysOnEachPageHowLongItLasts()
    {
        Browser browser(m_server);
        browser.open(m_app.authorize());
        QVERIFY(isAbout(secondsLeft(browser), 1800));
        QVERIFY(browser.page().body.contains("<noscript><form class=\"note\""));
        QVERIFY(browser.page().body.contains("You have until "));
        m_server.advance(10min);
        browser.submit("submit", { { "username", "alice" } });
        QVERIFY(isAbout(secondsLeft(browser), 1200));
    }

    void givesAsMuchAgain()
    {
        Browser browser = atThePassword();
        const QByteArray here = browser.address();
        m_server.advance(29min);
        browser.submit("more-time");
        QCOMPARE(browser.address(), here);
        QVERIFY(isAbout(secondsLeft(browser), 1800));
        // Later than it would have ended.
        m_server.advance(29min);
        browser.submit("submit", { { "password", TestRealm::kPassword } });
        QVERIFY(browser.hasLeft());
    }

    void tellsAScriptHowLongItLasts()
    {
        Browser browser = atThePassword();
        m_server.advance(20min);
        const auto offer = browser.formWith("more-time");
        const Reply reply = browser.post(offer->action, offer->fields,
            { { "Origin", m_server.publicUrl() }, { "Sec-Fetch-Site", "same-origin" }, { "Accept", "application/json" } });
        QCOMPARE(reply.mediaType(), "application/json");
        QVERIFY(isAbout(reply.json()[u"seconds"].toInt(), 1800));
        QCOMPARE(reply.json()[u"more"].toBool(), true);
    }

    void endsAllTheSame()
    {
        Browser browser = atThePassword();
        const auto offer = *browser.formWith("more-time");
        int times = 0;
        for (; browser.formWith("more-time") && times < 100; ++times) {
            m_server.advance(29min);
            browser.submit("more-time");
        }
        QVERIFY2(times >= 10, QByteArray::number(times));
        QCOMPARE(times, 11);
        // 330 minutes after it began; whoever posts the form once more moves nothing.
        QVERIFY(isAbout(secondsLeft(browser), (330 - 11 * 29) * 60));
        const QByteArray end = endOf(idOf(browser));
        QVERIFY(!end.isEmpty());
        browser.postForm(offer.action, offer.fields);
        QCOMPARE(endOf(idOf(browser)), end);
        m_server.advance(11min);
        browser.submit("submit", { { "password", TestRealm::kPassword } });
        QVERIFY(!browser.hasLeft());
        QCOMPARE(browser.page().status, 400);
    }

    void wakesNoFlowThatIsOver()
    {
        Browser late = atThePassword();
        m_server.advance(30min);
        QCOMPARE(late.submit("more-time").status, 400);
        Browser done = atThePassword();
        const auto offer = *done.formWith("more-time");
        const QByteArray id = idOf(done);
        const QByteArray before = endOf(id);
        m_server.advance(1min);
        done.submit("submit", { { "password", TestRealm::kPassword } });
        QVERIFY(done.hasLeft());
        done.postForm(offer.action, offer.fields);
        QCOMPARE(done.page().status, 400);
        QVERIFY(!before.isEmpty());
        QCOMPARE(endOf(id), before);
    }

    void takesItOnlyFromItsPage()
    {
        Browser browser = atThePassword();
        const auto offer = *browser.formWith("more-time");
        QCOMPARE(browser.postForm(offer.action, {}).status, 403);
        QCOMPARE(browser.postForm(offer.action, { { "csrf", "x" } }).status, 403);
        Browser other = atThePassword();
        QCOMPARE(other.postForm(offer.action, offer.fields).status, 400);
        // Leads nowhere but to a page of the flow.
        QByteArray elsewhere = offer.action;
        elsewhere.replace("&page=/sign-in/password", "&page=//evil.example/x");
        QVERIFY(elsewhere != offer.action);
        browser.postForm(elsewhere, offer.fields);
        QVERIFY(browser.address().startsWith(m_realm.target("/sign-in?tx=")));
    }
};

AUTH_TEST(MoreTimeTest);

#include "MoreTimeTest.moc"
