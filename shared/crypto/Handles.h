// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

#include <memory>
#include <stdexcept>

/// Owners of OpenSSL's objects. Only .cpp files include this: no other header names OpenSSL.
namespace auth::crypto {

template <auto Free>
struct Release {
    template <typename T>
    void operator()(T *handle) const
    {
        Free(handle);
    }
};

using PkeyHandle = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using PkeyContextHandle = std::unique_ptr<EVP_PKEY_CTX, Release<EVP_PKEY_CTX_free>>;
using DigestContextHandle = std::unique_ptr<EVP_MD_CTX, Release<EVP_MD_CTX_free>>;
using CipherContextHandle = std::unique_ptr<EVP_CIPHER_CTX, Release<EVP_CIPHER_CTX_free>>;
using BignumHandle = std::unique_ptr<BIGNUM, Release<BN_clear_free>>;
using Pkcs8Handle = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Release<PKCS8_PRIV_KEY_INFO_free>>;
using CertificateHandle = std::unique_ptr<X509, Release<X509_free>>;
using BioHandle = std::unique_ptr<BIO, Release<BIO_free_all>>;
using ParamBuilderHandle = std::unique_ptr<OSSL_PARAM_BLD, Release<OSSL_PARAM_BLD_free>>;
using ParamsHandle = std::unique_ptr<OSSL_PARAM, Release<OSSL_PARAM_free>>;

/// OpenSSL failed where no input can make it fail: no memory, or no randomness. Caught at the edge.
class CryptoFailure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

inline void require(bool succeeded, const char *operation)
{
    if (!succeeded) [[unlikely]]
        throw CryptoFailure(operation);
}

}
