// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/UserDirectory.h"

namespace auth {

Task<Result<User>> UserDirectory::findByHandle(RealmId realmId, QString handle, Deadline deadline)
{
    if (const auto id = UserId::parse(handle.toUtf8()))
        co_return co_await find(realmId, *id, deadline);
    co_return co_await findByIdentifier(realmId, std::move(handle), deadline);
}

}
