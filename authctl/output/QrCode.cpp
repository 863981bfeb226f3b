// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/QrCode.h"

#include <QtCore/QtEndian>

#include <memory>

#include <qrencode.h>

namespace auth::cli {

namespace {

/// ISO/IEC 18004 wants four modules; two are enough for every reader on a screen.
constexpr int kQuiet = 2;
/// A picture may be printed.
constexpr int kQuietOfPicture = 4;
constexpr int kPixels = 8;

struct Free {
    void operator()(QRcode *code) const { QRcode_free(code); }
};
using Code = std::unique_ptr<QRcode, Free>;

Code encode(const QByteArray &text)
{
    return Code(QRcode_encodeString(text.constData(), 0, QR_ECLEVEL_L, QR_MODE_8, 1));
}

bool isDark(const Code &code, int x, int y)
{
    const bool inside = x >= 0 && y >= 0 && x < code->width && y < code->width;
    return inside && (code->data[y * code->width + x] & 1) != 0;
}

QByteArray bigEndian(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

/// PNG (ISO/IEC 15948) §5.3: length, type, data, CRC-32 of type and data.
QByteArray chunk(const QByteArray &type, const QByteArray &data)
{
    const QByteArray body = type + data;
    quint32 crc = 0xffffffff;
    for (const char byte : body) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (0xedb88320 & (0 - (crc & 1)));
    }
    return bigEndian(static_cast<quint32>(data.size())) + body + bigEndian(~crc);
}

}

QByteArray qrCodePng(const QByteArray &text)
{
    const Code code = encode(text);
    if (!code)
        return {};
    const int size = (code->width + 2 * kQuietOfPicture) * kPixels;
    QByteArray rows;
    for (int y = 0; y < size; ++y) {
        QByteArray row((size + 7) / 8, '\xff'); // White: 1 bit a pixel.
        for (int x = 0; x < size; ++x) {
            if (isDark(code, x / kPixels - kQuietOfPicture, y / kPixels - kQuietOfPicture))
                row[x / 8] = static_cast<char>(row[x / 8] & ~(0x80 >> (x % 8)));
        }
        rows += '\0' + row; // No filter.
    }
    const QByteArray header = bigEndian(static_cast<quint32>(size)) + bigEndian(static_cast<quint32>(size)) + QByteArray("\1\0\0\0\0", 5);
    // qCompress() writes the length before what zlib made.
    return QByteArray("\x89PNG\r\n\x1a\n") + chunk("IHDR", header) + chunk("IDAT", qCompress(rows).sliced(4)) + chunk("IEND", {});
}

QByteArray qrCode(const QByteArray &text)
{
    const Code code = encode(text);
    if (!code)
        return {};
    QByteArray out;
    for (int y = -kQuiet; y < code->width + kQuiet; y += 2) {
        // Black on white, whatever the terminal's colors are.
        out += "    \033[30;107m";
        for (int x = -kQuiet; x < code->width + kQuiet; ++x) {
            const bool upper = isDark(code, x, y);
            const bool lower = isDark(code, x, y + 1);
            out += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
        }
        out += "\033[0m\n";
    }
    return out;
}

}
