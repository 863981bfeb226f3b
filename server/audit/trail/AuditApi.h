// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "audit/trail/TrailService.h"

namespace auth {

/// The admin resource of the audit trail.
class AuditApi final : public admin::AuditHandlers {
public:
    explicit AuditApi(TrailService *trail)
        : m_trail(trail)
    {
    }

    Task<Result<api::AuditStatus>> getAuditStatus(admin::ContextPointer context) override;
    Task<Result<api::AuditCheckpointKey>> getAuditCheckpointKey(admin::ContextPointer context) override;
    Task<Result<http::Response>> exportAudit(admin::ContextPointer context) override;

private:
    TrailService *m_trail;
};

}
