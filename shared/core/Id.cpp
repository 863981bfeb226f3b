// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Id.h"

#include "core/Random.h"

#include <cstring>

namespace auth {

namespace {

constexpr char kHex[] = "0123456789abcdef";

int hexValue(char character)
{
    if (character >= '0' && character <= '9')
        return character - '0';
    if (character >= 'a' && character <= 'f')
        return character - 'a' + 10;
    if (character >= 'A' && character <= 'F')
        return character - 'A' + 10;
    return -1;
}

constexpr bool hyphenBefore(int byte)
{
    return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

}

QByteArray Uuid::toBytes() const
{
    QByteArray text(36, Qt::Uninitialized);
    char *out = text.data();
    for (int i = 0; i < 16; ++i) {
        if (hyphenBefore(i))
            *out++ = '-';
        *out++ = kHex[bytes[static_cast<size_t>(i)] >> 4];
        *out++ = kHex[bytes[static_cast<size_t>(i)] & 15];
    }
    return text;
}

std::optional<Uuid> Uuid::parse(QByteArrayView text)
{
    if (text.size() != 36)
        return std::nullopt;
    Uuid uuid;
    qsizetype position = 0;
    for (int i = 0; i < 16; ++i) {
        if (hyphenBefore(i) && text[position++] != '-')
            return std::nullopt;
        const int high = hexValue(text[position]);
        const int low = hexValue(text[position + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        uuid.bytes[static_cast<size_t>(i)] = static_cast<quint8>(high << 4 | low);
        position += 2;
    }
    return uuid;
}

Uuid Uuid::v7(Timestamp now)
{
    Uuid uuid;
    const QByteArray random = randomBytes(10);
    std::memcpy(uuid.bytes.data() + 6, random.constData(), 10);
    const auto milliseconds = static_cast<quint64>(std::chrono::floor<std::chrono::milliseconds>(now).time_since_epoch().count());
    for (size_t i = 0; i < 6; ++i)
        uuid.bytes[i] = static_cast<quint8>(milliseconds >> (40 - 8 * i));
    uuid.bytes[6] = static_cast<quint8>((uuid.bytes[6] & 0x0f) | 0x70);
    uuid.bytes[8] = static_cast<quint8>((uuid.bytes[8] & 0x3f) | 0x80);
    return uuid;
}

}
