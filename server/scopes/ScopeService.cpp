// SPDX-License-Identifier: GPL-3.0-or-later
#include "scopes/ScopeService.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

// More realms than this at once are read again.
constexpr qsizetype kCacheLimit = 20'000;

AuditEvent eventOf(const Change &change, const Scope &scope, QByteArray action)
{
    AuditEvent event = change.event(scope.realmId, std::move(action));
    event.target("scope", scope.id.toString(), scope.name);
    return event;
}

AuditEvent eventOf(const Change &change, const ResourceServer &server, QByteArray action)
{
    AuditEvent event = change.event(server.realmId, std::move(action));
    event.target("resource_server", server.id.toString(), server.name);
    return event;
}

template <typename T>
Result<T> found(Result<std::optional<T>> object, const QString &what)
{
    if (!object)
        return std::unexpected(object.error());
    if (!*object)
        return failure(ErrorCode::NotFound, u"There is no such %1."_s.arg(what));
    return **std::move(object);
}

template <typename T>
Result<T> atVersion(Result<T> object, std::optional<qint64> ifVersion, const QString &what)
{
    if (object && ifVersion && *ifVersion != object->version)
        return failure(ErrorCode::VersionMismatch,
            u"The %1 was changed meanwhile: it is at version %2."_s.arg(what).arg(object->version));
    return object;
}

std::unexpected<Error> taken(const QString &message, const QString &path)
{
    Error error(ErrorCode::Conflict, message);
    error.fields.append({ path, u"exists"_s, message });
    return std::unexpected(error);
}

}

ScopeService::ScopeService(db::Database *database, CacheEpochs *epochs, QStringList knownClaims)
    : m_store(database)
    , m_epochs(epochs)
    , m_knownClaims(std::move(knownClaims))
{
}

Task<Result<RealmScopesPointer>> ScopeService::ofRealm(RealmId realmId, Deadline deadline)
{
    const quint64 epoch = m_epochs->current(realmId);
    if (const auto entry = m_cache.constFind(realmId); entry != m_cache.constEnd() && entry->epoch == epoch)
        co_return std::as_const(entry->scopes);
    const auto all = CO_TRY(co_await m_store.all(realmId, deadline));
    const auto scopes = std::make_shared<RealmScopes>();
    for (const Scope &scope : all)
        scopes->insert(scope.name, scope);
    if (m_cache.size() >= kCacheLimit)
        m_cache.clear();
    m_cache.insert(realmId, { scopes, epoch });
    co_return RealmScopesPointer(scopes);
}

Task<Result<Scope>> ScopeService::find(RealmId realmId, QString nameOrId, Deadline deadline) const
{
    const auto id = ScopeId::parse(nameOrId.toUtf8());
    co_return found(
        id ? co_await m_store.find(realmId, *id, deadline) : co_await m_store.findByName(realmId, nameOrId, deadline),
        u"scope"_s);
}

Task<Result<ScopeService::Page>> ScopeService::list(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    Page page;
    page.page = CO_TRY(co_await m_store.list(realmId, std::move(request), deadline));
    for (int i = 0; i < page.page.count; ++i)
        page.scopes.push_back(ScopeStore::fromRow(page.page.rows, i));
    co_return page;
}

Task<Result<Scope>> ScopeService::placed(ChangePointer change, Scope scope) const
{
    scope.resourceServerId.reset();
    scope.resource.clear();
    if (scope.resourceServer.isEmpty())
        co_return scope;
    const auto server = CO_TRY(co_await m_store.serverInChange(change, scope.realmId, scope.resourceServer));
    if (!server) {
        Error error(ErrorCode::ValidationFailed, u"There is no resource server \"%1\"."_s.arg(scope.resourceServer));
        error.fields.append({ u"/resource_server"_s, u"unknown"_s, error.description });
        co_return std::unexpected(error);
    }
    scope.resourceServerId = server->id;
    scope.resource = server->identifier;
    co_return scope;
}

Task<Result<Scope>> ScopeService::create(ChangePointer change, RealmId realmId, ScopeChanges changes) const
{
    Scope base;
    base.realmId = realmId;
    Scope scope = CO_TRY(applyChanges(std::move(base), changes, m_knownClaims));
    scope = CO_TRY(co_await placed(change, scope));
    scope.createdAt = scope.updatedAt = change->clock().now();
    scope.id = ScopeId { Uuid::v7(scope.createdAt) };
    if (!CO_TRY(co_await m_store.insert(change, scope)))
        co_return taken(u"A scope of this name exists."_s, u"/name"_s);
    AuditEvent event = eventOf(*change, scope, "scope.created");
    event.after = scopeToJson(scope);
    change->record(std::move(event));
    change->invalidate(realmId);
    co_return scope;
}

Task<Result<Scope>> ScopeService::lockedAt(
    ChangePointer change, RealmId realmId, ScopeId id, std::optional<qint64> ifVersion) const
{
    co_return atVersion(found(co_await m_store.lock(change, realmId, id), u"scope"_s), ifVersion, u"scope"_s);
}

Task<Result<Scope>> ScopeService::update(
    ChangePointer change, RealmId realmId, ScopeId id, ScopeChanges changes, std::optional<qint64> ifVersion) const
{
    const Scope before = CO_TRY(co_await lockedAt(change, realmId, id, ifVersion));
    Scope scope = CO_TRY(applyChanges(before, changes, m_knownClaims));
    scope = CO_TRY(co_await placed(change, scope));
    if (scopeToJson(scope) == scopeToJson(before))
        co_return before;
    ++scope.version;
    scope.updatedAt = change->clock().now();
    CO_TRY(co_await m_store.update(change, scope));
    AuditEvent event = eventOf(*change, scope, "scope.updated");
    event.before = scopeToJson(before);
    event.after = scopeToJson(scope);
    change->record(std::move(event));
    change->invalidate(realmId);
    co_return scope;
}

Task<Result<void>> ScopeService::remove(
    ChangePointer change, RealmId realmId, ScopeId id, std::optional<qint64> ifVersion) const
{
    const Scope scope = CO_TRY(co_await lockedAt(change, realmId, id, ifVersion));
    CO_TRY(co_await m_store.remove(change, realmId, id));
    AuditEvent event = eventOf(*change, scope, "scope.deleted");
    event.before = scopeToJson(scope);
    change->record(std::move(event));
    change->invalidate(realmId);
    co_return {};
}

Task<Result<ResourceServer>> ScopeService::findServer(RealmId realmId, QString nameOrId, Deadline deadline) const
{
    const auto id = ResourceServerId::parse(nameOrId.toUtf8());
    co_return found(id ? co_await m_store.findServer(realmId, *id, deadline)
                       : co_await m_store.findServerByName(realmId, nameOrId, deadline),
        u"resource server"_s);
}

Task<Result<ScopeService::ServerPage>> ScopeService::listServers(
    RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    ServerPage page;
    page.page = CO_TRY(co_await m_store.listServers(realmId, std::move(request), deadline));
    for (int i = 0; i < page.page.count; ++i)
        page.servers.push_back(ScopeStore::serverFromRow(page.page.rows, i));
    co_return page;
}

Task<Result<ResourceServer>> ScopeService::createServer(
    ChangePointer change, RealmId realmId, ResourceServerChanges changes) const
{
    ResourceServer base;
    base.realmId = realmId;
    ResourceServer server = CO_TRY(applyChanges(std::move(base), changes));
    server.createdAt = server.updatedAt = change->clock().now();
    server.id = ResourceServerId { Uuid::v7(server.createdAt) };
    if (!CO_TRY(co_await m_store.insertServer(change, server)))
        co_return taken(u"A resource server of this name or identifier exists."_s, u"/name"_s);
    AuditEvent event = eventOf(*change, server, "resource_server.created");
    event.after = resourceServerToJson(server);
    change->record(std::move(event));
    change->invalidate(realmId);
    co_return server;
}

Task<Result<ResourceServer>> ScopeService::serverLockedAt(
    ChangePointer change, RealmId realmId, ResourceServerId id, std::optional<qint64> ifVersion) const
{
    co_return atVersion(
        found(co_await m_store.lockServer(change, realmId, id), u"resource server"_s), ifVersion, u"resource server"_s);
}

Task<Result<ResourceServer>> ScopeService::updateServer(ChangePointer change, RealmId realmId, ResourceServerId id,
    ResourceServerChanges changes, std::optional<qint64> ifVersion) const
{
    const ResourceServer before = CO_TRY(co_await serverLockedAt(change, realmId, id, ifVersion));
    ResourceServer server = CO_TRY(applyChanges(before, changes));
    if (resourceServerToJson(server) == resourceServerToJson(before))
        co_return before;
    ++server.version;
    server.updatedAt = change->clock().now();
    if (!CO_TRY(co_await m_store.updateServer(change, server)))
        co_return taken(u"A resource server of this name exists."_s, u"/name"_s);
    AuditEvent event = eventOf(*change, server, "resource_server.updated");
    event.before = resourceServerToJson(before);
    event.after = resourceServerToJson(server);
    change->record(std::move(event));
    change->invalidate(realmId);
    co_return server;
}

Task<Result<void>> ScopeService::removeServer(
    ChangePointer change, RealmId realmId, ResourceServerId id, std::optional<qint64> ifVersion) const
{
    const ResourceServer server = CO_TRY(co_await serverLockedAt(change, realmId, id, ifVersion));
    const QStringList scopes = CO_TRY(co_await m_store.scopesOfServer(change, realmId, id));
    if (!scopes.isEmpty())
        co_return failure(ErrorCode::Conflict,
            u"Scopes belong to this resource server: %1. Delete or move them first."_s.arg(scopes.join(u", "_s)));
    CO_TRY(co_await m_store.removeServer(change, realmId, id));
    AuditEvent event = eventOf(*change, server, "resource_server.deleted");
    event.before = resourceServerToJson(server);
    change->record(std::move(event));
    change->invalidate(realmId);
    co_return {};
}

}
