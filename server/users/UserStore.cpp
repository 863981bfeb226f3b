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
    "attributes,"
    " required_actions, version, updated_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
    "$12)" };
const db::Query kUpdate { "user_update",
    "UPDATE users SET username = $3, email = $4, email_verified = $5, phone_number = $6, phone_number_verified = $7,"
    " enabled = $8, attributes = $9, required_actions = $10, version = $11, updated_at = $12 WHERE realm_id = $1 AND "
    "id = $2" };
const db::Query kRemove { "user_remove",
    "UPDATE users SET deleted_at = $3, enabled = false, version = version + 1 WHERE realm_id = $1 AND id = $2" };
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

db::Params parameters(const User &user)
{
    return db::Params::of(user.realmId, user.id, user.username, orNull(user.email), user.emailVerified,
        orNull(user.phoneNumber), user.phoneNumberVerified, user.enabled, user.attributes, user.requiredActions,
        user.version, user.updatedAt);
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
    user.version = rows.integer(row, "version");
    user.createdAt = rows.time(row, "created_at");
    user.updatedAt = rows.time(row, "updated_at");
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
        .condition = "u.realm_id = $1 AND u.deleted_at IS NULL",
        .id = "u.id",
        .fields = {
            { QLatin1StringView("username"), "u.username", Identifier, db::ListSort::Yes },
            { QLatin1StringView("email"), "coalesce(u.email, '')", Identifier, db::ListSort::Yes },
            { QLatin1StringView("email_verified"), "u.email_verified", Boolean },
            { QLatin1StringView("phone_number"), "coalesce(u.phone_number, '')", Text },
            { QLatin1StringView("phone_number_verified"), "u.phone_number_verified", Boolean },
            { QLatin1StringView("enabled"), "u.enabled", Boolean },
            { QLatin1StringView("name"), "coalesce(u.attributes->>'name', '')", Text, db::ListSort::Yes },
            { QLatin1StringView("given_name"), "coalesce(u.attributes->>'given_name', '')", Text, db::ListSort::Yes },
            { QLatin1StringView("family_name"), "coalesce(u.attributes->>'family_name', '')", Text, db::ListSort::Yes },
            { QLatin1StringView("created_at"), "u.created_at", Time, db::ListSort::Yes },
            { QLatin1StringView("updated_at"), "u.updated_at", Time, db::ListSort::Yes },
        },
        .freeText = { "u.username", "u.email", "u.attributes->>'name'", "u.attributes->>'given_name'", "u.attributes->>'family_name'" },
        .byIdentifier = "u.id IN (SELECT i.user_id FROM user_identifiers i WHERE i.realm_id = $1 AND i.identifier = ",
    };
    return spec;
}

Task<Result<db::ListPage>> UserStore::list(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(m_database, &listSpec(), db::Params::of(realmId), std::move(request), deadline);
}

}
