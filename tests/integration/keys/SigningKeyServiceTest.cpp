// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "TestDatabase.h"

#include "core/Json.h"
#include "core/Random.h"
#include "crypto/Jws.h"
#include "jobs/PostgresFanOut.h"
#include "keys/SigningKeyService.h"

#include <QtCore/QJsonArray>

#include <set>

namespace auth {

using namespace std::chrono_literals;
using crypto::SignatureAlgorithm;

namespace {

class ManualClock final : public Clock {
public:
    Timestamp now() const override { return m_now; }
    void advance(std::chrono::seconds by) { m_now += by; }

private:
    Timestamp m_now{ std::chrono::sys_days{ std::chrono::year{ 2030 } / 1 / 1 } };
};

/// What one node's thread has: its own connections and caches.
struct Node {
    Node(const test::TestDatabase& testDatabase, const Clock* clock, HashingPool* pool, const MasterKey& masterKey)
        : database({ .connectionString = testDatabase.connectionString(), .connections = 2 })
        , audit(clock, randomBytes(32))
        , fanOut({ .connectionString = testDatabase.connectionString() })
        , revocations(&revocationSet, clock, &fanOut)
        , services{ &database, clock, &audit, &revocations, &epochs, &fanOut }
        , realmKeys(masterKey)
        , keys(services, &realmKeys, pool)
    {
    }

    db::Database database;
    AuditLog audit;
    RevocationSet revocationSet;
    jobs::PostgresFanOut fanOut;
    Revocations revocations;
    CacheEpochs epochs;
    Change::Services services;
    RealmKeys realmKeys;
    SigningKeyService keys;
};

/// Sixteen RSA keys on two processors that others use too take their time.
Deadline soon()
{
    return deadlineIn(120s);
}

template <typename T>
Task<std::shared_ptr<T>> boxed(Task<T> task)
{
    co_return std::make_shared<T>(co_await task);
}

/// QCoro::waitFor() for values that have no empty state.
template <typename T>
T await(Task<T> task)
{
    return *QCoro::waitFor(boxed(std::move(task)));
}

Task<> activeInto(SigningKeyService* service, RealmPointer realm, SignatureAlgorithm algorithm,
    std::vector<Result<crypto::SigningKey>>* keys)
{
    keys->push_back(co_await service->activeKey(realm, algorithm, soon()));
}

Task<Result<SigningKeyRecord>> rotateAndCommit(Node* node, RealmPointer realm, SignatureAlgorithm algorithm)
{
    AuditEvent origin;
    origin.actor("administrator", QStringLiteral("admin"));
    const auto change = std::make_shared<Change>(node->services, origin, soon());
    const auto key = CO_TRY(co_await node->keys.rotate(change, realm, algorithm));
    CO_TRY(co_await change->commit());
    co_return key;
}

Task<Result<SigningKeyRecord>> revokeAndCommit(Node* node, RealmPointer realm, QString kid)
{
    AuditEvent origin;
    origin.actor("administrator", QStringLiteral("admin"));
    const auto change = std::make_shared<Change>(node->services, origin, soon());
    const auto key = CO_TRY(co_await node->keys.revoke(change, realm, kid));
    CO_TRY(co_await change->commit());
    co_return key;
}

Task<> scheduleInto(SigningKeyService* service, RealmPointer realm, std::vector<Result<ScheduleOutcome>>* outcomes)
{
    outcomes->push_back(co_await service->runSchedule(realm, soon()));
}

}

class SigningKeyServiceTest : public QObject {
    Q_OBJECT

    std::unique_ptr<test::TestDatabase> m_database;
    std::unique_ptr<HashingPool> m_pool;
    std::unique_ptr<ManualClock> m_clock;
    std::optional<MasterKey> m_masterKey;
    RealmPointer m_realm;

    std::unique_ptr<Node> node()
    {
        return std::make_unique<Node>(*m_database, m_clock.get(), m_pool.get(), *m_masterKey);
    }

    RealmPointer makeRealm(const char* name)
    {
        auto realm = std::make_shared<Realm>();
        realm->id = RealmId::make(*m_clock);
        realm->name = name;
        realm->dataKeySealed = m_masterKey->newDataKey(realm->id);
        m_database->sql("INSERT INTO realms (id, name, data_key_sealed, created_at, updated_at) VALUES ('"
            + realm->id.toBytes() + "', '" + realm->name + "', '\\x" + realm->dataKeySealed.toHex()
            + "', '2030-01-01', '2030-01-01')");
        return realm;
    }
    QByteArray count(const QByteArray& where)
    {
        return m_database->sql(
            "SELECT count(*) FROM signing_keys WHERE realm_id = '" + m_realm->id.toBytes() + "' AND " + where);
    }
    QByteArray audited(const QByteArray& action)
    {
        return m_database->sql("SELECT count(*) FROM audit_events WHERE realm_id = '" + m_realm->id.toBytes()
            + "' AND action = '" + action + "'");
    }
    QStringList kidsOf(Node* on)
    {
        const auto jwks = await(on->keys.jwks(m_realm, soon()));
        QStringList kids;
        if (!jwks)
            return { QStringLiteral("error") };
        const auto document = parseJsonObject(jwks->body);
        if (!document)
            return { document.error().description, QString::fromUtf8(jwks->body) };
        for (const auto& jwk : document->value(QLatin1StringView("keys")).toArray())
            kids.append(jwk.toObject().value(QLatin1StringView("kid")).toString());
        return kids;
    }
    QString activeKid(Node* on, SignatureAlgorithm algorithm = SignatureAlgorithm::ES256)
    {
        const auto key = await(on->keys.activeKey(m_realm, algorithm, soon()));
        return key ? key->kid() : QStringLiteral("error: ") + key.error().detail;
    }
    bool verifies(Node* on, const QString& kid)
    {
        const auto key = await(on->keys.verificationKey(m_realm, kid, soon()));
        return key && *key;
    }

private Q_SLOTS:
    void init()
    {
        m_database = std::make_unique<test::TestDatabase>();
        m_pool = std::make_unique<HashingPool>();
        m_clock = std::make_unique<ManualClock>();
        m_masterKey = *MasterKey::fromText(MasterKey::generateText(), QStringLiteral("test"));
        m_realm = makeRealm("acme");
    }
    void cleanup()
    {
        m_pool.reset();
        m_database.reset();
    }

    void makesAKeyOnFirstUseAndSignsWithIt_data()
    {
        QTest::addColumn<int>("algorithm");
        for (const auto algorithm : crypto::kSignatureAlgorithms)
            QTest::newRow(crypto::wireName(algorithm)) << static_cast<int>(algorithm);
    }
    void makesAKeyOnFirstUseAndSignsWithIt()
    {
        QFETCH(int, algorithm);
        const auto wanted = static_cast<SignatureAlgorithm>(algorithm);
        const auto first = node();
        const auto second = node();
        const auto key = await(first->keys.activeKey(m_realm, wanted, soon()));
        VERIFY_RESULT(key);
        QCOMPARE(key->algorithm(), wanted);
        QCOMPARE(activeKid(first.get(), wanted), key->kid());
        QCOMPARE(activeKid(second.get(), wanted), key->kid());

        const QByteArray token = crypto::signCompact(*key, "JWT", { { QStringLiteral("sub"), QStringLiteral("x") } });
        const auto verification = await(second->keys.verificationKey(m_realm, key->kid(), soon()));
        VERIFY_RESULT(verification);
        QVERIFY(*verification);
        crypto::VerifyOptions options;
        options.algorithms = { wanted };
        options.types = { "JWT" };
        options.resolveKey = [&](const QString&, SignatureAlgorithm) { return *verification; };
        VERIFY_RESULT(crypto::parseAndVerify(token, options));
    }

    void sixteenNodesThatNeedAKeyAtOnceEndWithOne()
    {
        std::vector<std::unique_ptr<Node>> nodes;
        for (int i = 0; i < 16; ++i)
            nodes.push_back(node());
        std::vector<Result<crypto::SigningKey>> keys;
        for (const auto& each : nodes)
            spawn(activeInto(&each->keys, m_realm, SignatureAlgorithm::RS256, &keys), "test");
        QTRY_COMPARE_WITH_TIMEOUT(keys.size(), size_t(16), 150'000);
        std::set<QString> kids;
        for (const auto& key : keys) {
            VERIFY_RESULT(key);
            kids.insert(key->kid());
        }
        QCOMPARE(kids.size(), size_t(1));
        QCOMPARE(count("alg = 'RS256'"), QByteArray("1"));
        QCOMPARE(count("alg = 'ES256'"), QByteArray("1"));
        QCOMPARE(count("alg = 'EdDSA'"), QByteArray("1"));
        QCOMPARE(audited("signing_key.created"), QByteArray("3"));
    }

    void manyFirstUsesOfOneThreadMakeOneKey()
    {
        const auto only = node();
        std::vector<Result<crypto::SigningKey>> keys;
        for (int i = 0; i < 16; ++i)
            spawn(activeInto(&only->keys, m_realm, SignatureAlgorithm::RS256, &keys), "test");
        QTRY_COMPARE_WITH_TIMEOUT(keys.size(), size_t(16), 150'000);
        for (const auto& key : keys) {
            VERIFY_RESULT(key);
            QCOMPARE(key->kid(), keys[0]->kid());
        }
        QCOMPARE(m_pool->gauges().finished, quint64(1)); // Nobody else spent 0.2 s on one.
    }

    void theJwksIsTheSameFromEveryNodeAndHasNoPrivateMember()
    {
        const auto first = node();
        const auto second = node();
        const auto one = await(first->keys.jwks(m_realm, soon()));
        const auto two = await(second->keys.jwks(m_realm, soon()));
        VERIFY_RESULT(one);
        VERIFY_RESULT(two);
        QCOMPARE(one->body, two->body);
        QCOMPARE(one->etag, two->etag);
        const auto keys = parseJsonObject(one->body)->value(QLatin1StringView("keys")).toArray();
        QCOMPARE(keys.size(), 3);
        std::set<QString> kids;
        for (const auto& value : keys) {
            const QJsonObject jwk = value.toObject();
            kids.insert(jwk.value(QLatin1StringView("kid")).toString());
            QCOMPARE(jwk.value(QLatin1StringView("use")).toString(), QStringLiteral("sig"));
            QVERIFY(jwk.contains(QLatin1StringView("alg")));
            for (const char* member : { "d", "p", "q", "dp", "dq", "qi", "k", "oth" })
                QVERIFY(!jwk.contains(QLatin1StringView(member)));
        }
        QCOMPARE(kids.size(), size_t(3));
    }

    void realmsShareNoKey()
    {
        const auto only = node();
        const RealmPointer other = makeRealm("other");
        const QStringList kids = kidsOf(only.get());
        const auto key = await(only->keys.activeKey(other, SignatureAlgorithm::ES256, soon()));
        VERIFY_RESULT(key);
        QVERIFY(!kids.contains(key->kid()));
        QVERIFY(!verifies(only.get(), key->kid()));
    }

    void aKeyGoesThroughItsLifeOnSchedule()
    {
        const KeySchedule schedule;
        const auto only = node();
        const QString first = activeKid(only.get());
        QCOMPARE(kidsOf(only.get()).size(), 3);
        const auto run = [&] { return await(only->keys.runSchedule(m_realm, soon())); };
        auto outcome = run();
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->created, 0);

        m_clock->advance(schedule.rotationPeriod - schedule.createAhead);
        outcome = run();
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->created, 3); // One for each algorithm.
        QCOMPARE(run()->created, 0);
        QCOMPARE(activeKid(only.get()), first);
        QCOMPARE(kidsOf(only.get()).size(), 3); // Made, not published.

        m_clock->advance(schedule.createAhead - schedule.publishAhead);
        QCOMPARE(kidsOf(only.get()).size(), 6);
        QCOMPARE(activeKid(only.get()), first);

        m_clock->advance(schedule.publishAhead);
        const QString second = activeKid(only.get());
        QVERIFY(second != first);
        QVERIFY(kidsOf(only.get()).contains(first));
        QVERIFY(verifies(only.get(), first));

        m_clock->advance(schedule.overlap - 1s);
        QVERIFY(kidsOf(only.get()).contains(first)); // A token that was signed last may live as long.
        QCOMPARE(run()->removed, 0);
        m_clock->advance(1s);
        QVERIFY(!kidsOf(only.get()).contains(first));
        QVERIFY(!verifies(only.get(), first));
        QCOMPARE(run()->removed, 3);
        QCOMPARE(count("kid = '" + first.toLatin1() + "'"), QByteArray("0"));
        QCOMPARE(activeKid(only.get()), second);
    }

    void twoNodesThatRunTheScheduleAtOnceMakeOneSuccessor()
    {
        const KeySchedule schedule;
        std::vector<std::unique_ptr<Node>> nodes;
        for (int i = 0; i < 8; ++i)
            nodes.push_back(node());
        activeKid(nodes[0].get());
        m_clock->advance(schedule.rotationPeriod - schedule.createAhead);
        std::vector<Result<ScheduleOutcome>> outcomes;
        for (const auto& each : nodes)
            spawn(scheduleInto(&each->keys, m_realm, &outcomes), "test");
        QTRY_COMPARE_WITH_TIMEOUT(outcomes.size(), size_t(8), 150'000);
        int created = 0;
        for (const auto& outcome : outcomes) {
            VERIFY_RESULT(outcome);
            created += outcome->created;
        }
        QCOMPARE(created, 2); // ES256 and EdDSA: no RS256 key was ever used.
        QCOMPARE(count("activates_at > '2030-01-02'"), QByteArray("2"));
    }

    void rotationPublishesTheNewKeyBeforeItSigns()
    {
        const KeySchedule schedule;
        const auto only = node();
        const QString first = activeKid(only.get());
        const auto rotated = await(rotateAndCommit(only.get(), m_realm, SignatureAlgorithm::ES256));
        VERIFY_RESULT(rotated);
        QVERIFY(kidsOf(only.get()).contains(rotated->kid));
        QCOMPARE(activeKid(only.get()), first);
        // Asked again, it answers with the one that waits.
        QCOMPARE(await(rotateAndCommit(only.get(), m_realm, SignatureAlgorithm::ES256))->kid, rotated->kid);
        QCOMPARE(count("alg = 'ES256'"), QByteArray("2"));
        m_clock->advance(schedule.shortestNotice);
        QCOMPARE(activeKid(only.get()), rotated->kid);
        QVERIFY(verifies(only.get(), first));
        m_clock->advance(schedule.overlap);
        QVERIFY(!verifies(only.get(), first));
    }

    void revocationTakesTheKeyOutAndReplacesItAtOnce()
    {
        const auto here = node();
        const auto there = node();
        const QString first = activeKid(here.get());
        QCOMPARE(activeKid(there.get()), first);
        const auto revoked = await(revokeAndCommit(here.get(), m_realm, first));
        VERIFY_RESULT(revoked);
        QCOMPARE(revoked->kid, first);
        const QString second = activeKid(here.get());
        QVERIFY(second != first);
        QVERIFY(!verifies(here.get(), first));
        QVERIFY(verifies(here.get(), second));
        QVERIFY(!kidsOf(here.get()).contains(first));
        QVERIFY(kidsOf(here.get()).contains(second));
        QCOMPARE(audited("signing_key.revoked"), QByteArray("1"));
        there->epochs.bump(m_realm->id); // What the notification does.
        QCOMPARE(activeKid(there.get()), second);
        QVERIFY(!verifies(there.get(), first));
        COMPARE_ERROR(await(revokeAndCommit(here.get(), m_realm, first)), ErrorCode::NotFound);
        COMPARE_ERROR(await(revokeAndCommit(here.get(), m_realm, QStringLiteral("unknown"))), ErrorCode::NotFound);
        QCOMPARE(count("revoked_at IS NULL AND alg = 'ES256'"), QByteArray("1"));
    }

    void revokingAKeyThatDoesNotSignMakesNoNewOne()
    {
        const auto only = node();
        const QString first = activeKid(only.get());
        const auto pending = await(rotateAndCommit(only.get(), m_realm, SignatureAlgorithm::ES256));
        VERIFY_RESULT(pending);
        VERIFY_RESULT(await(revokeAndCommit(only.get(), m_realm, pending->kid)));
        QCOMPARE(activeKid(only.get()), first);
        QCOMPARE(count("alg = 'ES256'"), QByteArray("2"));
    }

    void anotherNodesNewKeyIsFoundBeforeTheNewsArrive()
    {
        const auto here = node();
        const auto there = node();
        activeKid(there.get());
        activeKid(here.get());
        QTest::qWait(1100); // The shortest time between two looks at the table for an unknown kid.
        const auto rotated = await(rotateAndCommit(here.get(), m_realm, SignatureAlgorithm::ES256));
        VERIFY_RESULT(rotated);
        QVERIFY(verifies(there.get(), rotated->kid));
    }

    void aDroppedChangeLeavesNothing()
    {
        const auto only = node();
        const QString first = activeKid(only.get());
        {
            const auto change = std::make_shared<Change>(only->services, AuditEvent(), soon());
            VERIFY_RESULT(await(only->keys.revoke(change, m_realm, first)));
        }
        QCOMPARE(activeKid(only.get()), first);
        QVERIFY(verifies(only.get(), first));
        QCOMPARE(audited("signing_key.revoked"), QByteArray("0"));
    }

    void aPrivateKeyThatWasMovedToAnotherRowDoesNotOpen()
    {
        const auto only = node();
        activeKid(only.get());
        m_database->sql("UPDATE signing_keys a SET private_sealed = b.private_sealed FROM signing_keys b WHERE a.alg = "
                        "'ES256' AND b.alg = 'EdDSA'");
        const auto fresh = node();
        COMPARE_ERROR(await(fresh->keys.activeKey(m_realm, SignatureAlgorithm::ES256, soon())), ErrorCode::Internal);
    }

    void noPrivateKeyStandsInTheDatabase()
    {
        const auto only = node();
        const auto key = await(only->keys.activeKey(m_realm, SignatureAlgorithm::EdDSA, soon()));
        VERIFY_RESULT(key);
        const QByteArray seed = key->toPkcs8().view().last(32).toByteArray().toHex();
        QCOMPARE(m_database->sql("SELECT count(*) FROM signing_keys k WHERE k::text LIKE '%" + seed + "%'"),
            QByteArray("0"));
        QCOMPARE(
            m_database->sql("SELECT count(*) FROM signing_keys k WHERE k::text LIKE '%" + key->kid().toLatin1() + "%'"),
            QByteArray("1"));
    }
};

AUTH_TEST(SigningKeyServiceTest);

}

#include "SigningKeyServiceTest.moc"
