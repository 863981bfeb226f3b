// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <optional>

namespace auth {

/// RFC 6238 §1.2: what a code is computed with. The defaults are those that every authenticator app understands.
struct TotpParameters {
    enum class Algorithm : quint8 { Sha1, Sha256, Sha512 };
    Algorithm algorithm = Algorithm::Sha1;
    int digits = 6; ///< 6 to 8.
    int period = 30; ///< Seconds.
};

/// `SHA1`, `SHA256`, `SHA512`, as in `otpauth:` links.
const char *totpAlgorithmName(TotpParameters::Algorithm algorithm);
std::optional<TotpParameters::Algorithm> totpAlgorithmOf(QByteArrayView name);

/// A new shared secret, as long as the hash's output (RFC 4226 §4 R6, RFC 6238 §5.1).
QByteArray newTotpSecret(TotpParameters::Algorithm algorithm);

/// RFC 6238 §4.2: the time step of \a time.
qint64 totpStep(const TotpParameters &parameters, Timestamp time);

/// RFC 4226 §5.3 with the hash of \a parameters: the code of \a step, with leading zeros.
QByteArray totpCode(QByteArrayView secret, const TotpParameters &parameters, qint64 step);

/// The time step of which \a code is: the current one or the one before (RFC 6238 §5.2; ASVS 6.5.5 allows no more).
/// Nothing for a wrong code. Constant-time in the code.
std::optional<qint64> matchingTotpStep(QByteArrayView secret, const TotpParameters &parameters, const QByteArray &code, Timestamp now);

/// RFC 4648 §6, without padding, as authenticator apps take it.
QByteArray toBase32(QByteArrayView bytes);

/// `otpauth://totp/…` (Google Authenticator's Key URI format).
QString otpauthUri(QByteArrayView secret, const TotpParameters &parameters, const QString &issuer, const QString &account);

}
