// SPDX-License-Identifier: GPL-3.0-or-later
#include "Values.h"

#include "Resource.h"
#include "Session.h"
#include "output/Output.h"

#include <QtCore/QJsonArray>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

QStringList valuesOf(const QJsonObject &object, QLatin1StringView member)
{
    if (object[member].isString())
        return object[member].toString().split(u' ', Qt::SkipEmptyParts);
    QStringList values;
    const QJsonArray array = object[member].toArray();
    for (const auto &value : array)
        values.append(value.toString());
    return values;
}

int writeValues(const Invocation &invocation, const QJsonObject &object, QLatin1StringView member, const QString &column)
{
    QJsonArray rows;
    for (const QString &value : valuesOf(object, member))
        rows.append(QJsonObject { { column, value } });
    Invocation shown = invocation;
    if (shown.options.columns.isEmpty())
        shown.options.columns = { column };
    return writeList(shown, rows);
}

/// Makes \a member of what \a current read hold \a values, in the form in which it held them.
int change(const Invocation &invocation, const api::Answer &current, QLatin1StringView member, const QString &column, const QStringList &values)
{
    const Options &options = invocation.options;
    const bool isText = current.body[member].isString();
    Session session(&invocation);
    api::Call call = session.call();
    call.body = QJsonObject { { member, isText ? QJsonValue(values.join(u' ')) : QJsonValue(QJsonArray::fromStringList(values)) } };
    if (!call.options.ifVersion)
        call.options.ifVersion = versionOf(current);
    const auto answer = session.change(std::move(call));
    if (!answer)
        return report(options, answer.error());
    return writeValues(invocation, answer->body, member, column);
}

int setEnabled(const Invocation &invocation, bool enabled)
{
    const Options &options = invocation.options;
    const auto answer = Session(&invocation).change(QJsonObject { { u"enabled"_s, enabled } });
    if (!answer)
        return report(options, answer.error());
    return writeObject(invocation, answer->body);
}

}

int listValues(const Invocation &invocation, QLatin1StringView member, const QString &column)
{
    Session session(&invocation);
    const auto answer = session.send(session.call());
    if (!answer)
        return report(invocation.options, answer.error());
    return writeValues(invocation, answer->body, member, column);
}

int addValues(const Invocation &invocation, QLatin1StringView member, const QString &column)
{
    const auto current = Session(&invocation).current();
    if (!current)
        return report(invocation.options, current.error());
    QStringList values = valuesOf(current->body, member);
    for (const QString &value : invocation.options.arguments) {
        if (!values.contains(value))
            values.append(value);
    }
    return change(invocation, *current, member, column, values);
}

int removeValues(const Invocation &invocation, QLatin1StringView member, const QString &column)
{
    const auto current = Session(&invocation).current();
    if (!current)
        return report(invocation.options, current.error());
    QStringList values = valuesOf(current->body, member);
    for (const QString &value : invocation.options.arguments) {
        if (values.removeAll(value) > 0)
            continue;
        Failure failure;
        failure.exitCode = NotFound;
        failure.code = u"not_found"_s;
        failure.message = u"\"%1\" has no %2 \"%3\"."_s.arg(invocation.options.handle, column, value);
        return report(invocation.options, failure);
    }
    return change(invocation, *current, member, column, values);
}

int setValues(const Invocation &invocation, QLatin1StringView member, const QString &column)
{
    const auto current = Session(&invocation).current();
    if (!current)
        return report(invocation.options, current.error());
    return change(invocation, *current, member, column, invocation.options.arguments);
}

int enableObject(const Invocation &invocation)
{
    return setEnabled(invocation, true);
}

int disableObject(const Invocation &invocation)
{
    return setEnabled(invocation, false);
}

}
