// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Inside.h"
#include "app/Services.h"
#include "http/Router.h"

namespace auth::app {

/// All services once more, for the time of one transaction.
class InsideTransaction final : public admin::Inside {
public:
    InsideTransaction(Process *process, db::Transaction *transaction);

    Task<Result<admin::Outcome>> call(admin::InsideCall call) override;
    Task<Result<RealmPointer>> findRealm(QByteArray name, Deadline deadline) override;

private:
    Services m_services;
    http::Router m_router; ///< Serves nobody: the operations are told where they stand.
};

}
