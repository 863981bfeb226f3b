// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Field.h"
#include "core/Result.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <limits>

namespace auth::api {

/// What a value may be beside its type.
struct Limits {
    qsizetype minimumLength = 0; ///< Code points, as JSON Schema counts.
    qsizetype maximumLength = std::numeric_limits<qsizetype>::max();
    qsizetype maximumItems = std::numeric_limits<qsizetype>::max();
    qint64 minimum = std::numeric_limits<qint64>::min();
    qint64 maximum = std::numeric_limits<qint64>::max();
    QStringList values = {};
};

enum class Null : quint8 { Refused, Allowed };

/// Reads JSON into the generated structs. A strict one notes everything that is wrong; a lenient one takes what it
/// understands, so that neighbouring versions work together.
class Decoder {
public:
    enum class Mode : quint8 { Strict, Lenient };

    explicit Decoder(Mode mode)
        : m_mode(mode)
    {
    }
    const QList<FieldError> &errors() const { return m_errors; }

    template <typename T>
    void required(const QJsonObject &object, QLatin1StringView name, T &target, const Limits &limits)
    {
        const auto member = object.constFind(name);
        if (member == object.constEnd()) {
            refuse(name, QStringLiteral("required"), QStringLiteral("This is needed."));
            return;
        }
        descend(name, [&] { read(*member, target, limits); });
    }

    template <typename T>
    void optional(const QJsonObject &object, QLatin1StringView name, Field<T> &target, Null null, const Limits &limits)
    {
        const auto member = object.constFind(name);
        if (member == object.constEnd())
            return;
        if (member->isNull() && (null == Null::Allowed || m_mode == Mode::Lenient)) {
            target = Field<T>::null();
            return;
        }
        T value {};
        descend(name, [&] {
            if (read(*member, value, limits))
                target = std::move(value);
        });
    }

    /// An unknown member is an error with the nearest known name.
    void refuseOthers(const QJsonObject &object, const QStringList &known);

private:
    template <typename Function>
    void descend(QLatin1StringView name, Function function)
    {
        const auto length = m_path.size();
        m_path += u'/';
        m_path += name;
        function();
        m_path.truncate(length);
    }
    void refuse(QLatin1StringView name, const QString &code, const QString &message);
    bool refuseHere(const QString &code, const QString &message);

    bool read(const QJsonValue &value, QString &target, const Limits &limits);
    bool read(const QJsonValue &value, bool &target, const Limits &limits);
    bool read(const QJsonValue &value, qint64 &target, const Limits &limits);
    bool read(const QJsonValue &value, QStringList &target, const Limits &limits);
    bool read(const QJsonValue &value, QJsonObject &target, const Limits &limits);
    template <typename Struct>
    bool read(const QJsonValue &value, Struct &target, const Limits &)
    {
        if (!value.isObject())
            return refuseHere(QStringLiteral("invalid"), QStringLiteral("An object is needed here."));
        target = Struct::decode(value.toObject(), *this);
        return true;
    }
    template <typename Struct>
    bool read(const QJsonValue &value, QList<Struct> &target, const Limits &)
    {
        if (!value.isArray())
            return refuseHere(QStringLiteral("invalid"), QStringLiteral("An array is needed here."));
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            Struct item;
            descend(QLatin1StringView(QByteArray::number(i)), [&] {
                if (read(array[i], item, {}))
                    target.append(std::move(item));
            });
        }
        return true;
    }

    Mode m_mode;
    QString m_path;
    QList<FieldError> m_errors;
};

/// ValidationFailed with every problem of \a object.
template <typename T>
Result<T> decodeStrictly(const QJsonObject &object)
{
    Decoder decoder(Decoder::Mode::Strict);
    T decoded = T::decode(object, decoder);
    if (decoder.errors().isEmpty())
        return decoded;
    Error error(ErrorCode::ValidationFailed, QStringLiteral("The request is not valid."));
    error.fields = decoder.errors();
    return std::unexpected(error);
}

template <typename T>
T decodeLeniently(const QJsonObject &object)
{
    Decoder decoder(Decoder::Mode::Lenient);
    return T::decode(object, decoder);
}

QJsonValue toValue(const QString &value);
QJsonValue toValue(bool value);
QJsonValue toValue(qint64 value);
QJsonValue toValue(const QStringList &value);
QJsonValue toValue(const QJsonObject &value);
template <typename Struct>
QJsonValue toValue(const Struct &value)
{
    return value.toJson();
}
template <typename Struct>
QJsonValue toValue(const QList<Struct> &list)
{
    QJsonArray array;
    for (const Struct &item : list)
        array.append(item.toJson());
    return array;
}

template <typename T>
void encode(QJsonObject &object, const QString &name, const T &value)
{
    object.insert(name, toValue(value));
}
template <typename T>
void encode(QJsonObject &object, const QString &name, const Field<T> &field)
{
    if (field.isNamed())
        object.insert(name, field.hasValue() ? toValue(field.value()) : QJsonValue(QJsonValue::Null));
}

}
