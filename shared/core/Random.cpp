// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Random.h"

#include "core/Base64Url.h"

#include <sodium.h>

namespace auth {

QByteArray randomBytes(qsizetype size)
{
    // Opens the generator once, under libsodium's lock: its first use is not thread-safe otherwise.
    static const int initialized = sodium_init();
    Q_ASSERT(initialized >= 0);
    Q_UNUSED(initialized);
    QByteArray bytes(size, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<size_t>(size));
    return bytes;
}

QByteArray randomToken(qsizetype size)
{
    return toBase64Url(randomBytes(size));
}

}
