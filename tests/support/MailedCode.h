// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "TestServer.h"

namespace auth::test {

/// The last code that was mailed to somebody of \a realm: it stands at the front of the subject. Empty where there is none.
inline QByteArray mailedCode(const TestRealm &realm)
{
    return realm.server().sql("SELECT left(payload->>'subject', 6) FROM outbox WHERE kind = 'mail' AND payload->>'subject' ~ '^[0-9]{6} '"
                              " AND realm_id = '"
        + realm.id().toBytes() + "' ORDER BY created_at DESC, id DESC LIMIT 1");
}

/// Another one than \a good.
inline QByteArray otherCode(const QByteArray &good)
{
    return good == "000000" ? "000001" : "000000";
}

}
