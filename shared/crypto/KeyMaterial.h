// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Secret.h"
#include "crypto/Algorithm.h"
#include "crypto/Handles.h"

#include <QtCore/QJsonObject>

#include <array>
#include <atomic>
#include <optional>

namespace auth::crypto {

/// A context that is ready for one operation with one key. Setting one up costs as much as a tenth of an ES256
/// signature, and OpenSSL lets it be used again (EVP_PKEY_sign(3)). Whoever takes it owns it; a second thread that
/// finds the slot empty makes its own.
class ContextSlot {
public:
    ContextSlot() = default;
    ~ContextSlot() { EVP_PKEY_CTX_free(m_context.load()); }
    ContextSlot(const ContextSlot &) = delete;
    ContextSlot &operator=(const ContextSlot &) = delete;
    PkeyContextHandle take() { return PkeyContextHandle(m_context.exchange(nullptr, std::memory_order_acquire)); }
    void put(PkeyContextHandle context)
    {
        EVP_PKEY_CTX_free(m_context.exchange(context.release(), std::memory_order_release));
    }

private:
    std::atomic<EVP_PKEY_CTX *> m_context { nullptr };
};

/// The key behind SigningKey and VerificationKey.
class KeyMaterial {
public:
    enum class Type : quint8 { Rsa, P256, Ed25519 };

    /// Nothing when \a key is of a type, curve or size that no SignatureAlgorithm uses.
    static std::shared_ptr<const KeyMaterial> make(PkeyHandle key);

    Type type() const { return m_type; }
    EVP_PKEY *pkey() const { return m_key.get(); }
    bool isPrivate() const { return m_isPrivate; }
    /// The required public members of RFC 7638 §3.2: kty and what stands for the key.
    const QJsonObject &publicMembers() const { return m_publicMembers; }
    const QString &thumbprint() const { return m_thumbprint; }
    static Type typeFor(SignatureAlgorithm algorithm);

    QByteArray sign(SignatureAlgorithm algorithm, QByteArrayView message) const;
    bool verify(SignatureAlgorithm algorithm, QByteArrayView message, QByteArrayView signature) const;

    KeyMaterial(PkeyHandle key, Type type);

private:
    PkeyContextHandle makeContext(SignatureAlgorithm algorithm, int (*initialize)(EVP_PKEY_CTX *)) const;
    static ContextSlot &slot(std::array<ContextSlot, 3> &slots, SignatureAlgorithm algorithm);
    void readRsa();
    void readP256();
    void readEd25519();

    PkeyHandle m_key;
    Type m_type;
    bool m_isPrivate = false;
    QJsonObject m_publicMembers;
    QString m_thumbprint;
    // Ed25519 is libsodium's: half as fast again as OpenSSL 3.0's, and it refuses points of low order.
    QByteArray m_ed25519Public;
    Secret m_ed25519Secret;
    mutable std::array<ContextSlot, 3> m_signing;
    mutable std::array<ContextSlot, 3> m_verifying;
};

}
