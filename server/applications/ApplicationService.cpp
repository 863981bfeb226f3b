// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/ApplicationService.h"

#include "applications/ApplicationSecrets.h"
#include "core/Random.h"
#include "crypto/Hash.h"

#include <QtCore/QJsonArray>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kCacheLimit = 20'000;
// Anybody may ask with any Origin: short ones are kept, and not many.
constexpr qsizetype kOriginCacheLimit = 5'000;
constexpr qsizetype kLongestOrigin = 300;

std::unexpected<Error> refused(const QString &path, const QString &code, const QString &message)
{
    Error error(ErrorCode::ValidationFailed, message);
    error.fields.append({ path, code, message });
    return std::unexpected(error);
}

std::unexpected<Error> clientIdTaken()
{
    Error error(ErrorCode::Conflict, u"An application with this client_id exists."_s);
    error.fields.append({ u"/client_id"_s, u"exists"_s, u"This client_id is taken."_s });
    return std::unexpected(error);
}

AuditEvent eventOf(const Change &change, const Application &application, QByteArray action)
{
    AuditEvent event = change.event(application.realmId, std::move(action));
    event.target("application", application.id.toString(), QString::fromUtf8(application.clientId));
    return event;
}

}

QJsonObject applicationToJson(const Application &a)
{
    // What is stored by its registered name comes first: a column of the same name would win.
    QJsonObject object = a.metadata;
    object[u"id"] = a.id.toString();
    object[u"client_id"] = QString::fromUtf8(a.clientId);
    object[u"client_name"] = a.clientName;
    object[u"type"] = QLatin1StringView(applicationTypeName(a.type));
    object[u"enabled"] = a.enabled;
    object[u"redirect_uris"] = QJsonArray::fromStringList(a.redirectUris);
    object[u"post_logout_redirect_uris"] = QJsonArray::fromStringList(a.postLogoutRedirectUris);
    object[u"allowed_origins"] = QJsonArray::fromStringList(a.allowedOrigins);
    object[u"grant_types"] = QJsonArray::fromStringList(a.grantTypes);
    object[u"response_types"] = QJsonArray::fromStringList(a.responseTypes);
    object[u"token_endpoint_auth_method"] = QString::fromUtf8(a.tokenEndpointAuthMethod);
    object[u"scope"] = a.scope;
    object[u"require_pkce"] = a.requirePkce;
    object[u"require_consent"] = a.requireConsent;
    const auto optionalText = [&object](const QString &name, const QString &text) {
        if (!text.isEmpty())
            object[name] = text;
    };
    optionalText(u"access_token_signed_response_alg"_s, QString::fromUtf8(a.accessTokenSignedResponseAlg));
    optionalText(u"id_token_signed_response_alg"_s, QString::fromUtf8(a.idTokenSignedResponseAlg));
    optionalText(u"userinfo_signed_response_alg"_s, QString::fromUtf8(a.userinfoSignedResponseAlg));
    optionalText(u"jwks_uri"_s, a.jwksUri);
    if (a.accessTokenLifetime)
        object[u"access_token_lifetime"] = static_cast<qint64>(a.accessTokenLifetime->count());
    if (a.refreshTokenLifetime)
        object[u"refresh_token_lifetime"] = static_cast<qint64>(a.refreshTokenLifetime->count());
    if (!a.jwks.isEmpty())
        object[u"jwks"] = a.jwks;
    object[u"version"] = a.version;
    object[u"created_at"] = QString::fromLatin1(toIso(a.createdAt));
    object[u"updated_at"] = QString::fromLatin1(toIso(a.updatedAt));
    if (a.deletedAt)
        object[u"deleted_at"] = QString::fromLatin1(toIso(*a.deletedAt));
    return object;
}

ApplicationService::ApplicationService(db::Database *database, CacheEpochs *epochs)
    : m_store(database)
    , m_epochs(epochs)
{
}

ApplicationPointer ApplicationService::cached(RealmId realmId, const QByteArray &clientId) const
{
    const auto entry = m_cache.constFind({ realmId, clientId });
    return entry != m_cache.constEnd() && entry->epoch == m_epochs->current(realmId) ? entry->application : nullptr;
}

ApplicationPointer ApplicationService::keep(Application application, quint64 epoch)
{
    if (m_cache.size() >= kCacheLimit) {
        m_cache.clear();
        m_clientIds.clear();
    }
    const auto pointer = std::make_shared<const Application>(std::move(application));
    m_cache.insert({ pointer->realmId, pointer->clientId }, { pointer, epoch });
    m_clientIds.insert({ pointer->realmId, pointer->id }, pointer->clientId);
    return pointer;
}

Task<Result<ApplicationPointer>> ApplicationService::find(RealmId realmId, QByteArray clientId, Deadline deadline)
{
    if (ApplicationPointer application = cached(realmId, clientId))
        co_return application;
    const quint64 epoch = m_epochs->current(realmId);
    auto application = CO_TRY(co_await m_store.findByClientId(realmId, clientId, deadline));
    if (!application)
        co_return failure(ErrorCode::NotFound, u"There is no such application."_s);
    co_return keep(std::move(*application), epoch);
}

Task<Result<ApplicationPointer>> ApplicationService::find(RealmId realmId, ApplicationId id, Deadline deadline)
{
    if (const auto clientId = m_clientIds.constFind({ realmId, id }); clientId != m_clientIds.constEnd()) {
        if (ApplicationPointer application = cached(realmId, *clientId); application && application->id == id)
            co_return application;
    }
    const quint64 epoch = m_epochs->current(realmId);
    auto application = CO_TRY(co_await m_store.find(realmId, id, deadline));
    if (!application)
        co_return failure(ErrorCode::NotFound, u"There is no such application."_s);
    co_return keep(std::move(*application), epoch);
}

Task<Result<bool>> ApplicationService::isOriginRegistered(RealmId realmId, QByteArray origin, Deadline deadline)
{
    if (origin.isEmpty() || origin.size() > kLongestOrigin || origin == "null")
        co_return false;
    const quint64 epoch = m_epochs->current(realmId);
    if (const auto entry = m_origins.constFind({ realmId, origin });
        entry != m_origins.constEnd() && entry->epoch == epoch)
        co_return std::as_const(entry->registered);
    const bool registered = CO_TRY(co_await m_store.isOriginRegistered(realmId, origin, deadline));
    if (m_origins.size() >= kOriginCacheLimit)
        m_origins.clear();
    m_origins.insert({ realmId, origin }, { registered, epoch });
    co_return registered;
}

Task<Result<ApplicationService::Written>> ApplicationService::create(
    ChangePointer change, RealmId realmId, ApplicationChanges changes)
{
    Application base;
    base.realmId = realmId;
    Application application = CO_TRY(applyChanges(std::move(base), changes));
    const QString secret = CO_TRY(newSecret(application, changes.clientSecret, false));
    application.createdAt = application.updatedAt = change->clock().now();
    application.id = ApplicationId { Uuid::v7(application.createdAt) };
    if (application.clientId.isEmpty())
        application.clientId = "app_" + randomToken(15);
    if (!CO_TRY(co_await m_store.insert(change, application)))
        co_return clientIdTaken();
    if (!secret.isEmpty()) {
        application.secrets.push_back({ crypto::sha256(secret.toLatin1()), std::nullopt });
        m_store.replaceSecrets(change, application, application.secrets.front());
    }
    AuditEvent event = eventOf(*change, application, "application.created");
    event.after = applicationToJson(application);
    change->record(std::move(event));
    change->invalidate(realmId);
    co_return Written { std::move(application), secret };
}

Task<Result<Application>> ApplicationService::lockedAt(
    ChangePointer change, RealmId realmId, ApplicationId id, std::optional<qint64> ifVersion) const
{
    auto application = CO_TRY(co_await m_store.lock(change, realmId, id));
    if (!application)
        co_return failure(ErrorCode::NotFound, u"There is no such application."_s);
    if (ifVersion && *ifVersion != application->version)
        co_return failure(ErrorCode::VersionMismatch,
            u"The application was changed meanwhile: it is at version %1."_s.arg(application->version));
    co_return std::move(*application);
}

Task<Result<ApplicationService::Written>> ApplicationService::update(ChangePointer change, RealmId realmId,
    ApplicationId id, ApplicationChanges changes, std::optional<qint64> ifVersion)
{
    const Application before = CO_TRY(co_await lockedAt(change, realmId, id, ifVersion));
    // Its grants, logs and the client itself know it by this name.
    if (changes.clientId.isNamed() && changes.clientId.valueOr({}) != QLatin1StringView(before.clientId))
        co_return refused(u"/client_id"_s, u"fixed"_s, u"The client_id of an application cannot be changed."_s);
    changes.clientId = {};
    Application application = CO_TRY(applyChanges(before, changes));
    const QString secret = CO_TRY(newSecret(application, changes.clientSecret, !before.secrets.empty()));
    const bool dropsSecrets = !usesSecret(application) && !before.secrets.empty();
    if (secret.isEmpty() && !dropsSecrets && applicationToJson(application) == applicationToJson(before))
        co_return Written { before, {} };
    ++application.version;
    application.updatedAt = change->clock().now();
    CO_TRY(co_await m_store.update(change, application));
    if (!secret.isEmpty() || dropsSecrets) {
        application.secrets.clear();
        if (!secret.isEmpty())
            application.secrets.push_back({ crypto::sha256(secret.toLatin1()), std::nullopt });
        m_store.replaceSecrets(
            change, application, secret.isEmpty() ? std::nullopt : std::optional(application.secrets.front()));
    }
    AuditEvent event = eventOf(*change, application, "application.updated");
    event.before = applicationToJson(before);
    event.after = applicationToJson(application);
    if (!secret.isEmpty() || dropsSecrets)
        event.data = { { u"secret"_s, dropsSecrets ? u"removed"_s : u"replaced"_s } };
    change->record(std::move(event));
    if (before.enabled && !application.enabled)
        change->revoke(realmId, RevocationKind::Application, id.toBytes());
    change->invalidate(realmId);
    co_return Written { std::move(application), secret };
}

Task<Result<void>> ApplicationService::remove(
    ChangePointer change, RealmId realmId, ApplicationId id, std::optional<qint64> ifVersion)
{
    const Application application = CO_TRY(co_await lockedAt(change, realmId, id, ifVersion));
    CO_TRY(co_await m_store.remove(change, realmId, id));
    AuditEvent event = eventOf(*change, application, "application.deleted");
    event.before = applicationToJson(application);
    change->record(std::move(event));
    change->revoke(realmId, RevocationKind::Application, id.toBytes());
    change->invalidate(realmId);
    co_return {};
}

Task<Result<Application>> ApplicationService::undelete(
    ChangePointer change, RealmId realmId, QString clientIdOrId, std::optional<qint64> ifVersion)
{
    auto found = CO_TRY(co_await m_store.lockDeleted(change, realmId, std::move(clientIdOrId)));
    if (!found)
        co_return failure(ErrorCode::NotFound, u"There is no such deleted application."_s);
    Application application = std::move(*found);
    if (ifVersion && *ifVersion != application.version)
        co_return failure(ErrorCode::VersionMismatch,
            u"The application was changed meanwhile: it is at version %1."_s.arg(application.version));
    ++application.version;
    application.updatedAt = change->clock().now();
    application.deletedAt.reset();
    if (!CO_TRY(co_await m_store.undelete(change, application)))
        co_return clientIdTaken();
    AuditEvent event = eventOf(*change, application, "application.undeleted");
    event.after = applicationToJson(application);
    change->record(std::move(event));
    change->invalidate(realmId);
    co_return application;
}

Task<Result<ApplicationService::Page>> ApplicationService::list(
    RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    Page page;
    page.page = CO_TRY(co_await m_store.list(realmId, std::move(request), deadline));
    for (int i = 0; i < page.page.count; ++i)
        page.applications.push_back(ApplicationStore::fromRow(page.page.rows, i));
    co_return page;
}

}
