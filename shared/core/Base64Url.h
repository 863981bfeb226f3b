// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <optional>

namespace auth {

/// RFC 4648 §5 without padding, as RFC 7515 §2 wants it.
QByteArray toBase64Url(QByteArrayView bytes);

/// The bytes of canonical, unpadded base64url; nothing for anything else (padding, white space, the other alphabet,
/// a length of 1 modulo 4, trailing bits that are not zero). Qt's decoder accepts those, which makes tokens malleable.
std::optional<QByteArray> fromBase64Url(QByteArrayView text);

}
