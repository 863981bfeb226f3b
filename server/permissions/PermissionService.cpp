// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions/PermissionService.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

AuditEvent eventOf(const Change &change, const Permission &permission, QByteArray action)
{
    AuditEvent event = change.event(permission.realmId, std::move(action));
    event.target("permission", permission.id.toString(), permission.name);
    return event;
}

std::unexpected<Error> noSuchPermission()
{
    return failure(ErrorCode::NotFound, u"There is no such permission."_s);
}

}

Task<Result<Permission>> PermissionService::find(RealmId realmId, QString nameOrId, Deadline deadline) const
{
    const auto id = PermissionId::parse(nameOrId.toUtf8());
    auto permission
        = id ? co_await m_store.find(realmId, *id, deadline) : co_await m_store.findByName(realmId, nameOrId, deadline);
    if (!permission)
        co_return std::unexpected(permission.error());
    if (!*permission)
        co_return noSuchPermission();
    co_return **std::move(permission);
}

Task<Result<PermissionService::Page>> PermissionService::list(
    RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    Page page;
    page.page = CO_TRY(co_await m_store.list(realmId, std::move(request), deadline));
    for (int i = 0; i < page.page.count; ++i)
        page.permissions.push_back(PermissionStore::fromRow(page.page.rows, i));
    co_return page;
}

Task<Result<PermissionService::MatrixPage>> PermissionService::matrix(
    RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    MatrixPage page;
    page.page = CO_TRY(co_await m_store.matrix(realmId, std::move(request), deadline));
    for (int i = 0; i < page.page.count; ++i)
        page.rows.push_back(PermissionStore::matrixRow(page.page.rows, i));
    co_return page;
}

Task<Result<Permission>> PermissionService::lockedAt(
    ChangePointer change, RealmId realmId, PermissionId id, std::optional<qint64> ifVersion) const
{
    auto permission = CO_TRY(co_await m_store.lock(change, realmId, id));
    if (!permission)
        co_return noSuchPermission();
    if (ifVersion && *ifVersion != permission->version)
        co_return failure(ErrorCode::VersionMismatch,
            u"The permission was changed meanwhile: it is at version %1."_s.arg(permission->version));
    co_return *std::move(permission);
}

Task<Result<Permission>> PermissionService::create(
    ChangePointer change, RealmId realmId, PermissionChanges changes, std::optional<ApplicationId> applicationId) const
{
    Permission base;
    base.realmId = realmId;
    Permission permission = CO_TRY(applyChanges(std::move(base), changes));
    permission.applicationId = applicationId;
    permission.createdAt = permission.updatedAt = change->clock().now();
    permission.id = PermissionId { Uuid::v7(permission.createdAt) };
    if (!CO_TRY(co_await m_store.insert(change, permission))) {
        Error error(ErrorCode::Conflict, u"A permission of this name exists."_s);
        error.fields.append({ u"/name"_s, u"exists"_s, u"This name is taken."_s });
        co_return std::unexpected(error);
    }
    AuditEvent event = eventOf(*change, permission, "permission.created");
    event.after = permissionToJson(permission);
    change->record(std::move(event));
    co_return permission;
}

Task<Result<Permission>> PermissionService::update(ChangePointer change, RealmId realmId, PermissionId id,
    PermissionChanges changes, std::optional<ApplicationId> applicationId, std::optional<qint64> ifVersion) const
{
    const Permission before = CO_TRY(co_await lockedAt(change, realmId, id, ifVersion));
    Permission permission = CO_TRY(applyChanges(before, changes));
    if (changes.application.isNamed())
        permission.applicationId = applicationId;
    if (permissionToJson(permission) == permissionToJson(before))
        co_return before;
    ++permission.version;
    permission.updatedAt = change->clock().now();
    CO_TRY(co_await m_store.update(change, permission));
    AuditEvent event = eventOf(*change, permission, "permission.updated");
    event.before = permissionToJson(before);
    event.after = permissionToJson(permission);
    change->record(std::move(event));
    co_return permission;
}

Task<Result<void>> PermissionService::remove(
    ChangePointer change, RealmId realmId, PermissionId id, std::optional<qint64> ifVersion) const
{
    const Permission permission = CO_TRY(co_await lockedAt(change, realmId, id, ifVersion));
    CO_TRY(co_await m_store.remove(change, realmId, id));
    AuditEvent event = eventOf(*change, permission, "permission.deleted");
    event.before = permissionToJson(permission);
    change->record(std::move(event));
    change->invalidate(realmId);
    co_return {};
}

}
