// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace auth {

using PasskeyId = Id<struct PasskeyTag>;

/// A public key that an authenticator signs with for one account of a realm (WebAuthn §4, "credential record").
struct Passkey {
    RealmId realmId;
    PasskeyId id;
    UserId userId;
    QByteArray credentialId; ///< The authenticator's own name for it; no two of a realm are the same.
    QByteArray publicKey; ///< COSE_Key.
    QString label;
    quint32 signCount = 0; ///< As of the last use; 0 where the authenticator does not count.
    bool backupEligible = false; ///< A provider may keep copies. Never changes (WebAuthn §6.1.3).
    bool backedUp = false; ///< And does.
    bool userVerified = false; ///< A PIN or a fingerprint was asked for when it was made, or since.
    QStringList transports; ///< How browsers reach it (WebAuthn §5.8.4).
    Uuid aaguid; ///< The authenticator's model; null where it says none.
    QString attestationFormat; ///< `none`, `packed`, …
    bool attested = false; ///< A certificate of the authenticator's maker vouched for it.
    std::optional<Timestamp> suspendedAt; ///< Its counter went back, so that there may be a copy. Opens nothing since.
    qint64 version = 1;
    Timestamp createdAt {};
    std::optional<Timestamp> lastUsedAt;

    bool isSuspended() const { return suspendedAt.has_value(); }
};

/// A passkey as administrators see it.
struct PasskeySeen {
    Passkey passkey;
    QString username;
};

}
