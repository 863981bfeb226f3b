// SPDX-License-Identifier: GPL-3.0-or-later
#include "passkeys/AttestationCertificate.h"

#include "crypto/Handles.h"

#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

namespace auth::passkeys {

namespace {

using namespace Qt::StringLiterals;

using StoreHandle = std::unique_ptr<X509_STORE, crypto::Release<X509_STORE_free>>;
using StoreContextHandle = std::unique_ptr<X509_STORE_CTX, crypto::Release<X509_STORE_CTX_free>>;
using StackHandle = std::unique_ptr<STACK_OF(X509), decltype([](STACK_OF(X509) *stack) { sk_X509_pop_free(stack, X509_free); })>;
using ObjectHandle = std::unique_ptr<ASN1_OBJECT, crypto::Release<ASN1_OBJECT_free>>;

/// id-fido-gen-ce-aaguid (WebAuthn §8.2.1) and tcg-kp-AIKCertificate (§8.3.1).
constexpr auto kAaguidExtension = "1.3.6.1.4.1.45724.1.1.4";
constexpr auto kAikPurpose = "2.23.133.8.3";

std::unexpected<Error> refused(const QString &what)
{
    return failure(ErrorCode::InvalidRequest, u"The authenticator's certificate is not one for this."_s, what);
}

crypto::CertificateHandle fromDer(const QByteArray &der)
{
    auto bytes = reinterpret_cast<const unsigned char *>(der.constData());
    return crypto::CertificateHandle(d2i_X509(nullptr, &bytes, static_cast<long>(der.size())));
}

crypto::CertificateHandle fromPem(const QByteArray &pem)
{
    const crypto::BioHandle bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    return crypto::CertificateHandle(bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr) : nullptr);
}

QByteArray organisationalUnit(X509 *certificate)
{
    char text[64] = {};
    const int size = X509_NAME_get_text_by_NID(
        X509_get_subject_name(certificate), NID_organizationalUnitName, text, sizeof text);
    return size > 0 ? QByteArray(text, std::min<qsizetype>(size, sizeof text - 1)) : QByteArray();
}

/// The extension with the authenticator's model is absent, or names \a aaguid and is not critical.
bool namesModel(X509 *certificate, const Uuid &aaguid)
{
    const ObjectHandle object(OBJ_txt2obj(kAaguidExtension, 1));
    const int at = X509_get_ext_by_OBJ(certificate, object.get(), -1);
    if (at < 0)
        return true;
    X509_EXTENSION *extension = X509_get_ext(certificate, at);
    const ASN1_OCTET_STRING *value = X509_EXTENSION_get_data(extension);
    // An OCTET STRING inside the one that every extension is.
    const QByteArray inner
        = QByteArrayLiteral("\x04\x10") + QByteArray(reinterpret_cast<const char *>(aaguid.bytes.data()), 16);
    return !X509_EXTENSION_get_critical(extension)
        && QByteArrayView(ASN1_STRING_get0_data(value), ASN1_STRING_length(value)) == inner;
}

bool isForAttestationKeys(X509 *certificate)
{
    const ObjectHandle wanted(OBJ_txt2obj(kAikPurpose, 1));
    auto *const purposes = static_cast<EXTENDED_KEY_USAGE *>(X509_get_ext_d2i(certificate, NID_ext_key_usage, nullptr, nullptr));
    bool found = false;
    for (int i = 0; i < sk_ASN1_OBJECT_num(purposes); ++i)
        found = found || OBJ_cmp(sk_ASN1_OBJECT_value(purposes, i), wanted.get()) == 0;
    EXTENDED_KEY_USAGE_free(purposes);
    return found;
}

bool isP256(X509 *certificate)
{
    char group[32] = {};
    size_t size = 0;
    const EVP_PKEY *key = X509_get0_pubkey(certificate);
    return key && EVP_PKEY_get_group_name(key, group, sizeof group, &size) == 1
        && QByteArrayView(group) == SN_X9_62_prime256v1;
}

}

Result<void> checkAttestationCertificate(const AttestationObject &object)
{
    const auto certificate = fromDer(object.certificates.first());
    if (!certificate)
        return refused(u"no X.509"_s);
    if (object.format == "fido-u2f") {
        if (object.certificates.size() != 1 || !isP256(certificate.get()))
            return refused(u"fido-u2f takes one certificate, of P-256"_s);
        // Such authenticators have no model; a client writes zeros.
        return object.data.credential->aaguid.isNull() ? Result<void>() : refused(u"fido-u2f with an AAGUID"_s);
    }
    constexpr long kVersion3 = 2;
    if (X509_get_version(certificate.get()) != kVersion3)
        return refused(u"not of version 3"_s);
    if (X509_check_ca(certificate.get()) != 0)
        return refused(u"of a certification authority"_s);
    if (!namesModel(certificate.get(), object.data.credential->aaguid))
        return refused(u"of another model"_s);
    if (object.format == "packed")
        return organisationalUnit(certificate.get()) == "Authenticator Attestation" ? Result<void>() : refused(u"another OU"_s);
    // TPM.
    if (X509_NAME_entry_count(X509_get_subject_name(certificate.get())) != 0)
        return refused(u"with a subject"_s);
    if (X509_get_ext_by_NID(certificate.get(), NID_subject_alt_name, -1) < 0)
        return refused(u"without the TPM's names"_s);
    return isForAttestationKeys(certificate.get()) ? Result<void>() : refused(u"not of an attestation key"_s);
}

bool chainsToRoot(const QList<QByteArray> &certificates, const QStringList &roots, Timestamp now)
{
    if (roots.isEmpty() || certificates.isEmpty())
        return false;
    const StoreHandle store(X509_STORE_new());
    for (const QString &root : roots) {
        if (const auto certificate = fromPem(root.toLatin1()))
            X509_STORE_add_cert(store.get(), certificate.get());
    }
    const StackHandle between(sk_X509_new_null());
    for (const QByteArray &der : certificates.sliced(1)) {
        if (auto certificate = fromDer(der))
            sk_X509_push(between.get(), certificate.release());
    }
    const auto leaf = fromDer(certificates.first());
    const StoreContextHandle context(X509_STORE_CTX_new());
    if (!leaf || X509_STORE_CTX_init(context.get(), store.get(), leaf.get(), between.get()) != 1)
        return false;
    X509_VERIFY_PARAM *const parameters = X509_STORE_CTX_get0_param(context.get());
    // A root need not be self-signed: the one for a model is often the maker's intermediate, or the certificate itself.
    X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);
    X509_VERIFY_PARAM_set_time(parameters, std::chrono::system_clock::to_time_t(std::chrono::time_point_cast<std::chrono::system_clock::duration>(now)));
    return X509_verify_cert(context.get()) == 1;
}

}
