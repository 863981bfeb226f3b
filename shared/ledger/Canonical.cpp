// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/Canonical.h"

#include <QtCore/QJsonArray>

#include <algorithm>
#include <charconv>

namespace auth::ledger {

namespace {

void append(QByteArray &out, const QJsonValue &value);

void append(QByteArray &out, const QString &text)
{
    out += '"';
    const QByteArray utf8 = text.toUtf8();
    for (const char c : utf8) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\t':
            out += "\\t";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\r':
            out += "\\r";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20)
                out += "\\u00" + QByteArray(1, c).toHex();
            else
                out += c;
        }
    }
    out += '"';
}

void appendNumber(QByteArray &out, const QJsonValue &value)
{
    // Answers its argument for what is no whole number of 64 bits.
    if (value.toInteger(1) == value.toInteger(2)) {
        out += QByteArray::number(value.toInteger());
        return;
    }
    char buffer[64];
    const auto result = std::to_chars(std::begin(buffer), std::end(buffer), value.toDouble());
    out.append(buffer, result.ptr - buffer);
}

void append(QByteArray &out, const QJsonObject &object)
{
    // RFC 8785 §3.2.3: by UTF-16 code units, as QString compares; QJsonObject has an order of its own.
    QStringList names = object.keys();
    std::sort(names.begin(), names.end());
    out += '{';
    for (const QString &name : names) {
        if (name != names.first())
            out += ',';
        append(out, name);
        out += ':';
        append(out, object.value(name));
    }
    out += '}';
}

void append(QByteArray &out, const QJsonArray &array)
{
    out += '[';
    for (auto element = array.begin(); element != array.end(); ++element) {
        if (element != array.begin())
            out += ',';
        append(out, *element);
    }
    out += ']';
}

void append(QByteArray &out, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        out += value.toBool() ? "true" : "false";
        break;
    case QJsonValue::Double:
        appendNumber(out, value);
        break;
    case QJsonValue::String:
        append(out, value.toString());
        break;
    case QJsonValue::Array:
        append(out, value.toArray());
        break;
    case QJsonValue::Object:
        append(out, value.toObject());
        break;
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        out += "null";
        break;
    }
}

}

QByteArray canonicalJson(const QJsonObject &object)
{
    QByteArray out;
    append(out, object);
    return out;
}

}
