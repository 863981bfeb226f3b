// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "core/Secret.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace auth::crypto {

inline constexpr qsizetype kSealingKeySize = 32;

/// AES-256-GCM (NIST SP 800-38D) of \a plaintext under \a key of 32 bytes with a random nonce of 96 bits: a version
/// byte, nonce, ciphertext, tag. \a associatedData binds the box to its place (table, column and row id): open() needs
/// the same. One key may seal 2^32 boxes.
QByteArray seal(QByteArrayView key, QByteArrayView plaintext, QByteArrayView associatedData);

/// The plaintext. Internal when the box was changed, moved, cut short or sealed under another key: data at rest is
/// ours.
Result<Secret> open(QByteArrayView key, QByteArrayView box, QByteArrayView associatedData);

}
