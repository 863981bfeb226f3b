// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <array>

namespace auth::crypto {

/// FIPS 180-4.
QByteArray sha256(QByteArrayView bytes);
std::array<unsigned char, 32> sha256Array(QByteArrayView bytes);

/// RFC 2104 with SHA-256; 32 bytes.
QByteArray hmacSha256(QByteArrayView key, QByteArrayView message);

/// RFC 5869 with SHA-256. \a length is at most 255 × 32.
QByteArray hkdfSha256(QByteArrayView key, QByteArrayView salt, QByteArrayView info, qsizetype length);

}
