// SPDX-License-Identifier: GPL-3.0-or-later
#include "passwords/PasswordService.h"

#include "core/Base64Url.h"
#include "core/Log.h"
#include "core/Random.h"
#include "passwords/PasswordText.h"

namespace auth {

namespace {

constexpr std::chrono::seconds kRehashDeadline{ 30 };

std::unexpected<Error> refused(const QString& code, const QString& message)
{
    Error error(ErrorCode::ValidationFailed, message);
    error.fields.append({ QStringLiteral("/password"), code, message });
    return std::unexpected(std::move(error));
}

/// A PHC string with the costs of real ones and a random hash: verifying against it takes as long and never succeeds.
QByteArray makeDecoy(crypto::Argon2Parameters parameters)
{
    const auto base64 = [](qsizetype size) { return randomBytes(size).toBase64(QByteArray::OmitTrailingEquals); };
    return "$argon2id$v=19$m=" + QByteArray::number(parameters.memoryKiB)
        + ",t=" + QByteArray::number(parameters.passes) + ",p=1$" + base64(16) + '$' + base64(32);
}

Result<PasswordText> allowedText(const Realm& realm, const Secret& password)
{
    auto text = preparePassword(password);
    if (!text)
        return refused(QStringLiteral("invalid"), QStringLiteral("The password is not valid UTF-8 text."));
    const int minimum = realm.settings.passwordMinLength;
    if (text->codePoints < minimum)
        return refused(
            QStringLiteral("too_short"), QStringLiteral("The password must have at least %1 characters.").arg(minimum));
    if (text->codePoints > PasswordService::kMaximumLength)
        return refused(QStringLiteral("too_long"),
            QStringLiteral("The password may have at most %1 characters.").arg(PasswordService::kMaximumLength));
    return text;
}

}

PasswordService::PasswordService(db::Database* database, HashingPool* pool, const Clock* clock)
    : m_store(database)
    , m_pool(pool)
    , m_clock(clock)
    , m_decoy(makeDecoy(pool->argon2()))
{
}

Result<void> PasswordService::checkPolicy(const Realm& realm, const Secret& password)
{
    TRY(allowedText(realm, password));
    return {};
}

Task<Result<PreparedPassword>> PasswordService::prepare(RealmPointer realm, Secret password)
{
    PasswordText text = CO_TRY(allowedText(*realm, password));
    QByteArray phc = CO_TRY(co_await m_pool->hash(realm->id, std::move(text.bytes)));
    co_return PreparedPassword{ std::move(phc) };
}

void PasswordService::save(
    db::Transaction* transaction, RealmId realm, UserId user, PreparedPassword password) const
{
    PasswordStore::save(transaction, realm, user, { std::move(password.phc), m_clock->now() });
    PasswordStore::forgetAllFailures(transaction, realm, user.value);
}

Task<Result<PasswordCheck>> PasswordService::verify(RealmPointer realm, std::optional<UserId> user, QString identifier,
    Secret password, PasswordSource source, Deadline deadline)
{
    PasswordCheck check;
    check.account = lockoutAccount(user, identifier);
    const QString address = QStringLiteral("address:") + networkOf(source.address);
    // The null id has no row: the same statement runs for people that do not exist.
    const auto attempt = CO_TRY(co_await m_store.begin(
        realm->id, user.value_or(UserId{}), check.account, source.browserHash, address, m_clock->now(), deadline));
    check.failedBefore = attempt.failedBefore;
    check.sources = attempt.device ? QStringList{ QStringLiteral("device:") + attempt.device->toString() }
                                   : QStringList{ address, QStringLiteral("strangers") };
    const auto key = std::pair(realm->id, check.account);
    // What is wrong is counted when it was found out: until then no more are let in than are free.
    check.blocked = (attempt.blockedUntil && *attempt.blockedUntil > m_clock->now())
        || (!attempt.device && m_strangersChecked.value(key) >= kStrangersLockout.free);
    if (!check.blocked && attempt.slow > 0) {
        const int claimed = CO_TRY(
            co_await m_store.claim(realm->id, check.account, check.sources, m_clock->now(), deadline));
        check.blocked = claimed < attempt.slow;
    }
    if (check.blocked)
        co_return check;

    auto text = preparePassword(password);
    // What is not text is nobody's password, but costs the same.
    const bool possible = attempt.phc && text;
    const QByteArray phc = possible ? *attempt.phc : m_decoy;
    Secret bytes = text ? std::move(text->bytes) : Secret();
    if (!attempt.device)
        ++m_strangersChecked[key];
    const auto matches = co_await m_pool->verify(realm->id, bytes.clone(), phc);
    if (!attempt.device && --m_strangersChecked[key] == 0)
        m_strangersChecked.remove(key);
    if (!matches)
        co_return std::unexpected(matches.error());
    if (!possible || !*matches)
        co_return check;
    check.good = true;
    if (crypto::needsRehash(phc, m_pool->argon2()))
        spawn(rehash(realm, *user, std::move(bytes), phc), "password.rehash");
    const RealmSettings& settings = realm->settings;
    check.tooOld = settings.forcePasswordRotation && attempt.createdAt + settings.passwordMaxAge <= m_clock->now();
    co_return check;
}

void PasswordService::noteFailure(db::Transaction* transaction, RealmId realm, const PasswordCheck& check) const
{
    PasswordStore::fail(transaction, realm, check.account, check.sources, m_clock->now());
}

void PasswordService::noteSuccess(db::Transaction* transaction, RealmId realm, const PasswordCheck& check) const
{
    if (check.failedBefore)
        PasswordStore::forgetFailures(transaction, realm, check.account, check.sources);
}

void PasswordService::forgetFailures(db::Transaction* transaction, RealmId realm, UserId user) const
{
    PasswordStore::forgetAllFailures(transaction, realm, user.value);
}

Task<Result<bool>> PasswordService::hasPassword(RealmPointer realm, UserId user, Deadline deadline) const
{
    const auto stored = CO_TRY(co_await m_store.find(realm->id, user, deadline));
    co_return stored.has_value();
}

Task<> PasswordService::rehash(RealmPointer realm, UserId user, Secret password, QByteArray oldPhc)
{
    const auto phc = co_await m_pool->hash(realm->id, std::move(password));
    if (!phc)
        co_return; // The pool is full: the next sign-in does it.
    const auto saved = co_await m_store.rehash(realm->id, user, oldPhc, *phc, deadlineIn(kRehashDeadline));
    if (!saved)
        logWarning("password.rehash_failed", { { "cause", saved.error().detail } });
}

}
