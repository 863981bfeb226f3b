// SPDX-License-Identifier: GPL-3.0-or-later
#include "sms/OutboxSender.h"

#include "jobs/Outbox.h"

namespace auth::sms {

using namespace Qt::StringLiterals;

void OutboxSender::post(db::Transaction *transaction, const Message &message, Timestamp now) const
{
    QJsonObject payload { { u"to"_s, message.to }, { u"text"_s, message.text } };
    if (message.usefulUntil)
        payload.insert(u"useful_until"_s,
            qint64(std::chrono::floor<std::chrono::seconds>(*message.usefulUntil).time_since_epoch().count()));
    jobs::Outbox::enqueue(transaction, message.realm, kOutboxKind, payload, now);
}

}
