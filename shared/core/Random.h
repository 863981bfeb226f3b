// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

namespace auth {

/// \a size bytes from libsodium's CSPRNG.
QByteArray randomBytes(qsizetype size);

/// \a size random bytes as base64url without padding: an opaque token of 8 × \a size bits.
QByteArray randomToken(qsizetype size = 32);

}
