// SPDX-License-Identifier: GPL-3.0-or-later
#include "declarations/Spec.h"

#include <algorithm>

namespace auth::declarations {

namespace {

QJsonObject patchOf(std::span<const api::BodyField> fields, const QString &prefix, const QJsonObject &spec, const QJsonObject &current)
{
    QJsonObject patch;
    for (auto member = spec.begin(); member != spec.end(); ++member) {
        const QJsonValue wanted = member.value();
        const QJsonValue now = current.value(member.key());
        if (wanted == now || (wanted.isNull() && now.isUndefined()))
            continue;
        const QString within = prefix + member.key() + u'.';
        const bool hasMembers = std::any_of(fields.begin(), fields.end(), [&](const api::BodyField &field) { return QLatin1StringView(field.path).startsWith(within); });
        if (!hasMembers || !wanted.isObject() || !now.isObject()) {
            patch.insert(member.key(), wanted);
            continue;
        }
        if (const QJsonObject differing = patchOf(fields, within, wanted.toObject(), now.toObject()); !differing.isEmpty())
            patch.insert(member.key(), differing);
    }
    return patch;
}

}

QJsonObject patchOf(std::span<const api::BodyField> fields, const QJsonObject &spec, const QJsonObject &current)
{
    return patchOf(fields, {}, spec, current);
}

QJsonObject only(const QJsonObject &object, const QStringList &names)
{
    QJsonObject result;
    for (const QString &name : names) {
        if (const auto member = object.constFind(name); member != object.constEnd())
            result.insert(name, *member);
    }
    return result;
}

}
