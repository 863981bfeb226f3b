// SPDX-License-Identifier: GPL-3.0-or-later
#include "keys/RealmKeys.h"

#include "crypto/Hash.h"
#include "crypto/SealedBox.h"

namespace auth {

namespace {

constexpr qsizetype kMostRealms = 4096;
constexpr qsizetype kSubkeySize = 32;

QByteArray labelOf(KeyPurpose purpose)
{
    switch (purpose) {
    case KeyPurpose::Sealing:
        return QByteArrayLiteral("sealing");
    case KeyPurpose::Flow:
        return QByteArrayLiteral("flow");
    case KeyPurpose::ShortCode:
        return QByteArrayLiteral("short code");
    case KeyPurpose::RefreshToken:
        return QByteArrayLiteral("refresh token");
    case KeyPurpose::Checkpoint:
        return QByteArrayLiteral("checkpoint");
    case KeyPurpose::Cursor:
        return QByteArrayLiteral("cursor");
    case KeyPurpose::Csrf:
        return QByteArrayLiteral("csrf");
    case KeyPurpose::Device:
        break;
    }
    return QByteArrayLiteral("device");
}

}

Result<QByteArray> RealmKeys::subkey(const Realm& realm, KeyPurpose purpose)
{
    const auto index = static_cast<size_t>(purpose);
    auto known = m_entries.find(realm.id);
    if (known != m_entries.end() && known->dataKeySealed == realm.dataKeySealed)
        return known->subkeys[index];
    const Secret dataKey = TRY(m_masterKey.openDataKey(realm.id, realm.dataKeySealed));
    if (m_entries.size() >= kMostRealms)
        m_entries.clear();
    Entry entry;
    entry.dataKeySealed = realm.dataKeySealed;
    for (size_t i = 0; i < kPurposes; ++i) {
        const QByteArray label = "auth-server realm: " + labelOf(static_cast<KeyPurpose>(i));
        entry.subkeys[i] = crypto::hkdfSha256(dataKey.view(), {}, label, kSubkeySize);
    }
    return m_entries.insert(realm.id, std::move(entry))->subkeys[index];
}

Result<QByteArray> RealmKeys::seal(const Realm& realm, QByteArrayView plaintext, const QByteArray& place)
{
    const QByteArray key = TRY(subkey(realm, KeyPurpose::Sealing));
    return crypto::seal(key, plaintext, place);
}

Result<Secret> RealmKeys::open(const Realm& realm, const QByteArray& box, const QByteArray& place)
{
    const QByteArray key = TRY(subkey(realm, KeyPurpose::Sealing));
    return crypto::open(key, box, place);
}

}
