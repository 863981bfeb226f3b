// SPDX-License-Identifier: GPL-3.0-or-later
#include "passkeys/CoseKey.h"

#include "passkeys/Fido.h"
#include "passkeys/StrictCbor.h"

namespace auth::passkeys {

namespace {

using namespace Qt::StringLiterals;

// RFC 9052 §7.1 and RFC 9053 §7: labels of COSE_Key.
constexpr int kType = 1;
constexpr int kAlgorithm = 3;
constexpr int kCurve = -1;
constexpr int kX = -2;
constexpr int kY = -3;
constexpr int kModulus = -1;
constexpr int kExponent = -2;

constexpr int kCoordinate = 32;
constexpr int kRsaBytes = 256;

std::unexpected<Error> refused(const QString &what)
{
    return failure(ErrorCode::ValidationFailed, u"The passkey's key is of a kind that is not taken here."_s, what);
}

}

Result<CoseKey> CoseKey::parse(QByteArrayView cose)
{
    const auto map = cborMap(cose);
    if (!map)
        return refused(u"no COSE_Key"_s);
    const auto integer = [&map](int label) { return map->value(label).toInteger(); };
    const auto bytes = [&map](int label) { return map->value(label).toByteArray(); };
    const qint64 algorithm = integer(kAlgorithm);
    const qint64 type = integer(kType);
    CoseKey key;
    if (algorithm == COSE_ES256 && type == COSE_KTY_EC2 && integer(kCurve) == COSE_P256) {
        key.algorithm = CoseAlgorithm::Es256;
        key.bytes = bytes(kX) + bytes(kY);
        if (bytes(kX).size() != kCoordinate || bytes(kY).size() != kCoordinate || !isOnCurve(key.bytes))
            return refused(u"no point of P-256"_s);
        return key;
    }
    if (algorithm == COSE_EDDSA && type == COSE_KTY_OKP && integer(kCurve) == COSE_ED25519) {
        key.algorithm = CoseAlgorithm::EdDsa;
        key.bytes = bytes(kX);
        return key.bytes.size() == kCoordinate ? Result<CoseKey>(key) : refused(u"no Ed25519 key"_s);
    }
    if (algorithm == COSE_RS256 && type == COSE_KTY_RSA) {
        key.algorithm = CoseAlgorithm::Rs256;
        const QByteArray modulus = bytes(kModulus);
        key.bytes = modulus + bytes(kExponent);
        const bool good = modulus.size() == kRsaBytes && static_cast<quint8>(modulus[0]) >= 0x80
            && bytes(kExponent) == QByteArrayLiteral("\x01\x00\x01");
        return good ? Result<CoseKey>(key) : refused(u"no RSA key of 2048 bits"_s);
    }
    return refused(u"algorithm %1, key type %2"_s.arg(algorithm).arg(type));
}

}
