// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"
#include "setup/OneTimeLinks.h"
#include "sign_in/AccountForms.h"
#include "sign_in/OwnerPages.h"
#include "sign_in/SignInPages.h"

namespace auth::sign_in {

using protocol::Services;
namespace paths = protocol::paths;

/// Who proved just now who they are chooses another password where a one-time link leads. Setting it ends every session.
Task<Result<http::Response>> submitPasswordChange(Services *services, http::Request request, Visit visit)
{
    constexpr std::chrono::minutes kLifetime { 15 };
    const auto owner = CO_TRY(co_await ownerOf(services, request, std::move(visit), paths::kAccount));
    if (owner.elsewhere)
        co_return *owner.elsewhere;
    CO_TRY(checkedForm(*services, request, owner.browser, accountCsrfPurpose(*owner.session)));
    const Realm &realm = *owner.issuer.realm;
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    const setup::OneTimeLinks links(services->database, services->clock);
    const QByteArray secret = links.create(&transaction, realm.id, setup::LinkPurpose::Password, kLifetime, owner.user.id);
    AuditEvent event(realm.id, "user.password_change_begun");
    event.from(request).actor("user", owner.user.id.toString(), owner.user.username);
    event.sessionId = owner.session->id;
    services->audit->record(&transaction, std::move(event));
    CO_TRY(co_await transaction.commit());
    co_return http::Response::seeOther("/realms/" + realm.name + "/new-password/" + secret);
}

}
