// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/SignInPages.h"

#include "protocol/Endpoints.h"
#include "sign_in/MoreTime.h"
#include "sign_in/PasskeyPages.h"
#include "sign_in/Step.h"
#include "sign_in/StepPage.h"

namespace auth::sign_in {

using protocol::Services;
namespace paths = protocol::paths;

void addSignInRoutes(http::Router *router, Services *services)
{
    using enum http::RouteStyle;
    using http::CorsPolicy;
    using http::Method;
    const protocol::Endpoint endpoints[] = {
        { Method::Get, paths::kConsent, Browser, CorsPolicy::None, showConsent },
        { Method::Post, paths::kConsent, Browser, CorsPolicy::None, submitConsent },
        { Method::Post, kMoreTimePath, Browser, CorsPolicy::None, submitMoreTime },
        { Method::Get, paths::kDevice, Browser, CorsPolicy::None, showDevice },
        { Method::Post, paths::kDevice, Browser, CorsPolicy::None, submitDevice },
        { Method::Get, paths::kDeviceConfirm, Browser, CorsPolicy::None, showDeviceConfirm },
        { Method::Post, paths::kDeviceConfirm, Browser, CorsPolicy::None, submitDeviceConfirm },
        { Method::Get, paths::kDeviceAllowed, Browser, CorsPolicy::None, showDeviceAllowed },
        { Method::Get, paths::kDeviceDenied, Browser, CorsPolicy::None, showDeviceDenied },
        { Method::Get, paths::kEndSession, Redirect, CorsPolicy::None, endSessionEndpoint, "logout.refused" },
        { Method::Post, paths::kEndSession, Redirect, CorsPolicy::None, endSessionPostEndpoint, "logout.refused" },
        { Method::Get, paths::kSignOut, Browser, CorsPolicy::None, showSignOut },
        { Method::Post, paths::kSignOut, Browser, CorsPolicy::None, submitSignOut },
    };
    for (const auto &endpoint : endpoints)
        protocol::addEndpoint(router, services, endpoint);
    const AccountEndpoint ofTheAccount[] = {
        { Method::Get, paths::kAccount, showAccount },
        { Method::Post, "/account/sessions", submitSessions },
        { Method::Post, "/account/password", submitPasswordChange },
        { Method::Post, "/account/devices", submitDevices },
        { Method::Get, kSecurityPath, showSecurity },
        { Method::Post, kSecurityPath, submitSecurity },
        { Method::Get, kAuthenticatorPath, showAuthenticator },
        { Method::Post, kAuthenticatorPath, submitAuthenticator },
        { Method::Get, kPhonePath, showPhone },
        { Method::Post, kPhonePath, submitPhone },
    };
    for (const auto &endpoint : ofTheAccount)
        addAccountEndpoint(router, services, endpoint);
    for (const Step *step : allSteps()) {
        for (const auto &endpoint : step->endpoints)
            protocol::addEndpoint(router, services, endpoint);
    }
    addPasskeyAccountRoutes(router, services);
    addRelatedOriginsRoute(router, services);
}

}
