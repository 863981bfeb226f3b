// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Result.h"

#include <QtCore/QCborMap>

#include <optional>

namespace auth::passkeys {

/// WebAuthn §6.5.1: a new credential.
struct AttestedCredential {
    Uuid aaguid; ///< The model of the authenticator, as it says itself.
    QByteArray id;
    QByteArray publicKey; ///< COSE_Key, as it came.
};

/// WebAuthn §6.1: what an authenticator says beside its signature.
struct AuthenticatorData {
    QByteArray rpIdHash;
    bool userPresent = false;
    bool userVerified = false;
    bool backupEligible = false;
    bool backedUp = false;
    quint32 signCount = 0;
    std::optional<AttestedCredential> credential;
    QCborMap extensions;

    /// Malformed unless \a bytes are such data to their last byte, with backup flags that go together (§6.1.3).
    static Result<AuthenticatorData> parse(QByteArrayView bytes);
};

}
