// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/Jws.h"

#include "core/Base64Url.h"
#include "core/Json.h"

#include <algorithm>
#include <cmath>

namespace auth::crypto {

namespace {

constexpr JsonLimits kHeaderLimits { 8 * 1024, 4, 64 };
constexpr qsizetype kLongestKid = 256;
constexpr double kYear10000 = 253'402'300'800.0;

std::unexpected<Error> refused(QString detail)
{
    return failure(ErrorCode::InvalidToken, QStringLiteral("The token is not valid."), std::move(detail));
}

/// RFC 7515 §4.1.9: a type without a slash means one of "application/".
QByteArray mediaType(QByteArrayView type)
{
    QByteArray lower = type.toByteArray().toLower();
    if (lower.startsWith("application/") && lower.indexOf('/', 12) < 0)
        lower.remove(0, 12);
    return lower;
}

bool isPlainAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; });
}

Result<SignatureAlgorithm> acceptedAlgorithm(const QJsonObject &header, const VerifyOptions &options)
{
    const QJsonValue name = header.value(QLatin1StringView("alg"));
    const auto algorithm = name.isString() ? parseSignatureAlgorithm(name.toString()) : std::nullopt;
    if (!algorithm)
        return refused(QStringLiteral("alg is missing or none that verifies"));
    if (!options.algorithms.contains(*algorithm))
        return refused(QStringLiteral("alg %1 is not allowed here").arg(QLatin1StringView(wireName(*algorithm))));
    return *algorithm;
}

Result<QByteArray> acceptedType(const QJsonObject &header, const VerifyOptions &options)
{
    const QJsonValue value = header.value(QLatin1StringView("typ"));
    if (!value.isUndefined() && !value.isString())
        return refused(QStringLiteral("typ is not a string"));
    const QByteArray type = value.toString().toUtf8();
    if (!value.isUndefined() && type.isEmpty())
        return refused(QStringLiteral("typ is empty"));
    const QByteArray normal = mediaType(type);
    for (const QByteArray &accepted : options.types) {
        if (normal == mediaType(accepted))
            return type;
    }
    return refused(QStringLiteral("typ is not the one wanted here"));
}

Result<QString> acceptedKid(const QJsonObject &header)
{
    const QJsonValue value = header.value(QLatin1StringView("kid"));
    if (value.isUndefined())
        return QString();
    const QString kid = value.toString();
    if (!value.isString() || kid.isEmpty() || kid.size() > kLongestKid || !isPlainAscii(kid))
        return refused(QStringLiteral("kid is not a string of 1 to 256 printable characters"));
    return kid;
}

}

QByteArray signCompactPayload(const SigningKey &key, const QByteArray &type, QByteArrayView payload)
{
    QByteArray token = key.headerPrefix(type);
    const QByteArray encoded = toBase64Url(payload);
    token.reserve(token.size() + encoded.size() + 1 + 344); // A signature of RSA 2048 takes 342 characters.
    token += encoded;
    const QByteArray signature = toBase64Url(key.sign(token));
    token += '.';
    token += signature;
    return token;
}

QByteArray signCompact(const SigningKey &key, const QByteArray &type, const QJsonObject &claims)
{
    return signCompactPayload(key, type, toJson(claims));
}

Result<UnverifiedJws> parseJws(QByteArray token, const VerifyOptions &options)
{
    if (token.size() > options.maximumSize)
        return refused(QStringLiteral("%1 bytes are more than %2").arg(token.size()).arg(options.maximumSize));
    const auto first = token.indexOf('.');
    const auto second = first < 0 ? -1 : token.indexOf('.', first + 1);
    if (second < 0 || token.indexOf('.', second + 1) >= 0)
        return refused(QStringLiteral("not three segments"));
    const QByteArrayView view(token);
    auto headerText = fromBase64Url(view.first(first));
    auto payload = fromBase64Url(view.sliced(first + 1, second - first - 1));
    auto signature = fromBase64Url(view.sliced(second + 1));
    if (!headerText || !payload || !signature)
        return refused(QStringLiteral("not canonical base64url"));
    auto header = parseJsonObject(*std::move(headerText), kHeaderLimits);
    if (!header)
        return refused(QStringLiteral("header: %1").arg(header.error().description));
    UnverifiedJws jws;
    jws.algorithm = TRY(acceptedAlgorithm(*header, options));
    // RFC 7515 §4.1.11: whoever understands no extension refuses all that must be understood; RFC 7797 would have the
    // payload stand unencoded.
    if (header->contains(QLatin1StringView("crit")) || header->contains(QLatin1StringView("b64")))
        return refused(QStringLiteral("crit or b64 in the header"));
    jws.type = TRY(acceptedType(*header, options));
    jws.kid = TRY(acceptedKid(*header));
    jws.header = *std::move(header);
    jws.payload = *std::move(payload);
    jws.signature = *std::move(signature);
    jws.signedSize = second;
    jws.token = std::move(token);
    return jws;
}

Result<Jws> verifyJws(UnverifiedJws unverified, const VerificationKey &key, const VerifyOptions &options)
{
    if (!options.algorithms.contains(unverified.algorithm) || !key.supports(unverified.algorithm))
        return refused(QStringLiteral("the key is not for this alg"));
    if (!key.verify(
            unverified.algorithm, QByteArrayView(unverified.token).first(unverified.signedSize), unverified.signature))
        return refused(QStringLiteral("bad signature"));
    Jws jws;
    jws.algorithm = unverified.algorithm;
    jws.kid = std::move(unverified.kid);
    jws.type = std::move(unverified.type);
    jws.header = std::move(unverified.header);
    jws.payload = std::move(unverified.payload);
    if (options.payload == JwsPayload::Claims) {
        auto claims = parseJsonObject(jws.payload);
        if (!claims)
            return refused(QStringLiteral("claims: %1").arg(claims.error().description));
        jws.claims = *std::move(claims);
    }
    return jws;
}

Result<Jws> parseAndVerify(QByteArray token, const VerifyOptions &options)
{
    UnverifiedJws jws = TRY(parseJws(std::move(token), options));
    const auto key = options.resolveKey ? options.resolveKey(jws.kid, jws.algorithm) : std::nullopt;
    if (!key)
        return refused(QStringLiteral("no key for this kid and alg"));
    return verifyJws(std::move(jws), *key, options);
}

Result<std::optional<qint64>> numericDate(const QJsonObject &claims, QLatin1StringView name)
{
    const QJsonValue value = claims.value(name);
    if (value.isUndefined())
        return std::nullopt;
    const double seconds = value.isDouble() ? value.toDouble() : -1;
    if (!std::isfinite(seconds) || seconds < 0 || seconds >= kYear10000)
        return refused(QStringLiteral("%1 is not a date").arg(name));
    return static_cast<qint64>(std::floor(seconds));
}

Result<void> checkTimes(const QJsonObject &claims, TimeRules rules)
{
    const auto expiry = TRY(numericDate(claims, QLatin1StringView("exp")));
    const auto notBefore = TRY(numericDate(claims, QLatin1StringView("nbf")));
    const auto issuedAt = TRY(numericDate(claims, QLatin1StringView("iat")));
    if (!expiry && rules.requireExpiry)
        return refused(QStringLiteral("exp is missing"));
    if (!issuedAt && rules.requireIssuedAt)
        return refused(QStringLiteral("iat is missing"));
    // RFC 7519 §4.1.4: "on or after" the expiry the token is refused.
    if (expiry && rules.now >= *expiry + rules.expiryLeeway)
        return refused(QStringLiteral("expired"));
    if (expiry && rules.maximumLifetime && *expiry > rules.now + *rules.maximumLifetime)
        return refused(QStringLiteral("exp is too far ahead"));
    if (notBefore && *notBefore > rules.now + rules.futureLeeway)
        return refused(QStringLiteral("nbf is in the future"));
    if (issuedAt && *issuedAt > rules.now + rules.futureLeeway)
        return refused(QStringLiteral("iat is in the future"));
    return {};
}

}
