// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/ShortCode.h"

#include <sodium.h>

#include <cstring>

namespace auth {

namespace {

// Without 0 O 1 I L U: 30 of them.
constexpr char kLetters[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int kBackupCodeLength = 8;

}

QByteArray newNumericCode()
{
    return QByteArray::number(randombytes_uniform(1'000'000)).rightJustified(6, '0');
}

QByteArray newBackupCode()
{
    QByteArray code;
    for (int i = 0; i < kBackupCodeLength; ++i)
        code.append(kLetters[randombytes_uniform(sizeof kLetters - 1)]);
    return code;
}

QString shownBackupCode(const QByteArray &code)
{
    return QString::fromLatin1(code.first(4) + '-' + code.sliced(4));
}

std::optional<QByteArray> normalizedBackupCode(const QString &typed)
{
    QByteArray code;
    for (const QChar c : typed.left(64)) {
        if (c == u'-' || c.isSpace())
            continue;
        const char letter = c.unicode() < 0x80 ? static_cast<char>(c.toUpper().unicode()) : '\0';
        if (letter == '\0' || !std::strchr(kLetters, letter))
            return std::nullopt;
        code.append(letter);
    }
    return code.size() == kBackupCodeLength ? std::optional(code) : std::nullopt;
}

std::optional<QByteArray> normalizedDigits(const QString &typed, int least, int most)
{
    QByteArray code;
    for (const QChar c : typed.left(64)) {
        if (c.isSpace())
            continue;
        if (c < u'0' || c > u'9')
            return std::nullopt;
        code.append(static_cast<char>(c.unicode()));
    }
    return code.size() >= least && code.size() <= most ? std::optional(code) : std::nullopt;
}

QString maskedEmail(const QString &address)
{
    const qsizetype at = address.lastIndexOf(u'@');
    return at < 1 ? QStringLiteral("***") : address.first(1) + QStringLiteral("***") + address.sliced(at);
}

std::optional<QString> normalizedPhone(const QString &typed)
{
    // ITU-T E.164 §6.2.1: 15 digits at most; the shortest numbers in use have seven.
    constexpr qsizetype kLeast = 7;
    constexpr qsizetype kMost = 15;
    QString number;
    for (const QChar c : typed.left(64).trimmed()) {
        if (c.isSpace() || QStringView(u"-./()").contains(c))
            continue;
        const bool plus = c == u'+' && number.isEmpty();
        if (!plus && (c < u'0' || c > u'9'))
            return std::nullopt;
        number.append(c);
    }
    if (number.startsWith(QLatin1StringView("00")))
        number.replace(0, 2, u'+');
    const qsizetype digits = number.size() - 1;
    if (!number.startsWith(u'+') || number.startsWith(QLatin1StringView("+0")) || digits < kLeast || digits > kMost)
        return std::nullopt;
    return number;
}

QString maskedPhone(const QString &number)
{
    return number.first(std::min<qsizetype>(3, number.size())) + QStringLiteral(" *** ") + number.last(std::min<qsizetype>(3, number.size()));
}

}
