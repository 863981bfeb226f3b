// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "ResultTest.h"
#include "RelyingParty.h"

#include "passwords/Lockout.h"

#include <thread>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Guessing passwords: requirements.md E4, security.md §1.13 W9 to W11.
class LockoutTest : public QObject {
    Q_OBJECT

    /// Name and password on one page; an address and an account of their own.
    struct World {
        explicit World(TestServer &server)
            : realm(server.createRealm("lockout", { { u"identifier_first"_s, false } }))
            , app(realm)
        {
            UserChanges changes;
            changes.username = u"alice"_s;
            changes.email = u"alice@example.com"_s;
            alice = realm.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
        }
        TestRealm realm;
        RelyingParty app;
        User alice;
    };

    enum class Outcome : quint8 { In, Wrong, Waits };

    /// Sends the form of the page at hand.
    static Outcome attempt(Browser &browser, const char *password, const char *name = "alice")
    {
        browser.submit("submit", { { "username", name }, { "password", password } });
        if (browser.hasLeft())
            return Outcome::In;
        return browser.page().body.contains("The user name or the password is wrong") ? Outcome::Wrong : Outcome::Waits;
    }
    static Browser at(TestServer &server, const World &world, const QByteArray &address)
    {
        Browser browser(server);
        browser.setAddress(address);
        browser.open(world.app.authorize());
        return browser;
    }
    static Outcome rightFrom(TestServer &server, const World &world, const QByteArray &address)
    {
        Browser browser = at(server, world, address);
        return attempt(browser, TestRealm::kPassword);
    }
    static QByteArray address(int number)
    {
        return "198.18." + QByteArray::number(number / 250) + '.' + QByteArray::number(number % 250 + 1);
    }

    TestServer &server() { return TestServer::shared(); }

private Q_SLOTS:
    void aThousandAddressesDoNotKeepTheOwnerOut()
    {
        const World world(server());
        Browser owner = at(server(), world, "192.0.2.50");
        QCOMPARE(attempt(owner, TestRealm::kPassword), Outcome::In);
        Browser attacker = at(server(), world, address(0));
        for (int i = 0; i < 1000; ++i) {
            attacker.setAddress(address(i));
            QVERIFY(attempt(attacker, "guess") != Outcome::In);
        }
        // No more than a few were looked at, and another one is not, even if it is right.
        const int looked = server().sql("SELECT count(*) FROM audit_events WHERE action = 'login.failed' AND realm_id = '"
                                     + world.realm.id().toBytes() + "'").toInt();
        QVERIFY2(looked >= kStrangersLockout.free && looked < kStrangersLockout.free + 10, QByteArray::number(looked));
        QCOMPARE(rightFrom(server(), world, "192.0.2.51"), Outcome::Waits);
        // The owner, also from somewhere else.
        owner.setAddress("203.0.113.9");
        owner.open(world.app.authorize({ { "prompt", "login" } }));
        QCOMPARE(attempt(owner, TestRealm::kPassword), Outcome::In);
        server().advance(kStrangersLockout.longest + 1min);
        QCOMPARE(rightFrom(server(), world, "192.0.2.51"), Outcome::In);
    }

    void theWaitDoubles()
    {
        const World world(server());
        Browser browser = at(server(), world, "192.0.2.60");
        for (int i = 0; i < kAddressLockout.free; ++i)
            QCOMPARE(attempt(browser, "guess"), Outcome::Wrong);
        for (const auto wait : { 2s, 4s, 8s, 16s }) {
            server().advance(wait);
            QCOMPARE(attempt(browser, "guess"), Outcome::Wrong);
        }
        for (const auto wait : { 32s, 64s, 128s }) {
            server().advance(wait / 2);
            QCOMPARE(attempt(browser, "guess"), Outcome::Waits);
            server().advance(wait / 2);
            QCOMPARE(attempt(browser, "guess"), Outcome::Wrong);
        }
        // Another address goes on; the right password is as good as any while this one waits.
        QCOMPARE(attempt(browser, TestRealm::kPassword), Outcome::Waits);
        QCOMPARE(rightFrom(server(), world, "192.0.2.61"), Outcome::In);
    }

    void nameAndAddressOfOneAccountCountTogether()
    {
        const World world(server());
        Browser browser = at(server(), world, "192.0.2.70");
        for (int i = 0; i < kAddressLockout.free; ++i)
            QCOMPARE(attempt(browser, "guess", i % 2 ? "Alice" : "ALICE@example.com"), Outcome::Wrong);
        QCOMPARE(attempt(browser, "guess", "alice@example.com"), Outcome::Waits);
        QCOMPARE(attempt(browser, "guess", "alice"), Outcome::Waits);
        QCOMPARE(attempt(browser, "guess", "bob"), Outcome::Wrong);
    }

    void anAccountThatDoesNotExistLooksLikeOneThatDoes()
    {
        const World world(server());
        for (const char *name : { "alice", "nobody" }) {
            Browser browser = at(server(), world, QByteArray(name) == "alice" ? "192.0.2.80" : "192.0.2.81");
            for (int i = 0; i < kAddressLockout.free; ++i)
                QCOMPARE(attempt(browser, "guess", name), Outcome::Wrong);
            QCOMPARE(attempt(browser, "guess", name), Outcome::Waits);
        }
    }

    void whatIsWrongOnAKnownDeviceCountsForItAlone()
    {
        const World world(server());
        Browser known = at(server(), world, "192.0.2.90");
        QCOMPARE(attempt(known, TestRealm::kPassword), Outcome::In);
        known.open(world.app.authorize({ { "prompt", "login" } }));
        for (int i = 0; i < kDeviceLockout.free; ++i)
            QCOMPARE(attempt(known, "guess"), Outcome::Wrong);
        QCOMPARE(attempt(known, TestRealm::kPassword), Outcome::Waits);
        QCOMPARE(rightFrom(server(), world, "192.0.2.90"), Outcome::In);
        // Nor is a device of one person one of another.
        world.realm.createUser(u"bob"_s);
        Browser stranger = at(server(), world, "192.0.2.91");
        QCOMPARE(attempt(stranger, TestRealm::kPassword), Outcome::In);
        stranger.open(world.app.authorize({ { "prompt", "login" } }));
        QCOMPARE(attempt(stranger, "guess", "bob"), Outcome::Wrong);
        QCOMPARE(server().sql("SELECT count(*) FROM password_failures WHERE account = '" + world.alice.id.toBytes()
                     + "' AND source = 'address:192.0.2.91'"),
            "0");
        QCOMPARE(server().sql("SELECT count(*) FROM password_failures WHERE source = 'address:192.0.2.91'"), "1");
    }

    void aSuccessForgetsWhatWasWrong()
    {
        const World world(server());
        for (int round = 0; round < 3; ++round) {
            Browser browser = at(server(), world, "192.0.2.100");
            for (int i = 0; i < kAddressLockout.free - 1; ++i)
                QCOMPARE(attempt(browser, "guess"), Outcome::Wrong);
            QCOMPARE(attempt(browser, TestRealm::kPassword), Outcome::In);
        }
    }

    void anAdministratorLetsThePersonTryAgain()
    {
        const World world(server());
        Browser browser = at(server(), world, "192.0.2.110");
        for (int i = 0; i < kAddressLockout.free; ++i)
            QCOMPARE(attempt(browser, "guess"), Outcome::Wrong);
        QCOMPARE(attempt(browser, TestRealm::kPassword), Outcome::Waits);
        AdminCaller admin(server(), administratorToken(server()));
        const auto reply = admin.call("POST", "/admin/v1/realms/" + world.realm.name() + "/users/alice/unlock");
        QVERIFY2(reply.status == 200, reply.body);
        QCOMPARE(attempt(browser, TestRealm::kPassword), Outcome::In);
    }

    void nodesAndRestartsForgetNothingAndOneAttemptAtATimeIsLetIn()
    {
        TestServer first;
        auto second = std::make_unique<TestServer>(TestServer::Options { .joins = &first });
        const World world(first);
        Browser one = at(first, world, "192.0.2.120");
        Browser two(*second);
        two.setAddress("192.0.2.120");
        two.open(world.app.authorize());
        for (int i = 0; i < kAddressLockout.free; ++i)
            QCOMPARE(attempt(i % 2 ? one : two, "guess"), Outcome::Wrong);
        QCOMPARE(attempt(one, "guess"), Outcome::Waits);
        QCOMPARE(attempt(two, "guess"), Outcome::Waits);
        for (int round = 0; round < 5; ++round) {
            first.advance(kAddressLockout.longest);
            one.open(world.app.authorize());
            two.open(world.app.authorize());
            std::array<Outcome, 2> outcomes {};
            std::thread other([&] { outcomes[0] = attempt(one, "guess"); });
            outcomes[1] = attempt(two, "guess");
            other.join();
            QCOMPARE(std::count(outcomes.begin(), outcomes.end(), Outcome::Wrong), 1);
        }
        second.reset();
        second = std::make_unique<TestServer>(TestServer::Options { .joins = &first });
        Browser after(*second);
        after.setAddress("192.0.2.120");
        after.open(world.app.authorize());
        QCOMPARE(attempt(after, TestRealm::kPassword), Outcome::Waits);
    }
};

AUTH_TEST(LockoutTest);
#include "LockoutTest.moc"
