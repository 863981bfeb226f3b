// SPDX-License-Identifier: GPL-3.0-or-later
#include "input/Body.h"

#include "api/Operations.h"
#include "core/Json.h"
#include "core/Suggest.h"
#include "core/Text.h"
#include "input/Yaml.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using Type = api::BodyField::Type;

constexpr qint64 kLargestFile = 16 * 1024 * 1024;

std::expected<QJsonObject, Failure> readFile(const QString &name)
{
    QFile file(name);
    const bool opened = name == "-"_L1 ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return std::unexpected(usageFailure(u"%1: %2"_s.arg(name, file.errorString())));
    const QByteArray text = file.read(kLargestFile + 1);
    if (text.size() > kLargestFile)
        return std::unexpected(usageFailure(u"%1 is larger than 16 MiB."_s.arg(name)));
    const auto value = text.trimmed().startsWith('{')
        ? parseJson(text, { .bytes = kLargestFile, .depth = 64, .members = 1'000'000 })
        : parseYaml(text);
    if (!value)
        return std::unexpected(usageFailure(u"%1: %2"_s.arg(name, value.error().description)));
    if (!value->isObject())
        return std::unexpected(usageFailure(u"%1 does not hold one object."_s.arg(name)));
    return value->toObject();
}

/// `a.b`, or `/a/b` (JSON Pointer) where a name has a full stop in it.
QStringList segments(const QString &path)
{
    if (!path.startsWith(u'/'))
        return path.split(u'.');
    QStringList list = path.mid(1).split(u'/');
    for (QString &segment : list)
        segment.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
    return list;
}

class Editor {
public:
    Editor(QJsonObject body, std::span<const api::BodyField> fields)
        : m_body(std::move(body))
        , m_fields(fields)
    {
    }

    std::expected<void, Failure> set(const QString &assignment)
    {
        const auto [path, text] = split(assignment);
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
            return bad(path, u"it is an object: set its members (%1.…) or use --set-json"_s.arg(path));
        }
        Q_UNREACHABLE();
    }

    std::expected<void, Failure> setJson(const QString &assignment)
    {
        const auto [path, text] = split(assignment);
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
        const auto [path, text] = split(assignment);
        const auto type = typeOf(path);
        if (!type)
            return std::unexpected(type.error());
        if (*type != Type::List)
            return bad(path, u"it is not a list"_s);
        QJsonArray list = m_body[path].toArray();
        list.append(text);
        put(path, list);
        return {};
    }

    std::expected<void, Failure> unset(const QString &path)
    {
        if (const auto type = typeOf(path); !type)
            return std::unexpected(type.error());
        put(path, QJsonValue(QJsonValue::Null));
        return {};
    }

    QJsonObject take() { return std::move(m_body); }

private:
    static std::pair<QString, QString> split(const QString &assignment)
    {
        const qsizetype equals = assignment.indexOf(u'=');
        return { segments(assignment.left(equals)).join(u'.'), equals < 0 ? QString() : assignment.mid(equals + 1) };
    }

    static std::unexpected<Failure> bad(const QString &path, const QString &why)
    {
        return std::unexpected(usageFailure(u"%1: %2."_s.arg(path, why)));
    }

    std::expected<Type, Failure> typeOf(const QString &path) const
    {
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

    void put(const QString &path, const QJsonValue &value) { m_body = with(m_body, path.split(u'.'), 0, value); }

    QJsonObject m_body;
    std::span<const api::BodyField> m_fields;
    QStringList m_lists;
};

}

std::expected<QJsonObject, Failure> readBody(const Invocation &invocation)
{
    const Options &options = invocation.options;
    QJsonObject body;
    if (!options.file.isEmpty()) {
        auto read = readFile(options.file);
        if (!read)
            return read;
        body = std::move(*read);
    }
    Editor editor(std::move(body), api::operations()[static_cast<size_t>(invocation.verb->operation)].fields);
    for (const QString &assignment : options.set) {
        if (const auto done = editor.set(assignment); !done)
            return std::unexpected(done.error());
    }
    for (const QString &assignment : options.setJson) {
        if (const auto done = editor.setJson(assignment); !done)
            return std::unexpected(done.error());
    }
    for (const QString &path : options.unset) {
        if (const auto done = editor.unset(path); !done)
            return std::unexpected(done.error());
    }
    for (const QString &assignment : options.add) {
        if (const auto done = editor.add(assignment); !done)
            return std::unexpected(done.error());
    }
    return editor.take();
}

}
