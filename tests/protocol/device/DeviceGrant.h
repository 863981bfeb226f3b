// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Twins.h"

namespace auth::test {

/// The device's side of RFC 8628, and the person's.
struct DeviceGrant {
    Reply begun;
    QByteArray deviceCode;
    QByteArray userCode;

    static constexpr auto kGrant = "urn:ietf:params:oauth:grant-type:device_code";

    /// What lets an application use it.
    static ApplicationChanges allowed(ApplicationChanges changes = {})
    {
        changes.grantTypes = QStringList { QStringLiteral("authorization_code"), QStringLiteral("refresh_token"), QString::fromLatin1(kGrant) };
        return changes;
    }
    /// \a parameters of the device authorization request.
    static DeviceGrant begin(const RelyingParty &app, const Parameters &parameters = { { "scope", "openid email" } }, const HeaderList &headers = {})
    {
        DeviceGrant grant;
        grant.begun = app.post("/oauth/device_authorization", parameters, headers);
        grant.deviceCode = grant.begun.text("device_code").toLatin1();
        grant.userCode = grant.begun.text("user_code").toLatin1();
        return grant;
    }
    Reply poll(const RelyingParty &app) const
    {
        return app.token({ { "grant_type", kGrant }, { "device_code", deviceCode } });
    }
    /// Brings \a browser to the page that asks, signing \a username in where it must.
    void approach(Browser &browser, const TestRealm &realm, const QByteArray &username = "alice") const
    {
        browser.open(realm.target("/device"));
        browser.submit("submit", { { "user_code", userCode } });
        if (browser.address().contains("/sign-in"))
            browser.signIn(username, TestRealm::kPassword);
    }
    void allow(Browser &browser, const TestRealm &realm, const QByteArray &username = "alice") const
    {
        approach(browser, realm, username);
        browser.submit("allow");
    }
};

}
