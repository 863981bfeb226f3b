// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/Certificate.h"

#include "crypto/Handles.h"
#include "crypto/Hash.h"

#include <QtCore/QByteArray>

#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace auth::crypto {

namespace {

using ExtensionHandle = std::unique_ptr<X509_EXTENSION, Release<X509_EXTENSION_free>>;

/// 2: version 3.
constexpr long kVersion3 = 2;
constexpr qsizetype kSerialBytes = 16;

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

void addExtension(X509 *certificate, int kind, const char *value)
{
    const ExtensionHandle extension(X509V3_EXT_conf_nid(nullptr, nullptr, kind, value));
    require(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "X509_add_ext");
}

void setTime(ASN1_TIME *time, Timestamp moment)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(moment).time_since_epoch().count();
    require(ASN1_TIME_set(time, static_cast<time_t>(seconds)) != nullptr, "ASN1_TIME_set");
}

}

bool isPemCertificate(QByteArrayView pem)
{
    const QByteArray text = pem.trimmed().toByteArray();
    if (!text.startsWith("-----BEGIN CERTIFICATE-----") || !text.endsWith("-----END CERTIFICATE-----")
        || text.count("-----BEGIN") != 1)
        return false;
    const BioHandle bio(BIO_new_mem_buf(text.constData(), static_cast<int>(text.size())));
    require(bio != nullptr, "BIO_new_mem_buf");
    return CertificateHandle(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) != nullptr;
}

QByteArray selfSignedCertificate(const SigningKey &key, const QByteArray &name, Timestamp from, Timestamp until)
{
    const Secret pkcs8 = key.toPkcs8();
    const auto *der = reinterpret_cast<const unsigned char *>(pkcs8.view().data());
    const Pkcs8Handle info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &der, static_cast<long>(pkcs8.view().size())));
    const PkeyHandle pair(info ? EVP_PKCS82PKEY(info.get()) : nullptr);
    const CertificateHandle certificate(X509_new());
    require(pair && certificate, "X509_new");
    X509 *const x509 = certificate.get();
    // RFC 5280 §4.1.2.2: positive, of at most 20 bytes.
    QByteArray serial = crypto::sha256(key.verificationKey().toDer()).first(kSerialBytes);
    serial[0] = static_cast<char>((serial[0] & 0x3f) | 0x40);
    const BignumHandle number(BN_bin2bn(bytesOf(serial), static_cast<int>(serial.size()), nullptr));
    X509_NAME *const subject = X509_get_subject_name(x509);
    bool good = number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(x509)) != nullptr;
    good = good && X509_set_version(x509, kVersion3) == 1 && X509_set_pubkey(x509, pair.get()) == 1;
    good = good && X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8, bytesOf(name), static_cast<int>(name.size()), -1, 0) == 1;
    require(good && X509_set_issuer_name(x509, subject) == 1, "X509_set_issuer_name");
    setTime(X509_getm_notBefore(x509), from);
    setTime(X509_getm_notAfter(x509), until);
    addExtension(x509, NID_basic_constraints, "critical,CA:FALSE");
    addExtension(x509, NID_key_usage, "critical,digitalSignature");
    // RFC 8410 §3: Ed25519 has no hash of its own to name.
    const EVP_MD *const hash = key.algorithm() == SignatureAlgorithm::EdDSA ? nullptr : EVP_sha256();
    require(X509_sign(x509, pair.get(), hash) > 0, "X509_sign");
    QByteArray text(i2d_X509(x509, nullptr), Qt::Uninitialized);
    auto *out = reinterpret_cast<unsigned char *>(text.data());
    require(i2d_X509(x509, &out) == text.size(), "i2d_X509");
    return text;
}

QByteArray pemOfCertificate(QByteArrayView der)
{
    constexpr qsizetype kLine = 64;
    const QByteArray base64 = der.toByteArray().toBase64();
    QByteArray pem("-----BEGIN CERTIFICATE-----\n");
    for (qsizetype i = 0; i < base64.size(); i += kLine)
        pem += base64.mid(i, kLine) + '\n';
    return pem + "-----END CERTIFICATE-----\n";
}

}
