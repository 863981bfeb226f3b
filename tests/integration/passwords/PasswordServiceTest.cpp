// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "TestDatabase.h"

#include "passwords/PasswordService.h"

namespace auth {

using namespace std::chrono_literals;

namespace {

constexpr crypto::Argon2Parameters kCheap{ 8, 1 };
constexpr crypto::Argon2Parameters kDearer{ 16, 2 };

Secret secret(const QString& text)
{
    return Secret(text.toUtf8());
}

Deadline soon()
{
    return deadlineIn(20s);
}

Task<Result<void>> setPassword(db::Database* database, PasswordService* service, RealmPointer realm, UserId user,
    QString password)
{
    auto prepared = CO_TRY(co_await service->prepare(realm, secret(password)));
    auto transaction = CO_TRY(co_await database->begin(soon()));
    service->save(&transaction, realm->id, user, std::move(prepared));
    co_return co_await transaction.commit();
}

}

class PasswordServiceTest : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<test::TestDatabase> m_test;
    std::unique_ptr<db::Database> m_database;
    std::unique_ptr<HashingPool> m_pool;
    std::unique_ptr<PasswordService> m_service;
    std::shared_ptr<Realm> m_realm;
    UserId m_user;

    void usePool(crypto::Argon2Parameters argon2)
    {
        m_service.reset();
        m_pool = std::make_unique<HashingPool>(HashingPoolOptions{ .threads = 2, .argon2 = argon2 });
        m_service = std::make_unique<PasswordService>(m_database.get(), m_pool.get(), &m_clock);
    }
    Result<void> set(const QString& password)
    {
        return QCoro::waitFor(setPassword(m_database.get(), m_service.get(), m_realm, m_user, password));
    }
    Result<PasswordCheck> check(std::optional<UserId> user, Secret password)
    {
        return QCoro::waitFor(m_service->verify(m_realm, user, QStringLiteral("jane"), std::move(password), { "browser", QHostAddress(QStringLiteral("192.0.2.1")) }, soon()));
    }
    bool accepts(const QString& password)
    {
        const auto result = check(m_user, secret(password));
        return result && result->good;
    }
    QByteArray storedHash() { return m_test->sql("SELECT hash FROM user_passwords"); }

private Q_SLOTS:
    void init()
    {
        m_test = std::make_unique<test::TestDatabase>();
        m_database = std::make_unique<db::Database>(
            db::PoolOptions{ .connectionString = m_test->connectionString(), .connections = 2 });
        usePool(kCheap);
        m_realm = std::make_shared<Realm>();
        m_realm->id = RealmId::make(m_clock);
        m_user = UserId::make(m_clock);
        m_test->sql("INSERT INTO realms (id, name, data_key_sealed, created_at, updated_at) VALUES ('"
            + m_realm->id.toBytes()
            + "', 'acme', '', '2030-01-01', '2030-01-01');"
              "INSERT INTO users (realm_id, id, username, created_at, updated_at) VALUES ('"
            + m_realm->id.toBytes() + "', '" + m_user.toBytes() + "', 'jane', '2030-01-01', '2030-01-01')");
    }
    void cleanup()
    {
        m_service.reset();
        m_pool.reset();
        m_database.reset();
        m_test.reset();
    }

    void acceptsThePasswordThatWasSetAndNoOther()
    {
        VERIFY_RESULT(set(QStringLiteral("correct horse battery")));
        QVERIFY(accepts(QStringLiteral("correct horse battery")));
        for (const QString& other : { QStringLiteral("correct horse batterz"), QStringLiteral("Correct horse battery"),
                 QStringLiteral("correct horse battery "), QStringLiteral("correct horse batter"), QString() })
            QVERIFY(!accepts(other));
        VERIFY_RESULT(set(QStringLiteral("a different password")));
        QVERIFY(!accepts(QStringLiteral("correct horse battery")));
        QVERIFY(accepts(QStringLiteral("a different password")));
    }

    void composedAndDecomposedFormsAreOnePassword()
    {
        VERIFY_RESULT(set(QStringLiteral("cafe\u0301 cafe\u0301 cafe\u0301 cafe\u0301")));
        QVERIFY(accepts(QStringLiteral("caf\u00e9 caf\u00e9 caf\u00e9 caf\u00e9")));
        QVERIFY(!accepts(QStringLiteral("cafe cafe cafe cafe")));
    }

    void noPasswordIsCut()
    {
        // bcrypt stops at 72 bytes, others at NUL.
        const QString same(72, u'a');
        VERIFY_RESULT(set(same + QStringLiteral("x")));
        QVERIFY(accepts(same + QStringLiteral("x")));
        QVERIFY(!accepts(same + QStringLiteral("y")));
        QVERIFY(!accepts(same));
        const QString longest = QStringLiteral("\U0001f600").repeated(256);
        VERIFY_RESULT(set(longest));
        QVERIFY(accepts(longest));
        QVERIFY(!accepts(longest.chopped(2)));
        QVERIFY(!accepts(longest + QStringLiteral("x")));
    }

    void policyIsKeptBeforeAnythingIsHashed()
    {
        const auto finished = m_pool->gauges().finished;
        const auto tooShort = set(QStringLiteral("fourteen chars"));
        COMPARE_ERROR(tooShort, ErrorCode::ValidationFailed);
        QCOMPARE(tooShort.error().fields[0].path, QStringLiteral("/password"));
        COMPARE_ERROR(set(QString(257, u'a')), ErrorCode::ValidationFailed);
        QCOMPARE(m_pool->gauges().finished, finished);
        m_realm->settings.passwordMinLength = 4;
        VERIFY_RESULT(set(QStringLiteral("demo")));
        QVERIFY(accepts(QStringLiteral("demo")));
    }

    void whoeverCannotSignInCostsTheSameWork()
    {
        VERIFY_RESULT(set(QStringLiteral("correct horse battery")));
        const UserId unknown = UserId::make(m_clock);
        const auto costOf = [this](std::optional<UserId> user, Secret password) {
            const auto before = m_pool->gauges().finished;
            const auto result = check(user, std::move(password));
            // One Argon2 run, and the same answer.
            return result && !result->good
                ? static_cast<int>(m_pool->gauges().finished - before)
                : -1;
        };
        QCOMPARE(costOf(m_user, secret(QStringLiteral("wrong horse battery!!"))), 1);
        QCOMPARE(costOf(unknown, secret(QStringLiteral("correct horse battery"))), 1);
        QCOMPARE(costOf(std::nullopt, secret(QStringLiteral("correct horse battery"))), 1);
        QCOMPARE(costOf(m_user, Secret()), 1);
        QCOMPARE(costOf(m_user, Secret(QByteArray("\xff\xfe"))), 1);
        m_test->sql("DELETE FROM user_passwords");
        QCOMPARE(costOf(m_user, secret(QStringLiteral("correct horse battery"))), 1);
        QCOMPARE(QCoro::waitFor(m_service->hasPassword(m_realm, m_user, soon())).value(), false);
    }

    void aHashWithOldCostsIsMadeAnewAtSignIn()
    {
        VERIFY_RESULT(set(QStringLiteral("correct horse battery")));
        QVERIFY(storedHash().startsWith("$argon2id$v=19$m=8,t=1,p=1$"));
        usePool(kDearer);
        QVERIFY(!accepts(QStringLiteral("wrong horse battery!!")));
        QCOMPARE(spawnedTasksInFlight(), 0);
        QVERIFY(storedHash().startsWith("$argon2id$v=19$m=8,t=1,p=1$"));
        QVERIFY(accepts(QStringLiteral("correct horse battery")));
        QTRY_COMPARE(spawnedTasksInFlight(), 0);
        const QByteArray renewed = storedHash();
        QVERIFY(renewed.startsWith("$argon2id$v=19$m=16,t=2,p=1$"));
        QVERIFY(accepts(QStringLiteral("correct horse battery")));
        QCOMPARE(spawnedTasksInFlight(), 0);
        QCOMPARE(storedHash(), renewed);
    }

    void aRehashDoesNotOverwriteANewerPassword()
    {
        VERIFY_RESULT(set(QStringLiteral("correct horse battery")));
        const QByteArray old = storedHash();
        VERIFY_RESULT(set(QStringLiteral("a different password")));
        const QByteArray newer = storedHash();
        const PasswordStore store(m_database.get());
        VERIFY_RESULT(QCoro::waitFor(
            store.rehash(m_realm->id, m_user, old, crypto::hashPassword("correct horse battery", kDearer), soon())));
        QCOMPARE(storedHash(), newer);
    }

    void aPasswordOfAnotherRealmIsNotThisOnes()
    {
        VERIFY_RESULT(set(QStringLiteral("correct horse battery")));
        auto other = std::make_shared<Realm>(*m_realm);
        other->id = RealmId::make(m_clock);
        const auto result
            = QCoro::waitFor(m_service->verify(other, m_user, QStringLiteral("jane"), secret(QStringLiteral("correct horse battery")),
                { "browser", QHostAddress(QStringLiteral("192.0.2.1")) }, soon()));
        VERIFY_RESULT(result);
        QVERIFY(!result->good);
    }
};

AUTH_TEST(PasswordServiceTest);

}

#include "PasswordServiceTest.moc"
