// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/JsonWriter.h"

namespace auth {

JsonWriter::JsonWriter(qsizetype reserve)
{
    m_text.reserve(reserve);
    m_text.append('{');
}

void JsonWriter::begin(QLatin1StringView name)
{
    if (m_text.size() > 1)
        m_text.append(',');
    m_text.append('"').append(name.data(), name.size()).append("\":", 2);
}

/// RFC 8259 §7: quotation mark, reverse solidus and control characters are escaped, all else stands as it is.
void JsonWriter::appendString(QUtf8StringView value)
{
    static constexpr char kHex[] = "0123456789abcdef";
    m_text.append('"');
    qsizetype plain = 0;
    for (qsizetype i = 0; i < value.size(); ++i) {
        const char c = value.data()[i];
        if (static_cast<uchar>(c) >= 0x20 && c != '"' && c != '\\')
            continue;
        m_text.append(value.data() + plain, i - plain);
        plain = i + 1;
        m_text.append('\\');
        if (c == '"' || c == '\\')
            m_text.append(c);
        else
            m_text.append("u00", 3).append(kHex[c >> 4]).append(kHex[c & 15]);
    }
    m_text.append(value.data() + plain, value.size() - plain);
    m_text.append('"');
}

JsonWriter &JsonWriter::add(QLatin1StringView name, QStringView value)
{
    return add(name, QUtf8StringView(value.toUtf8()));
}

JsonWriter &JsonWriter::add(QLatin1StringView name, QUtf8StringView value)
{
    begin(name);
    appendString(value);
    return *this;
}

JsonWriter &JsonWriter::add(QLatin1StringView name, qint64 value)
{
    begin(name);
    m_text.append(QByteArray::number(value));
    return *this;
}

JsonWriter &JsonWriter::add(QLatin1StringView name, const QStringList &values)
{
    begin(name);
    m_text.append('[');
    for (const QString &value : values) {
        if (m_text.back() != '[')
            m_text.append(',');
        appendString(value.toUtf8());
    }
    m_text.append(']');
    return *this;
}

QByteArray JsonWriter::finish()
{
    m_text.append('}');
    return std::move(m_text);
}

}
