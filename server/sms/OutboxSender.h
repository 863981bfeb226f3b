// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sms/SmsSender.h"

namespace auth::sms {

/// The kind of a text message in the outbox. Its payload: `to`, `text`, perhaps `useful_until`.
inline const QString kOutboxKind = QStringLiteral("sms");

/// For development: messages stay in the outbox, where its page and `authctl dev sms` show them.
class OutboxSender final : public SmsSender {
public:
    void post(db::Transaction *transaction, const Message &message, Timestamp now) const override;
};

}
