// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/UserCode.h"

#include "core/Random.h"

namespace auth::oauth {

namespace {

constexpr QByteArrayView kAlphabet("BCDFGHJKLMNPQRSTVWXZ");
constexpr qsizetype kLength = 8;
constexpr qsizetype kLongestInput = 64;

}

QByteArray newUserCode()
{
    QByteArray code;
    while (code.size() < kLength) {
        for (const char random : randomBytes(2 * kLength)) {
            // 240 is the largest multiple of 20 in a byte: above it some letters would be likelier than others.
            const auto byte = static_cast<unsigned char>(random);
            if (byte < 240 && code.size() < kLength)
                code += kAlphabet[byte % kAlphabet.size()];
        }
    }
    return code;
}

std::optional<QByteArray> normalizedUserCode(const QString &text)
{
    if (text.size() > kLongestInput)
        return std::nullopt;
    QByteArray code;
    for (const QChar character : text) {
        char16_t unit = character.unicode();
        // ASCII only: `ſ` is no S.
        if (unit >= u'a' && unit <= u'z')
            unit = static_cast<char16_t>(unit - u'a' + u'A');
        if (unit < 0x80 && kAlphabet.contains(static_cast<char>(unit)))
            code += static_cast<char>(unit);
        else if (character.isLetterOrNumber())
            return std::nullopt;
    }
    return code.size() == kLength ? std::optional(code) : std::nullopt;
}

QString shownUserCode(const QByteArray &code)
{
    return QString::fromLatin1(code.first(kLength / 2) + '-' + code.sliced(kLength / 2));
}

}
