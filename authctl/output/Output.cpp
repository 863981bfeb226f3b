// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/Output.h"

#include "Failure.h"
#include "core/Json.h"
#include "output/Yaml.h"

#include <QtCore/QJsonDocument>

#include <cstdio>

#include <unistd.h>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

QJsonValue member(const QJsonObject &object, const QString &path)
{
    QJsonValue value = object;
    for (const QString &name : path.split(u'.'))
        value = value[name];
    return value;
}

/// One line of text. What would move the cursor or fake a line is shown as a replacement character.
QString cell(const QJsonValue &value)
{
    QString text;
    switch (value.type()) {
    case QJsonValue::String:
        text = value.toString();
        break;
    case QJsonValue::Bool:
        text = value.toBool() ? u"true"_s : u"false"_s;
        break;
    case QJsonValue::Double:
        text = QString::fromUtf8(toJson(QJsonArray { value }).sliced(1).chopped(1));
        break;
    case QJsonValue::Array: {
        QStringList items;
        const QJsonArray array = value.toArray();
        for (const auto &item : array)
            items.append(cell(item));
        text = items.join(u' ');
        break;
    }
    case QJsonValue::Object:
        text = QString::fromUtf8(toJson(value.toObject()));
        break;
    default:
        break;
    }
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line
            || c.category() == QChar::Separator_Paragraph)
            c = QChar::ReplacementCharacter;
    }
    return text;
}

QStringList columnsOf(const Invocation &invocation, const QJsonArray &items)
{
    if (!invocation.options.columns.isEmpty())
        return invocation.options.columns;
    QStringList columns;
    for (const char *const column : invocation.noun->columns)
        columns.append(QLatin1StringView(column));
    if (invocation.options.output == "wide"_L1) {
        for (const QString &more : { u"id"_s, u"version"_s, u"created_at"_s, u"updated_at"_s }) {
            if (!columns.contains(more) && items.first().toObject().contains(more))
                columns.append(more);
        }
    }
    return columns;
}

/// Aligned with a heading on a terminal; tab-separated without one in a pipe, where a program reads it.
QByteArray table(const Options &options, const QList<QStringList> &rows, const QStringList &headings)
{
    QByteArray out;
    if (isatty(STDOUT_FILENO) == 0) {
        for (const QStringList &row : rows)
            out += row.join(u'\t').toUtf8() + '\n';
        return out;
    }
    QList<QStringList> lines = rows;
    if (!options.noHeaders && !headings.isEmpty()) {
        QStringList upper;
        for (QString heading : headings)
            upper.append(heading.replace(u'_', u' ').toUpper());
        lines.prepend(upper);
    }
    QList<qsizetype> widths;
    for (const QStringList &line : lines) {
        for (qsizetype i = 0; i < line.size(); ++i) {
            if (i == widths.size())
                widths.append(0);
            widths[i] = std::max(widths[i], line[i].size());
        }
    }
    for (const QStringList &line : lines) {
        QString text;
        for (qsizetype i = 0; i < line.size(); ++i)
            text += i + 1 < line.size() ? line[i].leftJustified(widths[i] + 2) : line[i];
        out += text.toUtf8() + '\n';
    }
    return out;
}

/// RFC 4180, with line feeds. A cell that a spreadsheet would run as a formula is quoted and begins with an apostrophe.
QByteArray csvLine(const QStringList &row)
{
    QStringList cells;
    for (QString text : row) {
        if (!text.isEmpty() && u"=+-@"_s.contains(text[0]) && !text.contains(u' ') && text.size() > 1
            && !text[1].isDigit())
            text.prepend(u'\'');
        if (text.contains(u',') || text.contains(u'"') || text.contains(u'\''))
            text = u'"' + text.replace(u'"', "\"\""_L1) + u'"';
        cells.append(text);
    }
    return cells.join(u',').toUtf8() + '\n';
}

QByteArray pretty(const QJsonDocument &document)
{
    return document.toJson(QJsonDocument::Indented);
}

}

QStringList outputFormats()
{
    return { u"table"_s, u"wide"_s, u"json"_s, u"jsonl"_s, u"yaml"_s, u"csv"_s, u"name"_s, u"id"_s };
}

bool isForPeople(const Options &options)
{
    return (options.output == "table"_L1 || options.output == "wide"_L1) && options.jq.isEmpty();
}

void writeText(const QByteArray &text)
{
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stdout);
}

int writeList(const Invocation &invocation, const QJsonArray &items)
{
    const Options &options = invocation.options;
    const QStringList columns = columnsOf(invocation, items);
    QByteArray out;
    if (options.output == "json"_L1) {
        out = pretty(QJsonDocument(items));
    } else if (options.output == "yaml"_L1) {
        out = toYaml(items);
    } else if (options.output == "jsonl"_L1) {
        for (const auto &item : items)
            out += toJson(item.toObject()) + '\n';
    } else if (options.output == "name"_L1 || options.output == "id"_L1) {
        const QString name
            = options.output == "id"_L1 ? u"id"_s : QString(QLatin1StringView(invocation.noun->handleField));
        for (const auto &item : items)
            out += cell(item[name]).toUtf8() + '\n';
    } else {
        QList<QStringList> rows;
        for (const auto &item : items) {
            QStringList row;
            for (const QString &column : columns)
                row.append(cell(member(item.toObject(), column)));
            rows.append(row);
        }
        if (options.output == "csv"_L1) {
            if (!options.noHeaders)
                out += csvLine(columns);
            for (const QStringList &row : rows)
                out += csvLine(row);
        } else {
            out = table(options, rows, columns);
        }
    }
    writeText(out);
    return Done;
}

int writeObject(const Invocation &invocation, const QJsonObject &object)
{
    const Options &options = invocation.options;
    if (options.output == "json"_L1) {
        writeText(pretty(QJsonDocument(object)));
        return Done;
    }
    if (options.output == "yaml"_L1) {
        writeText(toYaml(object));
        return Done;
    }
    if (options.output != "table"_L1 && options.output != "wide"_L1)
        return writeList(invocation, { object });
    QStringList names = options.columns;
    if (names.isEmpty())
        names = object.keys();
    QList<QStringList> rows;
    for (const QString &name : names)
        rows.append({ name, cell(member(object, name)) });
    writeText(table(options, rows, {}));
    return Done;
}

}
