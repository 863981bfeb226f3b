// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/Codec.h"

#include "core/Suggest.h"

#include <cmath>

namespace auth::api {

namespace {

// JSON numbers beyond this lose digits where they are read as doubles (RFC 8259 §6).
constexpr qint64 kLargestExactInteger = 9'007'199'254'740'991;

qsizetype codePoints(const QString &text)
{
    qsizetype count = 0;
    for (const QChar c : text)
        count += !c.isLowSurrogate();
    return count;
}

}

void Decoder::refuse(QLatin1StringView name, const QString &code, const QString &message)
{
    if (m_mode == Mode::Strict)
        m_errors.append({ m_path + u'/' + name, code, message });
}

bool Decoder::refuseHere(const QString &code, const QString &message)
{
    if (m_mode == Mode::Strict)
        m_errors.append({ m_path, code, message });
    return false;
}

void Decoder::refuseOthers(const QJsonObject &object, const QStringList &known)
{
    if (m_mode == Mode::Lenient)
        return;
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (!known.contains(member.key()))
            m_errors.append({ m_path + u'/' + jsonPointerToken(member.key()), QStringLiteral("unknown_field"),
                unknownNameMessage(QStringLiteral("field"), member.key(), known) });
    }
}

bool Decoder::read(const QJsonValue &value, QString &target, const Limits &limits)
{
    if (!value.isString())
        return refuseHere(QStringLiteral("invalid"), QStringLiteral("A string is needed here."));
    const QString text = value.toString();
    const qsizetype length = codePoints(text);
    if (m_mode == Mode::Strict) {
        if (length < limits.minimumLength)
            return refuseHere(QStringLiteral("too_short"),
                QStringLiteral("At least %1 characters are needed here.").arg(limits.minimumLength));
        if (length > limits.maximumLength)
            return refuseHere(QStringLiteral("too_long"),
                QStringLiteral("At most %1 characters are allowed here.").arg(limits.maximumLength));
        if (!limits.values.isEmpty() && !limits.values.contains(text))
            return refuseHere(QStringLiteral("not_supported"),
                QStringLiteral("One of %1 is needed here.").arg(limits.values.join(QStringLiteral(", "))));
    }
    target = text;
    return true;
}

bool Decoder::read(const QJsonValue &value, bool &target, const Limits &)
{
    if (!value.isBool())
        return refuseHere(QStringLiteral("invalid"), QStringLiteral("true or false is needed here."));
    target = value.toBool();
    return true;
}

bool Decoder::read(const QJsonValue &value, qint64 &target, const Limits &limits)
{
    const double number = value.toDouble();
    if (!value.isDouble() || std::abs(number) > static_cast<double>(kLargestExactInteger)
        || number != std::floor(number))
        return refuseHere(QStringLiteral("invalid"), QStringLiteral("An integer is needed here."));
    const qint64 integer = value.toInteger();
    if (m_mode == Mode::Strict && integer < limits.minimum)
        return refuseHere(
            QStringLiteral("invalid"), QStringLiteral("The value must be %1 or more.").arg(limits.minimum));
    if (m_mode == Mode::Strict && integer > limits.maximum)
        return refuseHere(
            QStringLiteral("invalid"), QStringLiteral("The value must be %1 or less.").arg(limits.maximum));
    target = integer;
    return true;
}

bool Decoder::read(const QJsonValue &value, QStringList &target, const Limits &limits)
{
    if (!value.isArray())
        return refuseHere(QStringLiteral("invalid"), QStringLiteral("An array of strings is needed here."));
    const QJsonArray array = value.toArray();
    if (m_mode == Mode::Strict && array.size() > limits.maximumItems)
        return refuseHere(
            QStringLiteral("too_many"), QStringLiteral("At most %1 items are allowed here.").arg(limits.maximumItems));
    Limits ofItem;
    ofItem.maximumLength = limits.maximumLength;
    ofItem.values = limits.values;
    for (qsizetype i = 0; i < array.size(); ++i) {
        QString item;
        const QByteArray index = QByteArray::number(i);
        descend(QLatin1StringView(index), [&] {
            if (read(array[i], item, ofItem))
                target.append(item);
        });
    }
    return true;
}

bool Decoder::read(const QJsonValue &value, QJsonObject &target, const Limits &)
{
    if (!value.isObject())
        return refuseHere(QStringLiteral("invalid"), QStringLiteral("An object is needed here."));
    target = value.toObject();
    return true;
}

QJsonValue toValue(const QString &value)
{
    return value;
}

QJsonValue toValue(bool value)
{
    return value;
}

QJsonValue toValue(qint64 value)
{
    return value;
}

QJsonValue toValue(const QStringList &value)
{
    return QJsonArray::fromStringList(value);
}

QJsonValue toValue(const QJsonObject &value)
{
    return value;
}

}
