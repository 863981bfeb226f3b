// SPDX-License-Identifier: GPL-3.0-or-later
#include "passkeys/StrictCbor.h"

#include <QtCore/QByteArray>
#include <QtCore/QCborValue>
#include <QtCore/QSet>

namespace auth::passkeys {

namespace {

/// CTAP 2.1 §8 allows four levels; clients wrap them in one more.
constexpr int kDepth = 6;

enum Major : quint8 { Unsigned, Negative, ByteString, TextString, Array, Map, Tag, Simple };

class Scanner {
public:
    explicit Scanner(QByteArrayView data)
        : m_data(data)
    {
    }

    bool item(int depth)
    {
        if (depth > kDepth || m_at >= m_data.size())
            return false;
        const auto initial = static_cast<quint8>(m_data[m_at++]);
        const auto major = static_cast<Major>(initial >> 5);
        // RFC 8949 §3.3: false, true, null; floats, undefined and the rest have no place in these structures.
        if (major == Simple)
            return initial == 0xf4 || initial == 0xf5 || initial == 0xf6;
        if (major == Tag)
            return false;
        const auto value = argument(initial & 0x1f);
        if (!value)
            return false;
        switch (major) {
        case Unsigned:
        case Negative:
            return true;
        case ByteString:
        case TextString:
            return skip(*value);
        case Array:
            return array(*value, depth);
        case Map:
            return map(*value, depth);
        case Tag:
        case Simple:
            break;
        }
        return false;
    }

    qsizetype at() const { return m_at; }

private:
    qsizetype left() const { return m_data.size() - m_at; }

    /// RFC 8949 §3: the argument, in its shortest form (§4.2.1). Indefinite lengths are none.
    std::optional<quint64> argument(quint8 information)
    {
        if (information < 24)
            return information;
        if (information > 27)
            return std::nullopt;
        const qsizetype bytes = qsizetype { 1 } << (information - 24);
        if (left() < bytes)
            return std::nullopt;
        quint64 value = 0;
        for (qsizetype i = 0; i < bytes; ++i)
            value = value << 8 | static_cast<quint8>(m_data[m_at++]);
        const quint64 least = bytes == 1 ? 24 : quint64 { 1 } << (bytes * 4);
        return value >= least ? std::optional(value) : std::nullopt;
    }

    bool skip(quint64 size)
    {
        if (size > static_cast<quint64>(left()))
            return false;
        m_at += static_cast<qsizetype>(size);
        return true;
    }

    bool array(quint64 count, int depth)
    {
        // An element takes a byte at least.
        if (count > static_cast<quint64>(left()))
            return false;
        for (quint64 i = 0; i < count; ++i) {
            if (!item(depth + 1))
                return false;
        }
        return true;
    }

    bool map(quint64 count, int depth)
    {
        if (count > static_cast<quint64>(left()) / 2)
            return false;
        QSet<QByteArray> keys;
        for (quint64 i = 0; i < count; ++i) {
            const qsizetype begin = m_at;
            if (!item(depth + 1))
                return false;
            const QByteArray key = m_data.sliced(begin, m_at - begin).toByteArray();
            if (keys.contains(key) || !item(depth + 1))
                return false;
            keys.insert(key);
        }
        return true;
    }

    QByteArrayView m_data;
    qsizetype m_at = 0;
};

}

std::optional<qsizetype> cborItemSize(QByteArrayView data)
{
    Scanner scanner(data);
    return scanner.item(0) ? std::optional(scanner.at()) : std::nullopt;
}

std::optional<QCborMap> cborMap(QByteArrayView data)
{
    if (cborItemSize(data) != data.size())
        return std::nullopt;
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(data.toByteArray(), &error);
    if (error.error != QCborError::NoError || !value.isMap())
        return std::nullopt;
    return value.toMap();
}

}
