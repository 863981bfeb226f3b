// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions/GrantStore.h"

namespace auth {

namespace {

// People and applications that a WITH clause `held (kind, id, …)` names, with what they are called; who is deleted has
// nothing.
#define NAMED                                                                                                          \
    " LEFT JOIN users u ON h.kind = 'user' AND u.realm_id = $1 AND u.id = h.id AND u.deleted_at IS NULL"               \
    " LEFT JOIN applications a ON h.kind = 'application' AND a.realm_id = $1 AND a.id = h.id"                          \
    " AND a.deleted_at IS NULL"
#define IS_NAMED " (u.id IS NOT NULL OR a.id IS NOT NULL) "

// Whom a role of `below (id, …)` was assigned to.
#define ASSIGNED_TO(EXTRA)                                                                                             \
    "SELECT 'user' AS kind, m.user_id AS id, b.id AS role_id" EXTRA                                                    \
    " FROM below b JOIN user_roles m ON m.realm_id = $1 AND m.role_id = b.id"                                          \
    " UNION ALL SELECT 'application', m.application_id, b.id" EXTRA                                                    \
    " FROM below b JOIN application_roles m ON m.realm_id = $1 AND m.role_id = b.id"

#define MEMBERS                                                                                                        \
    "(WITH RECURSIVE below (id) AS (SELECT $2::uuid UNION"                                                             \
    " SELECT l.role_id FROM below b JOIN role_parents l ON l.realm_id = $1 AND l.parent_id = b.id),"                   \
    " held AS (" ASSIGNED_TO(                                                                                          \
        "") ")"                                                                                                        \
            " SELECT h.kind, h.id, coalesce(u.username, a.client_id) AS name, bool_or(h.role_id = $2) AS direct,"      \
            " jsonb_agg(r.name ORDER BY r.name) AS sources FROM held h JOIN roles r ON r.realm_id = $1 AND r.id = "    \
            "h.role_id" NAMED " WHERE" IS_NAMED "GROUP BY h.kind, h.id, u.username, a.client_id) m"

// `giver` is the role that holds the permission itself.
#define HOLDERS                                                                                                        \
    "(WITH RECURSIVE below (id, giver) AS (SELECT g.role_id, g.role_id FROM role_permissions g"                        \
    " WHERE g.realm_id = $1 AND g.permission = $2 UNION"                                                               \
    " SELECT l.role_id, b.giver FROM below b JOIN role_parents l ON l.realm_id = $1 AND l.parent_id = b.id),"          \
    " held AS (" ASSIGNED_TO(                                                                                          \
        ", b.giver") " UNION ALL SELECT 'user', g.user_id, NULL, NULL FROM user_permissions g WHERE g.realm_id = $1"   \
                     " AND g.permission = $2 UNION ALL SELECT 'application', g.application_id, NULL, NULL"             \
                     " FROM application_permissions g WHERE g.realm_id = $1 AND g.permission = $2)"                    \
                     " SELECT h.kind, h.id, coalesce(u.username, a.client_id) AS name, bool_or(h.role_id IS NULL) AS " \
                     "direct,"                                                                                         \
                     " coalesce(jsonb_agg(jsonb_build_object('role', g.name, 'through', r.name) ORDER BY g.name, "     \
                     "r.name)"                                                                                         \
                     " FILTER (WHERE r.id IS NOT NULL), '[]') AS sources FROM held h"                                  \
                     " LEFT JOIN roles r ON r.realm_id = $1 AND r.id = h.role_id LEFT JOIN roles g ON g.realm_id = $1" \
                     " AND g.id = h.giver" NAMED " WHERE" IS_NAMED "GROUP BY h.kind, h.id, u.username, a.client_id) m"

// Roles of a subject, each with the assigned role (`root`) that leads to it.
#define ABOVE(ROLES, COLUMN)                                                                                           \
    "WITH RECURSIVE held (id, root) AS (SELECT m.role_id, m.role_id FROM " ROLES                                       \
    " m WHERE m.realm_id = $1 AND m." COLUMN                                                                           \
    " = $2 UNION SELECT l.parent_id, h.root FROM held h JOIN role_parents l ON l.realm_id = $1"                        \
    " AND l.role_id = h.id)"

// What the roles on each way want: see RightsStore. $3: has the person a second factor? What one way lacks does not count
// where another one is open.
#define LACKING(REASON) "CASE WHEN bool_or(w." REASON ") THEN '" REASON "' END"
#define ROLES_OF_USER                                                                                                  \
    "(WITH RECURSIVE held (id, root, gated, mailed, phoned) AS (SELECT m.role_id, m.role_id, d.require_mfa,"           \
    " d.require_verified_email, d.require_verified_phone FROM user_roles m"                                            \
    " JOIN roles d ON d.realm_id = $1 AND d.id = m.role_id"                                                            \
    " WHERE m.realm_id = $1 AND m.user_id = $2 UNION SELECT l.parent_id, h.root, h.gated OR p.require_mfa,"            \
    " h.mailed OR p.require_verified_email, h.phoned OR p.require_verified_phone FROM held h"                          \
    " JOIN role_parents l ON l.realm_id = $1 AND l.role_id = h.id"                                                     \
    " JOIN roles p ON p.realm_id = $1 AND p.id = l.parent_id),"                                                        \
    " ways AS (SELECT h.*, h.gated AND NOT $3::boolean AS no_second_factor,"                                           \
    " h.mailed AND NOT u.email_verified AS email_unverified,"                                                          \
    " h.phoned AND NOT u.phone_number_verified AS phone_unverified"                                                    \
    " FROM held h JOIN users u ON u.realm_id = $1 AND u.id = $2)"                                                      \
    " SELECT r.id, r.name, r.description, bool_or(w.id = w.root) AS direct,"                                           \
    " coalesce(jsonb_agg(DISTINCT o.name ORDER BY o.name) FILTER (WHERE w.id <> w.root), '[]') AS sources,"            \
    " bool_and(w.gated) AS require_mfa, bool_and(w.mailed) AS require_verified_email,"                                 \
    " bool_and(w.phoned) AS require_verified_phone,"                                                                   \
    " CASE WHEN bool_and(w.no_second_factor OR w.email_unverified OR w.phone_unverified) THEN"                         \
    " array_remove(ARRAY[" LACKING("no_second_factor") ", " LACKING("email_unverified") ", "                           \
    LACKING("phone_unverified") "], NULL) ELSE '{}' END AS inactive_because"                                           \
    " FROM ways w JOIN roles r ON r.realm_id = $1 AND r.id = w.id"                                                     \
    " JOIN roles o ON o.realm_id = $1 AND o.id = w.root GROUP BY r.id, r.name, r.description) m"
// Applications have neither factors nor an address or a number: whatever a role wants, it counts.
#define ROLES_OF_APPLICATION                                                                                           \
    "(" ABOVE("application_roles", "application_id") " SELECT r.id, r.name, r.description,"                            \
    " bool_or(h.id = h.root) AS direct,"                                                                               \
    " coalesce(jsonb_agg(o.name ORDER BY o.name) FILTER (WHERE h.id <> h.root), '[]') AS sources,"                     \
    " false AS require_mfa, false AS require_verified_email, false AS require_verified_phone,"                         \
    " '{}'::text[] AS inactive_because FROM held h"                                                                    \
    " JOIN roles r ON r.realm_id = $1 AND r.id = h.id JOIN roles o ON o.realm_id = $1 AND o.id = h.root"               \
    " GROUP BY r.id, r.name, r.description) m"

#define PERMISSIONS_OF(ROLES, PERMISSIONS, COLUMN)                                                                     \
    "(" ABOVE(ROLES, COLUMN) ", given AS (SELECT g.permission, r.name AS role, o.name AS through FROM held h"          \
                             " JOIN role_permissions g ON g.realm_id = $1 AND g.role_id = h.id JOIN roles r ON "       \
                             "r.realm_id = $1 AND r.id = h.id"                                                         \
                             " JOIN roles o ON o.realm_id = $1 AND o.id = h.root"                                      \
                             " UNION ALL SELECT g.permission, NULL, NULL FROM " PERMISSIONS                            \
                             " g WHERE g.realm_id = $1 AND g." COLUMN " = $2)"                                         \
                             " SELECT p.id, p.name, p.description, bool_or(e.role IS NULL) AS direct,"                 \
                             " coalesce(jsonb_agg(jsonb_build_object('role', e.role, 'through', e.through) ORDER BY "  \
                             "e.role, e.through)"                                                                      \
                             " FILTER (WHERE e.role IS NOT NULL), '[]') AS sources"                                    \
                             " FROM given e JOIN permissions p ON p.realm_id = $1 AND p.name = e.permission"           \
                             " GROUP BY p.id, p.name, p.description) m"

#define ROLE_ABOVE                                                                                                     \
    "WITH RECURSIVE held (id) AS (SELECT $2::uuid UNION"                                                               \
    " SELECT l.parent_id FROM held h JOIN role_parents l ON l.realm_id = $1 AND l.role_id = h.id)"
#define ROLE_PERMISSIONS                                                                                               \
    "(" ROLE_ABOVE " SELECT p.id, p.name, p.description, bool_or(h.id = $2) AS direct,"                                \
    " coalesce(jsonb_agg(jsonb_build_object('role', r.name) ORDER BY r.name) FILTER (WHERE h.id <> $2), '[]')"         \
    " AS sources FROM held h JOIN roles r ON r.realm_id = $1 AND r.id = h.id"                                          \
    " JOIN role_permissions g ON g.realm_id = $1 AND g.role_id = h.id"                                                 \
    " JOIN permissions p ON p.realm_id = $1 AND p.name = g.permission GROUP BY p.id, p.name, p.description) m"
#define ROLE_PARENTS                                                                                                   \
    "(" ROLE_ABOVE " SELECT r.id, r.name, r.description,"                                                              \
    " EXISTS (SELECT 1 FROM role_parents l WHERE l.realm_id = $1 AND l.role_id = $2 AND l.parent_id = r.id) AS "       \
    "direct,"                                                                                                          \
    " '[]'::jsonb AS sources, r.require_mfa, r.require_verified_email, r.require_verified_phone,"                      \
    " '{}'::text[] AS inactive_because FROM held h JOIN roles r ON r.realm_id = $1 AND r.id = h.id WHERE h.id <> $2) m"

#define ADMINISTRATORS                                                                                                 \
    "(WITH RECURSIVE below (id, giver) AS (SELECT g.role_id, g.role_id FROM role_rights g WHERE g.realm_id = $1"       \
    " UNION SELECT l.role_id, b.giver FROM below b JOIN role_parents l ON l.realm_id = $1 AND l.parent_id = b.id),"    \
    " held AS (" ASSIGNED_TO(                                                                                          \
        ", b.giver") ")"                                                                                               \
                     " SELECT h.kind, h.id, coalesce(u.username, a.client_id) AS name, coalesce(u.enabled, "           \
                     "a.enabled) AS enabled,"                                                                          \
                     " array_agg(DISTINCT r.name) AS roles, array_agg(DISTINCT g.right_name) AS rights FROM held h"    \
                     " JOIN roles r ON r.realm_id = $1 AND r.id = h.role_id"                                           \
                     " JOIN role_rights g ON g.realm_id = $1 AND g.role_id = h.giver" NAMED " WHERE" IS_NAMED          \
                     "GROUP BY h.kind, h.id, u.username, a.client_id, u.enabled, a.enabled) m"

constexpr auto kHolderColumns = "m.kind, m.id, m.name, m.direct, m.sources";
constexpr auto kEntryColumns = "m.id, m.name, m.description, m.direct, m.sources";
constexpr auto kRoleColumns = "m.id, m.name, m.description, m.direct, m.sources, m.require_mfa,"
                              " m.require_verified_email, m.require_verified_phone, m.inactive_because";

#define HOLDER_FIELDS                                                                                                  \
    {                                                                                                                  \
        { QLatin1StringView("name"), "m.name", db::ListKind::Text, db::ListSort::Yes },                                \
            { QLatin1StringView("kind"), "m.kind", db::ListKind::Text },                                               \
        {                                                                                                              \
            QLatin1StringView("direct"), "m.direct", db::ListKind::Boolean                                             \
        }                                                                                                              \
    }
#define ENTRY_FIELDS                                                                                                   \
    {                                                                                                                  \
        { QLatin1StringView("name"), "m.name", db::ListKind::Text, db::ListSort::Yes },                                \
            { QLatin1StringView("description"), "m.description", db::ListKind::Text },                                 \
        {                                                                                                              \
            QLatin1StringView("direct"), "m.direct", db::ListKind::Boolean                                             \
        }                                                                                                              \
    }

}

const db::ListSpec &GrantStore::membersSpec()
{
    static const db::ListSpec spec { .name = "role_members",
        .columns = kHolderColumns,
        .from = MEMBERS,
        .condition = "true",
        .id = "m.id",
        .fields = HOLDER_FIELDS,
        .freeText = { "m.name" } };
    return spec;
}

const db::ListSpec &GrantStore::holdersSpec()
{
    static const db::ListSpec spec { .name = "permission_holders",
        .columns = kHolderColumns,
        .from = HOLDERS,
        .condition = "true",
        .id = "m.id",
        .fields = HOLDER_FIELDS,
        .freeText = { "m.name" } };
    return spec;
}

const db::ListSpec &GrantStore::rolesSpec(SubjectKind kind)
{
    static const db::ListSpec user { .name = "user_roles",
        .columns = kRoleColumns,
        .from = ROLES_OF_USER,
        .condition = "true",
        .id = "m.id",
        .fields = ENTRY_FIELDS,
        .freeText = { "m.name", "m.description" } };
    static const db::ListSpec application { .name = "application_roles",
        .columns = kRoleColumns,
        .from = ROLES_OF_APPLICATION,
        .condition = "true",
        .id = "m.id",
        .fields = ENTRY_FIELDS,
        .freeText = { "m.name", "m.description" } };
    return kind == SubjectKind::User ? user : application;
}

const db::ListSpec &GrantStore::permissionsSpec(SubjectKind kind)
{
    static const db::ListSpec user { .name = "user_permissions",
        .columns = kEntryColumns,
        .from = PERMISSIONS_OF("user_roles", "user_permissions", "user_id"),
        .condition = "true",
        .id = "m.id",
        .fields = ENTRY_FIELDS,
        .freeText = { "m.name", "m.description" } };
    static const db::ListSpec application { .name = "application_permissions",
        .columns = kEntryColumns,
        .from = PERMISSIONS_OF("application_roles", "application_permissions", "application_id"),
        .condition = "true",
        .id = "m.id",
        .fields = ENTRY_FIELDS,
        .freeText = { "m.name", "m.description" } };
    return kind == SubjectKind::User ? user : application;
}

const db::ListSpec &GrantStore::rolePermissionsSpec()
{
    static const db::ListSpec spec { .name = "role_permissions",
        .columns = kEntryColumns,
        .from = ROLE_PERMISSIONS,
        .condition = "true",
        .id = "m.id",
        .fields = ENTRY_FIELDS,
        .freeText = { "m.name", "m.description" } };
    return spec;
}

const db::ListSpec &GrantStore::parentsSpec()
{
    static const db::ListSpec spec { .name = "role_parents",
        .columns = kRoleColumns,
        .from = ROLE_PARENTS,
        .condition = "true",
        .id = "m.id",
        .fields = ENTRY_FIELDS,
        .freeText = { "m.name", "m.description" } };
    return spec;
}

const db::ListSpec &GrantStore::administratorsSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec { .name = "administrators",
        .columns = "m.kind, m.id, m.name, m.enabled, m.roles, m.rights",
        .from = ADMINISTRATORS,
        .condition = "true",
        .id = "m.id",
        .fields = { { QLatin1StringView("name"), "m.name", Text, db::ListSort::Yes },
            { QLatin1StringView("kind"), "m.kind", Text }, { QLatin1StringView("enabled"), "m.enabled", Boolean },
            { QLatin1StringView("roles"), "m.roles", Array }, { QLatin1StringView("rights"), "m.rights", Array } },
        .freeText = { "m.name" } };
    return spec;
}

Task<Result<db::ListPage>> GrantStore::members(
    RealmId realmId, RoleId role, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(
        m_database, &membersSpec(), db::Params::of(realmId, role), std::move(request), deadline);
}

Task<Result<db::ListPage>> GrantStore::holders(
    RealmId realmId, QString permission, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(
        m_database, &holdersSpec(), db::Params::of(realmId, permission), std::move(request), deadline);
}

Task<Result<db::ListPage>> GrantStore::roles(
    Subject subject, bool hasFactor, db::ListRequest request, Deadline deadline) const
{
    auto parameters = db::Params::of(subject.realmId, subject.id);
    if (subject.kind == SubjectKind::User)
        parameters.add(hasFactor);
    co_return co_await db::list(
        m_database, &rolesSpec(subject.kind), std::move(parameters), std::move(request), deadline);
}

Task<Result<db::ListPage>> GrantStore::permissions(Subject subject, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(m_database, &permissionsSpec(subject.kind), db::Params::of(subject.realmId, subject.id),
        std::move(request), deadline);
}

Task<Result<db::ListPage>> GrantStore::rolePermissions(
    RealmId realmId, RoleId role, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(
        m_database, &rolePermissionsSpec(), db::Params::of(realmId, role), std::move(request), deadline);
}

Task<Result<db::ListPage>> GrantStore::parents(
    RealmId realmId, RoleId role, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(
        m_database, &parentsSpec(), db::Params::of(realmId, role), std::move(request), deadline);
}

Task<Result<db::ListPage>> GrantStore::administrators(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(
        m_database, &administratorsSpec(), db::Params::of(realmId), std::move(request), deadline);
}

}
