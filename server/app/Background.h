// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Services.h"
#include "audit/trail/CheckpointFile.h"
#include "audit/trail/Sealer.h"
#include "jobs/LeaderLock.h"
#include "jobs/Outbox.h"
#include "jobs/Scheduler.h"
#include "mail/Delivery.h"

#include <QtCore/QTimer>

#include <thread>

namespace auth::app {

/// The thread that answers nobody: news from other nodes, the outbox, and what one node at a time does.
class Background {
public:
    explicit Background(Process *process);

    /// The realms that must exist, and what is revoked. Before the first request is answered.
    Task<Result<void>> prepare();
    void start();
    Task<> stop();
    Services &services() { return m_services; }

private:
    Task<> reload();
    Task<Result<void>> runKeySchedule();
    Task<Result<void>> keepHouse();
    void receive(const QByteArray &topic, const QByteArray &payload);
    Task<> catchUp();
    Task<Result<void>> seal();
    void watchStaleness();

    Process *m_process;
    Services m_services;
    jobs::LeaderLock m_leader;
    jobs::Scheduler m_scheduler;
    std::optional<mail::Delivery> m_mail; ///< Where a mail server is configured; development keeps mail otherwise.
    jobs::Outbox m_outbox;
    http::Router m_operations; ///< Nobody asks it: it makes the operations known that bulk jobs call.
    QTimer m_staleness;
    std::chrono::steady_clock::time_point m_lastReadAgain;
    CheckpointFile m_checkpoints;
    Sealer m_sealer;
    Deadline m_sealingFailed {}; ///< When it was logged last.
    std::jthread m_agents; ///< Gets expressions ready that nobody shall wait for.
};

}
