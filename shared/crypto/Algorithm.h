// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <array>
#include <optional>

namespace auth::crypto {

/// What signs and verifies tokens: asymmetric algorithms only. `none` and the HS* family have no value here, so no
/// public key can be used as a shared secret (RFC 8725 §2.1).
enum class SignatureAlgorithm : quint8 {
    RS256, ///< RSASSA-PKCS1-v1_5 with SHA-256, RFC 7518 §3.3.
    PS256, ///< RSASSA-PSS with SHA-256, RFC 7518 §3.5.
    ES256, ///< ECDSA on P-256 with SHA-256, RFC 7518 §3.4.
    EdDSA, ///< Ed25519, RFC 8037 §3.1.
};

inline constexpr std::array kSignatureAlgorithms { SignatureAlgorithm::RS256, SignatureAlgorithm::PS256,
    SignatureAlgorithm::ES256, SignatureAlgorithm::EdDSA };

/// The `alg` value, as registered.
constexpr const char *wireName(SignatureAlgorithm algorithm)
{
    switch (algorithm) {
    case SignatureAlgorithm::RS256:
        return "RS256";
    case SignatureAlgorithm::PS256:
        return "PS256";
    case SignatureAlgorithm::ES256:
        return "ES256";
    case SignatureAlgorithm::EdDSA:
        break;
    }
    return "EdDSA";
}

/// The algorithm of an `alg` value; names are case-sensitive (RFC 7515 §4.1.1).
inline std::optional<SignatureAlgorithm> parseSignatureAlgorithm(QByteArrayView name)
{
    for (const auto algorithm : kSignatureAlgorithms) {
        if (name == QByteArrayView(wireName(algorithm)))
            return algorithm;
    }
    return std::nullopt;
}

inline std::optional<SignatureAlgorithm> parseSignatureAlgorithm(const QByteArray &name)
{
    return parseSignatureAlgorithm(QByteArrayView(name));
}

inline std::optional<SignatureAlgorithm> parseSignatureAlgorithm(const QString &name)
{
    const QByteArray bytes = name.toUtf8();
    return parseSignatureAlgorithm(QByteArrayView(bytes));
}

}
