// SPDX-License-Identifier: GPL-3.0-or-later
#include "passkeys/Verification.h"

#include "passkeys/AttestationCertificate.h"
#include "passkeys/Fido.h"
#include "passkeys/StrictCbor.h"

#include <openssl/evp.h>

#include <QtCore/QCborArray>

namespace auth::passkeys {

namespace {

using namespace Qt::StringLiterals;

/// Does libfido2 verify such statements? Of a TPM it knows only RS1, which is what Windows has always made.
bool isVerifiable(const AttestationObject &object)
{
    return object.format == "packed" || object.format == "fido-u2f" || (object.format == "tpm" && object.algorithm == COSE_RS1);
}

std::unexpected<Error> malformed(const QString &what)
{
    return failure(ErrorCode::Malformed, u"The authenticator's answer cannot be read."_s, what);
}

std::unexpected<Error> refused(const QString &what, int code)
{
    return failure(ErrorCode::InvalidRequest, u"The authenticator's answer is not genuine."_s,
        u"%1: %2"_s.arg(what, QString::fromLatin1(fido_strerr(code))));
}

/// Collects the first failure of calls that only fail where memory ends or an argument is impossible.
class Steps {
public:
    Steps &operator<<(int code)
    {
        if (m_code == FIDO_OK)
            m_code = code;
        return *this;
    }
    int code() const { return m_code; }

private:
    int m_code = FIDO_OK;
};

/// Extensions that authenticators add unasked. libfido2 compares with what was asked for; they harm nobody.
int credentialExtensions(const QCborMap &extensions, fido_cred_t *credential)
{
    int mask = 0;
    if (extensions.value(u"hmac-secret"_s).toBool())
        mask |= FIDO_EXT_HMAC_SECRET;
    if (extensions.value(u"credBlob"_s).toBool())
        mask |= FIDO_EXT_CRED_BLOB;
    Steps steps;
    if (mask != 0)
        steps << fido_cred_set_extensions(credential, mask);
    if (const auto protection = extensions.value(u"credProtect"_s); protection.isInteger())
        steps << fido_cred_set_prot(credential, static_cast<int>(protection.toInteger()));
    if (const auto length = extensions.value(u"minPinLength"_s); length.isInteger())
        steps << fido_cred_set_pin_minlen(credential, static_cast<size_t>(length.toInteger()));
    return steps.code();
}

int assertionExtensions(const QCborMap &extensions)
{
    int mask = 0;
    if (extensions.contains(u"hmac-secret"_s))
        mask |= FIDO_EXT_HMAC_SECRET;
    if (extensions.contains(u"credBlob"_s))
        mask |= FIDO_EXT_CRED_BLOB;
    return mask;
}

int verifyWith(const CoseKey &key, const fido_assert_t *assertion)
{
    const auto size = static_cast<size_t>(key.bytes.size());
    switch (key.algorithm) {
    case CoseAlgorithm::Es256: {
        const Es256Handle handle(es256_pk_new());
        const int code = es256_pk_from_ptr(handle.get(), key.bytes.constData(), size);
        return code == FIDO_OK ? fido_assert_verify(assertion, 0, COSE_ES256, handle.get()) : code;
    }
    case CoseAlgorithm::EdDsa: {
        const EdDsaHandle handle(eddsa_pk_new());
        const int code = eddsa_pk_from_ptr(handle.get(), key.bytes.constData(), size);
        return code == FIDO_OK ? fido_assert_verify(assertion, 0, COSE_EDDSA, handle.get()) : code;
    }
    case CoseAlgorithm::Rs256: {
        const Rs256Handle handle(rs256_pk_new());
        const int code = rs256_pk_from_ptr(handle.get(), key.bytes.constData(), size);
        return code == FIDO_OK ? fido_assert_verify(assertion, 0, COSE_RS256, handle.get()) : code;
    }
    }
    Q_UNREACHABLE();
}

fido_opt_t needed(bool yes)
{
    return yes ? FIDO_OPT_TRUE : FIDO_OPT_OMIT;
}

}

bool isOnCurve(QByteArrayView point)
{
    const Es256Handle handle(es256_pk_new());
    if (!handle || es256_pk_from_ptr(handle.get(), point.data(), static_cast<size_t>(point.size())) != FIDO_OK)
        return false;
    EVP_PKEY *key = es256_pk_to_EVP_PKEY(handle.get());
    EVP_PKEY_free(key);
    return key != nullptr;
}

Result<AttestationObject> AttestationObject::parse(QByteArrayView bytes)
{
    const auto map = cborMap(bytes);
    if (!map || map->size() != 3 || !map->value(u"fmt"_s).isString() || !map->value(u"attStmt"_s).isMap()
        || !map->value(u"authData"_s).isByteArray())
        return malformed(u"no attestation object"_s);
    AttestationObject object;
    object.format = map->value(u"fmt"_s).toString().toUtf8();
    // WebAuthn §8.1: identifiers have 32 bytes at most.
    if (object.format.isEmpty() || object.format.size() > 32)
        return malformed(u"attestation format of %1 bytes"_s.arg(object.format.size()));
    object.statement = map->value(u"attStmt"_s).toCbor();
    object.algorithm = map->value(u"attStmt"_s).toMap().value(u"alg"_s).toInteger();
    for (const QCborValue &certificate : map->value(u"attStmt"_s).toMap().value(u"x5c"_s).toArray())
        object.certificates.append(certificate.toByteArray());
    object.authenticatorBytes = map->value(u"authData"_s).toByteArray();
    object.data = TRY(AuthenticatorData::parse(object.authenticatorBytes));
    if (!object.data.credential)
        return malformed(u"no credential in a registration"_s);
    object.key = TRY(CoseKey::parse(object.data.credential->publicKey));
    return object;
}

Result<Attestation> verifyAttestation(
    const AttestationObject &object, const Ceremonial &ceremonial, const QStringList &roots, Timestamp now)
{
    // §8.7.
    if (object.format == "none" && object.statement != QByteArrayLiteral("\xa0"))
        return malformed(u"a statement of the format none"_s);
    if (!isVerifiable(object))
        return Attestation {};

    const CredentialHandle credential(fido_cred_new());
    Steps steps;
    steps << fido_cred_set_type(credential.get(), static_cast<int>(object.key.algorithm))
          << fido_cred_set_rp(credential.get(), ceremonial.relyingPartyId.constData(), nullptr)
          << fido_cred_set_clientdata_hash(credential.get(), fidoBytes(ceremonial.clientDataHash),
                 static_cast<size_t>(ceremonial.clientDataHash.size()))
          << fido_cred_set_uv(credential.get(), needed(ceremonial.userVerification))
          << credentialExtensions(object.data.extensions, credential.get())
          << fido_cred_set_authdata_raw(credential.get(), fidoBytes(object.authenticatorBytes),
                 static_cast<size_t>(object.authenticatorBytes.size()))
          << fido_cred_set_fmt(credential.get(), object.format.constData())
          << fido_cred_set_attstmt(
                 credential.get(), fidoBytes(object.statement), static_cast<size_t>(object.statement.size()));
    if (steps.code() != FIDO_OK)
        return refused(u"attestation statement"_s, steps.code());
    // §8.2: without x5c it is self attestation, by the new key itself.
    if (object.certificates.isEmpty()) {
        const int code = fido_cred_verify_self(credential.get());
        return code == FIDO_OK ? Result<Attestation>(Attestation {}) : refused(u"self attestation"_s, code);
    }
    if (const int code = fido_cred_verify(credential.get()); code != FIDO_OK)
        return refused(u"attestation"_s, code);
    TRY(checkAttestationCertificate(object));
    return Attestation { .verified = true, .anchored = chainsToRoot(object.certificates, roots, now) };
}

Result<void> verifyAssertion(
    const CoseKey &key, const Ceremonial &ceremonial, QByteArrayView authenticatorBytes, QByteArrayView signature)
{
    const AuthenticatorData data = TRY(AuthenticatorData::parse(authenticatorBytes));
    const AssertionHandle assertion(fido_assert_new());
    Steps steps;
    steps << fido_assert_set_rp(assertion.get(), ceremonial.relyingPartyId.constData())
          << fido_assert_set_clientdata_hash(assertion.get(), fidoBytes(ceremonial.clientDataHash),
                 static_cast<size_t>(ceremonial.clientDataHash.size()))
          << fido_assert_set_count(assertion.get(), 1)
          << fido_assert_set_up(assertion.get(), FIDO_OPT_TRUE)
          << fido_assert_set_uv(assertion.get(), needed(ceremonial.userVerification))
          << fido_assert_set_extensions(assertion.get(), assertionExtensions(data.extensions))
          << fido_assert_set_authdata_raw(
                 assertion.get(), 0, fidoBytes(authenticatorBytes), static_cast<size_t>(authenticatorBytes.size()))
          << fido_assert_set_sig(assertion.get(), 0, fidoBytes(signature), static_cast<size_t>(signature.size()));
    if (steps.code() != FIDO_OK)
        return refused(u"authenticator data"_s, steps.code());
    if (const int code = verifyWith(key, assertion.get()); code != FIDO_OK)
        return refused(u"assertion"_s, code);
    return {};
}

}
