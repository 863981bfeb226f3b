// SPDX-License-Identifier: GPL-3.0-or-later
#include "Grants.h"
#include "Prompt.h"
#include "Resource.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

bool isApplication(const Invocation &invocation)
{
    return invocation.options.has(u"application"_s);
}

int grantRights(const Invocation &invocation)
{
    const Options &options = invocation.options;
    return isApplication(invocation) ? sendNames(invocation, kAddApplicationRoles, u"roles"_s, options.arguments,
                                           { { "application", options.handle } })
                                     : sendNames(invocation, kAddUserRoles, u"roles"_s, options.arguments);
}

int revokeRights(const Invocation &invocation)
{
    const Options &options = invocation.options;
    QStringList roles = options.arguments;
    if (roles.isEmpty()) {
        Session session(&invocation);
        const auto all = fetchAll(session, kListAdministrators, u"name:\"%1\""_s.arg(options.handle));
        if (!all)
            return report(options, all.error());
        for (const auto &one : *all) {
            if ((one[u"kind"].toString() == "application"_L1) != isApplication(invocation))
                continue;
            const QJsonArray held = one[u"roles"].toArray();
            for (const auto &role : held)
                roles.append(role.toString());
        }
        if (roles.isEmpty()) {
            Failure failure;
            failure.exitCode = NotFound;
            failure.code = u"not_found"_s;
            failure.message = u"\"%1\" is no administrator here."_s.arg(options.handle);
            failure.next = u"authctl administrator list"_s;
            return report(options, failure);
        }
        if (!options.dryRun) {
            const QString question = u"Take %1 from \"%2\"?"_s.arg(roles.join(u", "_s), options.handle);
            if (const auto refused = confirm(options, Severity::Moderate, question, options.handle))
                return report(options, *refused);
        }
    }
    return isApplication(invocation)
        ? sendNames(invocation, kRemoveApplicationRoles, u"roles"_s, roles, { { "application", options.handle } })
        : sendNames(invocation, kRemoveUserRoles, u"roles"_s, roles);
}

constexpr Flag kFlags[] = { { "application", nullptr, "An application that acts for itself, not a person" } };
constexpr Argument kRoles[] = { { "ROLE", "All that give rights where none is named.", false, true } };
constexpr const char *kAliases[] = { "administrators", "admin" };
constexpr const char *kColumns[] = { "kind", "name", "enabled", "roles", "rights" };
constexpr Verb kVerbs[] = {
    { "list", "List who has rights in the admin API.", "authctl administrator list", kListAdministrators, Handle::None,
        { .list = true }, listObjects },
    { "grant", "Give roles with rights to somebody.", "authctl administrator grant alice realm-viewer", kAddUserRoles,
        Handle::Required, { .change = true }, grantRights, kFlags, kRoleArguments },
    { "revoke", "Take roles with rights from somebody.", "authctl administrator revoke alice realm-viewer",
        kRemoveUserRoles, Handle::Required, { .change = true, .confirm = true }, revokeRights, kFlags, kRoles },
};

}

extern const Noun administrator_variant;
const Noun administrator_variant { "administrator", kAliases, "Who has rights in the admin API.", "USER", "name",
    "user", kColumns, kVerbs };

}
