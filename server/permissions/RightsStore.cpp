// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions/RightsStore.h"

namespace auth {

namespace {

// Ways by which somebody has a role, told apart by what the roles on them want: a second factor (gated), a verified
// address (mailed), a verified number (phoned). A role counts where one way is open. MAIL and PHONE say who holds them:
// nobody in particular has nothing to verify.
#define HELD_COLUMNS(MAIL, PHONE)                                                                                      \
    "SELECT r.name, r.application_id,"                                                                                 \
    " ARRAY(SELECT g.permission FROM role_permissions g WHERE g.realm_id = $1 AND g.role_id = r.id) AS permissions,"   \
    " ARRAY(SELECT g.right_name FROM role_rights g WHERE g.realm_id = $1 AND g.role_id = r.id) AS rights,"             \
    " ARRAY(SELECT l.target_id::text FROM role_realms l WHERE l.realm_id = $1 AND l.role_id = r.id) AS realms,"        \
    " r.limited, h.gated, h.closed, h.reached FROM (SELECT w.id, coalesce(bool_and(w.gated) FILTER (WHERE w.open), false)" \
    " AS gated, NOT bool_or(w.open) AS closed, bool_or(w.mailed OR w.phoned) AS reached FROM (SELECT id, gated, mailed,"   \
    " phoned, (NOT mailed OR " MAIL ") AND (NOT phoned OR " PHONE ") AS open FROM held) w GROUP BY w.id) h"            \
    " JOIN roles r ON r.realm_id = $1 AND r.id = h.id"
#define VERIFIED(USER, COLUMN)                                                                                         \
    "EXISTS (SELECT 1 FROM users u WHERE u.realm_id = $1 AND u.id = " USER " AND u." COLUMN ")"
#define OF_PERSON(USER) VERIFIED(USER, "email_verified"), VERIFIED(USER, "phone_number_verified")

// What a role wants, what it inherits wants too.
#define WANTED "d.require_mfa, d.require_verified_email, d.require_verified_phone"
#define INHERITED                                                                                                      \
    " UNION SELECT l.parent_id, h.gated OR p.require_mfa, h.mailed OR p.require_verified_email,"                       \
    " h.phoned OR p.require_verified_phone FROM held h JOIN role_parents l ON l.realm_id = $1 AND l.role_id = h.id"    \
    " JOIN roles p ON p.realm_id = $1 AND p.id = l.parent_id)"

#define OF_SUBJECT(ROLES, PERMISSIONS, COLUMN, ...)                                                                    \
    "WITH RECURSIVE held (id, gated, mailed, phoned) AS (SELECT m.role_id, " WANTED " FROM " ROLES                     \
    " m JOIN roles d ON d.realm_id = $1 AND d.id = m.role_id WHERE m.realm_id = $1 AND m." COLUMN " = $2" INHERITED    \
    HELD_COLUMNS(__VA_ARGS__) " UNION ALL SELECT '', NULL, ARRAY(SELECT g.permission FROM " PERMISSIONS                \
    " g WHERE g.realm_id = $1 AND g." COLUMN " = $2), '{}', '{}', false, false, false, false"
#define OF_ROLES(...)                                                                                                  \
    "WITH RECURSIVE held (id, gated, mailed, phoned) AS (SELECT d.id, " WANTED " FROM roles d"                         \
    " WHERE d.realm_id = $1 AND d.id = ANY ($2::uuid[])" INHERITED HELD_COLUMNS(__VA_ARGS__)

const db::Query kOfSubject[] = {
    { "rights_of_user", OF_SUBJECT("user_roles", "user_permissions", "user_id", OF_PERSON("$2")) },
    { "rights_of_application", OF_SUBJECT("application_roles", "application_permissions", "application_id", "true", "true") },
};
const db::Query kOfRoles { "rights_of_roles", OF_ROLES("true", "true") };
const db::Query kOfRolesOfUser { "rights_of_roles_of_user", OF_ROLES(OF_PERSON("$3")) };
const db::Query kLockRealm { "rights_lock_realm",
    "SELECT pg_advisory_xact_lock(hashtextextended('rights:' || $1, 0))" };
// A role that wants a verified address or number is no use to who has none.
const db::Query kHasAdministrator { "rights_has_administrator",
    "WITH RECURSIVE complete (id, mailed, phoned) AS (SELECT g.role_id, r.require_verified_email,"
    " r.require_verified_phone FROM role_rights g JOIN roles r"
    " ON r.realm_id = $1 AND r.id = g.role_id WHERE g.realm_id = $1 AND g.right_name = '*' AND NOT r.limited"
    " UNION SELECT l.role_id, c.mailed OR r.require_verified_email, c.phoned OR r.require_verified_phone"
    " FROM complete c JOIN role_parents l ON l.realm_id = $1"
    " AND l.parent_id = c.id JOIN roles r ON r.realm_id = $1 AND r.id = l.role_id)"
    " SELECT EXISTS (SELECT 1 FROM complete c JOIN user_roles m ON m.realm_id = $1 AND m.role_id = c.id"
    " JOIN users u ON u.realm_id = $1 AND u.id = m.user_id WHERE u.enabled AND u.deleted_at IS NULL"
    " AND (u.email_verified OR NOT c.mailed) AND (u.phone_number_verified OR NOT c.phoned)) AS found" };

Result<std::vector<HeldRole>> read(const Result<db::Rows> &rows)
{
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<HeldRole> held;
    for (int i = 0; i < rows->count(); ++i) {
        HeldRole role;
        role.name = rows->text(i, "name");
        if (!rows->isNull(i, "application_id"))
            role.applicationId = rows->id<ApplicationId>(i, "application_id");
        role.permissions = rows->list(i, "permissions");
        role.rights = rows->list(i, "rights");
        role.requiresMfa = rows->boolean(i, "gated");
        role.wantsVerifiedContact = rows->boolean(i, "closed");
        role.dependsOnContact = rows->boolean(i, "reached");
        if (rows->boolean(i, "limited")) {
            role.realms.emplace();
            for (const QString &realm : rows->list(i, "realms"))
                role.realms->append(RealmId::parse(realm.toLatin1()).value_or(RealmId {}));
        }
        held.push_back(std::move(role));
    }
    return held;
}

QStringList texts(const QList<RoleId> &roles)
{
    QStringList ids;
    for (const RoleId id : roles)
        ids.append(id.toString());
    return ids;
}

const db::Query *querySubject(const Subject &subject)
{
    return &kOfSubject[subject.kind == SubjectKind::User ? 0 : 1];
}

}

Task<Result<std::vector<HeldRole>>> RightsStore::ofSubject(Subject subject, Deadline deadline) const
{
    co_return read(
        co_await m_database->execute(querySubject(subject), db::Params::of(subject.realmId, subject.id), deadline));
}

Task<Result<std::vector<HeldRole>>> RightsStore::ofSubject(ChangePointer change, Subject subject) const
{
    co_return read(co_await change->execute(querySubject(subject), db::Params::of(subject.realmId, subject.id)));
}

Task<Result<std::vector<HeldRole>>> RightsStore::ofRoles(
    ChangePointer change, RealmId realmId, QList<RoleId> roles) const
{
    co_return read(co_await change->execute(&kOfRoles, db::Params::of(realmId, texts(roles))));
}

Task<Result<std::vector<HeldRole>>> RightsStore::ofRoles(
    RealmId realmId, QList<RoleId> roles, UserId holder, Deadline deadline) const
{
    co_return read(
        co_await m_database->execute(&kOfRolesOfUser, db::Params::of(realmId, texts(roles), holder), deadline));
}

Task<Result<void>> RightsStore::lockRealm(ChangePointer change, RealmId realmId) const
{
    CO_TRY(co_await change->execute(&kLockRealm, db::Params::of(realmId.toString())));
    co_return {};
}

Task<Result<bool>> RightsStore::hasAdministrator(ChangePointer change, RealmId systemRealm) const
{
    const auto rows = CO_TRY(co_await change->execute(&kHasAdministrator, db::Params::of(systemRealm)));
    co_return rows.boolean(0, "found");
}

}
