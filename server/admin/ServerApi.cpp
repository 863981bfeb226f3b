// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/ServerApi.h"

#include <QtCore/QCoreApplication>

namespace auth::admin {

namespace {

QString iso(Timestamp time)
{
    return QString::fromLatin1(toIso(time));
}

api::ServerQueue answer(const QueueState &state)
{
    api::ServerQueue queue;
    queue.waiting = state.waiting;
    queue.running = state.running;
    queue.failed = state.failed;
    if (state.oldest)
        queue.oldestAt = iso(*state.oldest);
    return queue;
}

}

Task<Result<api::Server>> ServerApi::getServer(ContextPointer context)
{
    const auto seen = CO_TRY(co_await m_state.read(context->deadline()));
    api::Server server;
    server.release = QCoreApplication::applicationVersion();
    server.startedAt = iso(seen.startedAt);
    server.uptimeSeconds = std::chrono::floor<std::chrono::seconds>(seen.now - seen.startedAt).count();
    server.threads = seen.threads;
    server.time = iso(seen.now);
    server.database.version = seen.database.version;
    server.database.migration = seen.migration.current;
    server.database.migrationsPending = seen.migration.pending.size();
    server.database.sizeBytes = seen.database.sizeBytes;
    server.database.connections = seen.database.connections;
    server.realms = seen.database.realms;
    server.outbox = answer(seen.database.outbox);
    server.jobs = answer(seen.database.jobs);
    server.keysDue = seen.database.keysDue;
    server.revocations = seen.revocations;
    co_return server;
}

}
