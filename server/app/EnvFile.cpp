// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/EnvFile.h"

#include "core/Text.h"

#include <algorithm>
#include <expected>

namespace auth::app {

namespace {

bool isName(QByteArrayView text)
{
    return !text.isEmpty() && !(text[0] >= '0' && text[0] <= '9') && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

/// Nothing but white space or a comment.
bool isRest(QByteArrayView text)
{
    const QByteArrayView trimmed = text.trimmed();
    return trimmed.isEmpty() || trimmed.startsWith('#');
}

std::expected<QByteArray, QString> singleQuoted(QByteArrayView text)
{
    const qsizetype end = text.indexOf('\'', 1);
    if (end < 0)
        return std::unexpected(QStringLiteral("the closing ' is missing"));
    if (!isRest(text.sliced(end + 1)))
        return std::unexpected(QStringLiteral("there is text after the closing '"));
    return text.sliced(1, end - 1).toByteArray();
}

std::expected<QByteArray, QString> doubleQuoted(QByteArrayView text)
{
    QByteArray value;
    qsizetype i = 1;
    for (; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] != '\\') {
            value += text[i];
            continue;
        }
        const char escaped = i + 1 < text.size() ? text[++i] : '\0';
        if (escaped == 'n')
            value += '\n';
        else if (escaped == '"' || escaped == '\\' || escaped == '$')
            value += escaped;
        else
            return std::unexpected(QStringLiteral(
                "a \\ in double quotes is followed by n, \", \\ or $: use single quotes to take it as it stands"));
    }
    if (i >= text.size())
        return std::unexpected(QStringLiteral("the closing \" is missing"));
    if (!isRest(text.sliced(i + 1)))
        return std::unexpected(QStringLiteral("there is text after the closing \""));
    return value;
}

std::expected<QByteArray, QString> parseValue(QByteArrayView text)
{
    if (text.startsWith('\''))
        return singleQuoted(text);
    if (text.startsWith('"'))
        return doubleQuoted(text);
    if (text.startsWith('#'))
        return QByteArray();
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text[i] == '#' && (text[i - 1] == ' ' || text[i - 1] == '\t'))
            return text.first(i).trimmed().toByteArray();
    }
    return text.toByteArray();
}

}

EnvFile EnvFile::parse(const QByteArray& text, const QString& fileName)
{
    EnvFile file;
    int number = 0;
    const QList<QByteArray> lines = text.split('\n');
    for (const QByteArray& line : lines) {
        ++number;
        const QString origin = fileName + QLatin1Char(':') + QString::number(number);
        const auto problem
            = [&](const QByteArray& name, const QString& message) { file.problems.append({ name, origin, message }); };
        QByteArray content = line.trimmed();
        if (content.isEmpty() || content.startsWith('#'))
            continue;
        if (!decodeUtf8(content)) {
            problem({}, QStringLiteral("the line is not UTF-8 text: save the file as UTF-8"));
            continue;
        }
        if (content.startsWith("export "))
            content = content.mid(7).trimmed();
        const qsizetype equals = content.indexOf('=');
        const QByteArray name = equals < 0 ? QByteArray() : content.first(equals).trimmed();
        // The line is not repeated: it may hold a secret.
        if (!isName(name)) {
            problem({}, QStringLiteral("the line is not NAME=value"));
            continue;
        }
        const auto value = parseValue(QByteArrayView(content).sliced(equals + 1).trimmed());
        if (!value) {
            problem(name, value.error());
            continue;
        }
        const auto earlier = std::find_if(
            file.entries.begin(), file.entries.end(), [&name](const Entry& entry) { return entry.name == name; });
        if (earlier != file.entries.end()) {
            problem(name, QStringLiteral("line %1 sets it already: remove one of them").arg(earlier->line));
            continue;
        }
        file.entries.append({ name, *value, number });
    }
    return file;
}

}
