// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/SealedBox.h"

#include "core/Random.h"
#include "crypto/Handles.h"

#include <openssl/crypto.h>

namespace auth::crypto {

namespace {

constexpr char kVersion = 1;
constexpr qsizetype kNonceSize = 12;
constexpr qsizetype kTagSize = 16;
constexpr qsizetype kOverhead = 1 + kNonceSize + kTagSize;

const unsigned char *data(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

unsigned char *data(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

const EVP_CIPHER *cipher()
{
    static EVP_CIPHER *const fetched = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    require(fetched != nullptr, "AES-256-GCM");
    return fetched;
}

std::unexpected<Error> unreadable(const char *why)
{
    return failure(ErrorCode::Internal, QStringLiteral("Stored data cannot be read."),
        QStringLiteral("sealed box: %1").arg(QLatin1StringView(why)));
}

}

QByteArray seal(QByteArrayView key, QByteArrayView plaintext, QByteArrayView associatedData)
{
    Q_ASSERT(key.size() == kSealingKeySize);
    const CipherContextHandle context(EVP_CIPHER_CTX_new());
    const QByteArray nonce = randomBytes(kNonceSize);
    QByteArray box(kOverhead + plaintext.size(), Qt::Uninitialized);
    box[0] = kVersion;
    box.replace(1, kNonceSize, nonce);
    unsigned char *ciphertext = data(box) + 1 + kNonceSize;
    int length = 0;
    int last = 0;
    const bool sealed = context && EVP_EncryptInit_ex2(context.get(), cipher(), data(key), data(nonce), nullptr) == 1
        && EVP_EncryptUpdate(
               context.get(), nullptr, &length, data(associatedData), static_cast<int>(associatedData.size()))
            == 1
        && EVP_EncryptUpdate(context.get(), ciphertext, &length, data(plaintext), static_cast<int>(plaintext.size()))
            == 1
        && EVP_EncryptFinal_ex(context.get(), ciphertext + length, &last) == 1
        && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kTagSize, ciphertext + plaintext.size()) == 1;
    require(sealed, "AES-256-GCM");
    return box;
}

Result<Secret> open(QByteArrayView key, QByteArrayView box, QByteArrayView associatedData)
{
    Q_ASSERT(key.size() == kSealingKeySize);
    if (box.size() < kOverhead)
        return unreadable("too short");
    if (box[0] != kVersion)
        return unreadable("unknown version");
    const CipherContextHandle context(EVP_CIPHER_CTX_new());
    require(context != nullptr, "EVP_CIPHER_CTX_new");
    const auto nonce = box.sliced(1, kNonceSize);
    const auto ciphertext = box.sliced(1 + kNonceSize, box.size() - kOverhead);
    QByteArray tag = box.last(kTagSize).toByteArray();
    QByteArray plaintext(ciphertext.size(), Qt::Uninitialized);
    int length = 0;
    int last = 0;
    const bool opened = EVP_DecryptInit_ex2(context.get(), cipher(), data(key), data(nonce), nullptr) == 1
        && EVP_DecryptUpdate(
               context.get(), nullptr, &length, data(associatedData), static_cast<int>(associatedData.size()))
            == 1
        && EVP_DecryptUpdate(
               context.get(), data(plaintext), &length, data(ciphertext), static_cast<int>(ciphertext.size()))
            == 1
        && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kTagSize, tag.data()) == 1
        && EVP_DecryptFinal_ex(context.get(), data(plaintext) + length, &last) == 1;
    if (!opened) {
        OPENSSL_cleanse(plaintext.data(), static_cast<size_t>(plaintext.size()));
        return unreadable("changed, moved, or sealed under another key");
    }
    return Secret(std::move(plaintext));
}

}
