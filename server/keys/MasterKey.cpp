// SPDX-License-Identifier: GPL-3.0-or-later
#include "keys/MasterKey.h"

#include "core/Base64Url.h"
#include "core/Random.h"
#include "crypto/Hash.h"
#include "crypto/SealedBox.h"

#include <QtCore/QFile>

#include <algorithm>
#include <array>

namespace auth {

namespace {

constexpr qsizetype kSize = 32;
constexpr int kFewestDistinctBytes = 12; // 32 random bytes have fewer with a probability under 2^-90.
constexpr qint64 kLargestFile = 4096;

std::unexpected<Error> unusable(const QString& source, const QString& why)
{
    return failure(ErrorCode::ValidationFailed,
        QStringLiteral(
            "%1 %2. It must be 32 random bytes in base64url, base64 or hex; make one with: openssl rand -hex 32")
            .arg(source, why));
}

std::optional<QByteArray> fromHex(const QByteArray& text)
{
    const auto isHex
        = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
    if (text.size() != 2 * kSize || !std::all_of(text.begin(), text.end(), isHex))
        return std::nullopt;
    return QByteArray::fromHex(text);
}

std::optional<QByteArray> fromBase64(QByteArray text)
{
    // What `openssl rand -base64 32` prints: the other alphabet and one `=`.
    if (text.size() == 44 && text.endsWith('='))
        text.chop(1);
    text.replace('+', '-').replace('/', '_');
    return fromBase64Url(text);
}

bool looksLikeAPlaceholder(const QByteArray& key)
{
    std::array<bool, 256> seen{};
    for (const char byte : key)
        seen[static_cast<unsigned char>(byte)] = true;
    return std::count(seen.begin(), seen.end(), true) < kFewestDistinctBytes;
}

QByteArray placeOf(RealmId realm)
{
    return "realms.data_key:" + realm.toBytes();
}

}

MasterKey::MasterKey(const Secret& key)
    : m_wrappingKey(std::make_shared<const Secret>(
          crypto::hkdfSha256(key.view(), {}, "auth-server master: realm data keys", crypto::kSealingKeySize)))
{
}

Result<MasterKey> MasterKey::fromText(QByteArray text, QString source)
{
    text = text.trimmed();
    if (text.isEmpty())
        return unusable(source, QStringLiteral("is empty"));
    auto bytes = fromHex(text);
    if (!bytes)
        bytes = fromBase64(text);
    if (!bytes)
        return unusable(source, QStringLiteral("is neither base64 nor hex"));
    if (bytes->size() != kSize)
        return unusable(source, QStringLiteral("has %1 bytes").arg(bytes->size()));
    if (looksLikeAPlaceholder(*bytes))
        return unusable(source, QStringLiteral("is a placeholder, not random"));
    return MasterKey(Secret(*std::move(bytes)));
}

Result<MasterKey> MasterKey::fromFile(QString path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::ValidationFailed,
            QStringLiteral(
                "The master key file %1 cannot be read (%2). Check the path and that the server's user may read it.")
                .arg(path, file.errorString()));
    return fromText(file.read(kLargestFile), path);
}

QByteArray MasterKey::generateText()
{
    return randomToken(kSize);
}

QByteArray MasterKey::newDataKey(RealmId realm) const
{
    const Secret key(randomBytes(kSize));
    return crypto::seal(m_wrappingKey->view(), key.view(), placeOf(realm));
}

Result<Secret> MasterKey::openDataKey(RealmId realm, const QByteArray& sealed) const
{
    auto key = crypto::open(m_wrappingKey->view(), sealed, placeOf(realm));
    if (!key || key->view().size() != kSize)
        return failure(ErrorCode::Internal, QStringLiteral("The realm's keys cannot be opened."),
            QStringLiteral("data key of realm %1: sealed under another master key than AUTH_MASTER_KEY, or damaged")
                .arg(realm.toString()));
    return key;
}

}
