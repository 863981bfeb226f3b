// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/InsideTransaction.h"

namespace auth::app {

InsideTransaction::InsideTransaction(Process *process, db::Transaction *transaction)
    : m_services(process, transaction)
{
    m_services.adminApi.addRoutes(&m_router);
}

Task<Result<admin::Outcome>> InsideTransaction::call(admin::InsideCall call)
{
    // What the call before changed is read again.
    m_services.epochs->bumpAll();
    if (call.realm)
        call.realm = CO_TRY(co_await m_services.realms.find(call.realm->id, call.parent->deadline()));
    co_return co_await m_services.adminApi.call(std::move(call));
}

Task<Result<RealmPointer>> InsideTransaction::findRealm(QByteArray name, Deadline deadline)
{
    m_services.epochs->bumpAll();
    return m_services.realms.find(std::move(name), deadline);
}

}
