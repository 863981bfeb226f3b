// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/YamlWriter.h"

#include "core/Json.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>

namespace auth::client {

namespace {

using namespace Qt::StringLiterals;

/// A JSON string is a double-quoted scalar of YAML 1.2.
QByteArray quoted(const QString &text)
{
    return toJson(QJsonArray { text }).sliced(1).chopped(1);
}

QByteArray scalar(const QString &text)
{
    // Words, e-mail addresses and https URLs stay bare; numbers, dates and what YAML 1.1 readers take for a boolean do
    // not.
    static const QRegularExpression bare(QRegularExpression::anchoredPattern(
        u"[A-Za-z_][A-Za-z0-9_./@+-]*( [A-Za-z0-9_./@+-]+)*|https://[A-Za-z0-9_./?=&%+-]+"_s));
    static const QStringList words { u"y"_s, u"n"_s, u"yes"_s, u"no"_s, u"on"_s, u"off"_s, u"true"_s, u"false"_s,
        u"null"_s };
    if (bare.match(text).hasMatch() && !words.contains(text.toLower()))
        return text.toUtf8();
    return quoted(text);
}

QByteArray inlineValue(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return scalar(value.toString());
    case QJsonValue::Bool:
        return value.toBool() ? "true" : "false";
    case QJsonValue::Double:
        return toJson(QJsonArray { value }).sliced(1).chopped(1);
    case QJsonValue::Array:
        return "[]";
    case QJsonValue::Object:
        return "{}";
    default:
        return "null";
    }
}

bool isBlock(const QJsonValue &value)
{
    return (value.isArray() && !value.toArray().isEmpty()) || (value.isObject() && !value.toObject().isEmpty());
}

void write(QByteArray &out, const QJsonValue &value, int indent)
{
    const QByteArray margin(indent, ' ');
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const auto &item : array) {
            if (!isBlock(item)) {
                out += margin + "- " + inlineValue(item) + '\n';
                continue;
            }
            // The first line of the item stands behind the hyphen.
            QByteArray block;
            write(block, item, indent + 2);
            block[indent] = '-';
            out += block;
        }
        return;
    }
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        out += margin + scalar(member.key()) + ':';
        if (!isBlock(member.value())) {
            out += ' ' + inlineValue(member.value()) + '\n';
            continue;
        }
        out += '\n';
        write(out, member.value(), indent + 2);
    }
}

}

QByteArray toYaml(const QJsonValue &value)
{
    if (!isBlock(value))
        return inlineValue(value) + '\n';
    QByteArray out;
    write(out, value, 0);
    return out;
}

}
