// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "adapters/smtp/SmtpClient.h"
#include "jobs/Outbox.h"

namespace auth::mail {

/// The kind of mail in the outbox. Its payload: `to`, `subject`, `text`, perhaps `html`, and `useful_until` (seconds since the
/// epoch) where it is of no use later.
inline const QString kOutboxKind = QStringLiteral("mail");

/// Hands what the outbox holds to the mail server: each mail until it was taken over, or refused for good. The item's id
/// is the Message-ID's, the same at every attempt and on every node.
class Delivery {
public:
    /// \a clock outlives it.
    Delivery(smtp::Server server, smtp::Address from, const Clock *clock)
        : m_client(std::move(server))
        , m_from(std::move(from))
        , m_clock(clock)
    {
    }
    /// A handler of jobs::Outbox. ValidationFailed: it never can be delivered.
    Task<Result<void>> deliver(jobs::OutboxItem item) const;

private:
    smtp::Client m_client;
    smtp::Address m_from;
    const Clock *m_clock;
};

}
