// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"
#include "devices/DeviceService.h"
#include "pages/BrowserCookie.h"
#include "sign_in/AccountForms.h"
#include "sign_in/FlowContext.h"
#include "sign_in/OwnerPages.h"
#include "sign_in/SignInPages.h"

namespace auth::sign_in {

using protocol::Services;
namespace paths = protocol::paths;

/// Forgets one of the person's devices, asks for the second factor there again, or asks whether it is theirs.
Task<Result<http::Response>> submitDevices(Services *services, http::Request request, Visit visit)
{
    const auto &[issuer, session] = visit;
    const Form form = CO_TRY(checkedForm(*services, request, pages::BrowserCookie::of(request), accountCsrfPurpose(session)));
    const auto back = http::Response::seeOther(issuer.url(paths::kAccount));
    const auto id = DeviceId::parse(form.valueOrEmpty(QLatin1StringView("device")).toLatin1());
    if (!id)
        co_return back;

    const RealmId realm = issuer.realm->id;
    // Removing one needs more than the session that may be what was stolen.
    if (form.contains(QLatin1StringView("revoke-device"))) {
        const auto owner = CO_TRY(co_await ownerOf(services, request, visit, paths::kAccount));
        if (owner.elsewhere)
            co_return *owner.elsewhere;
    }
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    if (form.contains(QLatin1StringView("review-device"))) {
        const auto secret = CO_TRY(co_await services->devices->review(&transaction, realm, session.userId, *id, request.deadline));
        CO_TRY(co_await transaction.commit());
        co_return secret ? http::Response::seeOther("/realms/" + issuer.realm->name + "/new-device/" + *secret) : back;
    }
    AuditEvent event(realm, "device.revoked");
    event.from(request).actor("user", session.userId.toString()).target("device", id->toString());
    event.sessionId = session.id;
    if (form.contains(QLatin1StringView("unremember-device"))) {
        if (!CO_TRY(co_await services->devices->unremember(&transaction, realm, session.userId, *id)))
            co_return back;
        event.action = "device.unremembered";
        services->audit->record(&transaction, std::move(event));
        CO_TRY(co_await transaction.commit());
        co_return http::Response::seeOther(issuer.url(paths::kAccount) + "?device-unremembered=1");
    }
    if (!form.contains(QLatin1StringView("revoke-device")))
        co_return back;
    const auto pending = CO_TRY(co_await services->devices->revoke(&transaction, realm, session.userId, *id, QStringLiteral("its device was removed by the person")));
    if (!pending)
        co_return back;
    services->audit->record(&transaction, std::move(event));
    CO_TRY(co_await transaction.commit());
    services->sessions->publish(*pending);
    co_return http::Response::seeOther(issuer.url(paths::kAccount) + "?device-revoked=1");
}

}
