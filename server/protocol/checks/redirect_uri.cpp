// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

namespace auth::protocol::checks {

namespace {

struct Loopback {
    QStringView beforePort;
    QStringView afterPort;
};

/// The parts around the port of an http URI on a loopback address. RFC 8252 §7.3; not `localhost` (§8.3).
std::optional<Loopback> loopback(QStringView uri)
{
    for (const QStringView prefix : { QStringView(u"http://127.0.0.1"), QStringView(u"http://[::1]") }) {
        if (!uri.startsWith(prefix))
            continue;
        QStringView rest = uri.sliced(prefix.size());
        if (rest.startsWith(u':')) {
            qsizetype end = 1;
            while (end < rest.size() && rest[end] >= u'0' && rest[end] <= u'9')
                ++end;
            if (end == 1 || end > 6)
                return std::nullopt;
            rest = rest.sliced(end);
        }
        if (!rest.isEmpty() && rest[0] != u'/' && rest[0] != u'?')
            return std::nullopt;
        return Loopback { prefix, rest };
    }
    return std::nullopt;
}

/// RFC 9700 §2.1: exactly the registered string, except for the port of a native application's loopback URI.
bool matches(const Application &application, const QString &registered, const QString &requested)
{
    if (registered == requested)
        return true;
    if (application.type != ApplicationType::Native)
        return false;
    const auto left = loopback(registered);
    const auto right = loopback(requested);
    return left && right && left->beforePort == right->beforePort && left->afterPort == right->afterPort;
}

}

/// OpenID Connect Core §3.1.2.1 requires it for OpenID requests; OAuth lets a client with one registered URI leave it out.
Task<Result<void>> redirectUri(Services *, AuthorizationRequest *request)
{
    const auto &application = *request->application;
    const auto requested = request->parameters.value(QLatin1StringView("redirect_uri"));
    if (!requested)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("The application did not say where to return to: redirect_uri is missing."));
    for (const auto &registered : application.redirectUris) {
        if (matches(application, registered, *requested)) {
            request->redirectUri = *requested;
            co_return {};
        }
    }
    co_return failure(ErrorCode::InvalidRequest, QStringLiteral("The address that the application wants to return to is not registered for it."),
        QStringLiteral("redirect_uri %1 of client %2").arg(requested->left(512), QString::fromUtf8(application.clientId)));
}

}
