// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"
#include "setup/OneTimeLinks.h"
#include "protocol/Issuer.h"
#include "sign_in/FlowService.h"
#include "sign_in/Step.h"
#include "sign_in/StepPage.h"
#include "users/User.h"

namespace auth::sign_in {

using protocol::Services;

namespace {

bool isOpen(const WayIn &way)
{
    return way.account.requiredActions.contains(kChangePassword);
}

/// Who has to choose another password does so by a one-time link, and comes back to this flow with it.
Task<Result<http::Response>> enter(Services *services, http::Request request, FlowContext context, db::Transaction transaction, Account account)
{
    constexpr std::chrono::minutes kLifetime { 15 };
    const Realm &realm = *context.issuer.realm;
    const setup::OneTimeLinks links(services->database, services->clock);
    const QByteArray secret = links.create(&transaction, realm.id, setup::LinkPurpose::Password, kLifetime, account.id);
    AuditEvent event(realm.id, "login.password_change_required");
    event.from(request).actor("user", account.id.toString(), account.username);
    event.applicationId = context.flow.applicationId;
    services->audit->record(&transaction, std::move(event));
    // The new one has to be shown; a second factor that was proved stays so.
    context.flow.amr.removeAll(u"pwd"_qs);
    CO_TRY(co_await services->flows->update(&transaction, context.flow));
    CO_TRY(co_await transaction.commit());
    co_return http::Response::seeOther("/realms/" + realm.name + "/new-password/" + secret + "?tx=" + context.flow.id.toBytes());
}

}

const Step steps::passwordChange { nullptr, isOpen, enter, {} };

}
