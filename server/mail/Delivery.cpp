// SPDX-License-Identifier: GPL-3.0-or-later
#include "mail/Delivery.h"

namespace auth::mail {

using namespace Qt::StringLiterals;

Task<Result<void>> Delivery::deliver(jobs::OutboxItem item) const
{
    const Timestamp now = m_clock->now();
    const QJsonValue usefulUntil = item.payload.value(u"useful_until");
    if (!usefulUntil.isUndefined() && Timestamp(std::chrono::seconds(usefulUntil.toInteger())) <= now)
        co_return failure(ErrorCode::ValidationFailed, u"The mail came too late to be of use."_s);
    smtp::Message message;
    message.from = m_from;
    message.to = CO_TRY(smtp::Address::parse(item.payload.value(u"to").toString()));
    message.subject = item.payload.value(u"subject").toString();
    message.text = item.payload.value(u"text").toString();
    message.html = item.payload.value(u"html").toString();
    message.id = item.id.toBytes();
    message.at = now;
    if (message.subject.isEmpty() || message.text.isEmpty())
        co_return failure(ErrorCode::ValidationFailed, u"The mail is incomplete."_s);
    co_return co_await m_client.send(std::move(message), item.deadline);
}

}
