// SPDX-License-Identifier: GPL-3.0-or-later
#include "input/Body.h"

#include "api/Operations.h"
#include "core/Json.h"
#include "core/Suggest.h"
#include "core/Text.h"
#include "input/File.h"
#include "client/YamlReader.h"

#include <QtCore/QJsonArray>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using Type = api::BodyField::Type;

/// `a.b`, or `/a/b` (JSON Pointer, RFC 6901) where a name has a full stop in it.
QStringList segments(const QString &path)
{
    if (!path.startsWith(u'/'))
        return path.split(u'.');
    QStringList list = path.mid(1).split(u'/');
    for (QString &segment : list)
        segment.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
    return list;
}

QJsonValue memberOf(const QJsonObject &object, const QStringList &path)
{
    QJsonValue value = object;
    for (const QString &segment : path)
        value = value.isObject() ? value.toObject().value(segment) : QJsonValue(QJsonValue::Undefined);
    return value;
}

class Editor {
public:
    Editor(QJsonObject body, QJsonObject current, std::span<const api::BodyField> fields)
        : m_body(std::move(body))
        , m_current(std::move(current))
        , m_fields(fields)
    {
    }

    std::expected<void, Failure> set(const QString &assignment)
    {
        const auto parts = split(assignment);
        if (!parts)
            return std::unexpected(parts.error());
        const auto &[path, text] = *parts;
        const auto type = typeOf(path);
        if (!type)
            return std::unexpected(type.error());
        switch (*type) {
        case Type::String:
            put(path, text);
            return {};
        case Type::Boolean:
            if (text != "true"_L1 && text != "false"_L1)
                return bad(path, u"true or false is needed"_s);
            put(path, text == "true"_L1);
            return {};
        case Type::Integer: {
            const auto number = parseDecimal(text.toUtf8(), Q_INT64_C(9'007'199'254'740'991));
            if (!number)
                return bad(path, u"a number is needed"_s);
            put(path, *number);
            return {};
        }
        case Type::List:
            // The first --set of a list replaces what the file has, the next ones add to it.
            if (m_lists.contains(path))
                return add(assignment);
            m_lists.append(path);
            put(path, text.isEmpty() ? QJsonArray() : QJsonArray { text });
            return {};
        case Type::Object:
            return bad(path, u"it is an object: set its members (%1.…) or use --set-json"_s.arg(path.join(u'.')));
        }
        Q_UNREACHABLE();
    }

    std::expected<void, Failure> setJson(const QString &assignment)
    {
        const auto parts = split(assignment);
        if (!parts)
            return std::unexpected(parts.error());
        const auto &[path, text] = *parts;
        if (const auto type = typeOf(path); !type)
            return std::unexpected(type.error());
        const auto value = parseJson(text.toUtf8());
        if (!value)
            return bad(path, value.error().description);
        put(path, *value);
        return {};
    }

    std::expected<void, Failure> add(const QString &assignment)
    {
        return changeList(assignment, [](QJsonArray &list, const QString &text) {
            if (!list.contains(text))
                list.append(text);
        });
    }

    /// What is not in the list needs no removing.
    std::expected<void, Failure> remove(const QString &assignment)
    {
        return changeList(assignment, [](QJsonArray &list, const QString &text) {
            for (qsizetype i = list.size() - 1; i >= 0; --i) {
                if (list.at(i) == QJsonValue(text))
                    list.removeAt(i);
            }
        });
    }

    std::expected<void, Failure> unset(const QString &name)
    {
        const QStringList path = segments(name);
        if (const auto type = typeOf(path); !type)
            return std::unexpected(type.error());
        put(path, QJsonValue(QJsonValue::Null));
        return {};
    }

    QJsonObject take() { return std::move(m_body); }

private:
    using Parts = std::pair<QStringList, QString>;

    static std::expected<Parts, Failure> split(const QString &assignment)
    {
        const qsizetype equals = assignment.indexOf(u'=');
        if (equals <= 0)
            return std::unexpected(usageFailure(u"\"%1\" is not PATH=VALUE."_s.arg(assignment)));
        return Parts { segments(assignment.left(equals)), assignment.mid(equals + 1) };
    }

    static std::unexpected<Failure> bad(const QStringList &path, const QString &why)
    {
        return std::unexpected(usageFailure(u"%1: %2."_s.arg(path.join(u'.'), why)));
    }

    template <typename Function>
    std::expected<void, Failure> changeList(const QString &assignment, Function change)
    {
        const auto parts = split(assignment);
        if (!parts)
            return std::unexpected(parts.error());
        const auto &[path, text] = *parts;
        const auto type = typeOf(path);
        if (!type)
            return std::unexpected(type.error());
        if (*type != Type::List)
            return bad(path, u"it is not a list"_s);
        const QJsonValue own = memberOf(m_body, path);
        QJsonArray list = (own.isUndefined() ? memberOf(m_current, path) : own).toArray();
        change(list, text);
        put(path, list);
        return {};
    }

    std::expected<Type, Failure> typeOf(const QStringList &segments) const
    {
        const QString path = segments.join(u'.');
        QStringList known;
        for (const auto &field : m_fields) {
            if (path == QLatin1StringView(field.path))
                return field.type;
            known.append(QLatin1StringView(field.path));
        }
        // Members of free objects (a JWK set) have no description.
        const auto parent = std::find_if(m_fields.begin(), m_fields.end(), [&](const auto &field) {
            return field.type == Type::Object && path.startsWith(QLatin1StringView(field.path) + u'.');
        });
        const bool described
            = parent != m_fields.end() && std::any_of(m_fields.begin(), m_fields.end(), [&](const auto &field) {
                  return QByteArrayView(field.path).startsWith(QByteArray(parent->path) + '.');
              });
        if (parent != m_fields.end() && !described)
            return Type::String;
        return std::unexpected(usageFailure(unknownNameMessage(u"field"_s, path, known)));
    }

    static QJsonObject with(QJsonObject object, const QStringList &path, qsizetype index, const QJsonValue &value)
    {
        if (index + 1 == path.size())
            object.insert(path[index], value);
        else
            object.insert(path[index], with(object[path[index]].toObject(), path, index + 1, value));
        return object;
    }

    void put(const QStringList &path, const QJsonValue &value) { m_body = with(m_body, path, 0, value); }

    QJsonObject m_body;
    QJsonObject m_current;
    std::span<const api::BodyField> m_fields;
    QList<QStringList> m_lists;
};

}

std::expected<QJsonObject, Failure> readObject(const QString &name)
{
    const auto text = readInput(name);
    if (!text)
        return std::unexpected(text.error());
    const auto value = text->trimmed().startsWith('{')
        ? parseJson(*text, { .bytes = kLargestFile, .depth = 64, .members = 1'000'000 })
        : parseYaml(*text);
    if (!value)
        return std::unexpected(usageFailure(u"%1: %2"_s.arg(name, value.error().description)));
    if (!value->isObject())
        return std::unexpected(usageFailure(u"%1 does not hold one object."_s.arg(name)));
    return value->toObject();
}

std::expected<QJsonObject, Failure> readBody(const Invocation &invocation, const QJsonObject &current)
{
    const Options &options = invocation.options;
    QJsonObject body;
    if (!options.file.isEmpty()) {
        auto read = readObject(options.file);
        if (!read)
            return read;
        body = std::move(*read);
    }
    Editor editor(std::move(body), current, api::operations()[static_cast<size_t>(invocation.verb->operation)].fields);
    using Edit = std::expected<void, Failure> (Editor::*)(const QString &);
    const std::pair<const QStringList *, Edit> edits[]
        = { { &options.set, &Editor::set }, { &options.setJson, &Editor::setJson }, { &options.unset, &Editor::unset },
              { &options.add, &Editor::add }, { &options.remove, &Editor::remove } };
    for (const auto &[arguments, edit] : edits) {
        for (const QString &argument : *arguments) {
            if (const auto done = (editor.*edit)(argument); !done)
                return std::unexpected(done.error());
        }
    }
    return editor.take();
}

}
