// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/Differences.h"

#include "core/Json.h"
#include "output/Color.h"

#include <QtCore/QJsonArray>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

QByteArray text(const QJsonValue &value)
{
    return toJson(QJsonArray { value }).sliced(1).chopped(1);
}

void compare(const QString &path, const QJsonValue &before, const QJsonValue &after, QByteArray &out)
{
    if (before == after)
        return;
    if (before.isObject() && after.isObject()) {
        const QJsonObject first = before.toObject();
        const QJsonObject second = after.toObject();
        QStringList names = first.keys() + second.keys();
        names.sort();
        names.removeDuplicates();
        for (const QString &name : names)
            compare(path.isEmpty() ? name : path + u'.' + name, first[name], second[name], out);
        return;
    }
    if (!before.isUndefined() && !before.isNull())
        out += colored(Color::Red, "- " + path.toUtf8() + ": " + text(before)) + '\n';
    if (!after.isUndefined() && !after.isNull())
        out += colored(Color::Green, "+ " + path.toUtf8() + ": " + text(after)) + '\n';
}

}

QByteArray differences(const QJsonObject &before, const QJsonObject &after)
{
    const auto compared = [](QJsonObject object) {
        for (const QString &name : { u"version"_s, u"updated_at"_s })
            object.remove(name);
        return object;
    };
    QByteArray out;
    compare({}, compared(before), compared(after), out);
    return out;
}

}
