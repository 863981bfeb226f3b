// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Text.h"

#include <charconv>

namespace auth {

bool isValidUtf8(QByteArrayView bytes)
{
    const auto *data = reinterpret_cast<const unsigned char *>(bytes.data());
    const auto size = bytes.size();
    qsizetype i = 0;
    while (i < size) {
        const unsigned char lead = data[i];
        if (lead < 0x80) {
            ++i;
            continue;
        }
        int length = 0;
        unsigned char lowest = 0x80;
        unsigned char highest = 0xbf;
        if (lead >= 0xc2 && lead <= 0xdf) {
            length = 1;
        } else if (lead >= 0xe0 && lead <= 0xef) {
            length = 2;
            if (lead == 0xe0)
                lowest = 0xa0;
            if (lead == 0xed)
                highest = 0x9f;
        } else if (lead >= 0xf0 && lead <= 0xf4) {
            length = 3;
            if (lead == 0xf0)
                lowest = 0x90;
            if (lead == 0xf4)
                highest = 0x8f;
        } else {
            return false;
        }
        if (i + length >= size)
            return false;
        if (data[i + 1] < lowest || data[i + 1] > highest)
            return false;
        for (int k = 2; k <= length; ++k) {
            if ((data[i + k] & 0xc0) != 0x80)
                return false;
        }
        i += length + 1;
    }
    return true;
}

std::optional<QString> decodeUtf8(QByteArrayView bytes)
{
    if (!isValidUtf8(bytes) || bytes.contains('\0'))
        return std::nullopt;
    return QString::fromUtf8(bytes);
}

QString canonicalName(const QString &text)
{
    // PRECIS UsernameCaseMapped (RFC 8265 §3.3) is close to this; NFKC also maps width and ligatures.
    const QString folded = text.normalized(QString::NormalizationForm_KC).toCaseFolded();
    return folded.normalized(QString::NormalizationForm_KC).trimmed();
}

std::optional<qint64> parseDecimal(QByteArrayView text, qint64 maximum)
{
    if (text.isEmpty() || (text.size() > 1 && text[0] == '0') || text[0] < '0' || text[0] > '9')
        return std::nullopt;
    qint64 value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value > maximum)
        return std::nullopt;
    return value;
}

QByteArray escapeHtml(const QString &text)
{
    QByteArray escaped = text.toHtmlEscaped().toUtf8();
    escaped.replace('\'', "&#39;");
    return escaped;
}

QByteArray percentEncode(QByteArrayView bytes)
{
    return bytes.toByteArray().toPercentEncoding();
}

}
