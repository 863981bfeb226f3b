// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

namespace auth::cli {

/// \a text as a QR code in half blocks, two rows a line, with its quiet zone; empty where it is too long. Drawn light
/// on dark and dark on light alike: the colors are set.
QByteArray qrCode(const QByteArray &text);

}
