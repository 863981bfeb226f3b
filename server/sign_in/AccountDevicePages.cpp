// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"
#include "devices/DeviceService.h"
#include "factors/FactorKind.h"
#include "pages/BrowserCookie.h"
#include "protocol/oidc/SecondFactor.h"
#include "sign_in/AccountForms.h"
#include "sign_in/FlowContext.h"
#include "sign_in/FlowService.h"
#include "sign_in/OwnerPages.h"
#include "sign_in/RememberedBrowser.h"
#include "sign_in/SignInPages.h"

namespace auth::sign_in {

using protocol::Services;
namespace paths = protocol::paths;

namespace {

/// Has the browser at hand remembered, where the realm lets people have that: for who proved their second factor lately.
Task<Result<http::Response>> trustThisBrowser(Services *services, http::Request request, Visit visit)
{
    const auto owner = CO_TRY(co_await ownerOf(services, request, visit, paths::kAccount));
    if (owner.elsewhere)
        co_return *owner.elsewhere;
    const RealmPointer realm = visit.issuer.realm;
    const auto back = http::Response::seeOther(visit.issuer.url(paths::kAccount));
    if (oidc::secondFactorOf(*realm, nullptr) != oidc::SecondFactor::OnNewBrowsers)
        co_return back;
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    // Whatever ends it (another password, a reset of the factors) comes before or after, not between.
    const auto account = CO_TRY(co_await services->flows->lockActiveUser(&transaction, realm->id, owner.user.id));
    const bool has = account && !offeredFactors(*realm, account->factors).empty();
    if (!has || !CO_TRY(co_await rememberBrowser(services, &transaction, request, { realm, owner.user.id, owner.user.username, visit.session.id, owner.browser.hash() }))) {
        co_await transaction.rollback();
        co_return back;
    }
    CO_TRY(co_await transaction.commit());
    co_return http::Response::seeOther(visit.issuer.url(paths::kAccount) + "?device-trusted=1");
}

}

/// Forgets one of the person's devices, asks for the second factor there again or leaves it out, or asks whether it is
/// theirs.
Task<Result<http::Response>> submitDevices(Services *services, http::Request request, Visit visit)
{
    const auto &[issuer, session] = visit;
    const Form form = CO_TRY(checkedForm(*services, request, pages::BrowserCookie::of(request), accountCsrfPurpose(session)));
    if (form.contains(QLatin1StringView("trust-device")))
        co_return co_await trustThisBrowser(services, std::move(request), std::move(visit));
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
