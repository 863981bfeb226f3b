// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/KeyMaterial.h"

#include "core/Base64Url.h"
#include "core/Json.h"
#include "crypto/Hash.h"
#include "crypto/Sodium.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/rsa.h>

#include <sodium.h>

#include <algorithm>

namespace auth::crypto {

namespace {

constexpr qsizetype kCoordinateSize = 32;
constexpr qsizetype kP1363Size = 2 * kCoordinateSize;
constexpr size_t kLargestSignature = 1024; // RSA of 8192 bits.

const unsigned char *data(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

unsigned char *data(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

BignumHandle bignum(EVP_PKEY *key, const char *name)
{
    BIGNUM *number = nullptr;
    const bool found = EVP_PKEY_get_bn_param(key, name, &number) == 1;
    BignumHandle handle(number);
    require(found, "EVP_PKEY_get_bn_param");
    return handle;
}

QString encoded(const BIGNUM *number, qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    require(BN_bn2binpad(number, data(bytes), static_cast<int>(size)) == size, "BN_bn2binpad");
    return QString::fromLatin1(toBase64Url(bytes));
}

/// Copies the INTEGER at \a der, which OpenSSL wrote, as 32 bytes to \a out; answers what follows it.
const unsigned char *copyInteger(const unsigned char *der, unsigned char *out)
{
    require(der[0] == 0x02 && der[1] <= kCoordinateSize + 1, "INTEGER");
    const unsigned char *digits = der + 2;
    const unsigned char *end = digits + der[1];
    if (end - digits > kCoordinateSize)
        ++digits; // The zero that keeps it positive.
    std::fill(out, out + kCoordinateSize, static_cast<unsigned char>(0));
    std::copy(digits, end, out + kCoordinateSize - (end - digits));
    return end;
}

/// The DER that OpenSSL writes (SEQUENCE of two INTEGERs) as r and s of 32 bytes each, RFC 7518 §3.4. By hand: through
/// ECDSA_SIG it is five allocations, a twentieth of a signature.
QByteArray toP1363(const unsigned char *der, size_t size)
{
    require(size >= 8 && size <= 72 && der[0] == 0x30 && der[1] + 2U == size, "SEQUENCE");
    QByteArray bytes(kP1363Size, Qt::Uninitialized);
    const unsigned char *next = copyInteger(der + 2, data(bytes));
    require(copyInteger(next, data(bytes) + kCoordinateSize) == der + size, "ECDSA signature");
    return bytes;
}

/// An INTEGER of the 32 bytes at \a digits.
void appendInteger(QByteArray &der, QByteArrayView digits)
{
    while (digits.size() > 1 && digits.front() == '\0')
        digits = digits.sliced(1);
    const bool negative = (digits.front() & 0x80) != 0;
    der += '\x02';
    der += static_cast<char>(digits.size() + (negative ? 1 : 0));
    if (negative)
        der += '\0';
    der.append(digits.data(), digits.size());
}

/// The other way round. What is no signature (zero, or beyond the group's order) is left to OpenSSL to refuse.
QByteArray toDer(QByteArrayView p1363)
{
    QByteArray der;
    der.reserve(2 + 2 * (kCoordinateSize + 3));
    der.append("\x30\x00", 2);
    appendInteger(der, p1363.first(kCoordinateSize));
    appendInteger(der, p1363.last(kCoordinateSize));
    der[1] = static_cast<char>(der.size() - 2);
    return der;
}

}

std::shared_ptr<const KeyMaterial> KeyMaterial::make(PkeyHandle key)
{
    if (!key)
        return {};
    if (EVP_PKEY_is_a(key.get(), "RSA")) {
        const int bits = EVP_PKEY_get_bits(key.get());
        return bits >= 2048 && bits <= 8192 ? std::make_shared<const KeyMaterial>(std::move(key), Type::Rsa) : nullptr;
    }
    if (EVP_PKEY_is_a(key.get(), "EC")) {
        char group[32] = {};
        if (EVP_PKEY_get_utf8_string_param(key.get(), OSSL_PKEY_PARAM_GROUP_NAME, group, sizeof group, nullptr) != 1
            || QByteArrayView(group) != "prime256v1")
            return {};
        return std::make_shared<const KeyMaterial>(std::move(key), Type::P256);
    }
    if (EVP_PKEY_is_a(key.get(), "ED25519"))
        return std::make_shared<const KeyMaterial>(std::move(key), Type::Ed25519);
    return {};
}

KeyMaterial::KeyMaterial(PkeyHandle key, Type type)
    : m_key(std::move(key))
    , m_type(type)
{
    switch (m_type) {
    case Type::Rsa:
        readRsa();
        break;
    case Type::P256:
        readP256();
        break;
    case Type::Ed25519:
        readEd25519();
        break;
    }
    // RFC 7638 §3: no white space, members in the order of their names, which is how QJsonObject keeps them.
    m_thumbprint = QString::fromLatin1(toBase64Url(sha256(toJson(m_publicMembers))));
    // Questions that were answered with "no private part" leave errors behind, which would puzzle the next reader.
    ERR_clear_error();
}

void KeyMaterial::readRsa()
{
    const auto n = bignum(m_key.get(), OSSL_PKEY_PARAM_RSA_N);
    const auto e = bignum(m_key.get(), OSSL_PKEY_PARAM_RSA_E);
    m_publicMembers = { { QStringLiteral("kty"), QStringLiteral("RSA") },
        { QStringLiteral("n"), encoded(n.get(), BN_num_bytes(n.get())) },
        { QStringLiteral("e"), encoded(e.get(), BN_num_bytes(e.get())) } };
    BIGNUM *d = nullptr;
    m_isPrivate = EVP_PKEY_get_bn_param(m_key.get(), OSSL_PKEY_PARAM_RSA_D, &d) == 1;
    BN_clear_free(d);
}

void KeyMaterial::readP256()
{
    const auto x = bignum(m_key.get(), OSSL_PKEY_PARAM_EC_PUB_X);
    const auto y = bignum(m_key.get(), OSSL_PKEY_PARAM_EC_PUB_Y);
    m_publicMembers = { { QStringLiteral("kty"), QStringLiteral("EC") },
        { QStringLiteral("crv"), QStringLiteral("P-256") }, { QStringLiteral("x"), encoded(x.get(), kCoordinateSize) },
        { QStringLiteral("y"), encoded(y.get(), kCoordinateSize) } };
    BIGNUM *d = nullptr;
    m_isPrivate = EVP_PKEY_get_bn_param(m_key.get(), OSSL_PKEY_PARAM_PRIV_KEY, &d) == 1;
    BN_clear_free(d);
}

void KeyMaterial::readEd25519()
{
    initializeSodium();
    m_ed25519Public = QByteArray(crypto_sign_PUBLICKEYBYTES, Qt::Uninitialized);
    size_t size = crypto_sign_PUBLICKEYBYTES;
    require(EVP_PKEY_get_raw_public_key(m_key.get(), data(m_ed25519Public), &size) == 1, "EVP_PKEY_get_raw_public_key");
    m_publicMembers
        = { { QStringLiteral("kty"), QStringLiteral("OKP") }, { QStringLiteral("crv"), QStringLiteral("Ed25519") },
              { QStringLiteral("x"), QString::fromLatin1(toBase64Url(m_ed25519Public)) } };
    QByteArray secret(crypto_sign_SECRETKEYBYTES, Qt::Uninitialized);
    size = crypto_sign_SEEDBYTES;
    m_isPrivate = EVP_PKEY_get_raw_private_key(m_key.get(), data(secret), &size) == 1;
    if (m_isPrivate) {
        // libsodium's secret key is the seed and the public key, one after the other.
        secret.replace(crypto_sign_SEEDBYTES, crypto_sign_PUBLICKEYBYTES, m_ed25519Public);
        m_ed25519Secret = Secret(std::move(secret));
    }
}

KeyMaterial::Type KeyMaterial::typeFor(SignatureAlgorithm algorithm)
{
    switch (algorithm) {
    case SignatureAlgorithm::RS256:
    case SignatureAlgorithm::PS256:
        return Type::Rsa;
    case SignatureAlgorithm::ES256:
        return Type::P256;
    case SignatureAlgorithm::EdDSA:
        break;
    }
    return Type::Ed25519;
}

ContextSlot &KeyMaterial::slot(std::array<ContextSlot, 3> &slots, SignatureAlgorithm algorithm)
{
    Q_ASSERT(algorithm != SignatureAlgorithm::EdDSA);
    return slots[static_cast<size_t>(algorithm)];
}

PkeyContextHandle KeyMaterial::makeContext(SignatureAlgorithm algorithm, int (*initialize)(EVP_PKEY_CTX *)) const
{
    PkeyContextHandle context(EVP_PKEY_CTX_new_from_pkey(nullptr, m_key.get(), nullptr));
    require(context != nullptr, "EVP_PKEY_CTX_new_from_pkey");
    require(initialize(context.get()) == 1, "EVP_PKEY_sign_init");
    require(EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256()) == 1, "EVP_PKEY_CTX_set_signature_md");
    if (algorithm == SignatureAlgorithm::RS256)
        require(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1, "EVP_PKEY_CTX_set_rsa_padding");
    if (algorithm == SignatureAlgorithm::PS256) {
        // RFC 7518 §3.5: MGF1 with SHA-256, a salt as long as the hash.
        require(
            EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PSS_PADDING) == 1, "EVP_PKEY_CTX_set_rsa_padding");
        require(EVP_PKEY_CTX_set_rsa_mgf1_md(context.get(), EVP_sha256()) == 1, "EVP_PKEY_CTX_set_rsa_mgf1_md");
        require(EVP_PKEY_CTX_set_rsa_pss_saltlen(context.get(), RSA_PSS_SALTLEN_DIGEST) == 1,
            "EVP_PKEY_CTX_set_rsa_pss_saltlen");
    }
    return context;
}

QByteArray KeyMaterial::sign(SignatureAlgorithm algorithm, QByteArrayView message) const
{
    Q_ASSERT(m_isPrivate && typeFor(algorithm) == m_type);
    if (m_type == Type::Ed25519) {
        QByteArray signature(crypto_sign_BYTES, Qt::Uninitialized);
        crypto_sign_detached(
            data(signature), nullptr, data(message), static_cast<size_t>(message.size()), data(m_ed25519Secret.view()));
        return signature;
    }
    const auto digest = sha256Array(message);
    ContextSlot &contexts = slot(m_signing, algorithm);
    PkeyContextHandle context = contexts.take();
    if (!context)
        context = makeContext(algorithm, EVP_PKEY_sign_init);
    unsigned char signature[kLargestSignature];
    size_t size = sizeof signature;
    require(EVP_PKEY_sign(context.get(), signature, &size, digest.data(), digest.size()) == 1, "EVP_PKEY_sign");
    contexts.put(std::move(context));
    if (m_type == Type::P256)
        return toP1363(signature, size);
    return QByteArray(reinterpret_cast<const char *>(signature), static_cast<qsizetype>(size));
}

bool KeyMaterial::verify(SignatureAlgorithm algorithm, QByteArrayView message, QByteArrayView signature) const
{
    if (typeFor(algorithm) != m_type)
        return false;
    if (m_type == Type::Ed25519) {
        return signature.size() == crypto_sign_BYTES
            && crypto_sign_verify_detached(
                   data(signature), data(message), static_cast<size_t>(message.size()), data(m_ed25519Public))
            == 0;
    }
    QByteArray der;
    if (m_type == Type::P256) {
        if (signature.size() != kP1363Size)
            return false;
        der = toDer(signature);
        signature = der;
    } else if (signature.size() != EVP_PKEY_get_size(m_key.get())) {
        return false; // RFC 8017 §8.1.2 and §8.2.2, step 1.
    }
    const auto digest = sha256Array(message);
    ContextSlot &contexts = slot(m_verifying, algorithm);
    PkeyContextHandle context = contexts.take();
    if (!context)
        context = makeContext(algorithm, EVP_PKEY_verify_init);
    const bool good = EVP_PKEY_verify(context.get(), data(signature), static_cast<size_t>(signature.size()),
                          digest.data(), digest.size())
        == 1;
    contexts.put(std::move(context));
    if (!good)
        ERR_clear_error();
    return good;
}

}
