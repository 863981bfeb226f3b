// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <array>

namespace auth::passkeys {

/// COSE algorithms (RFC 9053) that we ask authenticators for, the preferred one first.
enum class CoseAlgorithm : qint32 { Es256 = -7, EdDsa = -8, Rs256 = -257 };
inline constexpr std::array kCoseAlgorithms { CoseAlgorithm::Es256, CoseAlgorithm::EdDsa, CoseAlgorithm::Rs256 };

/// A public key of a passkey, in the form that the verifier takes: x ‖ y, or the Ed25519 key, or n ‖ e.
struct CoseKey {
    CoseAlgorithm algorithm = CoseAlgorithm::Es256;
    QByteArray bytes;

    /// ValidationFailed unless \a cose is a key of one of kCoseAlgorithms whose point is on its curve (RFC 9053 §7,
    /// RFC 8230 §4; WebAuthn §5.8.5 fixes the curves). RSA keys have 2048 bits and the exponent 65537.
    static Result<CoseKey> parse(QByteArrayView cose);
};

}
