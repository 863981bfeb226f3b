// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions/GrantAnswers.h"

#include <QtCore/QJsonArray>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

QJsonObject entryToJson(const db::Rows &rows, int row)
{
    return {
        { u"id"_s, rows.uuid(row, "id").toString() },
        { u"name"_s, rows.text(row, "name") },
        { u"description"_s, rows.text(row, "description") },
        { u"direct"_s, rows.boolean(row, "direct") },
        { u"sources"_s, rows.array(row, "sources") },
    };
}

}

api::HeldRoleList rolesAnswer(const db::ListPage &page)
{
    api::HeldRoleList list;
    for (int i = 0; i < page.count; ++i) {
        QJsonObject role = entryToJson(page.rows, i);
        for (const char *name : { "require_mfa", "require_verified_email", "require_verified_phone" })
            role.insert(QLatin1StringView(name), page.rows.boolean(i, name));
        const QStringList because = page.rows.list(i, "inactive_because");
        role.insert(u"inactive"_s, !because.isEmpty());
        role.insert(u"inactive_because"_s, QJsonArray::fromStringList(because));
        list.items.append(api::decodeLeniently<api::HeldRole>(role));
    }
    return list;
}

api::RolePermissionList permissionsAnswer(const db::ListPage &page)
{
    api::RolePermissionList list;
    for (int i = 0; i < page.count; ++i)
        list.items.append(api::decodeLeniently<api::RolePermission>(entryToJson(page.rows, i)));
    return list;
}

QJsonObject holderToJson(const Holder &holder)
{
    return {
        { u"kind"_s, QLatin1StringView(subjectKindName(holder.kind)) },
        { u"id"_s, holder.id.toString() },
        { u"name"_s, holder.name },
        { u"direct"_s, holder.direct },
        { u"sources"_s, holder.sources },
    };
}

}
