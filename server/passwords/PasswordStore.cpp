// SPDX-License-Identifier: GPL-3.0-or-later
#include "passwords/PasswordStore.h"

namespace auth {

namespace {

const db::Query kFind{ "password_find",
    "SELECT hash, created_at FROM user_passwords WHERE realm_id = $1 AND user_id = $2" };

const db::Query kSave{ "password_save",
    "INSERT INTO user_passwords (realm_id, user_id, hash, created_at) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (realm_id, user_id) DO UPDATE SET hash = excluded.hash, created_at = excluded.created_at" };

const db::Query kRehash{ "password_rehash",
    "UPDATE user_passwords SET hash = $4 WHERE realm_id = $1 AND user_id = $2 AND hash = $3" };

}

Task<Result<std::optional<StoredPassword>>> PasswordStore::find(RealmId realm, UserId user, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kFind, db::Params::of(realm, user), deadline));
    if (rows.isEmpty())
        co_return std::nullopt;
    co_return StoredPassword{ rows.raw(0, "hash"), rows.time(0, "created_at") };
}

void PasswordStore::save(db::Transaction* transaction, RealmId realm, UserId user, const StoredPassword& password)
{
    transaction->enqueue(&kSave, db::Params::of(realm, user, password.phc, password.createdAt));
}

Task<Result<void>> PasswordStore::rehash(
    RealmId realm, UserId user, QByteArray oldPhc, QByteArray newPhc, Deadline deadline) const
{
    CO_TRY(co_await m_database->execute(&kRehash, db::Params::of(realm, user, oldPhc, newPhc), deadline));
    co_return {};
}

}
