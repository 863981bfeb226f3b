// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "crypto/Algorithm.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QString>

#include <chrono>
#include <optional>
#include <vector>

namespace auth {

/// How long clients may keep a JWKS: `Cache-Control: max-age`.
inline constexpr std::chrono::seconds kJwksCacheTime{ 300 };

enum class SigningKeyState : quint8 { Made, Published, Active, Retired, Removed, Revoked };
const char* wireName(SigningKeyState state);

/// A row of signing_keys. Its state follows from its times, so that no node has to act at the right moment.
struct SigningKeyRecord {
    SigningKeyId id;
    QString kid;
    crypto::SignatureAlgorithm algorithm = crypto::SignatureAlgorithm::RS256;
    QJsonObject publicJwk;
    QByteArray privateSealed;
    QByteArray certificate; ///< X.509, in DER, signed by the key itself.
    Timestamp createdAt{};
    Timestamp publishedAt{}; ///< In the JWKS from here on.
    Timestamp activatesAt{}; ///< Signs from here on,
    std::optional<Timestamp> retiresAt; ///< up to here,
    std::optional<Timestamp> removesAt; ///< and stays in the JWKS up to here.
    std::optional<Timestamp> revokedAt; ///< Neither signs nor verifies from here on, whatever the other times say.

    SigningKeyState state(Timestamp now) const;
    bool isPublished(Timestamp now) const;
    /// Does its signature count?
    bool verifies(Timestamp now) const;
};

using SigningKeyList = std::vector<SigningKeyRecord>;

/// The key that signs with \a algorithm at \a now: of several active ones the newest.
const SigningKeyRecord* activeKey(const SigningKeyList& keys, crypto::SignatureAlgorithm algorithm, Timestamp now);
/// A key that will sign, but does not yet.
const SigningKeyRecord* pendingKey(const SigningKeyList& keys, crypto::SignatureAlgorithm algorithm, Timestamp now);

/// When keys come and go.
struct KeySchedule {
    std::chrono::seconds rotationPeriod{ std::chrono::days(90) };
    std::chrono::seconds createAhead{ std::chrono::days(7) }; ///< Before it signs.
    /// In the JWKS this long before it signs: far longer than clients keep a JWKS, since many ignore Cache-Control.
    std::chrono::seconds publishAhead{ std::chrono::days(1) };
    /// The same where an administrator asks for a new key: twice what clients may keep a JWKS.
    std::chrono::seconds shortestNotice{ 2 * kJwksCacheTime };
    /// In the JWKS this long after it signed last: the longest life that a token may have, and a margin for clocks.
    std::chrono::seconds overlap{ std::chrono::hours(24) + std::chrono::minutes(10) };
    /// How long a revoked key's row stays for those who look into what happened.
    std::chrono::seconds keepRevoked{ std::chrono::days(30) };
};

/// A key that has to be made.
struct PlannedKey {
    crypto::SignatureAlgorithm algorithm;
    Timestamp publishedAt;
    Timestamp activatesAt;
};

/// The successors that are due at \a now: one for each algorithm whose active key will be rotationPeriod old within
/// createAhead and has none yet.
std::vector<PlannedKey> dueSuccessors(const SigningKeyList& keys, Timestamp now, const KeySchedule& schedule);

/// The rows that nobody needs any more. Deleting them destroys the private keys.
QList<SigningKeyId> removableKeys(const SigningKeyList& keys, Timestamp now, const KeySchedule& schedule);

}
