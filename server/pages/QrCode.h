// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace auth::pages {

/// A QR code (ISO/IEC 18004) as the data of one SVG path in a square of \a size units, quiet zone included.
struct QrCode {
    int size = 0;
    QString path; ///< Empty where the text is too long for any.
};
QrCode qrCode(const QByteArray &text);

}
