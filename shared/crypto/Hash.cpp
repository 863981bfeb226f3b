// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/Hash.h"

#include "crypto/Handles.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>

namespace auth::crypto {

namespace {

constexpr size_t kDigestSize = 32;

const unsigned char *data(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

/// The one-shot functions of OpenSSL 3 look the algorithm up each time, under a lock: as dear as the hash itself. One
/// fetched algorithm per process and one context per thread cost nothing after the first use.
EVP_MD_CTX *digestContext()
{
    static EVP_MD *const digest = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    thread_local const DigestContextHandle context(EVP_MD_CTX_new());
    require(digest && context && EVP_DigestInit_ex2(context.get(), digest, nullptr) == 1, "SHA256");
    return context.get();
}

EVP_MAC_CTX *macContext(QByteArrayView key)
{
    static EVP_MAC *const mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    thread_local const std::unique_ptr<EVP_MAC_CTX, Release<EVP_MAC_CTX_free>> context([] {
        EVP_MAC_CTX *fresh = EVP_MAC_CTX_new(mac);
        char name[] = "SHA256";
        const OSSL_PARAM parameters[]
            = { OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0), OSSL_PARAM_construct_end() };
        require(fresh && EVP_MAC_CTX_set_params(fresh, parameters) == 1, "HMAC");
        return fresh;
    }());
    // A null key would mean "the one before".
    static const unsigned char empty = 0;
    const unsigned char *bytes = key.isEmpty() ? &empty : data(key);
    require(EVP_MAC_init(context.get(), bytes, static_cast<size_t>(key.size()), nullptr) == 1, "EVP_MAC_init");
    return context.get();
}

}

std::array<unsigned char, 32> sha256Array(QByteArrayView bytes)
{
    EVP_MD_CTX *context = digestContext();
    std::array<unsigned char, kDigestSize> digest;
    require(EVP_DigestUpdate(context, data(bytes), static_cast<size_t>(bytes.size())) == 1
            && EVP_DigestFinal_ex(context, digest.data(), nullptr) == 1,
        "SHA256");
    return digest;
}

QByteArray sha256(QByteArrayView bytes)
{
    const auto digest = sha256Array(bytes);
    return QByteArray(reinterpret_cast<const char *>(digest.data()), kDigestSize);
}

QByteArray hmacSha256(QByteArrayView key, QByteArrayView message)
{
    EVP_MAC_CTX *context = macContext(key);
    QByteArray mac(kDigestSize, Qt::Uninitialized);
    size_t size = kDigestSize;
    require(EVP_MAC_update(context, data(message), static_cast<size_t>(message.size())) == 1
            && EVP_MAC_final(context, reinterpret_cast<unsigned char *>(mac.data()), &size, kDigestSize) == 1,
        "HMAC");
    return mac;
}

QByteArray hkdfSha256(QByteArrayView key, QByteArrayView salt, QByteArrayView info, qsizetype length)
{
    Q_ASSERT(length <= 255 * static_cast<qsizetype>(kDigestSize));
    // Extract (RFC 5869 §2.2), then expand (§2.3).
    QByteArray pseudorandomKey = hmacSha256(salt, key);
    QByteArray output;
    QByteArray block;
    for (int counter = 1; output.size() < length; ++counter) {
        block = hmacSha256(pseudorandomKey, block + info.toByteArray() + static_cast<char>(counter));
        output += block;
    }
    OPENSSL_cleanse(pseudorandomKey.data(), static_cast<size_t>(pseudorandomKey.size()));
    output.truncate(length);
    return output;
}

}
