// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/OrganizationScope.h"

#include "organizations/OrganizationService.h"
#include "protocol/oauth/Scope.h"

namespace auth::oauth {

namespace {

using namespace Qt::StringLiterals;

constexpr auto kPrefix = "organization:"_L1;

}

QString organizationOf(const QStringList &scope)
{
    for (const QString &name : scope) {
        if (name.startsWith(kPrefix))
            return name.mid(kPrefix.size());
    }
    return {};
}

Result<QStringList> withOrganization(
    QStringList scope, const std::optional<QString> &parameter, const QStringList &registered)
{
    if (parameter) {
        const QStringList named = TRY(parseScope(kPrefix + *parameter));
        if (named.size() != 1 || parameter->isEmpty())
            return failure(ErrorCode::InvalidRequest, u"organization is the name of one organisation."_s);
        if (!scope.contains(named.first()))
            scope += named;
    }
    const auto count
        = std::count_if(scope.begin(), scope.end(), [](const QString &name) { return name.startsWith(kPrefix); });
    if (count > 1)
        return failure(ErrorCode::InvalidScope, u"People sign in to one organisation at a time."_s);
    if (count == 0 && scope.contains(kOrganizationScope))
        return failure(ErrorCode::InvalidScope, u"The organisation has no name: ask for organization:NAME."_s);
    if (count == 1 && !registered.contains(kOrganizationScope))
        return failure(ErrorCode::InvalidScope, u"The client may not sign people in to organisations."_s);
    scope.removeAll(kOrganizationScope);
    return scope;
}

Task<Result<std::optional<Error>>> organizationRefusal(
    protocol::Services *services, RealmPointer realm, QStringList scope, UserId user, Deadline deadline)
{
    const QString name = organizationOf(scope);
    if (name.isEmpty() || CO_TRY(co_await services->organizations->membership(realm, name, user.value, deadline)))
        co_return std::nullopt;
    // The same for an organisation that is disabled or does not exist: who is not in it learns nothing of it.
    co_return Error(ErrorCode::AccessDenied, u"The person is no member of the organisation."_s);
}

}
