// SPDX-License-Identifier: GPL-3.0-or-later
#include "keys/SigningKeyService.h"

#include "core/Base64Url.h"
#include "core/Json.h"
#include "core/Log.h"
#include "crypto/Certificate.h"
#include "crypto/Hash.h"

#include <QtCore/QJsonArray>

#include <algorithm>

namespace auth {

namespace {

constexpr qsizetype kMostRealms = 2048;
constexpr std::chrono::seconds kReloadInterval{ 1 };
constexpr qsizetype kEtagSize = 16;
/// A key comes and goes by its schedule; its certificate only has to outlast that.
constexpr std::chrono::seconds kCertificateLifetime{ std::chrono::days(3650) };

/// Cheap ones, made together with the first key of whatever algorithm: a client that fetches the JWKS once knows the
/// keys of every algorithm that discovery names.
constexpr std::array kMadeTogether{ crypto::SignatureAlgorithm::ES256, crypto::SignatureAlgorithm::EdDSA };

bool isDear(crypto::SignatureAlgorithm algorithm)
{
    return algorithm == crypto::SignatureAlgorithm::RS256 || algorithm == crypto::SignatureAlgorithm::PS256;
}

QByteArray placeOf(SigningKeyId id)
{
    return "signing_keys.private:" + id.toBytes();
}

AuditEvent eventOf(const Change& change, const Realm& realm, const char* action, const SigningKeyRecord& key)
{
    AuditEvent event = change.event(realm.id, action);
    event.target("signing_key", key.id.toString(), key.kid);
    event.data = { { QStringLiteral("alg"), QString::fromLatin1(crypto::wireName(key.algorithm)) } };
    return event;
}

Jwks render(const SigningKeyList& keys, Timestamp now)
{
    QJsonArray published;
    for (const auto& key : keys) {
        if (key.isPublished(now))
            published.append(key.publicJwk);
    }
    Jwks jwks;
    jwks.body = toJson(QJsonObject{ { QStringLiteral("keys"), published } });
    jwks.etag = '"' + toBase64Url(crypto::sha256(jwks.body).first(kEtagSize)) + '"';
    return jwks;
}

/// The first moment after \a now at which a key enters or leaves the JWKS.
Timestamp nextChange(const SigningKeyList& keys, Timestamp now)
{
    Timestamp next = Timestamp::max();
    const auto consider = [&next, now](Timestamp moment) {
        if (moment > now)
            next = std::min(next, moment);
    };
    for (const auto& key : keys) {
        consider(key.publishedAt);
        if (key.removesAt)
            consider(*key.removesAt);
    }
    return next;
}

}

/// What a thread knows of a realm's keys.
struct SigningKeyService::KeySet {
    quint64 epoch = 0; // Read before the rows were.
    std::chrono::steady_clock::time_point loadedAt;
    SigningKeyList keys;
    std::map<SigningKeyId, crypto::SigningKey> signing; // Opened when used.
    std::map<QString, crypto::VerificationKey> verification;
    Jwks jwks;
    Timestamp jwksFrom = Timestamp::max();
    Timestamp jwksUntil = Timestamp::min();
};

/// Coroutines of this thread that wait for one of them to make a key.
struct SigningKeyService::Making {
    std::vector<std::coroutine_handle<>> waiters;
    Result<void> outcome{};
};

struct SigningKeyService::Finished {
    Making* making;
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> waiter) const { making->waiters.push_back(waiter); }
    void await_resume() const { }
};

SigningKeyService::SigningKeyService(
    Change::Services services, RealmKeys* realmKeys, HashingPool* pool, KeySchedule schedule)
    : m_services(services)
    , m_realmKeys(realmKeys)
    , m_pool(pool)
    , m_schedule(schedule)
{
}

Task<Result<SigningKeyService::KeySetPointer>> SigningKeyService::load(RealmPointer realm, Deadline deadline)
{
    auto set = std::make_shared<KeySet>();
    // Before the rows are read: a change in between makes the next use load again.
    set->epoch = m_services.epochs->current(realm->id);
    set->loadedAt = std::chrono::steady_clock::now();
    auto statement = SigningKeyStore::list(realm->id);
    const auto rows
        = CO_TRY(co_await m_services.database->execute(statement.query, std::move(statement.params), deadline));
    set->keys = SigningKeyStore::read(rows);
    if (m_sets.size() >= kMostRealms && !m_sets.contains(realm->id))
        m_sets.clear();
    m_sets.insert(realm->id, set);
    co_return set;
}

Task<Result<SigningKeyService::KeySetPointer>> SigningKeyService::keySet(RealmPointer realm, Deadline deadline)
{
    const auto known = m_sets.constFind(realm->id);
    if (known != m_sets.constEnd() && (*known)->epoch == m_services.epochs->current(realm->id))
        co_return std::as_const(*known);
    co_return co_await load(std::move(realm), deadline);
}

Task<Result<SigningKeyService::KeySetPointer>> SigningKeyService::usableSet(
    RealmPointer realm, crypto::SignatureAlgorithm algorithm, Deadline deadline)
{
    auto set = CO_TRY(co_await keySet(realm, deadline));
    if (auth::activeKey(set->keys, algorithm, m_services.clock->now()))
        co_return set;
    CO_TRY(co_await makeFirst(realm, algorithm, deadline));
    set = CO_TRY(co_await keySet(realm, deadline));
    if (!auth::activeKey(set->keys, algorithm, m_services.clock->now())) {
        co_return failure(ErrorCode::Unavailable, QStringLiteral("The server is changing its keys. Try again soon."),
            QStringLiteral(
                "no active %1 key in realm %2 although one was made: revoked meanwhile, or a clock went back")
                .arg(QLatin1StringView(crypto::wireName(algorithm)), realm->id.toString()));
    }
    co_return set;
}

Result<crypto::SigningKey> SigningKeyService::open(KeySet* set, const Realm& realm, const SigningKeyRecord& record)
{
    const auto known = set->signing.find(record.id);
    if (known != set->signing.end())
        return known->second;
    const Secret der = TRY(m_realmKeys->open(realm, record.privateSealed, placeOf(record.id)));
    crypto::SigningKey key = TRY(crypto::SigningKey::fromPkcs8(der.view(), record.algorithm));
    if (key.kid() != record.kid)
        return failure(ErrorCode::Internal, QStringLiteral("A signing key is damaged."),
            QStringLiteral("kid %1 is not that of its private key").arg(record.kid));
    return set->signing.emplace(record.id, std::move(key)).first->second;
}

Task<Result<crypto::SigningKey>> SigningKeyService::activeKey(
    RealmPointer realm, crypto::SignatureAlgorithm algorithm, Deadline deadline)
{
    const auto set = CO_TRY(co_await usableSet(realm, algorithm, deadline));
    co_return open(set.get(), *realm, *auth::activeKey(set->keys, algorithm, m_services.clock->now()));
}

Task<Result<std::optional<crypto::VerificationKey>>> SigningKeyService::verificationKey(
    RealmPointer realm, QString kid, Deadline deadline)
{
    auto set = CO_TRY(co_await keySet(realm, deadline));
    const auto find = [&kid](const SigningKeyList& keys) {
        return std::find_if(keys.begin(), keys.end(), [&kid](const auto& key) { return key.kid == kid; });
    };
    auto record = find(set->keys);
    if (record == set->keys.end() && std::chrono::steady_clock::now() - set->loadedAt >= kReloadInterval) {
        // Another node may have made it a moment ago, and the news are still under way.
        set = CO_TRY(co_await load(realm, deadline));
        record = find(set->keys);
    }
    if (record == set->keys.end() || !record->verifies(m_services.clock->now()))
        co_return std::nullopt;
    const auto known = set->verification.find(kid);
    if (known != set->verification.end())
        co_return std::as_const(known->second);
    auto key = CO_TRY(crypto::VerificationKey::fromJwk(record->publicJwk));
    set->verification.emplace(kid, key);
    co_return key;
}

Task<Result<Jwks>> SigningKeyService::jwks(RealmPointer realm, Deadline deadline)
{
    const auto algorithm
        = crypto::parseSignatureAlgorithm(realm->settings.signingAlgorithm).value_or(crypto::SignatureAlgorithm::RS256);
    const auto set = CO_TRY(co_await usableSet(realm, algorithm, deadline));
    const Timestamp now = m_services.clock->now();
    if (now < set->jwksFrom || now >= set->jwksUntil) {
        set->jwks = render(set->keys, now);
        set->jwksFrom = now;
        set->jwksUntil = nextChange(set->keys, now);
    }
    co_return std::as_const(set->jwks);
}

Task<Result<SigningKeyList>> SigningKeyService::list(RealmPointer realm, Deadline deadline)
{
    const auto set = CO_TRY(co_await load(std::move(realm), deadline));
    co_return std::as_const(set->keys);
}

Task<Result<crypto::SigningKey>> SigningKeyService::generate(RealmPointer realm, crypto::SignatureAlgorithm algorithm)
{
    if (!isDear(algorithm))
        co_return crypto::SigningKey::generate(algorithm);
    std::optional<Result<crypto::SigningKey>> key;
    CO_TRY(co_await m_pool->run(realm->id, [&key, algorithm] { key = crypto::SigningKey::generate(algorithm); }));
    co_return *std::move(key);
}

ChangePointer SigningKeyService::ownChange(const Realm& realm, Deadline deadline) const
{
    AuditEvent origin;
    origin.realmId = realm.id;
    origin.actor("server", {});
    return std::make_shared<Change>(m_services, std::move(origin), deadline);
}

Task<Result<SigningKeyList>> SigningKeyService::lockedList(ChangePointer change, RealmPointer realm)
{
    auto lock = SigningKeyStore::lock(realm->id);
    CO_TRY(co_await change->execute(lock.query, std::move(lock.params)));
    // A statement of its own: its snapshot is younger than the lock, so it sees what the lock's last owner committed.
    auto list = SigningKeyStore::list(realm->id);
    const auto rows = CO_TRY(co_await change->execute(list.query, std::move(list.params)));
    co_return SigningKeyStore::read(rows);
}

Result<SigningKeyRecord> SigningKeyService::insert(
    Change* change, const Realm& realm, const SigningKeyList& others, const crypto::SigningKey& key, PlannedKey plan)
{
    const Timestamp now = m_services.clock->now();
    SigningKeyRecord record;
    record.id = SigningKeyId{ Uuid::v7(now) };
    record.kid = key.kid();
    record.algorithm = plan.algorithm;
    record.publicJwk = key.publicJwk();
    record.privateSealed = TRY(m_realmKeys->seal(realm, key.toPkcs8().view(), placeOf(record.id)));
    record.certificate = crypto::selfSignedCertificate(key, realm.name, now, now + kCertificateLifetime);
    record.createdAt = now;
    record.publishedAt = plan.publishedAt;
    record.activatesAt = plan.activatesAt;
    for (const auto& other : others) {
        if (other.algorithm != plan.algorithm || !other.verifies(now))
            continue;
        const bool endsEarlier = other.retiresAt && *other.retiresAt <= record.activatesAt;
        if (other.activatesAt <= record.activatesAt && !endsEarlier) {
            auto retire = SigningKeyStore::retire(
                realm.id, other.id, record.activatesAt, record.activatesAt + m_schedule.overlap);
            change->enqueue(retire.query, std::move(retire.params));
        } else if (other.activatesAt > record.activatesAt
            && (!record.retiresAt || other.activatesAt < *record.retiresAt)) {
            record.retiresAt = other.activatesAt;
            record.removesAt = other.activatesAt + m_schedule.overlap;
        }
    }
    auto insertion = SigningKeyStore::insert(realm.id, record);
    change->enqueue(insertion.query, std::move(insertion.params));
    change->record(eventOf(*change, realm, "signing_key.created", record));
    change->invalidate(realm.id);
    return record;
}

Task<Result<void>> SigningKeyService::makeFirst(
    RealmPointer realm, crypto::SignatureAlgorithm algorithm, Deadline deadline)
{
    const MakingKey name(realm->id, algorithm);
    if (const auto known = m_making.find(name); known != m_making.end()) {
        const std::shared_ptr<Making> making = known->second;
        co_await Finished{ making.get() };
        co_return std::as_const(making->outcome);
    }
    const auto making = std::make_shared<Making>();
    m_making.emplace(name, making);
    try {
        making->outcome = co_await makeFirstLocked(std::move(realm), algorithm, deadline);
    } catch (const std::exception& exception) {
        making->outcome = failure(ErrorCode::Internal, QStringLiteral("A signing key could not be made."),
            QString::fromUtf8(exception.what()));
    }
    m_making.erase(name);
    for (const auto waiter : std::exchange(making->waiters, {}))
        waiter.resume();
    co_return std::as_const(making->outcome);
}

Task<Result<void>> SigningKeyService::makeFirstLocked(
    RealmPointer realm, crypto::SignatureAlgorithm algorithm, Deadline deadline)
{
    std::vector<crypto::SigningKey> keys{ CO_TRY(co_await generate(realm, algorithm)) };
    for (const auto other : kMadeTogether) {
        if (other != algorithm)
            keys.push_back(CO_TRY(crypto::SigningKey::generate(other)));
    }
    const ChangePointer change = ownChange(*realm, deadline);
    const auto existing = CO_TRY(co_await lockedList(change, realm));
    const Timestamp now = m_services.clock->now();
    bool changed = false;
    for (const auto& key : keys) {
        if (auth::activeKey(existing, key.algorithm(), now))
            continue; // Another node was first.
        CO_TRY(insert(change.get(), *realm, existing, key, { key.algorithm(), now, now }));
        changed = true;
    }
    if (!changed) {
        co_await change->rollback();
        m_services.epochs->bump(realm->id);
        co_return {};
    }
    co_return co_await change->commit();
}

Task<Result<SigningKeyRecord>> SigningKeyService::rotate(
    ChangePointer change, RealmPointer realm, crypto::SignatureAlgorithm algorithm)
{
    const auto key = CO_TRY(co_await generate(realm, algorithm));
    const auto existing = CO_TRY(co_await lockedList(change, realm));
    const Timestamp now = m_services.clock->now();
    if (const auto* pending = pendingKey(existing, algorithm, now);
        pending && pending->activatesAt <= now + m_schedule.shortestNotice)
        co_return std::as_const(*pending);
    const bool first = !auth::activeKey(existing, algorithm, now);
    co_return insert(
        change.get(), *realm, existing, key, { algorithm, now, first ? now : now + m_schedule.shortestNotice });
}

Task<Result<SigningKeyRecord>> SigningKeyService::revoke(ChangePointer change, RealmPointer realm, QString kid)
{
    const auto find = [&kid](const SigningKeyList& keys, Timestamp now) {
        const auto found = std::find_if(keys.begin(), keys.end(), [&kid](const auto& key) { return key.kid == kid; });
        return found != keys.end() && found->verifies(now) ? std::optional(*found) : std::nullopt;
    };
    const auto missing = [&kid] {
        return failure(
            ErrorCode::NotFound, QStringLiteral("No key with this kid is in use."), QStringLiteral("kid %1").arg(kid));
    };
    const auto known = find(CO_TRY(co_await list(realm, change->deadline())), m_services.clock->now());
    if (!known)
        co_return missing();
    // Made before the transaction begins, also where it turns out that nobody needs it: no lock waits for the pool.
    const auto key = CO_TRY(co_await generate(realm, known->algorithm));
    auto existing = CO_TRY(co_await lockedList(change, realm));
    const Timestamp now = m_services.clock->now();
    auto revoked = find(existing, now);
    if (!revoked)
        co_return missing();
    const auto* active = auth::activeKey(existing, revoked->algorithm, now);
    const bool wasActive = active && active->id == revoked->id;
    auto statement = SigningKeyStore::revoke(realm->id, revoked->id, now);
    change->enqueue(statement.query, std::move(statement.params));
    revoked->revokedAt = now;
    change->record(eventOf(*change, *realm, "signing_key.revoked", *revoked));
    change->invalidate(realm->id);
    std::erase_if(existing, [&revoked](const auto& other) { return other.id == revoked->id; });
    if (wasActive)
        CO_TRY(insert(change.get(), *realm, existing, key, { revoked->algorithm, now, now }));
    co_return std::move(*revoked);
}

Task<Result<SigningKeyRecord>> SigningKeyService::activate(ChangePointer change, RealmPointer realm, QString kid)
{
    const auto existing = CO_TRY(co_await lockedList(change, realm));
    const auto found
        = std::find_if(existing.begin(), existing.end(), [&kid](const auto& key) { return key.kid == kid; });
    if (found == existing.end())
        co_return failure(ErrorCode::NotFound, QStringLiteral("There is no such key."));
    const Timestamp now = m_services.clock->now();
    const auto state = found->state(now);
    if (state != SigningKeyState::Made && state != SigningKeyState::Published) {
        co_return failure(ErrorCode::Conflict,
            QStringLiteral("Only a key that waits can be activated; this one is %1.").arg(QLatin1StringView(wireName(state))));
    }
    SigningKeyRecord activated = *found;
    activated.publishedAt = std::min(activated.publishedAt, now);
    activated.activatesAt = now;
    for (const auto& other : existing) {
        if (other.algorithm != activated.algorithm || other.state(now) != SigningKeyState::Active)
            continue;
        auto retire = SigningKeyStore::retire(realm->id, other.id, now, now + m_schedule.overlap);
        change->enqueue(retire.query, std::move(retire.params));
    }
    auto statement = SigningKeyStore::activate(realm->id, activated.id, activated.publishedAt, now);
    change->enqueue(statement.query, std::move(statement.params));
    change->record(eventOf(*change, *realm, "signing_key.activated", activated));
    change->invalidate(realm->id);
    co_return activated;
}

Task<Result<SigningKeyRecord>> SigningKeyService::retire(ChangePointer change, RealmPointer realm, QString kid)
{
    const auto find = [&kid](const SigningKeyList& keys) {
        const auto found = std::find_if(keys.begin(), keys.end(), [&kid](const auto& key) { return key.kid == kid; });
        return found == keys.end() ? std::nullopt : std::optional(*found);
    };
    const auto known = find(CO_TRY(co_await list(realm, change->deadline())));
    if (!known)
        co_return failure(ErrorCode::NotFound, QStringLiteral("There is no such key."));
    // Made before the transaction begins, also where one waits: no lock waits for the pool.
    const auto successor = CO_TRY(co_await generate(realm, known->algorithm));
    const auto existing = CO_TRY(co_await lockedList(change, realm));
    const Timestamp now = m_services.clock->now();
    auto retired = find(existing);
    if (!retired || retired->state(now) != SigningKeyState::Active) {
        co_return failure(ErrorCode::Conflict,
            QStringLiteral("Only the key that signs can retire; this one is %1.")
                .arg(QLatin1StringView(wireName(retired ? retired->state(now) : SigningKeyState::Removed))));
    }
    retired->retiresAt = now;
    retired->removesAt = now + m_schedule.overlap;
    change->record(eventOf(*change, *realm, "signing_key.retired", *retired));
    if (const auto* pending = pendingKey(existing, retired->algorithm, now)) {
        const QString waiting = pending->kid;
        CO_TRY(co_await activate(change, realm, waiting));
    } else {
        CO_TRY(insert(change.get(), *realm, existing, successor, { retired->algorithm, now, now }));
    }
    co_return std::move(*retired);
}

Task<Result<ScheduleOutcome>> SigningKeyService::runSchedule(RealmPointer realm, Deadline deadline)
{
    KeySchedule schedule = m_schedule;
    schedule.rotationPeriod = realm->settings.keyRotationPeriod;
    const auto known = CO_TRY(co_await list(realm, deadline));
    const auto planned = dueSuccessors(known, m_services.clock->now(), schedule);
    if (planned.empty() && removableKeys(known, m_services.clock->now(), schedule).isEmpty())
        co_return ScheduleOutcome{};
    std::vector<crypto::SigningKey> keys;
    for (const auto& plan : planned)
        keys.push_back(CO_TRY(co_await generate(realm, plan.algorithm)));

    const ChangePointer change = ownChange(*realm, deadline);
    const auto existing = CO_TRY(co_await lockedList(change, realm));
    const Timestamp now = m_services.clock->now();
    ScheduleOutcome outcome;
    for (const auto& plan : dueSuccessors(existing, now, schedule)) {
        const auto key = std::find_if(
            keys.begin(), keys.end(), [&plan](const auto& made) { return made.algorithm() == plan.algorithm; });
        if (key == keys.end())
            continue; // Became due meanwhile: the next run makes it.
        CO_TRY(insert(change.get(), *realm, existing, *key, plan));
        ++outcome.created;
    }
    const auto removable = removableKeys(existing, now, schedule);
    for (const auto& record : existing) {
        if (!removable.contains(record.id))
            continue;
        auto statement = SigningKeyStore::remove(realm->id, record.id);
        change->enqueue(statement.query, std::move(statement.params));
        change->record(eventOf(*change, *realm, "signing_key.removed", record));
        change->invalidate(realm->id);
        ++outcome.removed;
    }
    CO_TRY(co_await change->commit());
    co_return outcome;
}

}
