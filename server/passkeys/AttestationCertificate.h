// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "passkeys/Verification.h"

namespace auth::passkeys {

/// What WebAuthn §8.2.1 (packed), §8.3.1 (tpm) and §8.6 (fido-u2f) demand of the certificate that signed, beyond the
/// signature itself. InvalidRequest where it is another one.
Result<void> checkAttestationCertificate(const AttestationObject &object);

/// Does the first of \a certificates (DER) lead to one of \a roots (PEM), or is it itself one of them (§7.1 step 24)?
bool chainsToRoot(const QList<QByteArray> &certificates, const QStringList &roots, Timestamp now);

}
