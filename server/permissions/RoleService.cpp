// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions/RoleService.h"

#include "permissions/RightSet.h"
#include "realms/ReservedNames.h"

#include <algorithm>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

struct BuiltIn {
    bool ofSystem;
    const char *name;
    const char *description;
    const char *right;
};

// Migration 0007 gave the same to the realms of its time.
constexpr BuiltIn kBuiltIn[] = {
    { true, "administrator", "May do everything, in every realm.", RightSet::kEverything },
    { true, "viewer", "May read everything, in every realm.", RightSet::kReadEverything },
    { false, "realm-administrator", "May do everything in this realm.", RightSet::kEverything },
    { false, "realm-viewer", "May read everything in this realm.", RightSet::kReadEverything },
};

std::unexpected<Error> refused(
    const QString &path, const QString &code, const QString &message, ErrorCode kind = ErrorCode::ValidationFailed)
{
    Error error(kind, message);
    error.fields.append({ path, code, message });
    return std::unexpected(error);
}

std::unexpected<Error> nameTaken()
{
    Error error(ErrorCode::Conflict, u"A role of this name exists."_s);
    error.fields.append({ u"/name"_s, u"exists"_s, u"This name is taken."_s });
    return std::unexpected(error);
}

std::unexpected<Error> noSuchRole()
{
    return failure(ErrorCode::NotFound, u"There is no such role."_s);
}

std::unexpected<Error> fixed()
{
    return failure(ErrorCode::Conflict, u"This role is built in: it cannot be changed or deleted."_s);
}

}

AuditEvent roleEvent(const Change &change, const Role &role, QByteArray action)
{
    AuditEvent event = change.event(role.realmId, std::move(action));
    event.target("role", role.id.toString(), role.name);
    return event;
}

RoleService::RoleService(db::Database *database, RealmDirectory *realms, QStringList known)
    : m_store(database)
    , m_realms(realms)
    , m_known(std::move(known))
{
}

Task<Result<Role>> RoleService::find(RealmId realmId, QString nameOrId, Deadline deadline) const
{
    const auto id = RoleId::parse(nameOrId.toUtf8());
    auto role
        = id ? co_await m_store.find(realmId, *id, deadline) : co_await m_store.findByName(realmId, nameOrId, deadline);
    if (!role)
        co_return std::unexpected(role.error());
    if (!*role)
        co_return noSuchRole();
    co_return **std::move(role);
}

Task<Result<RoleService::Page>> RoleService::list(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    Page page;
    page.page = CO_TRY(co_await m_store.list(realmId, std::move(request), deadline));
    for (int i = 0; i < page.page.count; ++i)
        page.roles.push_back(RoleStore::fromRow(page.page.rows, i));
    co_return page;
}

Task<Result<Role>> RoleService::lock(
    ChangePointer change, RealmId realmId, RoleId id, std::optional<qint64> ifVersion) const
{
    auto role = CO_TRY(co_await m_store.lock(change, realmId, id));
    if (!role)
        co_return noSuchRole();
    if (ifVersion && *ifVersion != role->version)
        co_return failure(
            ErrorCode::VersionMismatch, u"The role was changed meanwhile: it is at version %1."_s.arg(role->version));
    co_return *std::move(role);
}

Task<Result<std::vector<Role>>> RoleService::findAll(
    ChangePointer change, RealmId realmId, QStringList names, QString path) const
{
    auto roles = CO_TRY(co_await m_store.findAll(change, realmId, names));
    Error error(ErrorCode::ValidationFailed, u"There is no such role."_s);
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (std::none_of(roles.begin(), roles.end(), [&](const Role &role) { return role.name == names[i]; }))
            error.fields.append(
                { u"%1/%2"_s.arg(path).arg(i), u"unknown"_s, u"There is no role \"%1\"."_s.arg(names[i]) });
    }
    if (!error.fields.isEmpty())
        co_return std::unexpected(error);
    co_return std::move(roles);
}

Task<Result<void>> RoleService::ensurePermissions(ChangePointer change, RealmId realmId, QStringList names) const
{
    if (names.isEmpty())
        co_return {};
    for (const QString &name : CO_TRY(co_await m_store.ensurePermissions(change, realmId, names))) {
        AuditEvent event = change->event(realmId, "permission.created");
        event.target("permission", name, name);
        event.after = QJsonObject { { u"name"_s, name } };
        change->record(std::move(event));
    }
    co_return {};
}

Task<Result<QList<RealmId>>> RoleService::realmsOf(Realm realm, Role role, Deadline deadline) const
{
    QList<RealmId> ids;
    if (!role.realms)
        co_return ids;
    if (realm.name != kSystemRealm)
        co_return refused(u"/realms"_s, u"not_allowed"_s,
            u"Only rights of the realm %1 can be limited to realms; those of another realm hold in that realm only."_s
                .arg(QLatin1StringView(kSystemRealm)));
    const QStringList names = *role.realms;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const auto found = co_await m_realms->find(names[i].toUtf8(), deadline);
        if (!found && found.error().code != ErrorCode::NotFound)
            co_return std::unexpected(found.error());
        if (!found)
            co_return refused(u"/realms/%1"_s.arg(i), u"unknown"_s, u"There is no realm \"%1\"."_s.arg(names[i]));
        ids.append((*found)->id);
    }
    co_return ids;
}

Task<Result<void>> RoleService::refuseCycle(ChangePointer change, Role role) const
{
    const auto links = CO_TRY(co_await m_store.ancestry(change, role.realmId, role.id));
    // Breadth first from the role upwards; `below` remembers the way that led to each role.
    QHash<RoleId, RoleId> below;
    QHash<RoleId, QString> names { { role.id, role.name } };
    QList<RoleId> queue { role.id };
    while (!queue.isEmpty()) {
        const RoleId current = queue.takeFirst();
        for (const RoleStore::Link &link : links) {
            if (link.role != current || below.contains(link.parent))
                continue;
            below.insert(link.parent, current);
            names.insert(link.parent, link.parentName);
            queue.append(link.parent);
        }
    }
    if (!below.contains(role.id))
        co_return {};
    QStringList way { role.name };
    for (RoleId step = below.value(role.id); step != role.id; step = below.value(step))
        way.prepend(names.value(step));
    way.prepend(role.name);
    co_return refused(u"/parents"_s, u"cycle"_s, u"A role cannot inherit from itself: %1."_s.arg(way.join(u" > "_s)),
        ErrorCode::Conflict);
}

/// What stands beside the row: the same for a new role and one that changes.
Task<Result<void>> RoleService::write(ChangePointer change, RealmPointer realm, Role role) const
{
    CO_TRY(co_await findAll(change, role.realmId, role.parents, u"/parents"_s));
    if (role.parents.contains(role.name))
        co_return refused(u"/parents"_s, u"cycle"_s, u"A role cannot inherit from itself: %1 > %1."_s.arg(role.name),
            ErrorCode::Conflict);
    const auto realms = CO_TRY(co_await realmsOf(*realm, role, change->deadline()));
    CO_TRY(co_await ensurePermissions(change, role.realmId, role.permissions));
    CO_TRY(co_await m_store.replaceContents(change, role, realms));
    CO_TRY(co_await refuseCycle(change, role));
    change->invalidate(role.realmId);
    co_return {};
}

Task<Result<Role>> RoleService::create(
    ChangePointer change, RealmPointer realm, RoleChanges changes, std::optional<ApplicationId> applicationId) const
{
    Role base;
    base.realmId = realm->id;
    Role role = CO_TRY(applyChanges(std::move(base), changes, m_known));
    role.applicationId = applicationId;
    role.application = applicationOfRole(role.name);
    role.createdAt = role.updatedAt = change->clock().now();
    role.id = RoleId { Uuid::v7(role.createdAt) };
    if (!CO_TRY(co_await m_store.insert(change, role)))
        co_return nameTaken();
    CO_TRY(co_await write(change, realm, role));
    AuditEvent event = roleEvent(*change, role, "role.created");
    event.after = roleToJson(role);
    change->record(std::move(event));
    co_return role;
}

Task<Result<Role>> RoleService::update(
    ChangePointer change, RealmPointer realm, RoleId id, RoleChanges changes, std::optional<qint64> ifVersion) const
{
    const Role before = CO_TRY(co_await lock(change, realm->id, id, ifVersion));
    Role role = CO_TRY(applyChanges(before, changes, m_known));
    if (roleToJson(role) == roleToJson(before))
        co_return before;
    if (before.builtIn)
        co_return fixed();
    ++role.version;
    role.updatedAt = change->clock().now();
    if (!CO_TRY(co_await m_store.update(change, role)))
        co_return nameTaken();
    CO_TRY(co_await write(change, realm, role));
    AuditEvent event = roleEvent(*change, role, "role.updated");
    event.before = roleToJson(before);
    event.after = roleToJson(role);
    change->record(std::move(event));
    co_return role;
}

Task<Result<Role>> RoleService::remove(
    ChangePointer change, RealmPointer realm, RoleId id, std::optional<qint64> ifVersion) const
{
    const Role role = CO_TRY(co_await lock(change, realm->id, id, ifVersion));
    if (role.builtIn)
        co_return fixed();
    CO_TRY(co_await m_store.remove(change, realm->id, id));
    AuditEvent event = roleEvent(*change, role, "role.deleted");
    event.before = roleToJson(role);
    change->record(std::move(event));
    change->invalidate(realm->id);
    co_return role;
}

Task<Result<void>> RoleService::createBuiltIn(ChangePointer change, Realm realm) const
{
    for (const BuiltIn &row : kBuiltIn) {
        if (row.ofSystem != (realm.name == kSystemRealm))
            continue;
        Role role;
        role.realmId = realm.id;
        role.name = QString::fromLatin1(row.name);
        role.description = QString::fromLatin1(row.description);
        role.builtIn = true;
        role.rights = { QString::fromLatin1(row.right) };
        role.createdAt = role.updatedAt = realm.createdAt;
        role.id = RoleId { Uuid::v7(role.createdAt) };
        if (CO_TRY(co_await m_store.insert(change, role)))
            CO_TRY(co_await m_store.replaceContents(change, role, {}));
    }
    co_return {};
}

}
