// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

#include <QtCore/QByteArrayView>

#include <memory>

/// Owners of libfido2's objects. Only .cpp files include this: no other header names libfido2.
namespace auth::passkeys {

template <auto Free>
struct FidoRelease {
    template <typename T>
    void operator()(T *handle) const
    {
        Free(&handle);
    }
};

using CredentialHandle = std::unique_ptr<fido_cred_t, FidoRelease<fido_cred_free>>;
using AssertionHandle = std::unique_ptr<fido_assert_t, FidoRelease<fido_assert_free>>;
using Es256Handle = std::unique_ptr<es256_pk_t, FidoRelease<es256_pk_free>>;
using EdDsaHandle = std::unique_ptr<eddsa_pk_t, FidoRelease<eddsa_pk_free>>;
using Rs256Handle = std::unique_ptr<rs256_pk_t, FidoRelease<rs256_pk_free>>;

inline const unsigned char *fidoBytes(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

/// Is \a point, x ‖ y, on P-256?
bool isOnCurve(QByteArrayView point);

}
