// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions/PermissionsApi.h"

#include "permissions/GrantAnswers.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

api::Permission answer(const Permission &permission)
{
    return api::decodeLeniently<api::Permission>(permissionToJson(permission));
}

template <typename Body>
PermissionChanges changesOf(const Body &body)
{
    PermissionChanges changes;
    changes.name = body.name;
    changes.application = body.application;
    changes.description = body.description;
    return changes;
}

}

PermissionsApi::PermissionsApi(
    PermissionService *permissions, GrantService *grants, ApplicationDirectory *applications, const admin::Lists *lists)
    : m_permissions(permissions)
    , m_grants(grants)
    , m_applications(applications)
    , m_lists(lists)
{
}

Task<Result<Permission>> PermissionsApi::find(admin::ContextPointer context) const
{
    co_return co_await m_permissions->find(context->realm->id, context->id("permission"), context->deadline());
}

Task<Result<std::optional<ApplicationId>>> PermissionsApi::applicationOf(
    admin::ContextPointer context, Field<QString> clientId) const
{
    if (!clientId.hasValue())
        co_return std::nullopt;
    const auto application
        = co_await m_applications->find(context->realm->id, clientId.value().toUtf8(), context->deadline());
    if (application)
        co_return (*application)->id;
    if (application.error().code != ErrorCode::NotFound)
        co_return std::unexpected(application.error());
    Error error(ErrorCode::ValidationFailed, u"There is no application \"%1\"."_s.arg(clientId.value()));
    error.fields.append({ u"/application"_s, u"unknown"_s, error.description });
    co_return std::unexpected(error);
}

Task<Result<api::PermissionList>> PermissionsApi::listPermissions(admin::ContextPointer context)
{
    const auto &spec = PermissionService::listSpec();
    auto request = CO_TRY(m_lists->request(*context, spec));
    const auto page = CO_TRY(co_await m_permissions->list(context->realm->id, std::move(request), context->deadline()));
    api::PermissionList list;
    for (const Permission &permission : page.permissions)
        list.items.append(answer(permission));
    list.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::Permission>> PermissionsApi::createPermission(
    admin::ContextPointer context, api::PermissionCreate body)
{
    const auto application = CO_TRY(co_await applicationOf(context, body.application));
    co_return answer(
        CO_TRY(co_await m_permissions->create(context->change, context->realm->id, changesOf(body), application)));
}

Task<Result<api::Permission>> PermissionsApi::getPermission(admin::ContextPointer context)
{
    co_return answer(CO_TRY(co_await find(context)));
}

Task<Result<api::Permission>> PermissionsApi::updatePermission(
    admin::ContextPointer context, api::PermissionUpdate body)
{
    const Permission found = CO_TRY(co_await find(context));
    const auto application = CO_TRY(co_await applicationOf(context, body.application));
    co_return answer(CO_TRY(co_await m_permissions->update(
        context->change, context->realm->id, found.id, changesOf(body), application, context->ifVersion)));
}

Task<Result<void>> PermissionsApi::deletePermission(admin::ContextPointer context)
{
    const Permission found = CO_TRY(co_await find(context));
    co_return co_await m_permissions->remove(context->change, context->realm->id, found.id, context->ifVersion);
}

Task<Result<api::PermissionHolderList>> PermissionsApi::listPermissionHolders(admin::ContextPointer context)
{
    const Permission permission = CO_TRY(co_await find(context));
    const auto &spec = GrantService::holdersSpec();
    auto request = CO_TRY(m_lists->request(*context, spec));
    const auto page = CO_TRY(
        co_await m_grants->holders(context->realm->id, permission.name, std::move(request), context->deadline()));
    api::PermissionHolderList list;
    for (const Holder &holder : page.holders)
        list.items.append(api::decodeLeniently<api::PermissionHolder>(holderToJson(holder)));
    list.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::PermissionMatrix>> PermissionsApi::listPermissionMatrix(admin::ContextPointer context)
{
    const auto &spec = PermissionService::matrixSpec();
    auto request = CO_TRY(m_lists->request(*context, spec));
    const auto page
        = CO_TRY(co_await m_permissions->matrix(context->realm->id, std::move(request), context->deadline()));
    api::PermissionMatrix matrix;
    for (const MatrixRow &row : page.rows) {
        api::PermissionMatrixRow item;
        item.id = row.permission.id.toString();
        item.permission = row.permission.name;
        if (!row.permission.application.isEmpty())
            item.application = row.permission.application;
        item.description = row.permission.description;
        item.direct = row.direct;
        item.inherited = row.inherited;
        matrix.items.append(item);
    }
    matrix.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return matrix;
}

}
