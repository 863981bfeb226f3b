// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

namespace auth::cli {

/// \a text as a QR code in half blocks, two rows a line, with its quiet zone; empty where it is too long. Drawn light
/// on dark and dark on light alike: the colors are set.
QByteArray qrCode(const QByteArray &text);

/// The same as a PNG picture in black and white, eight pixels a module; empty where it is too long.
QByteArray qrCodePng(const QByteArray &text);

}
