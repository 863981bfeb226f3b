// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/UserStore.h"

#include "users/UserColumns.h"

namespace auth {

namespace {

const db::Query kByIdentifier { "user_by_identifier",
    "SELECT " USER_COLUMNS " FROM user_identifiers i JOIN users u ON u.realm_id = i.realm_id AND u.id = i.user_id"
    " WHERE i.realm_id = $1 AND i.identifier = $2 AND u.deleted_at IS NULL" };
const db::Query kById { "user_by_id",
    "SELECT " USER_COLUMNS " FROM users u WHERE realm_id = $1 AND id = $2 AND deleted_at IS NULL" };
const db::Query kLock { "user_lock",
    "SELECT " USER_COLUMNS " FROM users u WHERE realm_id = $1 AND id = $2 AND deleted_at IS NULL FOR UPDATE" };
const db::Query kInsert { "user_insert",
    "INSERT INTO users (realm_id, id, username, email, email_verified, phone_number, phone_number_verified, enabled, "
    "attributes, required_actions, version, updated_at, locked_at, locked_until, lock_reason, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $12)" };
const db::Query kUpdate { "user_update",
    "UPDATE users SET username = $3, email = $4, email_verified = $5, phone_number = $6, phone_number_verified = $7,"
    " enabled = $8, attributes = $9, required_actions = $10, version = $11, updated_at = $12, locked_at = $13,"
    " locked_until = $14, lock_reason = $15 WHERE realm_id = $1 AND id = $2" };
// In the order of their keys: two batches that lock the same rows do not wait for each other.
const db::Query kNoteSignIns { "user_note_sign_ins",
    "WITH seen AS (SELECT u.realm_id, u.id FROM users u JOIN unnest($1::uuid[], $2::uuid[]) AS given (realm_id, id)"
    " ON u.realm_id = given.realm_id AND u.id = given.id ORDER BY u.realm_id, u.id FOR NO KEY UPDATE OF u)"
    " UPDATE users u SET last_login_at = $3 FROM seen WHERE u.realm_id = seen.realm_id AND u.id = seen.id" };
const db::Query kRemove { "user_remove",
    "UPDATE users SET deleted_at = $3, version = version + 1 WHERE realm_id = $1 AND id = $2" };
// By id, user name or e-mail address, of which several may have been deleted; deleted ones are few and indexed.
const db::Query kLockDeleted { "user_lock_deleted",
    "SELECT " USER_COLUMNS " FROM users u WHERE realm_id = $1 AND deleted_at IS NOT NULL"
    " AND (id = $2 OR username = $3 OR email = $3) ORDER BY deleted_at DESC LIMIT 1 FOR UPDATE" };
const db::Query kUndelete { "user_undelete",
    "UPDATE users SET deleted_at = NULL, version = $3, updated_at = $4 WHERE realm_id = $1 AND id = $2" };
// A name that is the user's already is updated to itself, so that it counts as claimed; a foreign one gives no row.
const db::Query kClaim { "user_claim_identifiers",
    "INSERT INTO user_identifiers (realm_id, user_id, identifier) SELECT $1, $2, wanted FROM unnest($3::text[]) AS "
    "wanted"
    " ON CONFLICT (realm_id, identifier) DO UPDATE SET user_id = EXCLUDED.user_id"
    " WHERE user_identifiers.user_id = EXCLUDED.user_id RETURNING identifier" };
const db::Query kRelease { "user_release_identifiers",
    "DELETE FROM user_identifiers WHERE realm_id = $1 AND user_id = $2 AND identifier <> ALL ($3::text[])" };

std::optional<QString> orNull(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

std::optional<Timestamp> optionalTime(const db::Rows &rows, int row, const char *column)
{
    return rows.isNull(row, column) ? std::nullopt : std::optional(rows.time(row, column));
}

db::Params parameters(const User &user)
{
    return db::Params::of(user.realmId, user.id, user.username, orNull(user.email), user.emailVerified,
        orNull(user.phoneNumber), user.phoneNumberVerified, user.enabled, user.attributes, user.requiredActions,
        user.version, user.updatedAt, user.lockedAt, user.lockedUntil, user.lockReason);
}

Result<std::optional<User>> firstUser(const Result<db::Rows> &rows)
{
    if (!rows)
        return std::unexpected(rows.error());
    return rows->isEmpty() ? std::nullopt : std::optional(UserStore::fromRow(*rows, 0));
}

}

User UserStore::fromRow(const db::Rows &rows, int row)
{
    User user;
    user.realmId = rows.id<RealmId>(row, "realm_id");
    user.id = rows.id<UserId>(row, "id");
    user.username = rows.text(row, "username");
    user.email = rows.text(row, "email");
    user.emailVerified = rows.boolean(row, "email_verified");
    user.phoneNumber = rows.text(row, "phone_number");
    user.phoneNumberVerified = rows.boolean(row, "phone_number_verified");
    user.enabled = rows.boolean(row, "enabled");
    user.attributes = rows.object(row, "attributes");
    user.requiredActions = rows.list(row, "required_actions");
    user.lockedAt = optionalTime(rows, row, "locked_at");
    user.lockedUntil = optionalTime(rows, row, "locked_until");
    user.lockReason = rows.text(row, "lock_reason");
    user.lastLoginAt = optionalTime(rows, row, "last_login_at");
    user.version = rows.integer(row, "version");
    user.createdAt = rows.time(row, "created_at");
    user.updatedAt = rows.time(row, "updated_at");
    user.deletedAt = optionalTime(rows, row, "deleted_at");
    return user;
}

Task<Result<std::optional<User>>> UserStore::findByIdentifier(
    RealmId realmId, QString identifier, Deadline deadline) const
{
    co_return firstUser(co_await m_database->execute(&kByIdentifier, db::Params::of(realmId, identifier), deadline));
}

Task<Result<std::optional<User>>> UserStore::find(RealmId realmId, UserId id, Deadline deadline) const
{
    co_return firstUser(co_await m_database->execute(&kById, db::Params::of(realmId, id), deadline));
}

Task<Result<std::optional<User>>> UserStore::lock(ChangePointer change, RealmId realmId, UserId id) const
{
    co_return firstUser(co_await change->execute(&kLock, db::Params::of(realmId, id)));
}

Task<Result<void>> UserStore::insert(ChangePointer change, User user) const
{
    CO_TRY(co_await change->execute(&kInsert, parameters(user)));
    co_return {};
}

Task<Result<void>> UserStore::update(ChangePointer change, User user) const
{
    CO_TRY(co_await change->execute(&kUpdate, parameters(user)));
    co_return {};
}

Task<Result<void>> UserStore::remove(ChangePointer change, RealmId realmId, UserId id) const
{
    CO_TRY(co_await change->execute(&kRemove, db::Params::of(realmId, id, change->clock().now())));
    change->enqueue(&kRelease, db::Params::of(realmId, id, QStringList()));
    co_return {};
}

Task<Result<std::optional<User>>> UserStore::lockDeleted(ChangePointer change, RealmId realmId, QString handle) const
{
    const auto id = UserId::parse(handle.toUtf8());
    co_return firstUser(co_await change->execute(
        &kLockDeleted, db::Params::of(realmId, id ? std::optional(id->value) : std::nullopt, handle)));
}

Task<Result<void>> UserStore::undelete(ChangePointer change, User user) const
{
    CO_TRY(co_await change->execute(
        &kUndelete, db::Params::of(user.realmId, user.id, user.version, user.updatedAt)));
    co_return {};
}

Task<Result<QStringList>> UserStore::claimIdentifiers(
    ChangePointer change, RealmId realmId, UserId id, QStringList identifiers) const
{
    const auto rows = CO_TRY(co_await change->execute(&kClaim, db::Params::of(realmId, id, identifiers)));
    QStringList taken = identifiers;
    for (int i = 0; i < rows.count(); ++i)
        taken.removeAll(rows.text(i, "identifier"));
    change->enqueue(&kRelease, db::Params::of(realmId, id, identifiers));
    co_return taken;
}

const db::ListSpec &UserStore::listSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "user_list",
        .columns = USER_COLUMNS,
        .from = "users u",
        // Where no field needs the moment, the statement still has to say what $2 is.
        .condition = "u.realm_id = $1 AND $2::timestamptz IS NOT NULL",
        .id = "u.id",
        .fields = {
            { QLatin1StringView("username"), "u.username", Identifier, db::ListSort::Yes },
            { QLatin1StringView("email"), "coalesce(u.email, '')", Identifier, db::ListSort::Yes },
            { QLatin1StringView("email_verified"), "u.email_verified", Boolean },
            { QLatin1StringView("phone_number"), "coalesce(u.phone_number, '')", Text },
            { QLatin1StringView("phone_number_verified"), "u.phone_number_verified", Boolean },
            { QLatin1StringView("enabled"), "u.enabled", Boolean },
            { QLatin1StringView("status"),
                "CASE WHEN NOT u.enabled THEN 'disabled' WHEN u.locked_at IS NOT NULL AND (u.locked_until IS NULL OR "
                "u.locked_until > $2) THEN 'locked' ELSE 'active' END",
                Choice, db::ListSort::No, "active disabled locked" },
            { QLatin1StringView("id"), "u.id", Id },
            { QLatin1StringView("required_action"), "u.required_actions", Array },
            { QLatin1StringView("mfa"),
                "ARRAY(SELECT a.kind FROM authenticators a WHERE a.realm_id = u.realm_id AND a.user_id = u.id "
                "AND a.confirmed_at IS NOT NULL)",
                Array },
            { QLatin1StringView("last_login"), "u.last_login_at", Time },
            { QLatin1StringView("locale"), "coalesce(u.attributes->>'locale', '')", Text },
            { QLatin1StringView("zoneinfo"), "coalesce(u.attributes->>'zoneinfo', '')", Text },
            { QLatin1StringView("middle_name"), "coalesce(u.attributes->>'middle_name', '')", Text },
            { QLatin1StringView("nickname"), "coalesce(u.attributes->>'nickname', '')", Text },
            { QLatin1StringView("preferred_username"), "coalesce(u.attributes->>'preferred_username', '')", Text },
            { QLatin1StringView("gender"), "coalesce(u.attributes->>'gender', '')", Text },
            { QLatin1StringView("birthdate"), "coalesce(u.attributes->>'birthdate', '')", Text },
            { QLatin1StringView("country"), "coalesce(u.attributes->'address'->>'country', '')", Text },
            { QLatin1StringView("locality"), "coalesce(u.attributes->'address'->>'locality', '')", Text },
            { QLatin1StringView("website"), "coalesce(u.attributes->>'website', '')", Text },
            { QLatin1StringView("name"), "coalesce(u.attributes->>'name', '')", Text, db::ListSort::Yes },
            { QLatin1StringView("given_name"), "coalesce(u.attributes->>'given_name', '')", Text, db::ListSort::Yes },
            { QLatin1StringView("family_name"), "coalesce(u.attributes->>'family_name', '')", Text, db::ListSort::Yes },
            { QLatin1StringView("created_at"), "u.created_at", Time, db::ListSort::Yes },
            { QLatin1StringView("updated_at"), "u.updated_at", Time, db::ListSort::Yes },
            { QLatin1StringView("deleted"), "(u.deleted_at IS NOT NULL)", Boolean },
            { QLatin1StringView("deleted_at"), "coalesce(u.deleted_at, 'epoch')", Time, db::ListSort::Yes },
        },
        // The expressions of users_text, in which a part of a text is found, here and where a field is named.
        .freeText = { "u.username", "coalesce(u.email, '')", "coalesce(u.phone_number, '')",
            "coalesce(u.attributes->>'name', '')", "coalesce(u.attributes->>'given_name', '')",
            "coalesce(u.attributes->>'family_name', '')", "coalesce(u.attributes->>'nickname', '')" },
        .byIdentifier = "u.id IN (SELECT i.user_id FROM user_identifiers i WHERE i.realm_id = $1 AND i.identifier = ",
        .deletedAt = "u.deleted_at",
    };
    return spec;
}

Task<Result<db::ListPage>> UserStore::list(
    RealmId realmId, db::ListRequest request, Timestamp now, Deadline deadline) const
{
    co_return co_await db::list(m_database, &listSpec(), db::Params::of(realmId, now), std::move(request), deadline);
}

Task<Result<qint64>> UserStore::count(
    RealmId realmId, db::ListFilter filter, Timestamp now, int most, Deadline deadline) const
{
    co_return co_await db::count(
        m_database, &listSpec(), db::Params::of(realmId, now), std::move(filter), most, deadline);
}

Task<Result<void>> UserStore::noteSignIns(
    QList<std::pair<RealmId, UserId>> users, Timestamp now, Deadline deadline) const
{
    QStringList realms;
    QStringList ids;
    for (const auto &[realm, id] : users) {
        realms.append(realm.toString());
        ids.append(id.toString());
    }
    CO_TRY(co_await m_database->execute(&kNoteSignIns, db::Params::of(realms, ids, now), deadline));
    co_return {};
}

}
