// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Json.h"
#include "db/Database.h"

#include <numeric>

namespace auth::db {

namespace {

/// PostgreSQL manual §8.15.2: every element quoted, `"` and `\` escaped.
QByteArray arrayLiteral(const QStringList &list)
{
    QByteArray literal = "{";
    literal.reserve(2
        + std::accumulate(list.begin(), list.end(), qsizetype(0),
            [](qsizetype sum, const QString &element) { return sum + element.size() + 3; }));
    for (const QString &element : list) {
        if (literal.size() > 1)
            literal += ',';
        literal += '"';
        QByteArray text = element.toUtf8();
        if (text.contains('\\'))
            text.replace("\\", "\\\\");
        if (text.contains('"'))
            text.replace("\"", "\\\"");
        literal += text;
        literal += '"';
    }
    literal += '}';
    return literal;
}

}

Params &Params::add(std::nullptr_t)
{
    m_values.emplace_back();
    return *this;
}

Params &Params::addBoolean(bool value)
{
    m_values.emplace_back(value ? QByteArrayLiteral("t") : QByteArrayLiteral("f"));
    return *this;
}

Params &Params::addInteger(qint64 value)
{
    m_values.emplace_back(QByteArray::number(value));
    return *this;
}

Params &Params::addText(QByteArray text)
{
    m_holdsNul = m_holdsNul || text.contains('\0');
    // A null QByteArray is the empty text, not NULL.
    m_values.emplace_back(text.isNull() ? QByteArrayLiteral("") : std::move(text));
    return *this;
}

Params &Params::add(const QString &text)
{
    return addText(text.toUtf8());
}

Params &Params::add(const QByteArray &text)
{
    return addText(text);
}

Params &Params::addBytes(QByteArrayView bytes)
{
    m_values.emplace_back("\\x" + QByteArray::fromRawData(bytes.data(), bytes.size()).toHex());
    return *this;
}

Params &Params::add(const Uuid &id)
{
    m_values.emplace_back(id.toBytes());
    return *this;
}

Params &Params::add(Timestamp time)
{
    m_values.emplace_back(toIso(time));
    return *this;
}

Params &Params::add(const QJsonObject &object)
{
    return addText(toJson(object));
}

Params &Params::add(const QJsonArray &array)
{
    return addText(toJson(array));
}

Params &Params::add(const QStringList &list)
{
    return addText(arrayLiteral(list));
}

}
