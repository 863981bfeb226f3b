// SPDX-License-Identifier: GPL-3.0-or-later
#include "declarations/Members.h"

#include "api/Operations.h"

#include <QtCore/QJsonArray>

namespace auth::declarations {

namespace {

using namespace Qt::StringLiterals;
namespace op = api::operation;

constexpr int kPage = 200;
constexpr qsizetype kMostAtOnce = 1000; ///< What the operations take.

QString keyOf(const QString &name)
{
    return name.toCaseFolded();
}

QStringList without(QStringList list, const QStringList &others)
{
    list.removeIf([&others](const QString &one) { return others.contains(one); });
    return list;
}

admin::InsideCall callOf(const ApplyingPointer &run, int operation, const QString &organization)
{
    admin::InsideCall call;
    call.operation = &api::operations()[static_cast<size_t>(operation)];
    call.parent = run->context;
    call.realm = run->realm;
    call.ids = { { "realm", run->realmName }, { "organization", organization } };
    return call;
}

Result<Member> memberOfSpec(const QJsonValue &value, const QString &path)
{
    Member member;
    const QJsonObject object = value.toObject();
    for (auto field = object.begin(); field != object.end(); ++field) {
        if (field.key() != u"name" && field.key() != u"roles")
            return refusedAt(path + u'/' + field.key(), u"unknown_field"_s, u"A member has a name and roles."_s);
    }
    member.name = object[u"name"].toString();
    if (member.name.isEmpty())
        return refusedAt(path + u"/name"_s, u"required"_s, u"The user name of a member is needed here."_s);
    if (!object[u"roles"].isArray() && object.contains(u"roles"_s))
        return refusedAt(path + u"/roles"_s, u"invalid"_s, u"A list of names of roles is needed here."_s);
    const QJsonArray roles = object[u"roles"].toArray();
    for (qsizetype i = 0; i < roles.size(); ++i) {
        if (!roles[i].isString())
            return refusedAt(path + u"/roles/%1"_s.arg(i), u"invalid"_s, u"The name of a role is needed here."_s);
        member.roles.append(roles[i].toString());
    }
    member.roles.removeDuplicates();
    member.roles.sort();
    return member;
}

/// Adds or removes \a names. Nobody is added by an address: the next time the document would say somebody else.
Task<Result<void>> moveMembers(ApplyingPointer run, int operation, QString organization, QStringList names)
{
    for (qsizetype from = 0; from < names.size(); from += kMostAtOnce) {
        admin::InsideCall call = callOf(run, operation, organization);
        call.body = { { u"users"_s, QJsonArray::fromStringList(names.mid(from, kMostAtOnce)) } };
        const auto outcome = CO_TRY(co_await run->inside->call(std::move(call)));
        const QJsonArray items = outcome.body[u"items"].toArray();
        for (const auto &item : items) {
            const QString handle = item[u"handle"].toString();
            if (item[u"result"] == u"not_found"_s)
                co_return refusedAt(u"/spec/members"_s, u"unknown"_s, u"There is no user \"%1\"."_s.arg(handle));
            if (keyOf(item[u"name"].toString()) != keyOf(handle))
                co_return refusedAt(u"/spec/members"_s, u"invalid"_s,
                    u"\"%1\" is an address of %2, not their name."_s.arg(handle, item[u"name"].toString()));
        }
    }
    co_return {};
}

Task<Result<void>> moveRoles(ApplyingPointer run, int operation, QString organization, QString user, QStringList roles)
{
    if (roles.isEmpty())
        co_return {};
    admin::InsideCall call = callOf(run, operation, organization);
    call.ids.append({ "user", user });
    call.body = { { u"roles"_s, QJsonArray::fromStringList(roles) } };
    CO_TRY(co_await run->inside->call(std::move(call)));
    co_return {};
}

}

Result<Members> membersOfSpec(const QJsonValue &value)
{
    if (!value.isArray() && !value.isNull())
        return refusedAt(u"/spec/members"_s, u"invalid"_s, u"A list of members is needed here."_s);
    Members members;
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString path = u"/spec/members/%1"_s.arg(i);
        Member member = TRY(memberOfSpec(array[i], path));
        if (members.contains(keyOf(member.name)))
            return refusedAt(path + u"/name"_s, u"duplicate"_s, u"%1 is named twice."_s.arg(member.name));
        members.insert(keyOf(member.name), std::move(member));
    }
    return members;
}

QJsonArray membersToJson(const Members &members)
{
    QJsonArray array;
    for (const Member &member : members) {
        QJsonObject object { { u"name"_s, member.name } };
        if (!member.roles.isEmpty())
            object.insert(u"roles"_s, QJsonArray::fromStringList(member.roles));
        array.append(object);
    }
    return array;
}

Task<Result<Members>> membersOf(admin::ContextPointer context, std::shared_ptr<admin::Inside> inside, RealmPointer realm, QString name)
{
    Members members;
    admin::InsideCall call;
    call.parent = context;
    call.realm = realm;
    call.operation = &api::operations()[op::kListOrganizationMembers];
    call.ids = { { "realm", QString::fromUtf8(realm->name) }, { "organization", name } };
    call.list.limit = kPage;
    do {
        const auto page = CO_TRY(co_await inside->call(call));
        const QJsonArray items = page.body[u"items"].toArray();
        for (const auto &item : items) {
            Member member { item[u"name"].toString(), {} };
            const QJsonArray roles = item[u"roles"].toArray();
            for (const auto &role : roles)
                member.roles.append(role.toString());
            member.roles.sort();
            members.insert(keyOf(member.name), member);
        }
        call.list.after = page.body[u"next"].toString();
    } while (!call.list.after.isEmpty());
    co_return members;
}

Task<Result<QJsonObject>> applyMembers(ApplyingPointer run, QString name, Members wanted)
{
    const Members before = CO_TRY(co_await membersOf(run->context, run->inside, run->realm, name));
    QStringList joining;
    QStringList leaving;
    for (auto member = wanted.begin(); member != wanted.end(); ++member) {
        if (const auto known = before.constFind(member.key()); known != before.constEnd())
            member->name = known->name; // As the account spells it.
        else
            joining.append(member->name);
    }
    for (auto member = before.begin(); member != before.end(); ++member) {
        if (!wanted.contains(member.key()))
            leaving.append(member->name);
    }
    CO_TRY(co_await moveMembers(run, op::kRemoveOrganizationMembers, name, leaving));
    CO_TRY(co_await moveMembers(run, op::kAddOrganizationMembers, name, joining));
    for (auto member = wanted.begin(); member != wanted.end(); ++member) {
        const QStringList had = before.value(member.key()).roles;
        CO_TRY(co_await moveRoles(run, op::kAddOrganizationMemberRoles, name, member->name, without(member->roles, had)));
        CO_TRY(co_await moveRoles(run, op::kRemoveOrganizationMemberRoles, name, member->name, without(had, member->roles)));
    }
    const QJsonArray now = membersToJson(wanted);
    const QJsonArray then = membersToJson(before);
    if (now == then)
        co_return QJsonObject();
    co_return QJsonObject { { u"/members"_s, QJsonObject { { u"before"_s, then }, { u"after"_s, now } } } };
}

}
