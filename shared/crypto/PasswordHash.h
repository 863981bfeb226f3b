// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace auth::crypto {

/// Costs of Argon2id (RFC 9106). The default is OWASP's: 19 MiB, two passes, one lane; about 40 ms.
struct Argon2Parameters {
    quint32 memoryKiB = 19 * 1024;
    quint32 passes = 2;
    friend bool operator==(const Argon2Parameters &, const Argon2Parameters &) = default;
};

/// PHC string `$argon2id$v=19$m=…,t=…,p=1$salt$hash` of \a password with a salt of 128 random bits. Takes the whole
/// password, whatever its length. Blocks for tens of milliseconds: only on the hashing pool. Throws std::bad_alloc
/// where there is no memory.
QByteArray hashPassword(QByteArrayView password, Argon2Parameters parameters = {});

/// Was \a phc made from \a password? False for what is not an Argon2id string of one lane.
bool verifyPassword(QByteArrayView password, const QByteArray &phc);

/// True when \a phc was made with other costs than \a parameters, or by another algorithm.
bool needsRehash(const QByteArray &phc, Argon2Parameters parameters = {});

}
