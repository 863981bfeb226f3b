// SPDX-License-Identifier: GPL-3.0-or-later
#include "Grants.h"
#include "Resource.h"

#include "api/Operations.h"
#include "input/Names.h"
#include "output/Output.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

int listMembers(const Invocation &invocation)
{
    return listAs(invocation, { u"name"_s, u"email"_s, u"roles"_s, u"joined_at"_s });
}

int movePeople(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const auto named = readNames(options.value(u"file"_s));
    if (!named)
        return report(options, named.error());
    const QStringList users = options.arguments + *named;
    if (users.isEmpty())
        return report(options, usageFailure(u"Nobody is named: USER or --file."_s));
    return sendAssignment(invocation, { { u"users"_s, QJsonArray::fromStringList(users) } });
}

int moveRoles(const Invocation &invocation)
{
    const Options &options = invocation.options;
    return sendNames(invocation, invocation.verb->operation, u"roles"_s, options.arguments.mid(1),
        { { "user", options.arguments.value(0) } });
}

constexpr Argument kPeople[] = { { "USER", "User names, e-mail addresses or ids.", false, true } };
constexpr Flag kPeopleFlags[] = { { "file", "FILE", "People, one a line; - is standard input", 'f' } };
constexpr Argument kMemberRoles[] = { { "USER", "A member." }, { "ROLE", "Names of roles of the realm.", true, true } };
constexpr const char *kAliases[] = { "orgs", "organization", "group" };
constexpr const char *kColumns[] = { "name", "display_name", "enabled", "require_mfa", "domains" };
constexpr Verb kVerbs[] = {
    { "list", "List organisations.", "authctl org list", kListOrganizations, Handle::None, { .list = true },
        listObjects },
    { "get", "Show an organisation.", "authctl org get acme", kGetOrganization, Handle::Required, {}, getObject },
    { "create", "Create an organisation.", "authctl org create acme --set display_name=Acme", kCreateOrganization,
        Handle::Optional, { .body = true, .change = true }, createObject },
    { "update", "Change an organisation.", "authctl org update acme --set require_mfa=true", kUpdateOrganization,
        Handle::Required, { .body = true, .change = true, .version = true }, updateObject },
    { "edit", "Change an organisation in an editor.", "authctl org edit acme", kUpdateOrganization, Handle::Required,
        { .change = true, .version = true }, editObject },
    { "history", "List the versions of an organisation, newest first.", "authctl org history acme",
        kListOrganizationHistory, Handle::Required, { .list = true }, listHistory },
    { "revert", "Make an organisation what it was at a version.", "authctl org revert acme 1", kRevertOrganization,
        Handle::Required, { .change = true, .version = true }, revertObject, {}, kVersionArgument },
    { "delete", "Delete an organisation; the accounts of its members stay.", "authctl org delete acme --yes",
        kDeleteOrganization, Handle::Required, { .change = true, .version = true, .confirm = true }, deleteObject },
    { "members list", "List members with their roles.", "authctl org members list acme", kListOrganizationMembers,
        Handle::Required, { .list = true }, listMembers },
    { "members add", "Add people.", "authctl org members add acme alice", kAddOrganizationMembers, Handle::Required,
        { .change = true }, movePeople, kPeopleFlags, kPeople },
    { "members remove", "Take people out, with their roles.", "authctl org members remove acme alice",
        kRemoveOrganizationMembers, Handle::Required, { .change = true }, movePeople, kPeopleFlags, kPeople },
    { "roles add", "Give a member roles in the organisation.", "authctl org roles add acme alice editor",
        kAddOrganizationMemberRoles, Handle::Required, { .change = true }, moveRoles, {}, kMemberRoles },
    { "roles remove", "Take roles in the organisation from a member.", "authctl org roles remove acme alice editor",
        kRemoveOrganizationMemberRoles, Handle::Required, { .change = true }, moveRoles, {}, kMemberRoles },
};

}

extern const Noun org_variant;
const Noun org_variant { "org", kAliases, "Organisations inside a realm.", "ORG", "name", "organization", kColumns,
    kVerbs };

}
