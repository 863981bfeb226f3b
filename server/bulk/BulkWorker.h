// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Pipeline.h"
#include "bulk/BulkService.h"

namespace auth {

/// Does bulk jobs, one after the other, a slice of each in turn, so that a long one does not keep the others waiting.
class BulkWorker {
public:
    struct Services {
        db::Database *database;
        const Clock *clock;
        const Revocations *revocations;
        admin::Authentication *authentication;
        admin::Pipeline *pipeline;
        const BulkService *bulk;
    };
    explicit BulkWorker(Services services);

    /// Until no job is due.
    Task<Result<void>> run();
    /// Ends run() after the item at hand.
    void stop() { m_stopping = true; }

private:
    Task<Result<void>> slice(jobs::Job job);
    Task<Result<bool>> item(jobs::Job job, admin::Caller caller, BulkItem item, Timestamp askedAt);
    Task<Result<void>> fail(jobs::Job job, QString reason);

    Services m_services;
    jobs::JobQueue m_queue;
    bool m_stopping = false;
};

}
