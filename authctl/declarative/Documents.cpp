// SPDX-License-Identifier: GPL-3.0-or-later
#include "declarative/Documents.h"

#include "core/Suggest.h"
#include "core/Text.h"
#include "input/File.h"

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

Failure invalid(const QString &place, const QString &code, const QString &message)
{
    Failure failure;
    failure.exitCode = Invalid;
    failure.code = u"validation_failed"_s;
    failure.message = u"Nothing was applied: the documents are not valid."_s;
    failure.fields = { { place, code, message } };
    return failure;
}

std::expected<QStringList, Failure> filesOf(const QString &path)
{
    if (path == "-"_L1 || !QFileInfo(path).isDir())
        return QStringList { path };
    QStringList files;
    for (QDirIterator found(path, { u"*.yaml"_s, u"*.yml"_s, u"*.json"_s }, QDir::Files, QDirIterator::Subdirectories); found.hasNext();)
        files.append(found.next());
    files.sort();
    if (files.isEmpty())
        return std::unexpected(usageFailure(u"There is no .yaml, .yml or .json file in %1."_s.arg(path)));
    return files;
}

/// What grouping and messages need; the rest is the server's to judge.
std::optional<Failure> problemOf(const Document &document)
{
    if (document.content[u"kind"].isUndefined() || !document.content[u"metadata"][u"name"].isString())
        return invalid(document.place({}), u"required"_s, u"A document has apiVersion, kind, metadata.name and spec."_s);
    if (const QJsonValue realm = document.content[u"realm"]; !realm.isUndefined() && !realm.isString())
        return invalid(document.place(u"/realm"_s), u"invalid"_s, u"A realm is named by a string."_s);
    return std::nullopt;
}

class Resolver {
public:
    explicit Resolver(const Document &document)
        : m_document(document)
    {
    }
    std::optional<Failure> failure;

    QJsonValue resolved(const QJsonValue &value, const QString &pointer)
    {
        if (value.isArray()) {
            QJsonArray list;
            for (const auto &item : value.toArray())
                list.append(resolved(item, pointer + u'/' + QString::number(list.size())));
            return list;
        }
        if (!value.isObject())
            return value;
        const QJsonObject object = value.toObject();
        if (object.contains("secretRef"_L1))
            return secret(object, pointer);
        QJsonObject result;
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (const QJsonValue inner = resolved(*member, pointer + u'/' + jsonPointerToken(member.key())); !inner.isUndefined())
                result.insert(member.key(), inner);
        }
        return result;
    }

private:
    QJsonValue refuse(const QString &pointer, const QString &message)
    {
        if (!failure)
            failure = invalid(m_document.place(pointer) + u' ' + pointer, u"invalid"_s, message);
        return QJsonValue::Undefined;
    }

    QJsonValue secret(const QJsonObject &object, const QString &pointer)
    {
        const QString reference = object[u"secretRef"].toString();
        if (object.size() != 1 || reference.isEmpty())
            return refuse(pointer, u"A reference has one member, secretRef: env:NAME, file:PATH or generate."_s);
        if (reference == "generate"_L1)
            return QJsonValue::Undefined;
        if (reference.startsWith("env:"_L1)) {
            const QByteArray name = reference.mid(4).toLocal8Bit();
            if (!qEnvironmentVariableIsSet(name))
                return refuse(pointer, u"The environment variable %1 is not set."_s.arg(reference.mid(4)));
            return qEnvironmentVariable(name);
        }
        if (!reference.startsWith("file:"_L1))
            return refuse(pointer, u"A secret is env:NAME, file:PATH or generate."_s);
        const auto bytes = readInput(QDir(m_document.folder).filePath(reference.mid(5)));
        if (!bytes)
            return refuse(pointer, bytes.error().message);
        QByteArray line = *bytes;
        if (line.endsWith('\n'))
            line.chop(1);
        const auto text = decodeUtf8(line);
        return text ? QJsonValue(*text) : refuse(pointer, u"The file is not valid UTF-8."_s);
    }

    const Document &m_document;
};

}

QString Document::place(const QString &pointer) const
{
    return file.isEmpty() ? kind() + u' ' + name() : file + u':' + QString::number(source.lineOf(pointer));
}

std::expected<QList<Document>, Failure> readDocuments(const QString &path)
{
    if (path.isEmpty())
        return std::unexpected(usageFailure(u"Which documents? Name a file or a folder with --file, or - for standard input."_s));
    const auto files = filesOf(path);
    if (!files)
        return std::unexpected(files.error());
    QList<Document> documents;
    for (const QString &file : *files) {
        const auto text = readInput(file);
        if (!text)
            return std::unexpected(text.error());
        const QString shown = file == "-"_L1 ? u"standard input"_s : file;
        const auto parsed = parseYamlDocuments(*text);
        if (!parsed)
            return std::unexpected(invalid(shown, u"malformed"_s, parsed.error().description));
        for (const YamlDocument &one : *parsed) {
            Document document { one.value.toObject(), shown, file == "-"_L1 ? u"."_s : QFileInfo(file).path(), one };
            if (!one.value.isObject())
                return std::unexpected(invalid(document.place({}), u"invalid"_s, u"A document is a mapping."_s));
            if (const auto problem = problemOf(document))
                return std::unexpected(*problem);
            documents.append(std::move(document));
        }
    }
    if (documents.isEmpty())
        return std::unexpected(usageFailure(u"%1 holds no document."_s.arg(path)));
    return documents;
}

std::expected<QList<RealmDocuments>, Failure> byRealm(const QList<Document> &documents, const QString &realm)
{
    QList<RealmDocuments> groups;
    for (const Document &document : documents) {
        // A document of a realm is the realm's own.
        const QString fallback = document.kind() == "Realm"_L1 ? document.name() : realm;
        const QString own = document.content[u"realm"].toString(fallback);
        auto group = std::find_if(groups.begin(), groups.end(), [&](const RealmDocuments &one) { return one.realm == own; });
        if (group == groups.end())
            group = groups.insert(groups.end(), { own, {} });
        group->documents.append(document);
    }
    return groups;
}

std::expected<QJsonArray, Failure> withSecrets(const QList<Document> &documents)
{
    QJsonArray resolved;
    for (const Document &document : documents) {
        Resolver resolver(document);
        QJsonObject content = document.content;
        if (content.contains("spec"_L1))
            content.insert(u"spec"_s, resolver.resolved(content[u"spec"], u"/spec"_s));
        if (resolver.failure)
            return std::unexpected(*resolver.failure);
        resolved.append(content);
    }
    return resolved;
}

Failure placed(Failure failure, const QList<Document> &documents)
{
    static const QString prefix = u"/documents/"_s;
    for (FieldError &field : failure.fields) {
        if (!field.path.startsWith(prefix))
            continue;
        const QString rest = field.path.mid(prefix.size());
        const qsizetype slash = rest.indexOf(u'/');
        const qsizetype index = rest.left(slash).toInt();
        if (index >= documents.size())
            continue;
        const QString pointer = slash < 0 ? QString() : rest.mid(slash);
        const Document &document = documents[index];
        field.path = document.place(pointer) + (pointer.isEmpty() ? QString() : u' ' + pointer);
    }
    return failure;
}

}
