// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/NoticeStore.h"

namespace auth::notice_store {

namespace {

const db::Query kInsert { "notice_insert",
    "INSERT INTO account_notices (realm_id, user_id, kind, at) VALUES ($1, $2, $3, $4)" };
const db::Query kList { "notice_list",
    "SELECT kind, at, seen_at IS NOT NULL AS seen FROM account_notices WHERE realm_id = $1 AND user_id = $2"
    " ORDER BY at DESC, id DESC LIMIT $3" };
const db::Query kHasUnseen { "notice_has_unseen",
    "SELECT EXISTS (SELECT 1 FROM account_notices WHERE realm_id = $1 AND user_id = $2 AND seen_at IS NULL) AS found" };
const db::Query kMarkSeen { "notice_mark_seen",
    "UPDATE account_notices SET seen_at = $4 WHERE realm_id = $1 AND user_id = $2 AND at <= $3 AND seen_at IS NULL" };

}

void insert(db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray kind, Timestamp at)
{
    transaction->enqueue(&kInsert, db::Params::of(realmId, userId, kind, at));
}

Task<Result<std::vector<Notice>>> list(db::Database *database, RealmId realmId, UserId userId, int most, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kList, db::Params::of(realmId, userId, most), deadline));
    std::vector<Notice> notices;
    for (int i = 0; i < rows.count(); ++i)
        notices.push_back({ rows.raw(i, "kind"), rows.time(i, "at"), rows.boolean(i, "seen") });
    co_return notices;
}

Task<Result<bool>> hasUnseen(db::Database *database, RealmId realmId, UserId userId, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kHasUnseen, db::Params::of(realmId, userId), deadline));
    co_return rows.boolean(0, "found");
}

void markSeen(db::Transaction *transaction, RealmId realmId, UserId userId, Timestamp until, Timestamp now)
{
    transaction->enqueue(&kMarkSeen, db::Params::of(realmId, userId, until, now));
}

}
