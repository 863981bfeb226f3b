// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "passkeys/AuthenticatorData.h"
#include "passkeys/CoseKey.h"

#include <QtCore/QStringList>

namespace auth::passkeys {

/// What libfido2 needs of a ceremony beside what is signed.
struct Ceremonial {
    QByteArray relyingPartyId;
    QByteArray clientDataHash;
    bool userVerification = false; ///< Must the authenticator have verified who is there?
};

/// WebAuthn §6.5.4, taken apart.
struct AttestationObject {
    QByteArray format;
    QByteArray statement; ///< CBOR.
    qint64 algorithm = 0; ///< COSE algorithm of the statement; 0: none.
    QList<QByteArray> certificates; ///< DER of `x5c`, the attestation's own first.
    QByteArray authenticatorBytes;
    AuthenticatorData data; ///< With a credential.
    CoseKey key;

    /// Malformed or ValidationFailed, as its parts say.
    static Result<AttestationObject> parse(QByteArrayView bytes);
};

/// What an attestation is worth.
struct Attestation {
    bool verified = false; ///< A certificate of the authenticator's maker vouches for the key.
    bool anchored = false; ///< And it chains to one of the roots.
};

/// WebAuthn §7.1 steps 21 to 24 by libfido2, and what §8 demands of certificates beyond that. Formats that libfido2
/// does not know, `none`, and self attestation vouch for nothing. InvalidRequest for a statement that is wrong: a bad
/// one is not the same as none. \a roots are PEM, \a now is what validity is measured by.
Result<Attestation> verifyAttestation(
    const AttestationObject &object, const Ceremonial &ceremonial, const QStringList &roots, Timestamp now);

/// WebAuthn §7.2 steps 19 to 21: \a signature over \a authenticatorBytes is of \a key. InvalidRequest otherwise. Takes
/// a tenth of a millisecond, so that it runs where it is called.
Result<void> verifyAssertion(
    const CoseKey &key, const Ceremonial &ceremonial, QByteArrayView authenticatorBytes, QByteArrayView signature);

}
