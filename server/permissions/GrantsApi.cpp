// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions/GrantsApi.h"

#include "permissions/GrantAnswers.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

}

GrantsApi::GrantsApi(Services services)
    : m_services(services)
    , m_guard(services.rights)
{
}

Task<Result<GrantService::Named>> GrantsApi::find(admin::ContextPointer context, SubjectKind kind) const
{
    if (kind == SubjectKind::User) {
        const QString handle = context->id("user");
        const auto id = UserId::parse(handle.toUtf8());
        const User user
            = CO_TRY(id ? co_await m_services.users->find(context->realm->id, *id, context->deadline())
                        : co_await m_services.users->findByIdentifier(context->realm->id, handle, context->deadline()));
        co_return GrantService::Named { handle, user.id.value, user.username };
    }
    const QByteArray handle = context->id("application").toUtf8();
    const auto id = ApplicationId::parse(handle);
    const ApplicationPointer application
        = CO_TRY(id ? co_await m_services.applications->find(context->realm->id, *id, context->deadline())
                    : co_await m_services.applications->find(context->realm->id, handle, context->deadline()));
    co_return GrantService::Named { QString::fromUtf8(handle), application->id.value,
        QString::fromUtf8(application->clientId) };
}

Task<Result<api::HeldRoleList>> GrantsApi::roles(admin::ContextPointer context, SubjectKind kind) const
{
    const auto subject = CO_TRY(co_await find(context, kind));
    const auto &spec = GrantService::rolesSpec(kind);
    auto request = CO_TRY(m_services.lists->request(*context, spec));
    const bool hasFactor = kind == SubjectKind::User
        && CO_TRY(co_await m_services.factors->hasFactor(context->realm, UserId { subject.id }, context->deadline()));
    const auto page = CO_TRY(co_await m_services.grants->roles(
        { context->realm->id, kind, subject.id }, hasFactor, std::move(request), context->deadline()));
    auto list = rolesAnswer(page);
    list.next = CO_TRY(m_services.lists->next(*context, spec, page));
    co_return list;
}

Task<Result<api::RolePermissionList>> GrantsApi::permissions(admin::ContextPointer context, SubjectKind kind) const
{
    const auto subject = CO_TRY(co_await find(context, kind));
    const auto &spec = GrantService::permissionsSpec(kind);
    auto request = CO_TRY(m_services.lists->request(*context, spec));
    const auto page = CO_TRY(co_await m_services.grants->permissions(
        { context->realm->id, kind, subject.id }, std::move(request), context->deadline()));
    auto list = permissionsAnswer(page);
    list.next = CO_TRY(m_services.lists->next(*context, spec, page));
    co_return list;
}

Task<Result<api::GrantedRoles>> GrantsApi::moveRoles(
    admin::ContextPointer context, SubjectKind kind, QStringList names, Direction direction) const
{
    const auto subject = CO_TRY(co_await find(context, kind));
    const auto watch = CO_TRY(co_await m_guard.begin(context));
    const auto roles
        = CO_TRY(co_await m_services.roles->findAll(context->change, context->realm->id, names, u"/roles"_s));
    QList<RoleId> ids;
    for (const Role &role : roles)
        ids.append(role.id);
    const auto given = CO_TRY(co_await m_services.rights->ofRoles(context->change, context->realm, ids));
    CO_TRY(m_guard.check(*context, given.rights, u"The role"_s));
    // What is within the caller's rights is still not theirs to take from somebody above them.
    if (direction == Direction::Take && !given.rights.isEmpty())
        CO_TRY(co_await m_guard.checkSubject(context, kind, subject.id, subject.name));
    for (const Role &role : roles) {
        if (direction == Direction::Give)
            CO_TRY(co_await m_services.grants->assign(context->change, context->realm->id, kind, { subject }, role));
        else
            CO_TRY(co_await m_services.grants->unassign(context->change, context->realm->id, kind, { subject }, role));
    }
    CO_TRY(co_await m_guard.end(context, watch));
    api::GrantedRoles answer;
    answer.roles
        = CO_TRY(co_await m_services.grants->granted(context->change, { context->realm->id, kind, subject.id }));
    co_return answer;
}

Task<Result<api::GrantedPermissions>> GrantsApi::movePermissions(
    admin::ContextPointer context, SubjectKind kind, QStringList names, Direction direction) const
{
    const auto named = CO_TRY(co_await find(context, kind));
    const Subject subject { context->realm->id, kind, named.id };
    if (direction == Direction::Give) {
        QList<FieldError> errors;
        for (qsizetype i = 0; i < names.size(); ++i) {
            if (const QString problem = permissionNameProblem(names[i]); !problem.isEmpty())
                errors.append({ u"/permissions/%1"_s.arg(i), u"invalid"_s, problem });
        }
        if (!errors.isEmpty()) {
            Error error(ErrorCode::ValidationFailed, u"These are no permissions."_s);
            error.fields = errors;
            co_return std::unexpected(error);
        }
        names.removeDuplicates();
        CO_TRY(co_await m_services.roles->ensurePermissions(context->change, context->realm->id, names));
        CO_TRY(co_await m_services.grants->grant(context->change, subject, named.name, names));
    } else {
        CO_TRY(co_await m_services.grants->revoke(context->change, subject, named.name, names));
    }
    api::GrantedPermissions answer;
    answer.permissions = CO_TRY(co_await m_services.grants->grantedPermissions(context->change, subject));
    co_return answer;
}

Task<Result<api::HeldRoleList>> GrantsApi::listUserRoles(admin::ContextPointer context)
{
    co_return co_await roles(context, SubjectKind::User);
}

Task<Result<api::GrantedRoles>> GrantsApi::addUserRoles(admin::ContextPointer context, api::RoleNames body)
{
    co_return co_await moveRoles(context, SubjectKind::User, body.roles, Direction::Give);
}

Task<Result<api::GrantedRoles>> GrantsApi::removeUserRoles(admin::ContextPointer context, api::RoleNames body)
{
    co_return co_await moveRoles(context, SubjectKind::User, body.roles, Direction::Take);
}

Task<Result<api::RolePermissionList>> GrantsApi::listUserPermissions(admin::ContextPointer context)
{
    co_return co_await permissions(context, SubjectKind::User);
}

Task<Result<api::GrantedPermissions>> GrantsApi::grantUserPermissions(
    admin::ContextPointer context, api::PermissionNames body)
{
    co_return co_await movePermissions(context, SubjectKind::User, body.permissions, Direction::Give);
}

Task<Result<api::GrantedPermissions>> GrantsApi::revokeUserPermissions(
    admin::ContextPointer context, api::PermissionNames body)
{
    co_return co_await movePermissions(context, SubjectKind::User, body.permissions, Direction::Take);
}

Task<Result<api::HeldRoleList>> GrantsApi::listApplicationRoles(admin::ContextPointer context)
{
    co_return co_await roles(context, SubjectKind::Application);
}

Task<Result<api::GrantedRoles>> GrantsApi::addApplicationRoles(admin::ContextPointer context, api::RoleNames body)
{
    co_return co_await moveRoles(context, SubjectKind::Application, body.roles, Direction::Give);
}

Task<Result<api::GrantedRoles>> GrantsApi::removeApplicationRoles(admin::ContextPointer context, api::RoleNames body)
{
    co_return co_await moveRoles(context, SubjectKind::Application, body.roles, Direction::Take);
}

Task<Result<api::RolePermissionList>> GrantsApi::listApplicationPermissions(admin::ContextPointer context)
{
    co_return co_await permissions(context, SubjectKind::Application);
}

Task<Result<api::GrantedPermissions>> GrantsApi::grantApplicationPermissions(
    admin::ContextPointer context, api::PermissionNames body)
{
    co_return co_await movePermissions(context, SubjectKind::Application, body.permissions, Direction::Give);
}

Task<Result<api::GrantedPermissions>> GrantsApi::revokeApplicationPermissions(
    admin::ContextPointer context, api::PermissionNames body)
{
    co_return co_await movePermissions(context, SubjectKind::Application, body.permissions, Direction::Take);
}

Task<Result<api::AdministratorList>> GrantsApi::listAdministrators(admin::ContextPointer context)
{
    const auto &spec = GrantService::administratorsSpec();
    auto request = CO_TRY(m_services.lists->request(*context, spec));
    const auto page = CO_TRY(
        co_await m_services.grants->administrators(context->realm->id, std::move(request), context->deadline()));
    api::AdministratorList list;
    for (int i = 0; i < page.count; ++i) {
        api::Administrator item;
        item.kind = page.rows.text(i, "kind");
        item.id = page.rows.uuid(i, "id").toString();
        item.name = page.rows.text(i, "name");
        item.enabled = page.rows.boolean(i, "enabled");
        item.roles = page.rows.list(i, "roles");
        item.rights = page.rows.list(i, "rights");
        list.items.append(item);
    }
    list.next = CO_TRY(m_services.lists->next(*context, spec, page));
    co_return list;
}

}
