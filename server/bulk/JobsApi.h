// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/Lists.h"
#include "admin/Pipeline.h"
#include "bulk/BulkService.h"

namespace auth {

/// The admin resource of jobs, and how bulk jobs begin.
class JobsApi final : public admin::JobsHandlers {
public:
    JobsApi(const BulkService *bulk, admin::Pipeline *pipeline, const admin::Lists *lists);

    Task<Result<api::Job>> createBulkJob(admin::ContextPointer context, api::BulkRequest body) override;
    Task<Result<api::JobList>> listJobs(admin::ContextPointer context) override;
    Task<Result<api::Job>> getJob(admin::ContextPointer context) override;
    Task<Result<api::JobItemList>> listJobItems(admin::ContextPointer context) override;
    Task<Result<api::Job>> cancelJob(admin::ContextPointer context) override;
    Task<Result<api::Job>> retryJob(admin::ContextPointer context) override;

private:
    /// The ids of what the filter finds, through the list that the caller could read.
    Task<Result<QStringList>> targetsOf(
        admin::ContextPointer context, const api::Operation *list, QString query) const;
    /// The first object, tried without a trace: a body that is wrong is wrong for all.
    Task<Result<void>> tryFirst(admin::ContextPointer context, QJsonObject payload, QString target) const;

    const BulkService *m_bulk;
    admin::Pipeline *m_pipeline;
    const admin::Lists *m_lists;
};

}
