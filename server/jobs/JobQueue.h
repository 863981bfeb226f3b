// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "db/Database.h"

#include <QtCore/QJsonObject>

namespace auth::jobs {

/// Long work that somebody asked for and watches: an import, an export.
struct Job {
    RealmId realm;
    Uuid id;
    QString kind;
    QJsonObject payload;
    int attempt = 0; ///< Names this claim: whoever lost it to another can no longer write.
};

enum class JobState : quint8 { Waiting, Running, Done, Failed, Cancelled };

struct JobStatus {
    JobState state = JobState::Waiting;
    QJsonObject progress;
    QJsonObject result;
};

/// The table `jobs`: claimed with SKIP LOCKED under a lease that progress() renews.
class JobQueue {
public:
    explicit JobQueue(db::Database *database)
        : m_database(database)
    {
    }

    /// In the caller's \a transaction. Returns the job's id.
    static Uuid enqueue(
        db::Transaction *transaction, RealmId realm, const QString &kind, const QJsonObject &payload, Timestamp now);

    /// The oldest due job of \a kinds, or nothing.
    Task<Result<std::optional<Job>>> claim(
        QStringList kinds, Timestamp now, std::chrono::seconds lease, Deadline deadline);
    /// Stores \a progress and holds the job for another \a lease. Conflict: the claim is lost, stop working.
    Task<Result<void>> progress(
        Job job, QJsonObject progress, Timestamp now, std::chrono::seconds lease, Deadline deadline);
    /// Lets others have their turn: the job waits behind those that are due. Conflict: the claim is lost.
    Task<Result<void>> release(Job job, Timestamp now, Deadline deadline);
    /// The end, good or bad. Conflict: the claim is lost, the result is not stored.
    Task<Result<void>> finish(Job job, JobState state, QJsonObject result, Timestamp now, Deadline deadline);
    Task<Result<JobStatus>> status(RealmId realm, Uuid id, Deadline deadline);

private:
    db::Database *m_database;
};

}
