// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/DeviceLogin.h"

#include "core/Clock.h"
#include "core/Json.h"

#include <QtCore/QTimer>

#include <qcorotimer.h>

namespace auth::client {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kDefaultInterval = 5;
constexpr qint64 kLongestInterval = 60;

}

Task<std::expected<Login, Failure>> loginWithDevice(
    Http *http, Profile profile, Provider provider, QString clientId, std::function<void(DeviceCode)> show)
{
    if (provider.deviceAuthorizationEndpoint.isEmpty())
        co_return std::unexpected(usageFailure(u"%1 lets nobody log in with a device code."_s.arg(provider.issuer),
            u"authctl login, on a machine with a browser"_s));
    Form request;
    request.append(u"client_id"_s, clientId);
    request.append(u"resource"_s, provider.resource);
    if (const QString scope = requestedScope(profile); !scope.isEmpty())
        request.append(u"scope"_s, scope);
    const HttpAnswer begun
        = co_await http->post(profile, QUrl(provider.deviceAuthorizationEndpoint), request, QByteArray());
    if (begun.status == 0)
        co_return std::unexpected(unreachable(provider.deviceAuthorizationEndpoint, begun));
    const auto device = parseJsonObject(begun.body);
    if (begun.status != 200 || !device)
        co_return std::unexpected(oauthFailure(begun));
    show({ (*device)[u"verification_uri"].toString(), (*device)[u"user_code"].toString(),
        (*device)[u"verification_uri_complete"].toString() });

    Login login = provider.login();
    login.server = profile.server;
    login.clientId = clientId;
    qint64 interval = std::min((*device)[u"interval"].toInteger(kDefaultInterval), kLongestInterval);
    const qint64 end = SystemClock().epochSeconds() + (*device)[u"expires_in"].toInteger(600);
    while (SystemClock().epochSeconds() < end) {
        QTimer pause;
        pause.setSingleShot(true);
        pause.start(std::chrono::seconds(interval));
        co_await pause;
        const auto redeemed = co_await redeem(http, profile, login,
            { { u"grant_type"_s, u"urn:ietf:params:oauth:grant-type:device_code"_s },
                { u"device_code"_s, (*device)[u"device_code"].toString() } });
        if (redeemed)
            co_return redeemed;
        // RFC 8628 §3.5. A lost answer is asked for again, more slowly.
        const QString code = redeemed.error().code;
        if (code == "slow_down"_L1 || code == "unreachable"_L1)
            interval = std::min(interval + 5, kLongestInterval);
        else if (code != "authorization_pending"_L1)
            co_return redeemed;
    }
    Failure failure;
    failure.exitCode = NotLoggedIn;
    failure.code = u"expired_token"_s;
    failure.message = u"The code has expired: nobody entered it."_s;
    failure.next = u"authctl login --device"_s;
    co_return std::unexpected(failure);
}

}
