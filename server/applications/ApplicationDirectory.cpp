// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/ApplicationDirectory.h"

namespace auth {

Task<Result<ApplicationPointer>> ApplicationDirectory::findByHandle(RealmId realmId, QString handle, Deadline deadline)
{
    const QByteArray bytes = handle.toUtf8();
    if (const auto id = ApplicationId::parse(bytes)) {
        auto found = co_await find(realmId, *id, deadline);
        // A client_id may look like an id.
        if (found || found.error().code != ErrorCode::NotFound)
            co_return found;
    }
    co_return co_await find(realmId, bytes, deadline);
}

}
