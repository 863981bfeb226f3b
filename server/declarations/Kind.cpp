// SPDX-License-Identifier: GPL-3.0-or-later
#include "declarations/Kind.h"

#include "api/Operations.h"

#include <algorithm>

namespace auth::declarations {

namespace {

namespace op = api::operation;
using enum Prunable;

constexpr Kind kKinds[] = {
    { "Realm", op::kListRealms, op::kCreateRealm, op::kGetRealm, op::kUpdateRealm, op::kDeleteRealm, "", "name", Never, nullptr },
    { "ResourceServer", op::kListResourceServers, op::kCreateResourceServer, op::kGetResourceServer, op::kUpdateResourceServer, op::kDeleteResourceServer, "resource_server", "name", Yes, nullptr },
    { "Scope", op::kListScopes, op::kCreateScope, op::kGetScope, op::kUpdateScope, op::kDeleteScope, "scope", "name", Yes, nullptr },
    { "Application", op::kListApplications, op::kCreateApplication, op::kGetApplication, op::kUpdateApplication, op::kDeleteApplication, "application", "client_id", Yes, "client_secret", true, op::kListApplicationRoles, op::kAddApplicationRoles, op::kRemoveApplicationRoles, "application" },
    { "Role", op::kListRoles, op::kCreateRole, op::kGetRole, op::kUpdateRole, op::kDeleteRole, "role", "name", Yes, nullptr },
    { "ApiKey", op::kListApiKeys, op::kCreateApiKey, op::kGetApiKey, op::kUpdateApiKey, op::kDeleteApiKey, "api_key", "name", Never, "key", false },
    { "User", op::kListUsers, op::kCreateUser, op::kGetUser, op::kUpdateUser, op::kDeleteUser, "user", "username", Never, "password", false, op::kListUserRoles, op::kAddUserRoles, op::kRemoveUserRoles, "user" },
    // Its members are people.
    { "Organization", op::kListOrganizations, op::kCreateOrganization, op::kGetOrganization, op::kUpdateOrganization, op::kDeleteOrganization, "organization", "name", Yes, nullptr, true, -1, -1, -1, "", true },
};

}

const api::Operation &Kind::operation(int index) const
{
    return api::operations()[static_cast<size_t>(index)];
}

QStringList Kind::members(int index) const
{
    QStringList names;
    for (const auto &field : operation(index).fields) {
        const QString path = QString::fromLatin1(field.path);
        if (!path.contains(u'.'))
            names.append(path);
    }
    return names;
}

std::span<const Kind> kinds()
{
    return kKinds;
}

const Kind *findKind(const QString &name)
{
    const auto found = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const Kind &kind) { return name == QLatin1StringView(kind.name); });
    return found == std::end(kKinds) ? nullptr : found;
}

}
