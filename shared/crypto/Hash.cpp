// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/Hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

namespace auth::crypto {

namespace {

const unsigned char *data(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

}

QByteArray sha256(QByteArrayView bytes)
{
    QByteArray digest(SHA256_DIGEST_LENGTH, Qt::Uninitialized);
    SHA256(data(bytes), static_cast<size_t>(bytes.size()), reinterpret_cast<unsigned char *>(digest.data()));
    return digest;
}

QByteArray hmacSha256(QByteArrayView key, QByteArrayView message)
{
    QByteArray mac(SHA256_DIGEST_LENGTH, Qt::Uninitialized);
    unsigned int length = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), data(message), static_cast<size_t>(message.size()),
        reinterpret_cast<unsigned char *>(mac.data()), &length);
    return mac;
}

QByteArray hkdfSha256(QByteArrayView key, QByteArrayView salt, QByteArrayView info, qsizetype length)
{
    // Extract (RFC 5869 §2.2), then expand (§2.3).
    const QByteArray pseudorandomKey = hmacSha256(salt, key);
    QByteArray output;
    QByteArray block;
    for (char counter = 1; output.size() < length; ++counter) {
        block = hmacSha256(pseudorandomKey, block + info.toByteArray() + counter);
        output += block;
    }
    output.truncate(length);
    return output;
}

}
