// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/QrCode.h"

#include <qrencode.h>

#include <memory>

namespace auth::pages {

namespace {

/// §5.3.8: four modules on each side.
constexpr int kQuietZone = 4;

}

QrCode qrCode(const QByteArray &text)
{
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char *>(text.constData()), 0, QR_ECLEVEL_M), &QRcode_free);
    if (!code)
        return {};
    QrCode result { code->width + 2 * kQuietZone, {} };
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width;) {
            // The lowest bit of a module is its colour; a run of black ones is one rectangle.
            int run = 0;
            while (x + run < code->width && (code->data[y * code->width + x + run] & 1))
                ++run;
            if (run > 0)
                result.path += QStringLiteral("M%1 %2h%3v1h-%3z").arg(x + kQuietZone).arg(y + kQuietZone).arg(run);
            x += run + 1;
        }
    }
    return result;
}

}
