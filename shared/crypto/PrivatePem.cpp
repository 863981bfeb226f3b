// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/PrivatePem.h"

#include "crypto/Handles.h"

#include <openssl/err.h>
#include <openssl/pem.h>

namespace auth::crypto {

namespace {

/// Without a callback, OpenSSL would ask the terminal for a password.
int noPassword(char *, int, int, void *)
{
    return -1;
}

Secret pkcs8Of(const Secret &pem)
{
    const BioHandle bio(BIO_new_mem_buf(pem.view().data(), static_cast<int>(pem.view().size())));
    require(bio != nullptr, "BIO_new_mem_buf");
    const PkeyHandle key(PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassword, nullptr));
    const Pkcs8Handle info(key ? EVP_PKEY2PKCS8(key.get()) : nullptr);
    ERR_clear_error();
    if (!info)
        return {};
    QByteArray der(i2d_PKCS8_PRIV_KEY_INFO(info.get(), nullptr), Qt::Uninitialized);
    auto *out = reinterpret_cast<unsigned char *>(der.data());
    require(i2d_PKCS8_PRIV_KEY_INFO(info.get(), &out) == der.size(), "i2d_PKCS8_PRIV_KEY_INFO");
    return Secret(std::move(der));
}

}

Result<SigningKey> signingKeyFromPem(const Secret &pem)
{
    const Secret der = pkcs8Of(pem);
    for (const auto algorithm : { SignatureAlgorithm::RS256, SignatureAlgorithm::ES256, SignatureAlgorithm::EdDSA }) {
        if (auto key = SigningKey::fromPkcs8(der.view(), algorithm))
            return key;
    }
    return failure(ErrorCode::ValidationFailed, QStringLiteral("it is not an unencrypted private key of RSA, P-256 or Ed25519 in PEM"));
}

}
