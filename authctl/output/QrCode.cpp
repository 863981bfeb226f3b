// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/QrCode.h"

#include <memory>

#include <qrencode.h>

namespace auth::cli {

namespace {

/// ISO/IEC 18004 wants four modules; two are enough for every reader on a screen.
constexpr int kQuiet = 2;

}

QByteArray qrCode(const QByteArray &text)
{
    struct Free {
        void operator()(QRcode *code) const { QRcode_free(code); }
    };
    const std::unique_ptr<QRcode, Free> code(QRcode_encodeString(text.constData(), 0, QR_ECLEVEL_L, QR_MODE_8, 1));
    if (!code)
        return {};
    const auto isDark = [&code](int x, int y) {
        const bool inside = x >= 0 && y >= 0 && x < code->width && y < code->width;
        return inside && (code->data[y * code->width + x] & 1) != 0;
    };
    QByteArray out;
    for (int y = -kQuiet; y < code->width + kQuiet; y += 2) {
        // Black on white, whatever the terminal's colors are.
        out += "    \033[30;107m";
        for (int x = -kQuiet; x < code->width + kQuiet; ++x) {
            const bool upper = isDark(x, y);
            const bool lower = isDark(x, y + 1);
            out += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
        }
        out += "\033[0m\n";
    }
    return out;
}

}
