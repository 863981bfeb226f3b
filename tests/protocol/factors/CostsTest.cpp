// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "RelyingParty.h"
#include "SoftAuthenticator.h"
#include "Statements.h"

#include "db/Database.h"

#include <functional>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Counts = QMap<QByteArray, qint64>;

/// What each of several runs of \a work costs at least: what the server does by itself is not in every one of them.
Counts costOf(const std::function<void()> &prepare, const std::function<void()> &work)
{
    Counts cost;
    for (int run = 0; run < 6; ++run) {
        prepare();
        const Counts before = statements();
        work();
        Counts here;
        const Counts after = statements();
        for (auto one = after.begin(); one != after.end(); ++one) {
            if (const qint64 more = one.value() - before.value(one.key()); more > 0)
                here[one.key()] = run == 0 ? more : std::min(more, cost.value(one.key()));
        }
        cost = here;
        cost.removeIf([](auto entry) { return entry.value() == 0; });
    }
    return cost;
}

/// Statements that only read: each is a round trip for nothing that has to be kept.
qint64 reads(const Counts &cost)
{
    qint64 count = 0;
    for (const db::Query *query : db::Query::all()) {
        if (QByteArrayView(query->sql).startsWith("SELECT"))
            count += cost.value(query->name);
    }
    return count;
}

QByteArray described(const Counts &cost)
{
    QByteArray text;
    for (auto one = cost.begin(); one != cost.end(); ++one)
        text += one.key() + ' ' + QByteArray::number(one.value()) + '\n';
    return text;
}

}

/// What second factors and sessions cost in statements, as /metrics counts them.
class CostsTest : public QObject {
    Q_OBJECT

    TestServer &m_server = TestServer::shared();

private Q_SLOTS:
    void letsAWarmSessionThroughWithoutARead()
    {
        const auto realm = m_server.createRealm("costs");
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        Browser browser(m_server);
        QVERIFY(!app.code(browser).isEmpty());
        const Counts cost = costOf([] {}, [&] { browser.open(app.authorize()); });
        QVERIFY(browser.hasLeft());
        QVERIFY2(reads(cost) == 0, described(cost));
    }

    /// The last request of a sign-in, which makes the session: with the code of an app at most one read more than with the
    /// password alone.
    void addsAtMostOneReadForASecondFactor()
    {
        const auto realm = m_server.createRealm("costs");
        realm.createUser(u"alice"_s);
        realm.createUser(u"bob"_s);
        const RelyingParty app(realm);
        const AuthenticatorApp phone = AuthenticatorApp::enrolled(realm, "alice");
        std::optional<Browser> browser;
        const auto open = [&](const char *username) {
            browser.emplace(m_server);
            browser->open(app.authorize());
            browser->submit("submit", { { "username", username } });
            if (username != QByteArray("alice"))
                return;
            browser->submit("submit", { { "password", TestRealm::kPassword } });
            m_server.advance(1min);
        };
        const Counts alone = costOf([&] { open("bob"); }, [&] { browser->submit("submit", { { "password", TestRealm::kPassword } }); });
        QVERIFY(browser->hasLeft());
        const Counts factor = costOf([&] { open("alice"); }, [&] { browser->submit("submit", { { "code", phone.code() } }); });
        QVERIFY(browser->hasLeft());
        QVERIFY2(reads(factor) <= reads(alone) + 1, "alone:\n" + described(alone) + "\nwith a factor:\n" + described(factor));
    }

    /// A passkey is both factors, and asks for less than the password alone.
    void readsNoMoreForAPasskeyThanForAPassword()
    {
        const auto realm = m_server.createRealm("costs");
        realm.createUser(u"alice"_s);
        realm.createUser(u"bob"_s);
        const RelyingParty app(realm);
        SoftAuthenticator authenticator;
        Browser owner(m_server);
        openPasskeys(owner, realm);
        addPasskey(owner, authenticator);
        std::optional<Browser> browser;
        QByteArray answer;
        const Counts password = costOf(
            [&] {
                browser.emplace(m_server);
                browser->open(app.authorize());
                browser->submit("submit", { { "username", "bob" } });
            },
            [&] { browser->submit("submit", { { "password", TestRealm::kPassword } }); });
        QVERIFY(browser->hasLeft());
        const Counts passkey = costOf(
            [&] {
                browser.emplace(m_server);
                browser->open(app.authorize());
                answer = authenticator.get(askForOptions(*browser).json());
            },
            [&] { sendAssertion(*browser, answer); });
        QVERIFY(browser->hasLeft());
        QVERIFY2(reads(passkey) <= reads(password), "password:\n" + described(password) + "\npasskey:\n" + described(passkey));
    }
};

AUTH_TEST(CostsTest);

#include "CostsTest.moc"
