// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/Lists.h"
#include "audit/trail/TrailService.h"

namespace auth {

/// The admin resource of the audit trail.
class AuditApi final : public admin::AuditHandlers {
public:
    AuditApi(TrailService *trail, const admin::Lists *lists, const Clock *clock)
        : m_trail(trail)
        , m_lists(lists)
        , m_clock(clock)
    {
    }

    Task<Result<api::AuditEventList>> listAuditEvents(admin::ContextPointer context) override;
    Task<Result<api::AuditEvent>> getAuditEvent(admin::ContextPointer context) override;
    Task<Result<api::AuditTail>> getAuditTail(admin::ContextPointer context) override;
    Task<Result<api::AuditStats>> getAuditStats(admin::ContextPointer context) override;
    Task<Result<api::AuditRetention>> getAuditRetention(admin::ContextPointer context) override;
    Task<Result<api::AuditRetention>> setAuditRetention(
        admin::ContextPointer context, api::AuditRetentionUpdate body) override;
    Task<Result<api::AuditErased>> eraseAuditValues(admin::ContextPointer context, api::AuditErasure body) override;

    Task<Result<api::AuditStatus>> getAuditStatus(admin::ContextPointer context) override;
    Task<Result<api::AuditCheckpointKey>> getAuditCheckpointKey(admin::ContextPointer context) override;
    Task<Result<http::Response>> exportAudit(admin::ContextPointer context) override;

private:
    TrailService *m_trail;
    const admin::Lists *m_lists;
    const Clock *m_clock;
};

}
