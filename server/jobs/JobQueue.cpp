// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/JobQueue.h"

namespace auth::jobs {

using namespace Qt::StringLiterals;

namespace {

const db::Query kInsert("jobs.insert",
    "INSERT INTO jobs (realm_id, id, kind, payload, run_at, created_at) VALUES ($1, $2, $3, $4, $5, $5)");

const db::Query kClaim("jobs.claim", R"(
WITH due AS (
    SELECT realm_id, id FROM jobs
    WHERE kind = ANY ($2) AND run_at <= $1
        AND (state = 'waiting' OR (state = 'running' AND claimed_until <= $1))
    ORDER BY run_at LIMIT 1
    FOR UPDATE SKIP LOCKED)
UPDATE jobs SET state = 'running', claimed_until = $3, attempts = attempts + 1
FROM due WHERE jobs.realm_id = due.realm_id AND jobs.id = due.id
RETURNING jobs.realm_id, jobs.id, kind, payload, attempts)");

const db::Query kProgress("jobs.progress",
    "UPDATE jobs SET progress = $4, claimed_until = $5 "
    "WHERE realm_id = $1 AND id = $2 AND attempts = $3 AND state = 'running'");

const db::Query kFinish("jobs.finish",
    "UPDATE jobs SET state = $4, result = $5, finished_at = $6, claimed_until = NULL "
    "WHERE realm_id = $1 AND id = $2 AND attempts = $3 AND state = 'running'");

const db::Query kRelease("jobs.release",
    "UPDATE jobs SET state = 'waiting', run_at = $4, claimed_until = NULL "
    "WHERE realm_id = $1 AND id = $2 AND attempts = $3 AND state = 'running'");

const db::Query kStatus("jobs.status", "SELECT state, progress, result FROM jobs WHERE realm_id = $1 AND id = $2");

std::unexpected<Error> claimLost(const Job &job)
{
    return failure(ErrorCode::Conflict, u"Another node has taken this job over."_s, job.id.toString());
}

JobState parseState(const QString &word)
{
    if (word == "running"_L1)
        return JobState::Running;
    if (word == "done"_L1)
        return JobState::Done;
    if (word == "cancelled"_L1)
        return JobState::Cancelled;
    return word == "failed"_L1 ? JobState::Failed : JobState::Waiting;
}

}

Uuid JobQueue::enqueue(
    db::Transaction *transaction, RealmId realm, const QString &kind, const QJsonObject &payload, Timestamp now)
{
    const Uuid id = Uuid::v7(now);
    transaction->enqueue(&kInsert, db::Params::of(realm, id, kind, payload, now));
    return id;
}

Task<Result<std::optional<Job>>> JobQueue::claim(
    QStringList kinds, Timestamp now, std::chrono::seconds lease, Deadline deadline)
{
    const auto rows = CO_TRY(co_await m_database->execute(&kClaim, db::Params::of(now, kinds, now + lease), deadline));
    std::optional<Job> job;
    if (!rows.isEmpty()) {
        job = Job { rows.id<RealmId>(0, "realm_id"), rows.uuid(0, "id"), rows.text(0, "kind"),
            rows.object(0, "payload"), static_cast<int>(rows.integer(0, "attempts")) };
    }
    co_return job;
}

Task<Result<void>> JobQueue::progress(
    Job job, QJsonObject progress, Timestamp now, std::chrono::seconds lease, Deadline deadline)
{
    const auto rows = CO_TRY(co_await m_database->execute(
        &kProgress, db::Params::of(job.realm, job.id, job.attempt, progress, now + lease), deadline));
    if (rows.affected() == 0)
        co_return claimLost(job);
    co_return Result<void>();
}

Task<Result<void>> JobQueue::release(Job job, Timestamp now, Deadline deadline)
{
    const auto rows = CO_TRY(
        co_await m_database->execute(&kRelease, db::Params::of(job.realm, job.id, job.attempt, now), deadline));
    if (rows.affected() == 0)
        co_return claimLost(job);
    co_return Result<void>();
}

Task<Result<void>> JobQueue::finish(Job job, JobState state, QJsonObject result, Timestamp now, Deadline deadline)
{
    Q_ASSERT(state == JobState::Done || state == JobState::Failed);
    const QString word = state == JobState::Done ? u"done"_s : u"failed"_s;
    const auto rows = CO_TRY(co_await m_database->execute(
        &kFinish, db::Params::of(job.realm, job.id, job.attempt, word, result, now), deadline));
    if (rows.affected() == 0)
        co_return claimLost(job);
    co_return Result<void>();
}

Task<Result<JobStatus>> JobQueue::status(RealmId realm, Uuid id, Deadline deadline)
{
    const auto rows = CO_TRY(co_await m_database->execute(&kStatus, db::Params::of(realm, id), deadline));
    if (rows.isEmpty())
        co_return failure(ErrorCode::NotFound, u"There is no such job."_s);
    co_return JobStatus { parseState(rows.text(0, "state")), rows.object(0, "progress"), rows.object(0, "result") };
}

}
