// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Grant.h"

namespace auth::protocol {

http::Response tokenResponse(const QByteArray &accessToken, std::chrono::seconds lifetime, const QStringList &scope,
    const QByteArray &refreshToken, const QByteArray &idToken)
{
    QJsonObject body {
        { u"access_token"_qs, QString::fromLatin1(accessToken) },
        { u"token_type"_qs, u"Bearer"_qs },
        { u"expires_in"_qs, static_cast<qint64>(lifetime.count()) },
    };
    if (!scope.isEmpty())
        body.insert(u"scope"_qs, scope.join(u' '));
    if (!refreshToken.isEmpty())
        body.insert(u"refresh_token"_qs, QString::fromLatin1(refreshToken));
    if (!idToken.isEmpty())
        body.insert(u"id_token"_qs, QString::fromLatin1(idToken));
    return http::Response::json(body);
}

}
