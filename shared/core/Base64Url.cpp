// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Base64Url.h"

#include <array>

namespace auth {

namespace {

constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::array<signed char, 256> makeReverse()
{
    std::array<signed char, 256> reverse {};
    reverse.fill(-1);
    for (int i = 0; i < 64; ++i)
        reverse[static_cast<unsigned char>(kAlphabet[i])] = static_cast<signed char>(i);
    return reverse;
}
constexpr auto kReverse = makeReverse();

}

QByteArray toBase64Url(QByteArrayView bytes)
{
    return bytes.toByteArray().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<QByteArray> fromBase64Url(QByteArrayView text)
{
    if (text.size() % 4 == 1)
        return std::nullopt;
    QByteArray bytes;
    bytes.reserve(text.size() * 3 / 4);
    quint32 buffer = 0;
    int bits = 0;
    for (const char character : text) {
        const signed char value = kReverse[static_cast<unsigned char>(character)];
        if (value < 0)
            return std::nullopt;
        buffer = buffer << 6 | static_cast<quint32>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes.append(static_cast<char>(buffer >> bits & 0xff));
        }
    }
    if ((buffer & ((1U << bits) - 1)) != 0)
        return std::nullopt;
    return bytes;
}

}
