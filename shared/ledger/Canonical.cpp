// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/Canonical.h"

#include <QtCore/QJsonArray>

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

namespace auth::ledger {

namespace {

void append(QByteArray &out, const QJsonValue &value);

void append(QByteArray &out, const QString &text)
{
    out += '"';
    const QByteArray utf8 = text.toUtf8();
    const auto needsEscape = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; };
    const auto special = std::find_if(utf8.begin(), utf8.end(), needsEscape);
    out.append(utf8.constData(), special - utf8.begin());
    for (auto at = special; at != utf8.end(); ++at) {
        const char c = *at;
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
    std::vector<std::pair<QString, QJsonValue>> members;
    members.reserve(static_cast<size_t>(object.size()));
    for (auto member = object.begin(); member != object.end(); ++member)
        members.emplace_back(member.key(), *member);
    std::sort(members.begin(), members.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    out += '{';
    for (const auto &[name, value] : members) {
        if (out.back() != '{')
            out += ',';
        append(out, name);
        out += ':';
        append(out, value);
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
    out.reserve(1024);
    append(out, object);
    return out;
}

QByteArray canonicalJson(const QJsonObject &object, std::span<const char *const> names)
{
    QByteArray out;
    out.reserve(1024);
    out += '{';
    for (const char *const name : names) {
        if (out.size() > 1)
            out += ',';
        out += '"';
        out += name;
        out += "\":";
        append(out, object.value(QLatin1StringView(name)));
    }
    out += '}';
    return out;
}
}
