// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Form.h"

#include "core/Text.h"

#include <QtCore/QSet>

#include <algorithm>

namespace auth {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

Result<QString> decodeComponent(QByteArrayView encoded)
{
    QByteArray bytes;
    bytes.reserve(encoded.size());
    for (qsizetype i = 0; i < encoded.size(); ++i) {
        const char c = encoded[i];
        if (c == '+') {
            bytes += ' ';
        } else if (c == '%') {
            const int high = i + 2 < encoded.size() ? hexValue(encoded[i + 1]) : -1;
            const int low = i + 2 < encoded.size() ? hexValue(encoded[i + 2]) : -1;
            if (high < 0 || low < 0)
                return failure(ErrorCode::Malformed, QStringLiteral("A parameter has a malformed percent-encoding."));
            bytes += static_cast<char>(high << 4 | low);
            i += 2;
        } else {
            bytes += c;
        }
    }
    auto text = decodeUtf8(bytes);
    if (!text)
        return failure(ErrorCode::Malformed, QStringLiteral("A parameter is not valid UTF-8."));
    return *std::move(text);
}

QByteArray encodeComponent(const QString &text)
{
    return text.toUtf8().toPercentEncoding();
}

}

Result<Form> Form::parse(QByteArray encoded, int maximumParameters)
{
    Form form;
    if (encoded.isEmpty())
        return form;
    const QByteArrayView view(encoded);
    qsizetype start = 0;
    while (start <= view.size()) {
        auto end = view.indexOf('&', start);
        if (end < 0)
            end = view.size();
        const auto part = view.sliced(start, end - start);
        start = end + 1;
        if (part.isEmpty())
            continue;
        if (form.m_pairs.size() >= maximumParameters)
            return failure(ErrorCode::Malformed, QStringLiteral("Too many parameters."));
        const auto equals = part.indexOf('=');
        QString name = TRY(decodeComponent(equals < 0 ? part : part.first(equals)));
        QString value = equals < 0 ? QString() : TRY(decodeComponent(part.sliced(equals + 1)));
        form.m_pairs.append({ std::move(name), std::move(value) });
    }
    return form;
}

std::optional<QString> Form::value(QLatin1StringView name) const
{
    for (const auto &[key, value] : m_pairs) {
        if (key == name)
            return value.isEmpty() ? std::nullopt : std::optional(value);
    }
    return std::nullopt;
}

bool Form::contains(QLatin1StringView name) const
{
    return std::any_of(m_pairs.begin(), m_pairs.end(), [name](const auto &pair) { return pair.first == name; });
}

QList<QString> Form::values(QLatin1StringView name) const
{
    QList<QString> found;
    for (const auto &[key, value] : m_pairs) {
        if (key == name)
            found.append(value);
    }
    return found;
}

std::optional<QString> Form::repeatedName(std::initializer_list<QLatin1StringView> repeatable) const
{
    QSet<QString> seen;
    for (const auto &[key, value] : m_pairs) {
        if (std::any_of(repeatable.begin(), repeatable.end(), [&key](QLatin1StringView name) { return key == name; }))
            continue;
        if (seen.contains(key))
            return key;
        seen.insert(key);
    }
    return std::nullopt;
}

QByteArray Form::encode() const
{
    QByteArray encoded;
    for (const auto &[name, value] : m_pairs) {
        if (!encoded.isEmpty())
            encoded += '&';
        encoded += encodeComponent(name) + '=' + encodeComponent(value);
    }
    return encoded;
}

}
