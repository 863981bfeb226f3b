// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

#include <optional>

namespace auth::application_keys {

/// A public key as it was given: one of the two.
struct Given {
    QString kid; ///< Empty: the key's own.
    std::optional<QJsonObject> jwk;
    QString pem; ///< A public key, or an X.509 certificate.
};

/// \a given as a JWK with a kid, a certificate in `x5c` (RFC 7517 §4.7). ValidationFailed at /jwk or /pem.
Result<QJsonObject> toJwk(const Given &given);

/// The kid of a JWK, or its thumbprint.
QString kidOf(const QJsonObject &jwk);

/// As SubjectPublicKeyInfo; empty for a key that does not verify.
QString toPem(const QJsonObject &jwk);

/// The certificate that \a jwk carries, in PEM; empty where it has none.
QString certificateOf(const QJsonObject &jwk);

/// \a keys without \a kid; nothing when it is not there.
std::optional<QJsonArray> without(const QJsonArray &keys, const QString &kid);

}
