// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/PasswordHash.h"

#include "crypto/Sodium.h"

#include <sodium.h>

#include <cerrno>
#include <new>

namespace auth::crypto {

namespace {

size_t memoryBytes(Argon2Parameters parameters)
{
    return static_cast<size_t>(parameters.memoryKiB) * 1024;
}

}

QByteArray hashPassword(QByteArrayView password, Argon2Parameters parameters)
{
    initializeSodium();
    QByteArray phc(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(phc.data(), password.data(), static_cast<unsigned long long>(password.size()),
            parameters.passes, memoryBytes(parameters), crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        throw std::bad_alloc();
    phc.truncate(phc.indexOf('\0'));
    return phc;
}

bool verifyPassword(QByteArrayView password, const QByteArray &phc)
{
    initializeSodium();
    if (!phc.startsWith("$argon2id$"))
        return false;
    errno = 0;
    const bool good
        = crypto_pwhash_str_verify(phc.constData(), password.data(), static_cast<unsigned long long>(password.size()))
        == 0;
    // No memory is not a wrong password.
    if (!good && errno == ENOMEM)
        throw std::bad_alloc();
    return good;
}

bool needsRehash(const QByteArray &phc, Argon2Parameters parameters)
{
    initializeSodium();
    return !phc.startsWith("$argon2id$")
        || crypto_pwhash_str_needs_rehash(phc.constData(), parameters.passes, memoryBytes(parameters)) != 0;
}

}
