// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "core/Secret.h"
#include "crypto/Algorithm.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

#include <memory>
#include <optional>

namespace auth::crypto {

class KeyMaterial;

/// A public key that verifies signatures. Copies share the key. May be used from any thread.
class VerificationKey {
public:
    /// RFC 7517, strictly: RSA of 2048 to 8192 bits with an odd exponent over 1 and without the ROCA fingerprint, P-256
    /// with a point on the curve, Ed25519 with a point of the prime-order subgroup; canonical base64url of minimal
    /// length (RFC 7518 §2); no private or symmetric member (RFC 7517 §9.2); `use`, `key_ops` and `alg` must allow
    /// verification where they are present. Errors are ValidationFailed; the description names the member.
    static Result<VerificationKey> fromJwk(QJsonObject jwk);
    /// A SubjectPublicKeyInfo (`BEGIN PUBLIC KEY`) or an X.509 certificate (`BEGIN CERTIFICATE`, whose signature and
    /// dates are not looked at) in PEM.
    static Result<VerificationKey> fromPem(QByteArray pem);
    static Result<VerificationKey> fromCertificate(QByteArrayView der);

    /// Can this key verify \a algorithm: by its type, and by its own `alg` if it has one?
    bool supports(SignatureAlgorithm algorithm) const;
    /// The one algorithm that the key was bound to, if it was.
    std::optional<SignatureAlgorithm> algorithm() const { return m_algorithm; }
    /// `kid` of the JWK if it had one, else the RFC 7638 thumbprint.
    const QString &kid() const { return m_kid; }
    /// RFC 7638 with SHA-256, base64url.
    QString thumbprint() const;
    /// kty, the public members, use, kid, and alg if bound.
    QJsonObject toJwk() const;
    /// SubjectPublicKeyInfo.
    QByteArray toPem() const;
    QByteArray toDer() const;

    /// Is \a signature, in the form of RFC 7518 §3 or RFC 8037 §3.1, a signature of \a message? False also when
    /// supports() is.
    bool verify(SignatureAlgorithm algorithm, QByteArrayView message, QByteArrayView signature) const;

private:
    friend class SigningKey;
    VerificationKey(
        std::shared_ptr<const KeyMaterial> material, std::optional<SignatureAlgorithm> algorithm, QString kid);
    explicit VerificationKey(std::shared_ptr<const KeyMaterial> material);

    std::shared_ptr<const KeyMaterial> m_material;
    std::optional<SignatureAlgorithm> m_algorithm;
    QString m_kid;
};

/// A private key for one algorithm. Copies share the key. May be used from any thread, but is fastest where each thread
/// loads its own (no shared blinding lock and context).
class SigningKey {
public:
    /// A new key. \a rsaBits counts for RSA only, 2048 to 8192, and takes 0.2 s for 2048: not on an event loop.
    static Result<SigningKey> generate(SignatureAlgorithm algorithm, int rsaBits = 2048);
    /// RFC 5208 / RFC 5958, unencrypted. ValidationFailed when it is not a private key that fits \a algorithm.
    static Result<SigningKey> fromPkcs8(QByteArrayView der, SignatureAlgorithm algorithm);
    Secret toPkcs8() const;

    SignatureAlgorithm algorithm() const { return m_algorithm; }
    /// RFC 7638 thumbprint with SHA-256, base64url.
    const QString &kid() const { return m_kid; }
    /// kty and the public members, use, alg, kid.
    QJsonObject publicJwk() const;
    QByteArray publicPem() const;
    VerificationKey verificationKey() const;

    /// The signature of \a message in the form that RFC 7518 §3 and RFC 8037 §3.1 give to JWS. Throws CryptoFailure
    /// when OpenSSL has no memory or no randomness.
    QByteArray sign(QByteArrayView message) const;
    /// base64url of `{"alg":…,"kid":…,"typ":type}` and a full stop: what a compact JWS of this key begins with.
    QByteArray headerPrefix(QByteArrayView type) const;

private:
    SigningKey(std::shared_ptr<const KeyMaterial> material, SignatureAlgorithm algorithm);

    SignatureAlgorithm m_algorithm;
    std::shared_ptr<const KeyMaterial> m_material;
    QString m_kid;
    QByteArray m_jwtPrefix;
    QByteArray m_accessTokenPrefix;
};

}
