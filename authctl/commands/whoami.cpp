// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Base64Url.h"
#include "core/Clock.h"
#include "core/Json.h"
#include "Login.h"
#include "output/Output.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

/// What the token says; only the server can say whether that is true.
std::expected<QJsonObject, Failure> claimsOf(const QByteArray &token)
{
    const QList<QByteArray> parts = token.split('.');
    const auto payload = parts.size() == 3 ? fromBase64Url(parts[1]) : std::nullopt;
    const auto claims = payload ? parseJsonObject(*payload) : failure(ErrorCode::Malformed, QString());
    if (claims)
        return *claims;
    Failure failure;
    failure.exitCode = NotLoggedIn;
    failure.code = u"invalid_token"_s;
    failure.message = u"The token is none of an Auth Server."_s;
    failure.next = u"authctl login"_s;
    return std::unexpected(failure);
}

int whoAmI(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const auto token = accessToken(options);
    if (!token)
        return report(options, token.error());
    const auto claims = claimsOf(*token);
    if (!claims)
        return report(options, claims.error());
    const qint64 expires = (*claims)[u"exp"].toInteger();
    if (expires <= SystemClock().epochSeconds()) {
        Failure failure;
        failure.exitCode = NotLoggedIn;
        failure.code = u"expired_token"_s;
        failure.message = u"The token has expired."_s;
        failure.next = u"authctl login"_s;
        return report(options, failure);
    }
    if (options.has(u"claims"_s))
        return writeObject(invocation, *claims);
    QJsonObject me { { u"server"_s, options.server }, { u"realm"_s, options.realm }, { u"issuer"_s, (*claims)[u"iss"] },
        { u"subject"_s, (*claims)[u"sub"] }, { u"client_id"_s, (*claims)[u"client_id"] },
        { u"permissions"_s, (*claims)[u"scope"] },
        { u"expires_at"_s, QString::fromLatin1(toIso(Timestamp(std::chrono::seconds(expires)))) } };
    if (!options.context.isEmpty())
        me.insert(u"context"_s, options.context);
    return writeObject(invocation, me);
}

constexpr Flag kFlags[] = { { "claims", nullptr, "Everything that the token says" } };
constexpr Verb kVerbs[] = {
    { "", "Show who is logged in, where and until when.", "authctl whoami --claims", -1, Handle::None, {}, whoAmI,
        kFlags },
};

}

extern const Noun whoami_variant;
const Noun whoami_variant { "whoami", {}, "Show who is logged in, where and until when.", "", "subject", "", {},
    kVerbs };

}
