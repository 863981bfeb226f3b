// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/RememberedBrowser.h"

#include "audit/AuditLog.h"
#include "devices/DeviceService.h"

namespace auth::sign_in {

Task<Result<bool>> rememberBrowser(
    protocol::Services *services, db::Transaction *transaction, http::Request request, BrowserOfPerson browser)
{
    const int days = browser.realm->settings.mfaRememberDays;
    const Timestamp until = services->clock->now() + std::chrono::hours(24 * days);
    if (!CO_TRY(co_await services->devices->remember(
            transaction, browser.realm->id, browser.user, browser.browserHash, until)))
        co_return false;
    AuditEvent event(browser.realm->id, "device.remembered");
    event.from(request).actor("user", browser.user.toString(), browser.username);
    event.sessionId = browser.session;
    event.data = QJsonObject { { QStringLiteral("until"), QString::fromLatin1(toIso(until)) } };
    services->audit->record(transaction, std::move(event));
    co_return true;
}

}
