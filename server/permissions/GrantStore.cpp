// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions/GrantStore.h"

#include "core/Text.h"

namespace auth {

namespace {

size_t indexOf(SubjectKind kind)
{
    return kind == SubjectKind::User ? 0 : 1;
}

const db::Query kResolve[] = {
    { "grants_resolve_users",
        "SELECT w.handle, u.id, u.username AS name FROM unnest($2::text[], $3::text[], $4::text[])"
        " AS w (handle, canonical, id) LEFT JOIN user_identifiers i ON i.realm_id = $1 AND i.identifier = w.canonical"
        " JOIN users u ON u.realm_id = $1 AND u.deleted_at IS NULL AND u.id = coalesce(nullif(w.id, '')::uuid, "
        "i.user_id)" },
    { "grants_resolve_applications",
        "SELECT w.handle, a.id, a.client_id AS name FROM unnest($2::text[], $3::text[], $4::text[])"
        " AS w (handle, canonical, id) JOIN applications a ON a.realm_id = $1 AND a.deleted_at IS NULL"
        " AND (a.client_id = w.handle OR a.id = nullif(w.id, '')::uuid)" },
};

#define GRANTED(TABLE, COLUMN)                                                                                         \
    "SELECT m." COLUMN " AS id, array_agg(r.name ORDER BY r.name) AS names FROM " TABLE " m"                           \
    " JOIN roles r ON r.realm_id = m.realm_id AND r.id = m.role_id"                                                    \
    " WHERE m.realm_id = $1 AND m." COLUMN " = ANY ($2::uuid[]) GROUP BY m." COLUMN
#define ASSIGN(TABLE, COLUMN)                                                                                          \
    "INSERT INTO " TABLE " (realm_id, " COLUMN ", role_id, granted_at) SELECT $1, wanted, $3, $4"                      \
    " FROM unnest($2::uuid[]) AS wanted ON CONFLICT DO NOTHING RETURNING " COLUMN " AS id"
#define UNASSIGN(TABLE, COLUMN)                                                                                        \
    "DELETE FROM " TABLE " WHERE realm_id = $1 AND " COLUMN " = ANY ($2::uuid[]) AND role_id = $3"                     \
    " RETURNING " COLUMN " AS id"

const db::Query kGranted[] = {
    { "grants_of_users", GRANTED("user_roles", "user_id") },
    { "grants_of_applications", GRANTED("application_roles", "application_id") },
};
const db::Query kAssign[] = {
    { "grants_assign_users", ASSIGN("user_roles", "user_id") },
    { "grants_assign_applications", ASSIGN("application_roles", "application_id") },
};
const db::Query kUnassign[] = {
    { "grants_unassign_users", UNASSIGN("user_roles", "user_id") },
    { "grants_unassign_applications", UNASSIGN("application_roles", "application_id") },
};
const db::Query kPermissions[] = {
    { "grants_user_permissions",
        "SELECT permission FROM user_permissions WHERE realm_id = $1 AND user_id = $2 ORDER BY permission" },
    { "grants_application_permissions",
        "SELECT permission FROM application_permissions WHERE realm_id = $1 AND application_id = $2 ORDER BY "
        "permission" },
};
const db::Query kGrant[] = {
    { "grants_grant_user",
        "INSERT INTO user_permissions (realm_id, user_id, permission, granted_at)"
        " SELECT $1, $2, unnest($3::text[]), $4 ON CONFLICT DO NOTHING" },
    { "grants_grant_application",
        "INSERT INTO application_permissions (realm_id, application_id, permission, granted_at)"
        " SELECT $1, $2, unnest($3::text[]), $4 ON CONFLICT DO NOTHING" },
};
const db::Query kRevoke[] = {
    { "grants_revoke_user",
        "DELETE FROM user_permissions WHERE realm_id = $1 AND user_id = $2 AND permission = ANY ($3::text[])" },
    { "grants_revoke_application",
        "DELETE FROM application_permissions WHERE realm_id = $1 AND application_id = $2"
        " AND permission = ANY ($3::text[])" },
};

QStringList texts(const QList<Uuid> &ids)
{
    QStringList list;
    for (const Uuid &id : ids)
        list.append(id.toString());
    return list;
}

Result<QList<Uuid>> ids(const Result<db::Rows> &rows)
{
    if (!rows)
        return std::unexpected(rows.error());
    QList<Uuid> list;
    for (int i = 0; i < rows->count(); ++i)
        list.append(rows->uuid(i, "id"));
    return list;
}

}

Task<Result<QList<GrantStore::Named>>> GrantStore::resolve(
    ChangePointer change, RealmId realmId, SubjectKind kind, QStringList handles) const
{
    QStringList canonical;
    QStringList asIds;
    for (const QString &handle : handles) {
        const auto id = Uuid::parse(handle.toUtf8());
        canonical.append(canonicalName(handle));
        asIds.append(id ? id->toString() : QString());
    }
    const auto rows = CO_TRY(
        co_await change->execute(&kResolve[indexOf(kind)], db::Params::of(realmId, handles, canonical, asIds)));
    QList<Named> named;
    for (int i = 0; i < rows.count(); ++i)
        named.append({ rows.text(i, "handle"), rows.uuid(i, "id"), rows.text(i, "name") });
    co_return named;
}

Task<Result<QHash<Uuid, QStringList>>> GrantStore::granted(
    ChangePointer change, RealmId realmId, SubjectKind kind, QList<Uuid> subjects) const
{
    const auto rows
        = CO_TRY(co_await change->execute(&kGranted[indexOf(kind)], db::Params::of(realmId, texts(subjects))));
    QHash<Uuid, QStringList> names;
    for (int i = 0; i < rows.count(); ++i)
        names.insert(rows.uuid(i, "id"), rows.list(i, "names"));
    co_return names;
}

Task<Result<QStringList>> GrantStore::grantedPermissions(ChangePointer change, Subject subject) const
{
    const auto rows = CO_TRY(
        co_await change->execute(&kPermissions[indexOf(subject.kind)], db::Params::of(subject.realmId, subject.id)));
    QStringList names;
    for (int i = 0; i < rows.count(); ++i)
        names.append(rows.text(i, "permission"));
    co_return names;
}

Task<Result<QList<Uuid>>> GrantStore::assign(
    ChangePointer change, RealmId realmId, SubjectKind kind, QList<Uuid> subjects, RoleId role) const
{
    co_return ids(co_await change->execute(
        &kAssign[indexOf(kind)], db::Params::of(realmId, texts(subjects), role, change->clock().now())));
}

Task<Result<QList<Uuid>>> GrantStore::unassign(
    ChangePointer change, RealmId realmId, SubjectKind kind, QList<Uuid> subjects, RoleId role) const
{
    co_return ids(co_await change->execute(&kUnassign[indexOf(kind)], db::Params::of(realmId, texts(subjects), role)));
}

Task<Result<void>> GrantStore::grant(ChangePointer change, Subject subject, QStringList permissions) const
{
    CO_TRY(co_await change->execute(&kGrant[indexOf(subject.kind)],
        db::Params::of(subject.realmId, subject.id, permissions, change->clock().now())));
    co_return {};
}

Task<Result<void>> GrantStore::revoke(ChangePointer change, Subject subject, QStringList permissions) const
{
    CO_TRY(co_await change->execute(
        &kRevoke[indexOf(subject.kind)], db::Params::of(subject.realmId, subject.id, permissions)));
    co_return {};
}

Holder GrantStore::holder(const db::Rows &rows, int row)
{
    Holder holder;
    holder.kind = rows.raw(row, "kind") == "user" ? SubjectKind::User : SubjectKind::Application;
    holder.id = rows.uuid(row, "id");
    holder.name = rows.text(row, "name");
    holder.direct = rows.boolean(row, "direct");
    holder.sources = rows.array(row, "sources");
    return holder;
}

}
