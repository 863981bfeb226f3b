// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "crypto/Algorithm.h"
#include "crypto/Jwk.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QString>

#include <functional>
#include <optional>

namespace auth::crypto {

/// A compact JWS (RFC 7515 §7.1) of \a claims with the header `alg`, `kid`, `typ` = \a type ("JWT", "at+jwt").
QByteArray signCompact(const SigningKey &key, const QByteArray &type, const QJsonObject &claims);

/// The same over a payload that is signed as it stands.
QByteArray signCompactPayload(const SigningKey &key, const QByteArray &type, QByteArrayView payload);

/// The key for a token: \a kid is empty when the header has none. Nothing means refused.
using KeyResolver = std::function<std::optional<VerificationKey>(const QString &kid, SignatureAlgorithm algorithm)>;

enum class JwsPayload : quint8 {
    Claims, ///< A JSON object without duplicate members.
    Bytes, ///< Anything.
};

struct VerifyOptions {
    /// Looked at before any key is; an empty list refuses everything (RFC 8725 §3.1).
    QList<SignatureAlgorithm> algorithms;
    /// Accepted `typ`, compared as media types: without regard to case and with or without "application/" (RFC 7515
    /// §4.1.9). An empty entry accepts a token without `typ`. An empty list refuses everything: tokens of different
    /// kinds must not stand in for each other (RFC 8725 §3.11).
    QList<QByteArray> types;
    KeyResolver resolveKey;
    qsizetype maximumSize = 16 * 1024;
    JwsPayload payload = JwsPayload::Claims;
};

/// What a token says before its signature has been checked. Good for finding the key, for nothing else.
struct UnverifiedJws {
    SignatureAlgorithm algorithm = SignatureAlgorithm::RS256;
    QString kid; ///< Empty when the header has none.
    QByteArray type; ///< As written; empty when the header has none.
    QJsonObject header;
    QByteArray token;
    qsizetype signedSize = 0; ///< Length of header and payload with the full stop between them.
    QByteArray payload;
    QByteArray signature;
};

/// A token whose signature is good.
struct Jws {
    SignatureAlgorithm algorithm = SignatureAlgorithm::RS256;
    QString kid;
    QByteArray type;
    QJsonObject header;
    QByteArray payload;
    QJsonObject claims; ///< Empty with JwsPayload::Bytes.
};

/// Reads a compact JWS strictly: exactly three segments of canonical base64url, a header without duplicate members, an
/// `alg` and `typ` of the options, no `crit` and no `b64` (we know no extension, RFC 7515 §4.1.11), a `kid` that is a
/// string of 1 to 256 printable ASCII characters. `jwk`, `jku`, `x5u` and `x5c` are never used. Needs no key, so that a
/// caller who has to wait for one can look it up in between. Errors are InvalidToken: the description is for the
/// caller, the detail says what.
Result<UnverifiedJws> parseJws(QByteArray token, const VerifyOptions &options);

/// Checks the signature with \a key, then reads the payload as the options want it.
Result<Jws> verifyJws(UnverifiedJws jws, const VerificationKey &key, const VerifyOptions &options);

/// parseJws(), the resolver, verifyJws().
Result<Jws> parseAndVerify(QByteArray token, const VerifyOptions &options);

/// A NumericDate member (RFC 7519 §2) in whole seconds: nothing when absent, InvalidToken unless it is a number from 0
/// to the year 9999. Fractions, which the RFC allows, are cut off.
Result<std::optional<qint64>> numericDate(const QJsonObject &claims, QLatin1StringView name);

/// What `exp`, `nbf` and `iat` have to satisfy.
struct TimeRules {
    qint64 now = 0; ///< Seconds since the epoch, of the Clock.
    qint64 expiryLeeway = 10; ///< An `exp` this many seconds ago still counts.
    qint64 futureLeeway = 60; ///< `nbf` and `iat` may be this far ahead.
    bool requireExpiry = true;
    bool requireIssuedAt = false;
    std::optional<qint64> maximumLifetime; ///< How far ahead `exp` may be.
};

/// RFC 7519 §4.1.4 to §4.1.6. InvalidToken says which claim failed.
Result<void> checkTimes(const QJsonObject &claims, TimeRules rules);

}
