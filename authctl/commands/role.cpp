// SPDX-License-Identifier: GPL-3.0-or-later
#include "Grants.h"
#include "Resource.h"

#include "api/Operations.h"
#include "input/Names.h"
#include "output/Output.h"

#include <algorithm>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

int moveMembers(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const auto named = readNames(options.value(u"file"_s));
    if (!named)
        return report(options, named.error());
    const QStringList users = options.arguments + *named;
    const QStringList applications = options.values(u"application"_s);
    if (users.isEmpty() && applications.isEmpty())
        return report(options, usageFailure(u"Nobody is named: USER, --application or --file."_s));
    return sendAssignment(invocation,
        { { u"users"_s, QJsonArray::fromStringList(users) },
            { u"applications"_s, QJsonArray::fromStringList(applications) } });
}

/// What somebody would have with the role: permissions add up, so this is what giving it does.
int simulate(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    const auto given = fetchAll(session, kListRolePermissions);
    if (!given)
        return report(options, given.error());
    const auto held = fetchAll(session, kListUserPermissions, {}, { { "user", options.arguments.value(0) } });
    if (!held)
        return report(options, held.error());
    QSet<QString> before;
    for (const auto &one : *held)
        before.insert(one[u"name"].toString());
    QJsonArray items;
    for (const auto &one : *given) {
        const QString name = one[u"name"].toString();
        items.append(QJsonObject {
            { u"permission"_s, name }, { u"gained"_s, !before.contains(name) }, { u"sources"_s, one[u"sources"] } });
    }
    Invocation shown = invocation;
    if (shown.options.columns.isEmpty())
        shown.options.columns = { u"permission"_s, u"gained"_s };
    return writeList(shown, items);
}

/// A role with what it inherits below it. No role stands above itself: the server refuses cycles.
QJsonObject treeOf(const QString &name, const QHash<QString, QStringList> &parents)
{
    QJsonArray inherited;
    for (const QString &parent : parents.value(name))
        inherited.append(treeOf(parent, parents));
    return { { u"name"_s, name }, { u"inherits"_s, inherited } };
}

void writeTree(const QJsonObject &node, const QString &indent, const QString &branch, QString &text)
{
    text += indent + branch + node[u"name"].toString() + u'\n';
    const QJsonArray inherited = node[u"inherits"].toArray();
    const QString below = branch.isEmpty() ? indent : indent + (branch.startsWith(u'├') ? u"│  "_s : u"   "_s);
    for (qsizetype i = 0; i < inherited.size(); ++i)
        writeTree(inherited[i].toObject(), below, i + 1 < inherited.size() ? u"├─ "_s : u"└─ "_s, text);
}

int showTree(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    const auto roles = fetchAll(session, kListRoles);
    if (!roles)
        return report(options, roles.error());
    QHash<QString, QStringList> parents;
    QStringList inherited;
    for (const auto &role : *roles) {
        QStringList names;
        const QJsonArray list = role[u"parents"].toArray();
        for (const auto &parent : list)
            names.append(parent.toString());
        parents.insert(role[u"name"].toString(), names);
        inherited += names;
    }
    QStringList tops { options.handle };
    if (options.handle.isEmpty()) {
        tops = parents.keys();
        tops.removeIf([&inherited](const QString &name) { return inherited.contains(name); });
        tops.sort();
    } else if (!parents.contains(options.handle)) {
        Failure failure;
        failure.exitCode = NotFound;
        failure.code = u"not_found"_s;
        failure.message = u"There is no role \"%1\"."_s.arg(options.handle);
        return report(options, failure);
    }
    QJsonArray trees;
    QString text;
    for (const QString &name : std::as_const(tops)) {
        trees.append(treeOf(name, parents));
        writeTree(trees.last().toObject(), {}, {}, text);
    }
    if (!isForPeople(options))
        return writeList(invocation, trees);
    writeText(text.toUtf8());
    return Done;
}

constexpr QLatin1StringView kRequire("require_");

/// What a role can ask of who has it, without `require_`: the members of a change of one.
QStringList requirements()
{
    QStringList names;
    for (const auto &field : api::operations()[kUpdateRole].fields) {
        const QLatin1StringView path(field.path);
        if (path.startsWith(kRequire) && field.type == api::BodyField::Type::Boolean)
            names.append(path.sliced(kRequire.size()));
    }
    return names;
}

int writeRequirements(const Invocation &invocation, const QJsonObject &role)
{
    QJsonObject shown { { u"name"_s, role[u"name"] } };
    for (const QString &name : requirements())
        shown.insert(name, role[QString(kRequire + name)]);
    Invocation table = invocation;
    if (table.options.columns.isEmpty())
        table.options.columns = QStringList { u"name"_s } + requirements();
    return writeObject(table, shown);
}

int showRequirements(const Invocation &invocation)
{
    Session session(&invocation);
    const auto answer = session.send(session.call());
    if (!answer)
        return report(invocation.options, answer.error());
    return writeRequirements(invocation, answer->body);
}

int setRequirements(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const QStringList known = requirements();
    const QStringList wanted = options.arguments == QStringList { u"none"_s } ? QStringList() : options.arguments;
    QJsonObject body;
    for (const QString &name : known)
        body.insert(QString(kRequire + name), wanted.contains(name));
    for (const QString &name : wanted) {
        if (!known.contains(name))
            return report(options,
                usageFailure(u"A role cannot require \"%1\": it takes %2, or none."_s.arg(name, known.join(u", "_s))));
    }
    const auto answer = Session(&invocation).change(body);
    if (!answer)
        return report(options, answer.error());
    return writeRequirements(invocation, answer->body);
}

constexpr Argument kRequirements[] = { { "REQUIREMENT", "What has to be proved, as \"requirements get\" shows; or none.", true, true } };
constexpr Argument kMembers[] = { { "USER", "User names, e-mail addresses or ids.", false, true } };
constexpr Flag kMemberFlags[] = {
    { "application", "CLIENT_ID", "An application that acts for itself", 0, true },
    { "file", "FILE", "People, one a line; - is standard input", 'f' },
};
constexpr Argument kSomebody[] = { { "USER", "User name, e-mail address or id." } };
constexpr const char *kAliases[] = { "roles" };
constexpr const char *kColumns[] = { "name", "description", "parents", "permissions", "rights" };
constexpr Verb kVerbs[] = {
    { "list", "List roles.", "authctl role list -q application:shop", kListRoles, Handle::None, { .list = true },
        listObjects },
    { "get", "Show a role.", "authctl role get realm-viewer", kGetRole, Handle::Required, {}, getObject },
    { "create", "Create a role; one of an application is named CLIENT_ID:NAME.",
        "authctl role create editor --set permissions=orders:write", kCreateRole, Handle::Optional,
        { .body = true, .change = true }, createObject },
    { "update", "Change a role.", "authctl role update editor --set description=Writes.", kUpdateRole, Handle::Required,
        { .body = true, .change = true, .version = true }, updateObject },
    { "edit", "Change a role in an editor.", "authctl role edit editor", kUpdateRole, Handle::Required,
        { .change = true, .version = true }, editObject },
    { "history", "List the versions of a role, newest first.", "authctl role history editor", kListRoleHistory,
        Handle::Required, { .list = true }, listHistory },
    { "revert", "Make a role what it was at a version.", "authctl role revert editor 1", kRevertRole, Handle::Required,
        { .change = true, .version = true }, revertObject, {}, kVersionArgument },
    { "delete", "Delete a role; everybody who has it loses it.", "authctl role delete editor --yes", kDeleteRole,
        Handle::Required, { .change = true, .version = true, .confirm = true }, deleteObject },
    { "permissions list", "List what a role permits, with what it inherits.", "authctl role permissions list editor",
        kListRolePermissions, Handle::Required, { .list = true }, listHeldPermissions },
    { "permissions grant", "Add permissions to a role.", "authctl role permissions grant editor orders:read",
        kGrantRolePermissions, Handle::Required, { .change = true, .version = true }, sendPermissions, {},
        kPermissionArguments },
    { "permissions revoke", "Take permissions from a role.", "authctl role permissions revoke editor orders:read",
        kRevokeRolePermissions, Handle::Required, { .change = true, .version = true }, sendPermissions, {},
        kPermissionArguments },
    { "parents list", "List the roles that a role inherits from, directly or not.", "authctl role parents list editor",
        kListRoleParents, Handle::Required, { .list = true }, listHeldRoles },
    { "parents add", "Let a role inherit from others.", "authctl role parents add editor reader", kAddRoleParents,
        Handle::Required, { .change = true, .version = true }, sendRoles, {}, kRoleArguments },
    { "parents remove", "Let a role inherit no more from others.", "authctl role parents remove editor reader",
        kRemoveRoleParents, Handle::Required, { .change = true, .version = true }, sendRoles, {}, kRoleArguments },
    { "requirements get", "Show what somebody has to prove for a role to count.", "authctl role requirements get editor",
        kGetRole, Handle::Required, {}, showRequirements },
    { "requirements set", "Say what somebody has to prove for a role to count: these, and nothing else.",
        "authctl role requirements set editor mfa", kUpdateRole, Handle::Required, { .change = true, .version = true },
        setRequirements, {}, kRequirements },
    { "tree", "Show roles with what they inherit.", "authctl role tree", kListRoles, Handle::Optional, {}, showTree },
    { "members", "List who has a role, directly or through another one.", "authctl role members realm-viewer",
        kListRoleMembers, Handle::Required, { .list = true }, listHolders },
    { "assign", "Give a role to people and applications.", "authctl role assign editor alice", kAssignRole,
        Handle::Required, { .change = true }, moveMembers, kMemberFlags, kMembers },
    { "simulate", "Show what somebody would gain by a role.", "authctl role simulate editor alice",
        kListRolePermissions, Handle::Required, {}, simulate, {}, kSomebody },
    { "unassign", "Take a role from people and applications.", "authctl role unassign editor alice", kUnassignRole,
        Handle::Required, { .change = true }, moveMembers, kMemberFlags, kMembers },
};

}

extern const Noun role_variant;
const Noun role_variant { "role", kAliases, "Roles: what they inherit and give, and who has them.", "ROLE", "name",
    "role", kColumns, kVerbs };

}
