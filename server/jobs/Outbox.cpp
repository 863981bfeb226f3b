// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/Outbox.h"

#include "core/Backoff.h"
#include "core/Log.h"

namespace auth::jobs {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const db::Query kInsert("outbox.insert",
    "INSERT INTO outbox (realm_id, id, kind, payload, created_at, available_at) VALUES ($1, $2, $3, $4, $5, $5)");

const db::Query kClaim("outbox.claim", R"(
WITH due AS (
    SELECT realm_id, id FROM outbox
    WHERE done_at IS NULL AND failed_at IS NULL AND available_at <= $1
        AND (claimed_until IS NULL OR claimed_until <= $1) AND kind = ANY ($2)
    ORDER BY available_at LIMIT $3
    FOR UPDATE SKIP LOCKED)
UPDATE outbox SET claimed_until = $4, attempts = attempts + 1
FROM due WHERE outbox.realm_id = due.realm_id AND outbox.id = due.id
RETURNING outbox.realm_id, outbox.id, kind, payload, attempts)");

// The attempt number keeps one whose lease ran out from ending another's attempt. A payload may hold what must not lie
// about, such as a link that signs in.
const db::Query kDone("outbox.done",
    "UPDATE outbox SET done_at = $4, claimed_until = NULL, payload = '{}', last_error = '' "
    "WHERE realm_id = $1 AND id = $2 AND attempts = $3 AND done_at IS NULL");

const db::Query kRetry("outbox.retry",
    "UPDATE outbox SET available_at = $4, claimed_until = NULL, last_error = $5 "
    "WHERE realm_id = $1 AND id = $2 AND attempts = $3 AND done_at IS NULL");

const db::Query kFailed("outbox.failed",
    "UPDATE outbox SET failed_at = $4, claimed_until = NULL, last_error = $5 "
    "WHERE realm_id = $1 AND id = $2 AND attempts = $3 AND done_at IS NULL");

}

struct Outbox::State {
    db::Database *database;
    const Clock *clock;
    OutboxOptions options;
    QHash<QString, Handler> handlers;
    QStringList kinds;
    int active = 0;
    bool running = false;
    bool looking = false;
    bool again = false; ///< Woken while looking.
};

Outbox::Outbox(db::Database *database, const Clock *clock, OutboxOptions options)
    : m_state(std::make_shared<State>())
{
    m_state->database = database;
    m_state->clock = clock;
    m_state->options = options;
    m_poll.setInterval(options.poll);
    connect(&m_poll, &QTimer::timeout, this, [this] { look(); });
}

Outbox::~Outbox()
{
    stop();
}

void Outbox::enqueue(
    db::Transaction *transaction, RealmId realm, const QString &kind, const QJsonObject &payload, Timestamp now)
{
    transaction->enqueue(&kInsert, db::Params::of(realm, Uuid::v7(now), kind, payload, now));
}

void Outbox::handle(const QString &kind, Handler handler)
{
    m_state->handlers.insert(kind, std::move(handler));
    m_state->kinds = m_state->handlers.keys();
}

void Outbox::start()
{
    m_state->running = true;
    m_poll.start();
    look();
}

void Outbox::stop()
{
    m_state->running = false;
    m_poll.stop();
}

void Outbox::wake()
{
    if (m_woken.exchange(true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_woken = false;
            look();
        },
        Qt::QueuedConnection);
}

void Outbox::look()
{
    if (!m_state->running || m_state->kinds.isEmpty())
        return;
    m_state->again = true;
    if (!m_state->looking)
        spawn(work(m_state), "outbox.work");
}

/// Claims as much as there is room for, until nothing is due.
Task<> Outbox::work(std::shared_ptr<State> state)
{
    state->looking = true;
    while (std::exchange(state->again, false) && state->running) {
        const int room = state->options.concurrency - state->active;
        if (room <= 0)
            break; // The end of a delivery looks again.
        const Timestamp now = state->clock->now();
        const Deadline leaseEnd = deadlineIn(state->options.lease);
        const auto claimed = co_await state->database->execute(
            &kClaim, db::Params::of(now, state->kinds, room, now + state->options.lease), deadlineIn(5s));
        if (!claimed) {
            logWarning("outbox.claim_failed", { { "cause", claimed.error().detail } });
            break;
        }
        state->active += claimed->count();
        state->again = state->again || claimed->count() == room;
        for (int row = 0; row < claimed->count(); ++row) {
            spawn(deliver(state,
                      OutboxItem { claimed->id<RealmId>(row, "realm_id"), claimed->uuid(row, "id"),
                          claimed->text(row, "kind"), claimed->object(row, "payload"),
                          static_cast<int>(claimed->integer(row, "attempts")), leaseEnd - state->options.lease / 4 }),
                "outbox.deliver");
        }
    }
    state->looking = false;
}

Task<> Outbox::deliver(std::shared_ptr<State> state, OutboxItem item)
{
    const Handler handler = state->handlers.value(item.kind);
    Result<void> outcome = failure(ErrorCode::Internal, u"The handler failed."_s, u"exception"_s);
    try {
        outcome = co_await handler(item);
    } catch (const std::exception &exception) {
        outcome.error().detail = QString::fromUtf8(exception.what());
    }
    const Timestamp now = state->clock->now();
    const db::Query *query = &kDone;
    db::Params params = db::Params::of(item.realm, item.id, item.attempt);
    if (outcome) {
        params.add(now);
    } else {
        const Error &error = outcome.error();
        const QString cause = error.detail.isEmpty() ? error.description : error.detail;
        const bool hopeless = error.code == ErrorCode::ValidationFailed || error.code == ErrorCode::NotFound
            || item.attempt >= state->options.attempts;
        query = hopeless ? &kFailed : &kRetry;
        params.add(hopeless ? now : now + backoff(item.attempt, state->options.firstRetry, 1h))
            .add(QString(cause).remove(QChar(0)));
        logWarning(hopeless ? "outbox.failed" : "outbox.retry",
            { { "kind", item.kind }, { "id", item.id.toString() }, { "attempt", item.attempt }, { "cause", cause } });
    }
    const auto stored = co_await state->database->execute(query, params, deadlineIn(10s));
    if (!stored)
        logWarning("outbox.not_recorded", { { "id", item.id.toString() }, { "cause", stored.error().detail } });
    --state->active;
    state->again = true;
    if (state->running && !state->looking)
        spawn(work(state), "outbox.work");
}

}
