// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Grant.h"

#include "core/JsonWriter.h"

namespace auth::protocol {

http::Response tokenResponse(const QByteArray &accessToken, std::chrono::seconds lifetime, const QStringList &scope,
    const QByteArray &refreshToken, const QByteArray &idToken)
{
    using namespace Qt::StringLiterals;
    // RFC 6749 §5.1.
    JsonWriter body(accessToken.size() + refreshToken.size() + idToken.size() + 256);
    body.add("access_token"_L1, accessToken).add("token_type"_L1, u"Bearer"_s).add("expires_in"_L1, qint64 { lifetime.count() });
    if (!scope.isEmpty())
        body.add("scope"_L1, scope.join(u' '));
    if (!refreshToken.isEmpty())
        body.add("refresh_token"_L1, refreshToken);
    if (!idToken.isEmpty())
        body.add("id_token"_L1, idToken);
    return http::Response::json(body.finish());
}

}
