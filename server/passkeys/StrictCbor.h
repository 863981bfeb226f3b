// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QCborMap>

#include <optional>

namespace auth::passkeys {

/// The size of the item that \a data begins with; nothing unless it has the form that WebAuthn §6 demands of
/// authenticators (CTAP 2.1 §8): definite lengths, integers in their shortest form, no tags, no duplicate keys, little
/// depth. The order of keys is not checked: clients put the outer map together.
std::optional<qsizetype> cborItemSize(QByteArrayView data);

/// The map that \a data is, to its last byte.
std::optional<QCborMap> cborMap(QByteArrayView data);

}
