// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/Differences.h"

#include "core/Suggest.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

void collect(QJsonObject &found, const QString &path, const QJsonObject &before, const QJsonObject &after)
{
    QStringList names = before.keys();
    for (const QString &name : after.keys()) {
        if (!before.contains(name))
            names.append(name);
    }
    for (const QString &name : names) {
        if (path.isEmpty() && (name == "version"_L1 || name == "updated_at"_L1))
            continue;
        const QString pointer = path + u'/' + jsonPointerToken(name);
        const QJsonValue old = before.value(name);
        const QJsonValue now = after.value(name);
        if (old == now)
            continue;
        if (old.isObject() && now.isObject()) {
            collect(found, pointer, old.toObject(), now.toObject());
            continue;
        }
        QJsonObject difference;
        if (!old.isUndefined())
            difference.insert(u"before"_s, old);
        if (!now.isUndefined())
            difference.insert(u"after"_s, now);
        found.insert(pointer, difference);
    }
}

}

QJsonObject differences(const QJsonObject &before, const QJsonObject &after)
{
    QJsonObject found;
    collect(found, {}, before, after);
    return found;
}

}
