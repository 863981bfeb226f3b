// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/Totp.h"

#include "core/Random.h"
#include "core/Secret.h"
#include "core/Text.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <QtCore/QtEndian>

namespace auth {

namespace {

constexpr const char *kAlgorithmNames[] = { "SHA1", "SHA256", "SHA512" };
constexpr int kSecretSizes[] = { 20, 32, 64 };

const EVP_MD *digestOf(TotpParameters::Algorithm algorithm)
{
    switch (algorithm) {
    case TotpParameters::Algorithm::Sha1:
        return EVP_sha1();
    case TotpParameters::Algorithm::Sha256:
        return EVP_sha256();
    case TotpParameters::Algorithm::Sha512:
        return EVP_sha512();
    }
    Q_UNREACHABLE();
}

}

const char *totpAlgorithmName(TotpParameters::Algorithm algorithm)
{
    return kAlgorithmNames[static_cast<size_t>(algorithm)];
}

std::optional<TotpParameters::Algorithm> totpAlgorithmOf(QByteArrayView name)
{
    for (const auto algorithm : { TotpParameters::Algorithm::Sha1, TotpParameters::Algorithm::Sha256, TotpParameters::Algorithm::Sha512 }) {
        if (name == QByteArrayView(totpAlgorithmName(algorithm)))
            return algorithm;
    }
    return std::nullopt;
}

QByteArray newTotpSecret(TotpParameters::Algorithm algorithm)
{
    return randomBytes(kSecretSizes[static_cast<size_t>(algorithm)]);
}

qint64 totpStep(const TotpParameters &parameters, Timestamp time)
{
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count() / parameters.period;
}

QByteArray totpCode(QByteArrayView secret, const TotpParameters &parameters, qint64 step)
{
    unsigned char message[8];
    qToBigEndian<quint64>(static_cast<quint64>(step), message);
    unsigned char mac[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    if (!HMAC(digestOf(parameters.algorithm), secret.data(), static_cast<int>(secret.size()), message, sizeof message, mac, &size))
        qFatal("HMAC failed");
    // RFC 4226 §5.3, dynamic truncation; RFC 6238 appendix A takes the last byte of the longer hashes, too.
    const int offset = mac[size - 1] & 0xf;
    const quint32 truncated = qFromBigEndian<quint32>(mac + offset) & 0x7fffffff;
    quint32 modulus = 1;
    for (int i = 0; i < parameters.digits; ++i)
        modulus *= 10;
    return QByteArray::number(truncated % modulus).rightJustified(parameters.digits, '0');
}

std::optional<qint64> matchingTotpStep(QByteArrayView secret, const TotpParameters &parameters, const QByteArray &code, Timestamp now)
{
    const qint64 current = totpStep(parameters, now);
    std::optional<qint64> matching;
    for (const qint64 step : { current, current - 1 }) {
        if (constantTimeEquals(totpCode(secret, parameters, step), code) && !matching)
            matching = step;
    }
    return matching;
}

QByteArray toBase32(QByteArrayView bytes)
{
    constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    QByteArray text;
    quint32 bits = 0;
    int count = 0;
    for (const char byte : bytes) {
        bits = (bits << 8) | static_cast<unsigned char>(byte);
        for (count += 8; count >= 5; count -= 5)
            text.append(kAlphabet[(bits >> (count - 5)) & 31]);
    }
    if (count > 0)
        text.append(kAlphabet[(bits << (5 - count)) & 31]);
    return text;
}

QString otpauthUri(QByteArrayView secret, const TotpParameters &parameters, const QString &issuer, const QString &account)
{
    // A colon separates issuer and account in the label.
    const QByteArray issuerText = percentEncode(QString(issuer).remove(u':').toUtf8());
    QByteArray uri = "otpauth://totp/" + issuerText + ':' + percentEncode(QString(account).remove(u':').toUtf8())
        + "?secret=" + toBase32(secret) + "&issuer=" + issuerText;
    // Apps that know no others ignore them: the defaults are left out, and the code is smaller.
    const TotpParameters defaults;
    if (parameters.algorithm != defaults.algorithm)
        uri += QByteArray("&algorithm=") + totpAlgorithmName(parameters.algorithm);
    if (parameters.digits != defaults.digits)
        uri += "&digits=" + QByteArray::number(parameters.digits);
    if (parameters.period != defaults.period)
        uri += "&period=" + QByteArray::number(parameters.period);
    return QString::fromLatin1(uri);
}

}
