// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/Notices.h"

#include "users/NoticeStore.h"

namespace auth {

void leaveNotice(db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray kind, Timestamp now)
{
    notice_store::insert(transaction, realmId, userId, std::move(kind), now);
}

Task<Result<std::vector<Notice>>> noticesOf(db::Database *database, RealmId realmId, UserId userId, int most, Deadline deadline)
{
    return notice_store::list(database, realmId, userId, most, deadline);
}

Task<Result<bool>> hasUnseenNotices(db::Database *database, RealmId realmId, UserId userId, Deadline deadline)
{
    return notice_store::hasUnseen(database, realmId, userId, deadline);
}

void markNoticesSeen(db::Transaction *transaction, RealmId realmId, UserId userId, Timestamp until, Timestamp now)
{
    notice_store::markSeen(transaction, realmId, userId, until, now);
}

}
