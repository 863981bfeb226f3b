// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions/RolesApi.h"

#include "permissions/GrantAnswers.h"

#include <algorithm>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

api::Role answer(const Role &role)
{
    return api::decodeLeniently<api::Role>(roleToJson(role));
}

template <typename Body>
RoleChanges changesOf(const Body &body)
{
    RoleChanges changes;
    changes.name = body.name;
    changes.application = body.application;
    changes.description = body.description;
    changes.parents = body.parents;
    changes.permissions = body.permissions;
    changes.rights = body.rights;
    changes.realms = body.realms;
    changes.requireMfa = body.requireMfa;
    changes.requireVerifiedEmail = body.requireVerifiedEmail;
    changes.requireVerifiedPhone = body.requireVerifiedPhone;
    return changes;
}

QString called(const Role &role)
{
    return u"The role %1"_s.arg(role.name);
}

QStringList without(QStringList list, const QStringList &removed)
{
    list.removeIf([&removed](const QString &name) { return removed.contains(name); });
    return list;
}

}

RolesApi::RolesApi(Services services)
    : m_services(services)
    , m_guard(services.rights)
{
}

Task<Result<Role>> RolesApi::find(admin::ContextPointer context) const
{
    co_return co_await m_services.roles->find(context->realm->id, context->id("role"), context->deadline());
}

Task<Result<api::RoleList>> RolesApi::listRoles(admin::ContextPointer context)
{
    const auto &spec = RoleService::listSpec();
    auto request = CO_TRY(m_services.lists->request(*context, spec));
    const auto page
        = CO_TRY(co_await m_services.roles->list(context->realm->id, std::move(request), context->deadline()));
    api::RoleList list;
    for (const Role &role : page.roles)
        list.items.append(answer(role));
    list.next = CO_TRY(m_services.lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::Role>> RolesApi::createRole(admin::ContextPointer context, api::RoleCreate body)
{
    const RoleChanges changes = changesOf(body);
    std::optional<ApplicationId> applicationId;
    if (const QString clientId = applicationOfRole(changes.name.valueOr({})); !clientId.isEmpty()) {
        const auto application
            = co_await m_services.applications->find(context->realm->id, clientId.toUtf8(), context->deadline());
        if (!application && application.error().code != ErrorCode::NotFound)
            co_return std::unexpected(application.error());
        if (!application) {
            Error error(ErrorCode::ValidationFailed, u"There is no application \"%1\"."_s.arg(clientId));
            error.fields.append({ u"/name"_s, u"unknown"_s, error.description });
            co_return std::unexpected(error);
        }
        applicationId = (*application)->id;
    }
    CO_TRY(co_await m_guard.begin(context));
    const Role role
        = CO_TRY(co_await m_services.roles->create(context->change, context->realm, changes, applicationId));
    CO_TRY(co_await m_guard.checkRoles(context, { role.id }, called(role)));
    co_return answer(role);
}

Task<Result<api::Role>> RolesApi::getRole(admin::ContextPointer context)
{
    co_return answer(CO_TRY(co_await find(context)));
}

Task<Result<api::Role>> RolesApi::update(admin::ContextPointer context, Edit edit) const
{
    const RoleId id = CO_TRY(co_await find(context)).id;
    const auto watch = CO_TRY(co_await m_guard.begin(context));
    const Role before
        = CO_TRY(co_await m_services.roles->lock(context->change, context->realm->id, id, context->ifVersion));
    CO_TRY(co_await m_guard.checkRoles(context, { id }, called(before)));
    const Role role = CO_TRY(
        co_await m_services.roles->update(context->change, context->realm, id, edit(before), context->ifVersion));
    CO_TRY(co_await m_guard.checkRoles(context, { id }, called(role)));
    CO_TRY(co_await m_guard.end(context, watch));
    co_return answer(role);
}

Task<Result<api::Role>> RolesApi::updateRole(admin::ContextPointer context, api::RoleUpdate body)
{
    co_return co_await update(context, [changes = changesOf(body)](const Role &) { return changes; });
}

Task<Result<void>> RolesApi::deleteRole(admin::ContextPointer context)
{
    const Role found = CO_TRY(co_await find(context));
    const auto watch = CO_TRY(co_await m_guard.begin(context));
    CO_TRY(co_await m_guard.checkRoles(context, { found.id }, called(found)));
    CO_TRY(co_await m_services.roles->remove(context->change, context->realm, found.id, context->ifVersion));
    co_return co_await m_guard.end(context, watch);
}

Task<Result<api::RolePermissionList>> RolesApi::listRolePermissions(admin::ContextPointer context)
{
    const Role role = CO_TRY(co_await find(context));
    const auto &spec = GrantService::rolePermissionsSpec();
    auto request = CO_TRY(m_services.lists->request(*context, spec));
    const auto page = CO_TRY(co_await m_services.grants->rolePermissions(
        context->realm->id, role.id, std::move(request), context->deadline()));
    auto list = permissionsAnswer(page);
    list.next = CO_TRY(m_services.lists->next(*context, spec, page));
    co_return list;
}

Task<Result<api::Role>> RolesApi::grantRolePermissions(admin::ContextPointer context, api::PermissionNames body)
{
    co_return co_await update(context, [names = body.permissions](const Role &role) {
        RoleChanges changes;
        changes.permissions = role.permissions + names;
        return changes;
    });
}

Task<Result<api::Role>> RolesApi::revokeRolePermissions(admin::ContextPointer context, api::PermissionNames body)
{
    co_return co_await update(context, [names = body.permissions](const Role &role) {
        RoleChanges changes;
        changes.permissions = without(role.permissions, names);
        return changes;
    });
}

Task<Result<api::HeldRoleList>> RolesApi::listRoleParents(admin::ContextPointer context)
{
    const Role role = CO_TRY(co_await find(context));
    const auto &spec = GrantService::parentsSpec();
    auto request = CO_TRY(m_services.lists->request(*context, spec));
    const auto page = CO_TRY(
        co_await m_services.grants->parents(context->realm->id, role.id, std::move(request), context->deadline()));
    auto list = rolesAnswer(page);
    list.next = CO_TRY(m_services.lists->next(*context, spec, page));
    co_return list;
}

Task<Result<api::Role>> RolesApi::addRoleParents(admin::ContextPointer context, api::RoleNames body)
{
    co_return co_await update(context, [names = body.roles](const Role &role) {
        RoleChanges changes;
        changes.parents = role.parents + names;
        return changes;
    });
}

Task<Result<api::Role>> RolesApi::removeRoleParents(admin::ContextPointer context, api::RoleNames body)
{
    co_return co_await update(context, [names = body.roles](const Role &role) {
        RoleChanges changes;
        changes.parents = without(role.parents, names);
        return changes;
    });
}

Task<Result<api::RoleMemberList>> RolesApi::listRoleMembers(admin::ContextPointer context)
{
    const Role role = CO_TRY(co_await find(context));
    const auto &spec = GrantService::membersSpec();
    auto request = CO_TRY(m_services.lists->request(*context, spec));
    const auto page = CO_TRY(
        co_await m_services.grants->members(context->realm->id, role.id, std::move(request), context->deadline()));
    api::RoleMemberList list;
    for (const Holder &holder : page.holders)
        list.items.append(api::decodeLeniently<api::RoleMember>(holderToJson(holder)));
    list.next = CO_TRY(m_services.lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<void>> RolesApi::moveKind(admin::ContextPointer context, std::shared_ptr<api::RoleAssignment> result,
    Role role, SubjectKind kind, QStringList handles, Direction direction) const
{
    handles.removeDuplicates();
    const auto named = CO_TRY(co_await m_services.grants->resolve(context->change, context->realm->id, kind, handles));
    const auto given = CO_TRY(co_await m_services.rights->ofRoles(context->change, context->realm, { role.id }));
    const bool takesRights = direction == Direction::Unassign && !given.rights.isEmpty();
    QHash<QString, api::RoleAssignmentItem> items;
    QList<GrantService::Named> subjects;
    for (const GrantService::Named &subject : named) {
        api::RoleAssignmentItem item;
        item.id = subject.id.toString();
        item.name = subject.name;
        item.result = u"unchanged"_s;
        // The role is within the caller's rights, but rights of somebody above them are not theirs to take.
        const auto allowed
            = takesRights ? co_await m_guard.checkSubject(context, kind, subject.id, subject.name) : Result<void>();
        if (!allowed && allowed.error().code != ErrorCode::Forbidden)
            co_return std::unexpected(allowed.error());
        if (!allowed) {
            item.result = u"forbidden"_s;
            item.message = allowed.error().description;
        } else {
            subjects.append(subject);
        }
        items.insert(subject.handle, item);
    }
    const auto changed = direction == Direction::Assign
        ? CO_TRY(co_await m_services.grants->assign(context->change, context->realm->id, kind, subjects, role))
        : CO_TRY(co_await m_services.grants->unassign(context->change, context->realm->id, kind, subjects, role));
    for (const QString &handle : handles) {
        api::RoleAssignmentItem item = items.value(handle);
        item.kind = QLatin1StringView(subjectKindName(kind));
        item.handle = handle;
        if (item.result.isEmpty()) {
            item.result = u"not_found"_s;
            item.message = u"There is no such %1."_s.arg(item.kind);
        } else if (const auto id = Uuid::parse(item.id.valueOr({}).toLatin1()); id && changed.contains(*id)) {
            item.result = u"changed"_s;
            ++result->changed;
        }
        if (item.message.hasValue())
            ++result->failed;
        result->items.append(item);
    }
    co_return {};
}

Task<Result<api::RoleAssignment>> RolesApi::move(
    admin::ContextPointer context, api::RoleSubjects body, Direction direction) const
{
    const Role role = CO_TRY(co_await find(context));
    const auto watch = CO_TRY(co_await m_guard.begin(context));
    CO_TRY(co_await m_guard.checkRoles(context, { role.id }, called(role)));
    const auto result = std::make_shared<api::RoleAssignment>();
    CO_TRY(co_await moveKind(context, result, role, SubjectKind::User, body.users.valueOr({}), direction));
    CO_TRY(
        co_await moveKind(context, result, role, SubjectKind::Application, body.applications.valueOr({}), direction));
    CO_TRY(co_await m_guard.end(context, watch));
    co_return std::as_const(*result);
}

Task<Result<api::RoleAssignment>> RolesApi::assignRole(admin::ContextPointer context, api::RoleSubjects body)
{
    co_return co_await move(context, std::move(body), Direction::Assign);
}

Task<Result<api::RoleAssignment>> RolesApi::unassignRole(admin::ContextPointer context, api::RoleSubjects body)
{
    co_return co_await move(context, std::move(body), Direction::Unassign);
}

}
