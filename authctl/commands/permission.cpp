// SPDX-License-Identifier: GPL-3.0-or-later
#include "Grants.h"
#include "Resource.h"

#include "api/Operations.h"
#include "output/Output.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

/// Columns are paths into objects, and a dot in one leads to a member: the name of a role has a slash there instead.
QString columnOf(const QString &role)
{
    return QString(role).replace(u'.', u'/');
}

int showMatrix(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    const QString application = options.value(u"app"_s);
    const QString query = application.isEmpty() ? QString() : u"application:\"%1\""_s.arg(application);
    const auto rows = fetchAll(session, kListPermissionMatrix, query);
    if (!rows)
        return report(options, rows.error());
    if (!isForPeople(options) && options.output != "csv"_L1)
        return writeList(invocation, *rows);
    const auto roles = fetchAll(session, kListRoles, query);
    if (!roles)
        return report(options, roles.error());
    Invocation shown = invocation;
    QStringList columns { u"permission"_s };
    for (const auto &role : *roles)
        columns.append(columnOf(role[u"name"].toString()));
    QJsonArray items;
    for (const auto &row : *rows) {
        QJsonObject item { { u"permission"_s, row[u"permission"] } };
        for (const auto &[member, mark] : { std::pair(u"direct"_s, u"yes"_s), { u"inherited"_s, u"inherited"_s } }) {
            const QJsonArray names = row[member].toArray();
            for (const auto &name : names) {
                item.insert(columnOf(name.toString()), mark);
                if (const QString column = columnOf(name.toString()); !columns.contains(column))
                    columns.append(column);
            }
        }
        items.append(item);
    }
    if (shown.options.columns.isEmpty())
        shown.options.columns = columns;
    // A role that gives nothing is a column, too, and no mistake.
    shown.options.quiet = true;
    return writeList(shown, items);
}

int whoCan(const Invocation &invocation)
{
    Invocation asked = invocation;
    asked.options.handle = invocation.options.arguments.value(1) + u':' + invocation.options.arguments.value(0);
    return listHolders(asked);
}

/// Exit code 1 where the person may not: a script asks without reading.
int check(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const QString user = options.arguments.value(0);
    const QString permission = options.arguments.value(2) + u':' + options.arguments.value(1);
    Session session(&invocation);
    const auto held = fetchAll(session, kListUserPermissions, u"name:\"%1\""_s.arg(permission), { { "user", user } });
    if (!held)
        return report(options, held.error());
    const auto found = std::find_if(held->begin(), held->end(),
        [&permission](const QJsonValue &one) { return one[u"name"].toString() == permission; });
    const bool allowed = found != held->end();
    QJsonObject answer { { u"user"_s, user }, { u"permission"_s, permission }, { u"allowed"_s, allowed } };
    if (options.has(u"explain"_s)) {
        answer.insert(u"direct"_s, allowed && (*found)[u"direct"].toBool());
        answer.insert(u"sources"_s, allowed ? (*found)[u"sources"].toArray() : QJsonArray());
    }
    const int code = writeObject(invocation, answer);
    return code == Done && !allowed ? Failed : code;
}

constexpr Flag kCheckFlags[] = { { "explain", nullptr, "Say through which roles" } };
constexpr Argument kCheck[]
    = { { "USER", "User name, e-mail address or id." }, { "ACTION", "As in read." }, { "RESOURCE", "As in orders." } };
constexpr Flag kMatrixFlags[] = { { "app", "CLIENT_ID", "Only roles and permissions of an application" } };
constexpr Argument kQuestion[] = { { "ACTION", "As in read." }, { "RESOURCE", "As in orders." } };
constexpr const char *kAliases[] = { "permissions" };
constexpr const char *kColumns[] = { "name", "application", "description" };
constexpr Verb kVerbs[] = {
    { "list", "List permissions.", "authctl permission list -q resource:orders", kListPermissions, Handle::None,
        { .list = true }, listObjects },
    { "get", "Show a permission.", "authctl permission get orders:read", kGetPermission, Handle::Required, {},
        getObject },
    { "create", "Create a permission.", "authctl permission create orders:read --set description='Read orders.'",
        kCreatePermission, Handle::Optional, { .body = true, .change = true }, createObject },
    { "update", "Change a permission.", "authctl permission update orders:read --set description='Read orders.'",
        kUpdatePermission, Handle::Required, { .body = true, .change = true, .version = true }, updateObject },
    { "edit", "Change a permission in an editor.", "authctl permission edit orders:read", kUpdatePermission, Handle::Required,
        { .change = true, .version = true }, editObject },
    { "history", "List the versions of a permission, newest first.", "authctl permission history orders:read",
        kListPermissionHistory, Handle::Required, { .list = true }, listHistory },
    { "revert", "Make a permission what it was at a version.", "authctl permission revert orders:read 1",
        kRevertPermission, Handle::Required, { .change = true, .version = true }, revertObject, {}, kVersionArgument },
    { "delete", "Delete a permission; everybody who has it loses it.", "authctl permission delete orders:read --yes",
        kDeletePermission, Handle::Required, { .change = true, .version = true, .confirm = true }, deleteObject },
    { "matrix", "Show which roles give which permissions.", "authctl permission matrix -o csv", kListPermissionMatrix,
        Handle::None, {}, showMatrix, kMatrixFlags },
    { "who-can", "List who may do something, and why.", "authctl permission who-can read orders",
        kListPermissionHolders, Handle::None, { .list = true }, whoCan, {}, kQuestion },
    { "check", "Say whether somebody may do something: exit code 0 or 1.",
        "authctl permission check alice read orders --explain", kListUserPermissions, Handle::None, {}, check,
        kCheckFlags, kCheck },
};

}

extern const Noun permission_variant;
const Noun permission_variant { "permission", kAliases,
    "Permissions: actions on resources that applications ask about.", "PERMISSION", "name", "permission", kColumns,
    kVerbs };

}
