// SPDX-License-Identifier: GPL-3.0-or-later
#include "passkeys/AuthenticatorData.h"

#include "passkeys/StrictCbor.h"

#include <QtCore/QtEndian>

namespace auth::passkeys {

namespace {

using namespace Qt::StringLiterals;

// WebAuthn §6.1, figure 5.
constexpr quint8 kUserPresent = 0x01;
constexpr quint8 kUserVerified = 0x04;
constexpr quint8 kBackupEligible = 0x08;
constexpr quint8 kBackedUp = 0x10;
constexpr quint8 kAttestedCredential = 0x40;
constexpr quint8 kExtensions = 0x80;

constexpr qsizetype kHashSize = 32;
constexpr qsizetype kHeadSize = kHashSize + 1 + 4;
constexpr qsizetype kAaguidSize = 16;
/// §7.1 step 25: longer ones are refused.
constexpr qsizetype kIdLimit = 1023;

std::unexpected<Error> malformed(const QString &what)
{
    return failure(ErrorCode::Malformed, u"The authenticator's data cannot be read."_s, what);
}

/// Takes the credential from the beginning of \a rest.
Result<AttestedCredential> takeCredential(QByteArrayView &rest)
{
    if (rest.size() < kAaguidSize + 2)
        return malformed(u"attested credential data is cut short"_s);
    AttestedCredential credential;
    std::copy_n(rest.begin(), kAaguidSize, credential.aaguid.bytes.begin());
    const auto idSize = qFromBigEndian<quint16>(rest.data() + kAaguidSize);
    rest = rest.sliced(kAaguidSize + 2);
    if (idSize == 0 || idSize > kIdLimit || idSize > rest.size())
        return malformed(u"credential id of %1 bytes"_s.arg(idSize));
    credential.id = rest.first(idSize).toByteArray();
    rest = rest.sliced(idSize);
    const auto keySize = cborItemSize(rest);
    if (!keySize)
        return malformed(u"the public key is no canonical CBOR"_s);
    credential.publicKey = rest.first(*keySize).toByteArray();
    rest = rest.sliced(*keySize);
    return credential;
}

}

Result<AuthenticatorData> AuthenticatorData::parse(QByteArrayView bytes)
{
    if (bytes.size() < kHeadSize)
        return malformed(u"authenticator data of %1 bytes"_s.arg(bytes.size()));
    const auto flags = static_cast<quint8>(bytes[kHashSize]);
    AuthenticatorData data;
    data.rpIdHash = bytes.first(kHashSize).toByteArray();
    data.userPresent = flags & kUserPresent;
    data.userVerified = flags & kUserVerified;
    data.backupEligible = flags & kBackupEligible;
    data.backedUp = flags & kBackedUp;
    data.signCount = qFromBigEndian<quint32>(bytes.data() + kHashSize + 1);
    if (data.backedUp && !data.backupEligible)
        return malformed(u"backed up without being eligible"_s);
    QByteArrayView rest = bytes.sliced(kHeadSize);
    if (flags & kAttestedCredential)
        data.credential = TRY(takeCredential(rest));
    if (flags & kExtensions) {
        const auto extensions = cborMap(rest);
        if (!extensions)
            return malformed(u"the extensions are no canonical CBOR map"_s);
        data.extensions = *extensions;
    } else if (!rest.isEmpty()) {
        return malformed(u"%1 bytes behind the authenticator data"_s.arg(rest.size()));
    }
    return data;
}

}
