// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "keys/MasterKey.h"
#include "realms/Realm.h"

#include <QtCore/QByteArray>
#include <QtCore/QHash>

#include <array>
#include <optional>

namespace auth {

/// What a realm's subkeys are for. A key of one purpose says nothing about another's (RFC 5869).
enum class KeyPurpose : quint8 {
    Sealing, ///< AES-256-GCM of private keys and secrets in the realm's rows.
    Flow, ///< MAC of what a page carries of its flow.
    ShortCode, ///< HMAC of codes that people type: mail, SMS, backup.
    RefreshToken, ///< HMAC of computed refresh tokens.
    Checkpoint, ///< Seed of the Ed25519 key that signs audit checkpoints.
    Cursor, ///< MAC of paging cursors.
    Csrf, ///< MAC of form tokens.
    Device, ///< Fingerprints of what tokens are bound to.
};

/// Subkeys of realms: the realm's data key, opened with the master key, through HKDF. One per thread; what it derived
/// it keeps for some thousand realms.
class RealmKeys {
public:
    explicit RealmKeys(MasterKey masterKey)
        : m_masterKey(std::move(masterKey))
    {
    }

    /// 32 bytes. Internal when the data key cannot be opened.
    Result<QByteArray> subkey(const Realm& realm, KeyPurpose purpose);
    /// What a new realm's data_key_sealed holds.
    QByteArray newDataKey(RealmId realm) const { return m_masterKey.newDataKey(realm); }

    /// \a plaintext under the realm's Sealing subkey. \a place names table, column and row
    /// ("signing_keys.private:<id>"): a box that was copied into another row does not open.
    Result<QByteArray> seal(const Realm& realm, QByteArrayView plaintext, const QByteArray& place);
    Result<Secret> open(const Realm& realm, const QByteArray& box, const QByteArray& place);

private:
    static constexpr size_t kPurposes = static_cast<size_t>(KeyPurpose::Device) + 1;
    struct Entry {
        QByteArray dataKeySealed; // What the subkeys came from.
        std::array<QByteArray, kPurposes> subkeys;
    };

    MasterKey m_masterKey;
    QHash<RealmId, Entry> m_entries;
};

}
