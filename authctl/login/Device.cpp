// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Clock.h"
#include "core/Json.h"
#include "login/Interactive.h"
#include "output/Sink.h"
#include "output/QrCode.h"

#include "api/Operations.h"

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>

#include <unistd.h>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kDefaultInterval = 5;
constexpr qint64 kLongestInterval = 60;

void pause(qint64 seconds)
{
    QEventLoop loop;
    QTimer::singleShot(std::chrono::seconds(seconds), &loop, &QEventLoop::quit);
    loop.exec();
}

}

QString requestedScope(const Options &options)
{
    const QString scope = options.setting(u"scope"_s);
    if (scope != "read"_L1)
        return scope;
    QStringList permissions;
    for (const char *const permission : api::permissions()) {
        if (QByteArrayView(permission).endsWith(":read"))
            permissions.append(QLatin1StringView(permission));
    }
    return permissions.join(u' ');
}

std::expected<Login, Failure> loginWithDevice(const Options &options, const Provider &provider)
{
    if (provider.deviceAuthorizationEndpoint.isEmpty())
        return std::unexpected(usageFailure(u"%1 lets nobody log in with a device code."_s.arg(provider.issuer),
            u"authctl login, on a machine with a browser"_s));
    Form request;
    request.append(u"client_id"_s, kPublicClient);
    request.append(u"resource"_s, provider.resource);
    if (const QString scope = requestedScope(options); !scope.isEmpty())
        request.append(u"scope"_s, scope);
    const HttpAnswer begun = Network::shared().post(options, QUrl(provider.deviceAuthorizationEndpoint), request, {});
    if (begun.status == 0)
        return std::unexpected(unreachable(provider.deviceAuthorizationEndpoint, begun));
    const auto device = parseJsonObject(begun.body);
    if (begun.status != 200 || !device)
        return std::unexpected(oauthFailure(begun));
    const QString complete = (*device)[u"verification_uri_complete"].toString();
    writeError("Open " + (*device)[u"verification_uri"].toString().toUtf8()
        + " on any device and enter the code\n\n    " + (*device)[u"user_code"].toString().toUtf8() + '\n');
    if (!complete.isEmpty()) {
        const QByteArray code = isatty(STDERR_FILENO) != 0 ? qrCode(complete.toUtf8()) : QByteArray();
        writeError("or open " + complete.toUtf8() + (code.isEmpty() ? QByteArray() : "\n\n" + code));
    }

    Login login = provider.login();
    login.server = options.server;
    login.clientId = kPublicClient;
    qint64 interval = std::min((*device)[u"interval"].toInteger(kDefaultInterval), kLongestInterval);
    const qint64 end = SystemClock().epochSeconds() + (*device)[u"expires_in"].toInteger(600);
    while (SystemClock().epochSeconds() < end) {
        pause(interval);
        const auto redeemed = redeem(options, login,
            { { u"grant_type"_s, u"urn:ietf:params:oauth:grant-type:device_code"_s },
                { u"device_code"_s, (*device)[u"device_code"].toString() } });
        if (redeemed)
            return login;
        // RFC 8628 §3.5. A lost answer is asked for again, more slowly.
        const QString &code = redeemed.error().code;
        if (code == "slow_down"_L1 || code == "unreachable"_L1)
            interval = std::min(interval + 5, kLongestInterval);
        else if (code != "authorization_pending"_L1)
            return std::unexpected(redeemed.error());
    }
    Failure failure;
    failure.exitCode = NotLoggedIn;
    failure.code = u"expired_token"_s;
    failure.message = u"The code has expired: nobody entered it."_s;
    failure.next = u"authctl login --device"_s;
    return std::unexpected(failure);
}

}
