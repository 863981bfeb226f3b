// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "db/Database.h"

#include <optional>

namespace auth::sms {

/// A text message, written out.
struct Message {
    RealmId realm;
    QString to; ///< E.164.
    QString text;
    std::optional<Timestamp> usefulUntil; ///< Later it is not sent any more: a code that has expired.
};

/// A way in which text messages leave. Any thread may use it.
class SmsSender {
public:
    virtual ~SmsSender() = default;
    /// Leaves \a message in \a transaction: it is sent after the commit, or not at all. No round trip.
    virtual void post(db::Transaction *transaction, const Message &message, Timestamp now) const = 0;

protected:
    SmsSender() = default;
    Q_DISABLE_COPY_MOVE(SmsSender)
};

}
