// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_keys/ApiKeyService.h"

#include "core/Log.h"
#include "core/Random.h"
#include "crypto/Hash.h"

#include <QtCore/QRegularExpression>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kShown = 10; ///< Characters of a key that people see.
constexpr qsizetype kLongest = 100; ///< Nothing longer is looked up.

std::unexpected<Error> noSuchKey()
{
    return failure(ErrorCode::NotFound, u"There is no such API key."_s);
}

std::unexpected<Error> nameTaken()
{
    Error error(ErrorCode::Conflict, u"An API key of this name exists."_s);
    error.fields.append({ u"/name"_s, u"exists"_s, u"This name is taken."_s });
    return std::unexpected(error);
}

Result<ApiKey> apply(ApiKey key, const ApiKeyChanges &changes, const Application &application)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(u"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"_s));
    static const QRegularExpression tierForm(QRegularExpression::anchoredPattern(u"[a-z0-9_-]{0,50}"_s));
    QList<FieldError> errors;
    changes.name.applyTo(key.name);
    if (!form.match(key.name).hasMatch() || Uuid::parse(key.name.toLatin1()))
        errors.append({ u"/name"_s, u"invalid"_s,
            u"A name is 1 to 100 letters, digits, full stops, hyphens and underscores, and no id."_s });
    changes.scope.applyTo(key.scope);
    const QStringList allowed = application.scopes();
    QStringList scopes;
    for (const QString &scope : key.scope.split(u' ', Qt::SkipEmptyParts)) {
        if (!allowed.contains(scope))
            errors.append({ u"/scope"_s, u"not_allowed"_s, u"The application may not ask for %1."_s.arg(scope) });
        else if (!scopes.contains(scope))
            scopes.append(scope);
    }
    key.scope = scopes.join(u' ');
    changes.tier.applyTo(key.tier);
    if (!tierForm.match(key.tier).hasMatch())
        errors.append(
            { u"/tier"_s, u"invalid"_s, u"A tier is up to 50 lower-case letters, digits, hyphens and underscores."_s });
    if (changes.expiresAt.isNamed())
        key.expiresAt = changes.expiresAt.optional();
    // As long and as random as ours: only its SHA-256 is kept, which no guessable text may have.
    static const QRegularExpression textForm(QRegularExpression::anchoredPattern(u"ak~[A-Za-z0-9_-]{43,90}"_s));
    if (!changes.text.isEmpty() && !textForm.match(changes.text).hasMatch())
        errors.append({ u"/key"_s, u"invalid"_s,
            u"A key is ak~ and the base64url text of 32 random bytes or more. Leave it out to have one made."_s });
    if (errors.isEmpty())
        return key;
    Error error(ErrorCode::ValidationFailed, u"The API key is not valid."_s);
    error.fields = errors;
    return std::unexpected(error);
}

/// Gives \a key the text \a given, or a new one.
QString renew(ApiKey &key, const QString &given = {})
{
    const QByteArray text = given.isEmpty() ? ApiKeyService::kPrefix + randomToken(32) : given.toLatin1();
    key.prefix = QString::fromLatin1(text.first(kShown));
    key.keyHash = crypto::sha256(text);
    return QString::fromLatin1(text);
}

AuditEvent eventOf(const Change &change, const ApiKey &key, QByteArray action)
{
    AuditEvent event = change.event(key.realmId, std::move(action));
    event.target("api_key", key.id.toString(), key.name);
    event.applicationId = key.applicationId;
    return event;
}

}

QJsonObject apiKeyToJson(const ApiKey &key)
{
    QJsonObject object {
        { u"id"_s, key.id.toString() },
        { u"application"_s, QString::fromUtf8(key.clientId) },
        { u"name"_s, key.name },
        { u"prefix"_s, key.prefix },
        { u"scope"_s, key.scope },
        { u"tier"_s, key.tier },
        { u"version"_s, key.version },
        { u"created_at"_s, QString::fromLatin1(toIso(key.createdAt)) },
        { u"updated_at"_s, QString::fromLatin1(toIso(key.updatedAt)) },
    };
    if (key.expiresAt)
        object.insert(u"expires_at"_s, QString::fromLatin1(toIso(*key.expiresAt)));
    if (key.lastUsedAt)
        object.insert(u"last_used_at"_s, QString::fromLatin1(toIso(*key.lastUsedAt)));
    return object;
}

Task<Result<ApiKey>> ApiKeyService::find(RealmId realmId, QString nameOrId, Deadline deadline) const
{
    auto key = CO_TRY(co_await m_store.find(realmId, std::move(nameOrId), deadline));
    if (!key)
        co_return noSuchKey();
    co_return std::move(*key);
}

Task<Result<std::optional<ApiKey>>> ApiKeyService::verify(RealmId realmId, QByteArray text, Deadline deadline)
{
    if (!text.startsWith(kPrefix) || text.size() > kLongest)
        co_return std::nullopt;
    auto key = CO_TRY(co_await m_store.findByHash(realmId, crypto::sha256(text), deadline));
    if (!key || (key->expiresAt && *key->expiresAt <= m_clock->now()))
        co_return std::nullopt;
    m_used.insert({ realmId, key->id });
    co_return key;
}

Task<> ApiKeyService::flush()
{
    if (m_used.isEmpty())
        co_return;
    const QList<std::pair<RealmId, Uuid>> used(m_used.cbegin(), m_used.cend());
    m_used.clear();
    const auto written = co_await m_store.noteUses(used, m_clock->now(), deadlineIn(std::chrono::seconds(5)));
    if (!written)
        logWarning("api_key.use_not_noted", { { "cause", written.error().detail } });
}

Task<Result<ApiKeyService::Page>> ApiKeyService::list(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    Page page;
    page.page = CO_TRY(co_await m_store.list(realmId, std::move(request), deadline));
    for (int i = 0; i < page.page.count; ++i)
        page.keys.push_back(ApiKeyStore::fromRow(page.page.rows, i));
    co_return page;
}

Task<Result<ApiKeyService::Written>> ApiKeyService::create(
    ChangePointer change, ApplicationPointer application, ApiKeyChanges changes) const
{
    const Timestamp now = change->clock().now();
    ApiKey base;
    base.realmId = application->realmId;
    base.applicationId = application->id;
    base.clientId = application->clientId;
    Written written { CO_TRY(apply(std::move(base), changes, *application)), {} };
    ApiKey &key = written.key;
    key.id = Uuid::v7(now);
    key.createdAt = key.updatedAt = now;
    written.text = renew(key, changes.text);
    if (!CO_TRY(co_await m_store.insert(change, key)))
        co_return nameTaken();
    AuditEvent event = eventOf(*change, key, "api_key.created");
    event.after = apiKeyToJson(key);
    change->record(std::move(event));
    co_return written;
}

Task<Result<ApiKey>> ApiKeyService::lockedAt(
    ChangePointer change, RealmId realmId, QString nameOrId, std::optional<qint64> ifVersion) const
{
    auto key = CO_TRY(co_await m_store.lock(change, realmId, std::move(nameOrId)));
    if (!key)
        co_return noSuchKey();
    if (ifVersion && *ifVersion != key->version)
        co_return failure(
            ErrorCode::VersionMismatch, u"The API key was changed meanwhile: it is at version %1."_s.arg(key->version));
    co_return std::move(*key);
}

Task<Result<ApiKey>> ApiKeyService::update(ChangePointer change, ApplicationPointer application, QString nameOrId,
    ApiKeyChanges changes, std::optional<qint64> ifVersion) const
{
    const ApiKey before = CO_TRY(co_await lockedAt(change, application->realmId, std::move(nameOrId), ifVersion));
    ApiKey key = CO_TRY(apply(before, changes, *application));
    const bool replaced = !changes.text.isEmpty() && crypto::sha256(changes.text.toLatin1()) != before.keyHash;
    if (replaced)
        renew(key, changes.text);
    if (!replaced && apiKeyToJson(key) == apiKeyToJson(before))
        co_return before;
    ++key.version;
    key.updatedAt = change->clock().now();
    if (!CO_TRY(co_await m_store.update(change, key)))
        co_return nameTaken();
    AuditEvent event = eventOf(*change, key, "api_key.updated");
    event.before = apiKeyToJson(before);
    event.after = apiKeyToJson(key);
    if (replaced)
        event.data = { { u"key"_s, u"replaced"_s } };
    change->record(std::move(event));
    co_return key;
}

Task<Result<ApiKeyService::Written>> ApiKeyService::rotate(
    ChangePointer change, RealmId realmId, QString nameOrId, std::optional<qint64> ifVersion) const
{
    const ApiKey before = CO_TRY(co_await lockedAt(change, realmId, std::move(nameOrId), ifVersion));
    Written written { before, {} };
    ApiKey &key = written.key;
    written.text = renew(key);
    ++key.version;
    key.updatedAt = change->clock().now();
    CO_TRY(co_await m_store.update(change, key));
    AuditEvent event = eventOf(*change, key, "api_key.rotated");
    event.before = apiKeyToJson(before);
    event.after = apiKeyToJson(key);
    change->record(std::move(event));
    co_return written;
}

Task<Result<void>> ApiKeyService::remove(
    ChangePointer change, RealmId realmId, QString nameOrId, std::optional<qint64> ifVersion) const
{
    const ApiKey key = CO_TRY(co_await lockedAt(change, realmId, std::move(nameOrId), ifVersion));
    CO_TRY(co_await m_store.remove(change, key));
    AuditEvent event = eventOf(*change, key, "api_key.revoked");
    event.before = apiKeyToJson(key);
    change->record(std::move(event));
    co_return {};
}

}
