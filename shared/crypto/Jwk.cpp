// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/Jwk.h"

#include "core/Base64Url.h"
#include "core/Json.h"
#include "crypto/KeyMaterial.h"
#include "crypto/Roca.h"
#include "crypto/Sodium.h"

#include <QtCore/QJsonArray>

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <sodium.h>

#include <array>

namespace auth::crypto {

namespace {

constexpr int kLeastRsaBits = 2048;
constexpr int kMostRsaBits = 8192;
constexpr qsizetype kMostExponentBytes = 8; // A longer one makes verification as dear as signing.
constexpr qsizetype kPointSize = 32;

std::unexpected<Error> invalid(const QString &what)
{
    ERR_clear_error();
    return failure(ErrorCode::ValidationFailed, QStringLiteral("The key cannot be used: %1.").arg(what));
}

const unsigned char *data(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

PkeyHandle keyFromParameters(const char *type, OSSL_PARAM *parameters)
{
    const PkeyContextHandle context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    require(context && EVP_PKEY_fromdata_init(context.get()) == 1, "EVP_PKEY_fromdata_init");
    EVP_PKEY *key = nullptr;
    if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        return nullptr;
    return PkeyHandle(key);
}

Result<QByteArray> bytesOf(const QJsonObject &jwk, QLatin1StringView member)
{
    const QJsonValue value = jwk.value(member);
    if (!value.isString())
        return invalid(QStringLiteral("\"%1\" is missing or not a string").arg(member));
    auto bytes = fromBase64Url(value.toString().toUtf8());
    if (!bytes || bytes->isEmpty())
        return invalid(QStringLiteral("\"%1\" is not base64url").arg(member));
    return *std::move(bytes);
}

/// RFC 7518 §2, Base64urlUInt: as few octets as the number needs.
Result<BignumHandle> numberOf(const QJsonObject &jwk, QLatin1StringView member, qsizetype mostBytes)
{
    const QByteArray bytes = TRY(bytesOf(jwk, member));
    if (bytes[0] == '\0')
        return invalid(QStringLiteral("\"%1\" begins with a zero octet").arg(member));
    if (bytes.size() > mostBytes)
        return invalid(QStringLiteral("\"%1\" is too long").arg(member));
    BignumHandle number(BN_bin2bn(data(bytes), static_cast<int>(bytes.size()), nullptr));
    require(number != nullptr, "BN_bin2bn");
    return number;
}

/// What a good RSA public key has to satisfy, wherever it comes from (RFC 8725 §3.5).
Result<void> checkRsa(const BIGNUM *n, const BIGNUM *e)
{
    const int bits = BN_num_bits(n);
    if (bits < kLeastRsaBits || bits > kMostRsaBits)
        return invalid(QStringLiteral("RSA keys must have %1 to %2 bits, this one has %3")
                .arg(kLeastRsaBits)
                .arg(kMostRsaBits)
                .arg(bits));
    if (!BN_is_odd(n))
        return invalid(QStringLiteral("the RSA modulus is even"));
    if (!BN_is_odd(e) || BN_is_one(e) || BN_num_bytes(e) > kMostExponentBytes)
        return invalid(QStringLiteral("the RSA exponent must be odd, over 1 and at most 64 bits long"));
    if (hasRocaFingerprint(n))
        return invalid(QStringLiteral("it was made by a generator whose keys can be factored (ROCA, CVE-2017-15361)"));
    return {};
}

Result<PkeyHandle> rsaKey(const QJsonObject &jwk)
{
    const BignumHandle n = TRY(numberOf(jwk, QLatin1StringView("n"), kMostRsaBits / 8));
    const BignumHandle e = TRY(numberOf(jwk, QLatin1StringView("e"), kMostExponentBytes));
    TRY(checkRsa(n.get(), e.get()));
    const ParamBuilderHandle builder(OSSL_PARAM_BLD_new());
    require(builder && OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) == 1
            && OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) == 1,
        "OSSL_PARAM_BLD_push_BN");
    const ParamsHandle parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    return keyFromParameters("RSA", parameters.get());
}

Result<PkeyHandle> p256Key(const QJsonObject &jwk)
{
    if (jwk.value(QLatin1StringView("crv")) != QLatin1StringView("P-256"))
        return invalid(QStringLiteral("the only curve for \"EC\" is P-256"));
    const QByteArray x = TRY(bytesOf(jwk, QLatin1StringView("x")));
    const QByteArray y = TRY(bytesOf(jwk, QLatin1StringView("y")));
    if (x.size() != kPointSize || y.size() != kPointSize) // RFC 7518 §6.2.1.2: the full size of a coordinate.
        return invalid(QStringLiteral("coordinates of P-256 have 32 octets"));
    QByteArray point = char(POINT_CONVERSION_UNCOMPRESSED) + x + y;
    char group[] = "prime256v1";
    OSSL_PARAM parameters[] = { OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), static_cast<size_t>(point.size())),
        OSSL_PARAM_construct_end() };
    return keyFromParameters("EC", parameters);
}

Result<PkeyHandle> ed25519Key(const QJsonObject &jwk)
{
    if (jwk.value(QLatin1StringView("crv")) != QLatin1StringView("Ed25519"))
        return invalid(QStringLiteral("the only curve for \"OKP\" is Ed25519"));
    const QByteArray x = TRY(bytesOf(jwk, QLatin1StringView("x")));
    if (x.size() != kPointSize)
        return invalid(QStringLiteral("a key of Ed25519 has 32 octets"));
    return PkeyHandle(
        EVP_PKEY_new_raw_public_key_ex(nullptr, "ED25519", nullptr, data(x), static_cast<size_t>(x.size())));
}

/// Is \a key what its type promises: a point on the curve, in the right subgroup, of sound numbers?
Result<void> checkPublic(EVP_PKEY *key)
{
    if (EVP_PKEY_is_a(key, "RSA")) {
        BIGNUM *n = nullptr;
        BIGNUM *e = nullptr;
        EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_N, &n);
        const BignumHandle modulus(n);
        EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &e);
        const BignumHandle exponent(e);
        if (!modulus || !exponent)
            return invalid(QStringLiteral("it has no modulus or exponent"));
        TRY(checkRsa(modulus.get(), exponent.get()));
    }
    if (EVP_PKEY_is_a(key, "ED25519")) {
        initializeSodium();
        std::array<unsigned char, crypto_core_ed25519_BYTES> point {};
        size_t size = point.size();
        // Refuses low order and points outside the prime-order subgroup: with those, a signature can verify for any
        // message.
        if (EVP_PKEY_get_raw_public_key(key, point.data(), &size) != 1
            || crypto_core_ed25519_is_valid_point(point.data()) != 1)
            return invalid(QStringLiteral("the point is not in the prime-order subgroup of Ed25519"));
        return {};
    }
    const PkeyContextHandle context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    require(context != nullptr, "EVP_PKEY_CTX_new_from_pkey");
    if (EVP_PKEY_public_check(context.get()) != 1)
        return invalid(
            QStringLiteral("it is not a sound public key (a point off the curve, or a modulus that is none)"));
    return {};
}

Result<std::shared_ptr<const KeyMaterial>> checkedMaterial(PkeyHandle key)
{
    TRY(checkPublic(key.get()));
    auto material = KeyMaterial::make(std::move(key));
    if (!material)
        return invalid(QStringLiteral("it is neither RSA of 2048 to 8192 bits, nor P-256, nor Ed25519"));
    return material;
}

/// The algorithm that a JWK is bound to, after its `use`, `key_ops` and `alg` were found to allow verification.
Result<std::optional<SignatureAlgorithm>> boundAlgorithm(const QJsonObject &jwk, KeyMaterial::Type type)
{
    const QJsonValue use = jwk.value(QLatin1StringView("use"));
    if (!use.isUndefined() && use != QLatin1StringView("sig"))
        return invalid(QStringLiteral("\"use\" is not \"sig\""));
    const QJsonValue operations = jwk.value(QLatin1StringView("key_ops"));
    if (!operations.isUndefined() && !operations.toArray().contains(QStringLiteral("verify")))
        return invalid(QStringLiteral("\"key_ops\" does not contain \"verify\""));
    const QJsonValue name = jwk.value(QLatin1StringView("alg"));
    if (name.isUndefined())
        return std::nullopt;
    const auto algorithm = name.isString() ? parseSignatureAlgorithm(name.toString()) : std::nullopt;
    if (!algorithm)
        return invalid(QStringLiteral("\"alg\" is none of RS256, PS256, ES256, EdDSA"));
    if (KeyMaterial::typeFor(*algorithm) != type)
        return invalid(QStringLiteral("\"alg\" does not fit \"kty\""));
    return algorithm;
}

QByteArray drain(BIO *bio)
{
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(bio, &bytes);
    return QByteArray(bytes, static_cast<qsizetype>(size));
}

QByteArray pemOf(EVP_PKEY *key)
{
    const BioHandle bio(BIO_new(BIO_s_mem()));
    require(bio && PEM_write_bio_PUBKEY(bio.get(), key) == 1, "PEM_write_bio_PUBKEY");
    return drain(bio.get());
}

}

VerificationKey::VerificationKey(
    std::shared_ptr<const KeyMaterial> material, std::optional<SignatureAlgorithm> algorithm, QString kid)
    : m_material(std::move(material))
    , m_algorithm(algorithm)
    , m_kid(std::move(kid))
{
}

VerificationKey::VerificationKey(std::shared_ptr<const KeyMaterial> material)
    : m_material(std::move(material))
    , m_kid(m_material->thumbprint())
{
}

Result<VerificationKey> VerificationKey::fromJwk(QJsonObject jwk)
{
    for (const char *member : { "d", "p", "q", "dp", "dq", "qi", "oth", "k" }) {
        if (jwk.contains(QLatin1StringView(member)))
            return invalid(QStringLiteral("it has the private member \"%1\"; send the public key only")
                    .arg(QLatin1StringView(member)));
    }
    const QString type = jwk.value(QLatin1StringView("kty")).toString();
    PkeyHandle handle;
    if (type == QLatin1StringView("RSA"))
        handle = TRY(rsaKey(jwk));
    else if (type == QLatin1StringView("EC"))
        handle = TRY(p256Key(jwk));
    else if (type == QLatin1StringView("OKP"))
        handle = TRY(ed25519Key(jwk));
    else
        return invalid(QStringLiteral("\"kty\" is none of RSA, EC, OKP"));
    if (!handle)
        return invalid(QStringLiteral("its members do not make a key (a point off the curve?)"));
    VerificationKey key(TRY(checkedMaterial(std::move(handle))));
    key.m_algorithm = TRY(boundAlgorithm(jwk, key.m_material->type()));
    const QJsonValue kid = jwk.value(QLatin1StringView("kid"));
    if (!kid.isUndefined()) {
        if (!kid.isString() || kid.toString().isEmpty() || kid.toString().size() > 256)
            return invalid(QStringLiteral("\"kid\" is not a string of 1 to 256 characters"));
        key.m_kid = kid.toString();
    }
    return key;
}

Result<VerificationKey> VerificationKey::fromPem(QByteArray pem)
{
    const BioHandle bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    require(bio != nullptr, "BIO_new_mem_buf");
    if (pem.contains("-----BEGIN CERTIFICATE-----")) {
        const CertificateHandle certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
        PkeyHandle key(certificate ? X509_get_pubkey(certificate.get()) : nullptr);
        if (!key)
            return invalid(QStringLiteral("the PEM text is not a certificate"));
        return VerificationKey(TRY(checkedMaterial(std::move(key))));
    }
    PkeyHandle key(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
    if (!key)
        return invalid(QStringLiteral("the PEM text is neither a public key nor a certificate"));
    return VerificationKey(TRY(checkedMaterial(std::move(key))));
}

Result<VerificationKey> VerificationKey::fromCertificate(QByteArrayView der)
{
    const unsigned char *begin = data(der);
    const CertificateHandle certificate(d2i_X509(nullptr, &begin, static_cast<long>(der.size())));
    PkeyHandle key(certificate && begin == data(der) + der.size() ? X509_get_pubkey(certificate.get()) : nullptr);
    if (!key)
        return invalid(QStringLiteral("it is not an X.509 certificate"));
    return VerificationKey(TRY(checkedMaterial(std::move(key))));
}

bool VerificationKey::supports(SignatureAlgorithm algorithm) const
{
    return m_algorithm ? *m_algorithm == algorithm : KeyMaterial::typeFor(algorithm) == m_material->type();
}

QString VerificationKey::thumbprint() const
{
    return m_material->thumbprint();
}

QJsonObject VerificationKey::toJwk() const
{
    QJsonObject jwk = m_material->publicMembers();
    jwk.insert(QStringLiteral("use"), QStringLiteral("sig"));
    jwk.insert(QStringLiteral("kid"), m_kid);
    if (m_algorithm)
        jwk.insert(QStringLiteral("alg"), QString::fromLatin1(wireName(*m_algorithm)));
    return jwk;
}

QByteArray VerificationKey::toPem() const
{
    return pemOf(m_material->pkey());
}

QByteArray VerificationKey::toDer() const
{
    unsigned char *bytes = nullptr;
    const int size = i2d_PUBKEY(m_material->pkey(), &bytes);
    require(size > 0, "i2d_PUBKEY");
    QByteArray der(reinterpret_cast<const char *>(bytes), size);
    OPENSSL_free(bytes);
    return der;
}

bool VerificationKey::verify(SignatureAlgorithm algorithm, QByteArrayView message, QByteArrayView signature) const
{
    return supports(algorithm) && m_material->verify(algorithm, message, signature);
}

SigningKey::SigningKey(std::shared_ptr<const KeyMaterial> material, SignatureAlgorithm algorithm)
    : m_algorithm(algorithm)
    , m_material(std::move(material))
    , m_kid(m_material->thumbprint())
{
    m_jwtPrefix = headerPrefix("JWT");
    m_accessTokenPrefix = headerPrefix("at+jwt");
}

Result<SigningKey> SigningKey::generate(SignatureAlgorithm algorithm, int rsaBits)
{
    PkeyHandle key;
    switch (KeyMaterial::typeFor(algorithm)) {
    case KeyMaterial::Type::Rsa:
        if (rsaBits < kLeastRsaBits || rsaBits > kMostRsaBits)
            return invalid(QStringLiteral("RSA keys must have %1 to %2 bits").arg(kLeastRsaBits).arg(kMostRsaBits));
        key.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", static_cast<size_t>(rsaBits)));
        break;
    case KeyMaterial::Type::P256:
        key.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
        break;
    case KeyMaterial::Type::Ed25519:
        key.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
        break;
    }
    auto material = KeyMaterial::make(std::move(key));
    require(material != nullptr, "EVP_PKEY_Q_keygen");
    return SigningKey(std::move(material), algorithm);
}

Result<SigningKey> SigningKey::fromPkcs8(QByteArrayView der, SignatureAlgorithm algorithm)
{
    const unsigned char *begin = data(der);
    const Pkcs8Handle info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &begin, static_cast<long>(der.size())));
    PkeyHandle key(info && begin == data(der) + der.size() ? EVP_PKCS82PKEY(info.get()) : nullptr);
    if (!key)
        return invalid(QStringLiteral("it is not a private key in PKCS #8"));
    auto material = KeyMaterial::make(std::move(key));
    if (!material || !material->isPrivate() || material->type() != KeyMaterial::typeFor(algorithm))
        return invalid(QStringLiteral("it is not a private key for %1").arg(QLatin1StringView(wireName(algorithm))));
    return SigningKey(std::move(material), algorithm);
}

Secret SigningKey::toPkcs8() const
{
    const Pkcs8Handle info(EVP_PKEY2PKCS8(m_material->pkey()));
    require(info != nullptr, "EVP_PKEY2PKCS8");
    QByteArray der(i2d_PKCS8_PRIV_KEY_INFO(info.get(), nullptr), Qt::Uninitialized);
    auto *out = reinterpret_cast<unsigned char *>(der.data());
    require(i2d_PKCS8_PRIV_KEY_INFO(info.get(), &out) == der.size(), "i2d_PKCS8_PRIV_KEY_INFO");
    return Secret(std::move(der));
}

QJsonObject SigningKey::publicJwk() const
{
    return verificationKey().toJwk();
}

QByteArray SigningKey::publicPem() const
{
    return pemOf(m_material->pkey());
}

VerificationKey SigningKey::verificationKey() const
{
    return VerificationKey(m_material, m_algorithm, m_kid);
}

QByteArray SigningKey::sign(QByteArrayView message) const
{
    return m_material->sign(m_algorithm, message);
}

QByteArray SigningKey::headerPrefix(QByteArrayView type) const
{
    if (type == "at+jwt" && !m_accessTokenPrefix.isEmpty())
        return m_accessTokenPrefix;
    if (type == "JWT" && !m_jwtPrefix.isEmpty())
        return m_jwtPrefix;
    const QJsonObject header { { QStringLiteral("alg"), QString::fromLatin1(wireName(m_algorithm)) },
        { QStringLiteral("kid"), m_kid }, { QStringLiteral("typ"), QString::fromLatin1(type) } };
    return toBase64Url(toJson(header)) + '.';
}

}
