// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/Output.h"

#include "Failure.h"
#include "core/Json.h"
#include "core/Suggest.h"
#include "output/Jq.h"
#include "output/Table.h"
#include "client/YamlWriter.h"

#include <QtCore/QJsonDocument>

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
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format
            || c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph)
            c = QChar::ReplacementCharacter;
    }
    return text;
}

QStringList columnsOf(const Invocation &invocation, const QJsonArray &items)
{
    QStringList columns = invocation.options.columns;
    if (!columns.isEmpty())
        return columns;
    for (const char *const column : invocation.noun->columns)
        columns.append(QLatin1StringView(column));
    const QJsonObject first = items.isEmpty() ? QJsonObject() : items.first().toObject();
    if (columns.isEmpty())
        columns = first.keys();
    if (invocation.options.output == "wide"_L1) {
        for (const QString &more : { u"id"_s, u"version"_s, u"created_at"_s, u"updated_at"_s }) {
            if (!columns.contains(more) && first.contains(more))
                columns.append(more);
        }
    }
    return columns;
}

/// A column that no object has, and that looks like one that they have, is a typing error.
void noteUnknownColumns(const Options &options, const QJsonArray &items)
{
    QStringList known;
    for (const auto &item : items)
        known += item.toObject().keys();
    known.removeDuplicates();
    for (const QString &column : options.columns) {
        if (known.contains(column.section(u'.', 0, 0)) || known.isEmpty())
            continue;
        const QString nearest = nearestName(column, known);
        note(options,
            nearest.isEmpty() ? u"no column \"%1\" here"_s.arg(column)
                              : u"no column \"%1\" here; did you mean \"%2\"?"_s.arg(column, nearest));
    }
}

QByteArray pretty(const QJsonDocument &document)
{
    return document.toJson(QJsonDocument::Indented);
}

int writeJq(const Options &options, const QByteArray &json)
{
    const auto out = runJq(options.jq, json);
    if (!out)
        return report(options, usageFailure(u"--jq: %1"_s.arg(out.error())));
    writeLong(*out, !options.noPager);
    return Done;
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

int writeList(const Invocation &invocation, const QJsonArray &items)
{
    const Options &options = invocation.options;
    if (!options.jq.isEmpty())
        return writeJq(options, toJson(items));
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
        noteUnknownColumns(options, items);
        const QStringList columns = columnsOf(invocation, items);
        QList<QStringList> rows;
        for (const auto &item : items) {
            QStringList row;
            for (const QString &column : columns)
                row.append(cell(member(item.toObject(), column)));
            rows.append(row);
        }
        out = options.output == "csv"_L1 ? toCsv(rows, options.noHeaders ? QStringList() : columns)
                                         : toTable(rows, columns, { !options.noHeaders, options.output == "wide"_L1 });
    }
    writeLong(out, !options.noPager);
    return Done;
}

int writeObject(const Invocation &invocation, const QJsonObject &object)
{
    const Options &options = invocation.options;
    if (!options.jq.isEmpty())
        return writeJq(options, toJson(object));
    if (options.output == "json"_L1) {
        writeLong(pretty(QJsonDocument(object)), !options.noPager);
        return Done;
    }
    if (options.output == "yaml"_L1) {
        writeLong(toYaml(object), !options.noPager);
        return Done;
    }
    if (!isForPeople(options))
        return writeList(invocation, { object });
    noteUnknownColumns(options, { object });
    const QStringList names = options.columns.isEmpty() ? object.keys() : options.columns;
    QList<QStringList> rows;
    for (const QString &name : names)
        rows.append({ name, cell(member(object, name)) });
    // A single object is shown whole: there is no other place to look.
    writeLong(toTable(rows, {}, { false, true }), !options.noPager);
    return Done;
}

}
