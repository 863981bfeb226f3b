// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/ClientAssertion.h"

#include "core/Base64Url.h"
#include "core/Clock.h"
#include "core/Json.h"
#include "core/Random.h"
#include "crypto/PrivatePem.h"

#include <QtCore/QFile>

namespace auth::client {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kLongestKey = 64 * 1024;
constexpr qint64 kLifetimeSeconds = 300;

}

std::expected<QByteArray, Failure> clientAssertion(const QString &keyFile, const QString &clientId, const QString &issuer)
{
    QFile file(keyFile);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(usageFailure(u"%1: %2"_s.arg(keyFile, file.errorString())));
    const auto key = crypto::signingKeyFromPem(Secret(file.read(kLongestKey)));
    if (!key)
        return std::unexpected(usageFailure(u"%1: %2"_s.arg(keyFile, key.error().description)));
    // No kid: whoever registered the key may have called it anything. No iat: a clock that is ahead does no harm.
    const QJsonObject header { { u"alg"_s, QLatin1StringView(crypto::wireName(key->algorithm())) }, { u"typ"_s, u"JWT"_s } };
    const QJsonObject claims { { u"iss"_s, clientId }, { u"sub"_s, clientId }, { u"aud"_s, issuer },
        { u"jti"_s, QString::fromLatin1(randomToken(16)) },
        { u"exp"_s, SystemClock().epochSeconds() + kLifetimeSeconds } };
    const QByteArray text = toBase64Url(toJson(header)) + '.' + toBase64Url(toJson(claims));
    return text + '.' + toBase64Url(key->sign(text));
}

}
