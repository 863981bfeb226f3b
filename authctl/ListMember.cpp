// SPDX-License-Identifier: GPL-3.0-or-later
#include "ListMember.h"

#include "Resource.h"
#include "Session.h"
#include "output/Output.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

QJsonArray elementsOf(const QJsonObject &object, const ListMember &member)
{
    const QJsonValue value = object[QLatin1StringView(member.name)];
    return member.isText ? QJsonArray::fromStringList(value.toString().split(u' ', Qt::SkipEmptyParts)) : value.toArray();
}

int send(const Invocation &invocation, const ListMember &member, const QJsonArray &elements)
{
    QJsonValue value = elements;
    if (member.isText) {
        QStringList words;
        for (const auto &element : elements)
            words.append(element.toString());
        value = words.join(u' ');
    }
    return changeMembers(invocation, { { QLatin1StringView(member.name), value } });
}

int change(const Invocation &invocation, const ListMember &member, bool adds)
{
    const Options &options = invocation.options;
    const auto current = Session(&invocation).current();
    if (!current)
        return report(options, current.error());
    const auto elements = withElements(
        elementsOf(current->body, member), options.arguments, adds, QLatin1StringView(member.element));
    if (!elements)
        return report(options, elements.error());
    Invocation versioned = invocation;
    if (!versioned.options.ifVersion)
        versioned.options.ifVersion = versionOf(*current);
    return send(versioned, member, *elements);
}

}

std::expected<QJsonArray, Failure> withElements(
    const QJsonArray &before, const QStringList &elements, bool adds, const QString &element)
{
    QJsonArray after;
    for (const auto &one : before) {
        if (!elements.contains(one.toString()))
            after.append(one);
        else if (adds)
            return std::unexpected(usageFailure(u"The %1 \"%2\" is there already."_s.arg(element, one.toString())));
    }
    for (const QString &one : elements) {
        if (adds)
            after.append(one);
        else if (!before.contains(one))
            return std::unexpected(usageFailure(u"There is no %1 \"%2\"; \"list\" shows them."_s.arg(element, one)));
    }
    return after;
}

int listElements(const Invocation &invocation, const ListMember &member)
{
    Session session(&invocation);
    const auto answer = session.send(session.call());
    if (!answer)
        return report(invocation.options, answer.error());
    const QString column = QLatin1StringView(member.element);
    QJsonArray rows;
    for (const auto &element : elementsOf(answer->body, member))
        rows.append(QJsonObject { { column, element } });
    Invocation list = invocation;
    if (list.options.columns.isEmpty())
        list.options.columns = { column };
    return writeList(list, rows);
}

int addElements(const Invocation &invocation, const ListMember &member)
{
    return change(invocation, member, true);
}

int removeElements(const Invocation &invocation, const ListMember &member)
{
    return change(invocation, member, false);
}

int setElements(const Invocation &invocation, const ListMember &member)
{
    return send(invocation, member, QJsonArray::fromStringList(invocation.options.arguments));
}

}
