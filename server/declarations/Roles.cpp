// SPDX-License-Identifier: GPL-3.0-or-later
#include "declarations/Roles.h"

#include "api/Operations.h"

#include <QtCore/QJsonArray>

namespace auth::declarations {

namespace {

using namespace Qt::StringLiterals;

constexpr int kPage = 200;

Task<Result<QStringList>> directRoles(ApplyingPointer run, const Kind *kind, QString name)
{
    QStringList roles;
    admin::ListParameters list;
    list.limit = kPage;
    do {
        const auto page = CO_TRY(co_await callFor(run, kind, kind->listRoles, name, {}, {}, {}, list));
        for (const auto &item : page.body[u"items"].toArray()) {
            if (item[u"direct"].toBool())
                roles.append(item[u"name"].toString());
        }
        list.after = page.body[u"next"].toString();
    } while (!list.after.isEmpty());
    roles.sort();
    co_return roles;
}

QStringList without(QStringList list, const QStringList &others)
{
    list.removeIf([&others](const QString &one) { return others.contains(one); });
    return list;
}

QJsonObject bodyOf(const QStringList &roles)
{
    return { { u"roles"_s, QJsonArray::fromStringList(roles) } };
}

}

Result<QStringList> rolesOfSpec(const QJsonValue &value)
{
    QStringList roles;
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (!array[i].isString())
            return refusedAt(u"/spec/roles/%1"_s.arg(i), u"invalid"_s, u"The name of a role is needed here."_s);
        roles.append(array[i].toString());
    }
    if (!value.isArray() && !value.isNull())
        return refusedAt(u"/spec/roles"_s, u"invalid"_s, u"A list of names of roles is needed here."_s);
    roles.removeDuplicates();
    roles.sort();
    return roles;
}

Task<Result<QJsonObject>> applyRoles(ApplyingPointer run, const Kind *kind, QString name, QStringList wanted)
{
    const QStringList before = CO_TRY(co_await directRoles(run, kind, name));
    const QStringList added = without(wanted, before);
    const QStringList removed = without(before, wanted);
    if (!added.isEmpty())
        CO_TRY(co_await callFor(run, kind, kind->addRoles, name, bodyOf(added), {}));
    if (!removed.isEmpty())
        CO_TRY(co_await callFor(run, kind, kind->removeRoles, name, bodyOf(removed), {}));
    if (added.isEmpty() && removed.isEmpty())
        co_return QJsonObject();
    co_return QJsonObject { { u"/roles"_s,
        QJsonObject { { u"before"_s, QJsonArray::fromStringList(before) },
            { u"after"_s, QJsonArray::fromStringList(wanted) } } } };
}

Task<Result<RolesOfHolders>> everyRoleOfHolders(
    admin::ContextPointer context, std::shared_ptr<admin::Inside> inside, QStringList roles)
{
    RolesOfHolders found;
    for (const QString &role : roles) {
        admin::InsideCall call;
        call.parent = context;
        call.realm = context->realm;
        call.operation = &api::operations()[api::operation::kListRoleMembers];
        call.ids = { { "role", role } };
        call.list.limit = kPage;
        do {
            const auto page = CO_TRY(co_await inside->call(call));
            for (const auto &item : page.body[u"items"].toArray()) {
                if (item[u"direct"].toBool())
                    found[{ item[u"kind"].toString(), item[u"name"].toString() }].append(role);
            }
            call.list.after = page.body[u"next"].toString();
        } while (!call.list.after.isEmpty());
    }
    co_return found;
}

}
