// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "db/Database.h"

#include <QtCore/QHash>
#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <atomic>
#include <functional>

namespace auth::jobs {

/// Something that must happen outside after a commit: a mail, a webhook, a back-channel logout.
struct OutboxItem {
    RealmId realm;
    Uuid id;
    QString kind;
    QJsonObject payload;
    int attempt; ///< 1 the first time.
    Deadline deadline; ///< By then the handler has ended; later another node may take the item.
};

struct OutboxOptions {
    std::chrono::milliseconds poll { 1'000 }; ///< How late an item of another node may be noticed.
    std::chrono::milliseconds lease { 60'000 };
    std::chrono::milliseconds firstRetry { 5'000 }; ///< Doubles with each attempt, up to an hour, with jitter.
    int attempts = 14; ///< Then the item counts as failed: about six hours.
    int concurrency = 8;
};

/// Delivers what transactions left in the table `outbox`, at least once and on any node: rows are claimed with SKIP
/// LOCKED under a lease. One per node, on one thread's event loop.
class Outbox final : public QObject {
public:
    /// Answers when the item was delivered. ValidationFailed and NotFound mean that it never can be; any other error is
    /// tried again later.
    using Handler = std::function<Task<Result<void>>(OutboxItem)>;

    Outbox(db::Database *database, const Clock *clock, OutboxOptions options = {});
    ~Outbox() override;

    /// Leaves an item in the caller's \a transaction; it costs no round trip. Call wake() after the commit, or let the
    /// next poll find it.
    static void enqueue(
        db::Transaction *transaction, RealmId realm, const QString &kind, const QJsonObject &payload, Timestamp now);

    /// Before start(). Kinds without a handler here are left to other nodes. \a handler calls a coroutine and is not
    /// one itself.
    void handle(const QString &kind, Handler handler);
    void start();
    /// Claims nothing new; what runs goes on, and is counted by spawnedTasksInFlight().
    void stop();
    /// From any thread, as often as wanted: calls until the next look become one.
    void wake();

private:
    struct State;
    static Task<> work(std::shared_ptr<State> state);
    static Task<> deliver(std::shared_ptr<State> state, OutboxItem item);
    void look();

    std::shared_ptr<State> m_state; ///< Shared with deliveries under way.
    QTimer m_poll;
    std::atomic<bool> m_woken { false };
};

}
