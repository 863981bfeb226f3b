// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions/GrantService.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

QList<Uuid> idsOf(const QList<GrantService::Named> &subjects)
{
    QList<Uuid> ids;
    for (const auto &subject : subjects)
        ids.append(subject.id);
    return ids;
}

QJsonObject listed(const QString &member, const QStringList &names)
{
    return { { member, QJsonArray::fromStringList(names) } };
}

GrantService::HolderPage holderPage(db::ListPage page)
{
    GrantService::HolderPage result;
    for (int i = 0; i < page.count; ++i)
        result.holders.push_back(GrantStore::holder(page.rows, i));
    result.page = std::move(page);
    return result;
}

}

Task<Result<QList<GrantService::Named>>> GrantService::resolve(
    ChangePointer change, RealmId realmId, SubjectKind kind, QStringList handles) const
{
    co_return co_await m_store.resolve(change, realmId, kind, std::move(handles));
}

/// One row for each subject, so that a search for somebody finds what happened to them.
Task<Result<void>> GrantService::recordRoles(ChangePointer change, RealmId realmId, SubjectKind kind,
    QList<Named> subjects, QHash<Uuid, QStringList> before, QList<Uuid> changed, Role role, QByteArray verb) const
{
    if (changed.isEmpty())
        co_return {};
    const auto after = CO_TRY(co_await m_store.granted(change, realmId, kind, changed));
    for (const Named &subject : subjects) {
        if (!changed.removeOne(subject.id))
            continue;
        AuditEvent event = change->event(realmId, QByteArray(subjectKindName(kind)) + verb);
        event.target(subjectKindName(kind), subject.id.toString(), subject.name);
        event.before = listed(u"roles"_s, before.value(subject.id));
        event.after = listed(u"roles"_s, after.value(subject.id));
        event.data.insert(u"role"_s, role.name);
        change->record(std::move(event));
    }
    change->invalidate(realmId);
    co_return {};
}

Task<Result<QList<Uuid>>> GrantService::assign(
    ChangePointer change, RealmId realmId, SubjectKind kind, QList<Named> subjects, Role role) const
{
    const auto before = CO_TRY(co_await m_store.granted(change, realmId, kind, idsOf(subjects)));
    const auto changed = CO_TRY(co_await m_store.assign(change, realmId, kind, idsOf(subjects), role.id));
    CO_TRY(co_await recordRoles(change, realmId, kind, subjects, before, changed, role, ".role_assigned"));
    co_return changed;
}

Task<Result<QList<Uuid>>> GrantService::unassign(
    ChangePointer change, RealmId realmId, SubjectKind kind, QList<Named> subjects, Role role) const
{
    const auto before = CO_TRY(co_await m_store.granted(change, realmId, kind, idsOf(subjects)));
    const auto changed = CO_TRY(co_await m_store.unassign(change, realmId, kind, idsOf(subjects), role.id));
    CO_TRY(co_await recordRoles(change, realmId, kind, subjects, before, changed, role, ".role_unassigned"));
    co_return changed;
}

Task<Result<void>> GrantService::recordPermissions(
    ChangePointer change, Subject subject, QString name, QStringList before, QByteArray verb) const
{
    const QStringList after = CO_TRY(co_await m_store.grantedPermissions(change, subject));
    if (after == before)
        co_return {};
    AuditEvent event = change->event(subject.realmId, QByteArray(subjectKindName(subject.kind)) + verb);
    event.target(subjectKindName(subject.kind), subject.id.toString(), name);
    event.before = listed(u"permissions"_s, before);
    event.after = listed(u"permissions"_s, after);
    change->record(std::move(event));
    change->invalidate(subject.realmId);
    co_return {};
}

Task<Result<void>> GrantService::grant(
    ChangePointer change, Subject subject, QString name, QStringList permissions) const
{
    const QStringList before = CO_TRY(co_await m_store.grantedPermissions(change, subject));
    CO_TRY(co_await m_store.grant(change, subject, std::move(permissions)));
    co_return co_await recordPermissions(change, subject, name, before, ".permission_granted");
}

Task<Result<void>> GrantService::revoke(
    ChangePointer change, Subject subject, QString name, QStringList permissions) const
{
    const QStringList before = CO_TRY(co_await m_store.grantedPermissions(change, subject));
    CO_TRY(co_await m_store.revoke(change, subject, std::move(permissions)));
    co_return co_await recordPermissions(change, subject, name, before, ".permission_revoked");
}

Task<Result<QStringList>> GrantService::granted(ChangePointer change, Subject subject) const
{
    const auto roles = CO_TRY(co_await m_store.granted(change, subject.realmId, subject.kind, { subject.id }));
    co_return roles.value(subject.id);
}

Task<Result<QStringList>> GrantService::grantedPermissions(ChangePointer change, Subject subject) const
{
    co_return co_await m_store.grantedPermissions(change, subject);
}

Task<Result<GrantService::HolderPage>> GrantService::members(
    RealmId realmId, RoleId role, db::ListRequest request, Deadline deadline) const
{
    auto page = CO_TRY(co_await m_store.members(realmId, role, std::move(request), deadline));
    co_return holderPage(std::move(page));
}

Task<Result<GrantService::HolderPage>> GrantService::holders(
    RealmId realmId, QString permission, db::ListRequest request, Deadline deadline) const
{
    auto page = CO_TRY(co_await m_store.holders(realmId, std::move(permission), std::move(request), deadline));
    co_return holderPage(std::move(page));
}

Task<Result<db::ListPage>> GrantService::roles(
    Subject subject, bool hasFactor, db::ListRequest request, Deadline deadline) const
{
    co_return co_await m_store.roles(subject, hasFactor, std::move(request), deadline);
}

Task<Result<db::ListPage>> GrantService::permissions(Subject subject, db::ListRequest request, Deadline deadline) const
{
    co_return co_await m_store.permissions(subject, std::move(request), deadline);
}

Task<Result<db::ListPage>> GrantService::rolePermissions(
    RealmId realmId, RoleId role, db::ListRequest request, Deadline deadline) const
{
    co_return co_await m_store.rolePermissions(realmId, role, std::move(request), deadline);
}

Task<Result<db::ListPage>> GrantService::parents(
    RealmId realmId, RoleId role, db::ListRequest request, Deadline deadline) const
{
    co_return co_await m_store.parents(realmId, role, std::move(request), deadline);
}

Task<Result<db::ListPage>> GrantService::administrators(
    RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    co_return co_await m_store.administrators(realmId, std::move(request), deadline);
}

}
