// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Description.h"

#include "core/Text.h"

#include <QtCore/QJsonArray>

namespace auth::admin {

namespace {

using namespace Qt::StringLiterals;

QByteArray text(const QJsonValue &value)
{
    return escapeHtml(value.toString());
}

/// Markdown as far as the description uses it: paragraphs and `code`.
QByteArray prose(const QString &markdown)
{
    QByteArray html;
    for (const QString &paragraph : markdown.split(u"\n\n"_s, Qt::SkipEmptyParts)) {
        const QStringList pieces = paragraph.split(u'`');
        html += "<p>";
        for (qsizetype i = 0; i < pieces.size(); ++i)
            html += i % 2 == 1 ? "<code>" + escapeHtml(pieces[i]) + "</code>" : escapeHtml(pieces[i]);
        html += "</p>\n";
    }
    return html;
}

class Reference {
public:
    explicit Reference(const QJsonObject &document)
        : m_document(document)
        , m_schemas(document[u"components"][u"schemas"].toObject())
    {
    }

    QByteArray page()
    {
        const QJsonObject info = m_document[u"info"].toObject();
        QByteArray navigation;
        QByteArray body;
        for (const auto &tag : m_document[u"tags"].toArray())
            section(tag.toObject(), navigation, body);
        QByteArray schemas;
        for (auto schema = m_schemas.begin(); schema != m_schemas.end(); ++schema) {
            const QByteArray name = escapeHtml(schema.key());
            schemas += "<section class=\"schema\" id=\"schema-" + name + "\">\n<h3>" + name + "</h3>\n"
                + prose(schema.value()[u"description"].toString()) + members(schema.value().toObject())
                + "</section>\n";
        }
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
               "<meta name=\"color-scheme\" content=\"light dark\">\n<title>"
            + text(info[u"title"]) + "</title>\n<link rel=\"stylesheet\" href=\"/admin/v1/docs/reference.css\">\n"
              "</head>\n<body>\n<a class=\"skip\" href=\"#content\">Skip to content</a>\n"
              "<nav aria-label=\"Resources\">\n<p class=\"title\">"
            + text(info[u"title"]) + " <span>" + text(info[u"version"]) + "</span></p>\n<ul>\n" + navigation
            + "<li><a href=\"#schemas\">Schemas</a></li>\n</ul>\n</nav>\n<main id=\"content\">\n<h1>"
            + text(info[u"title"]) + "</h1>\n" + prose(info[u"description"].toString())
            + "<p>For programs: <a href=\"/admin/v1/openapi.json\">openapi.json</a>, "
              "<a href=\"/admin/v1/schemas\">JSON Schemas of declared configuration</a>.</p>\n"
            + body + "<section id=\"schemas\">\n<h2>Schemas</h2>\n" + schemas
            + "</section>\n</main>\n</body>\n</html>\n";
    }

private:
    void section(const QJsonObject &tag, QByteArray &navigation, QByteArray &body)
    {
        const QByteArray name = text(tag[u"name"]);
        navigation += "<li><a href=\"#" + name + "\">" + name + "</a>\n<ul>\n";
        body += "<section id=\"" + name + "\">\n<h2>" + name + "</h2>\n" + prose(tag[u"description"].toString());
        const QJsonObject paths = m_document[u"paths"].toObject();
        for (auto path = paths.begin(); path != paths.end(); ++path) {
            for (const auto &method : { u"get"_s, u"post"_s, u"put"_s, u"patch"_s, u"delete"_s }) {
                const QJsonObject operation = path.value()[method].toObject();
                if (operation[u"tags"][0] != tag[u"name"])
                    continue;
                const QByteArray id = text(operation[u"operationId"]);
                navigation += "<li><a href=\"#" + id + "\">" + id + "</a></li>\n";
                body += article(path.key(), method, path.value()[u"parameters"].toArray(), operation);
            }
        }
        navigation += "</ul>\n</li>\n";
        body += "</section>\n";
    }

    QByteArray article(
        const QString &path, const QString &method, QJsonArray parameters, const QJsonObject &operation)
    {
        const QByteArray id = text(operation[u"operationId"]);
        QByteArray html = "<article id=\"" + id + "\">\n<h3><a href=\"#" + id + "\">" + text(operation[u"summary"])
            + "</a></h3>\n<p class=\"call\"><span class=\"method " + method.toLatin1() + "\">"
            + method.toUpper().toLatin1() + "</span> <code>" + escapeHtml(path) + "</code></p>\n"
            + prose(operation[u"description"].toString());
        for (const auto &parameter : operation[u"parameters"].toArray())
            parameters.append(parameter);
        if (!parameters.isEmpty())
            html += "<h4>Parameters</h4>\n" + parameterTable(parameters);
        const QJsonValue body = operation[u"requestBody"][u"content"][u"application/json"][u"schema"];
        if (body.isObject())
            html += "<h4>Body</h4>\n<p>" + typeOf(body.toObject()) + "</p>\n";
        html += "<h4>Answers</h4>\n<table>\n<thead><tr><th scope=\"col\">Status</th><th scope=\"col\">What</th></tr>"
                "</thead>\n<tbody>\n";
        const QJsonObject responses = operation[u"responses"].toObject();
        for (auto response = responses.begin(); response != responses.end(); ++response) {
            const QJsonObject meant = resolved(response.value().toObject());
            const QJsonObject content = meant[u"content"].toObject();
            const QJsonObject schema
                = content.isEmpty() ? QJsonObject() : content.begin().value()[u"schema"].toObject();
            html += "<tr><td><code>" + escapeHtml(response.key()) + "</code></td><td>" + text(meant[u"description"])
                + (schema.isEmpty() ? QByteArray() : ' ' + typeOf(schema)) + "</td></tr>\n";
        }
        return html + "</tbody>\n</table>\n</article>\n";
    }

    QByteArray parameterTable(const QJsonArray &parameters)
    {
        QByteArray html = "<table>\n<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">In</th>"
                          "<th scope=\"col\">Type</th><th scope=\"col\">What</th></tr></thead>\n<tbody>\n";
        for (const auto &entry : parameters) {
            const QJsonObject parameter = resolved(entry.toObject());
            html += "<tr><td><code>" + text(parameter[u"name"]) + "</code></td><td>" + text(parameter[u"in"])
                + "</td><td>" + typeOf(parameter[u"schema"].toObject()) + "</td><td>"
                + prose(parameter[u"description"].toString()) + "</td></tr>\n";
        }
        return html + "</tbody>\n</table>\n";
    }

    QByteArray members(const QJsonObject &schema)
    {
        const QJsonObject properties = schema[u"properties"].toObject();
        const QJsonArray required = schema[u"required"].toArray();
        QByteArray html = "<table>\n<thead><tr><th scope=\"col\">Member</th><th scope=\"col\">Type</th>"
                          "<th scope=\"col\">What</th></tr></thead>\n<tbody>\n";
        for (auto member = properties.begin(); member != properties.end(); ++member) {
            const QJsonObject about = member.value().toObject();
            html += "<tr><td><code>" + escapeHtml(member.key()) + "</code>"
                + (required.contains(member.key()) ? " <em>needed</em>" : "") + "</td><td>" + typeOf(about) + "</td><td>"
                + prose(about[u"description"].toString()) + "</td></tr>\n";
        }
        return html + "</tbody>\n</table>\n";
    }

    QByteArray typeOf(const QJsonObject &schema)
    {
        if (schema.contains(u"$ref")) {
            const QByteArray name = escapeHtml(schema[u"$ref"].toString().section(u'/', -1));
            return "<a href=\"#schema-" + name + "\">" + name + "</a>";
        }
        if (schema.contains(u"oneOf")) {
            QByteArrayList types;
            for (const auto &type : schema[u"oneOf"].toArray())
                types.append(typeOf(type.toObject()));
            return types.join(" or ");
        }
        QByteArrayList parts;
        if (schema.contains(u"enum")) {
            QByteArrayList values;
            for (const auto &value : schema[u"enum"].toArray())
                values.append("<code>" + (value.isNull() ? QByteArray("null") : text(value)) + "</code>");
            parts.append("one of " + values.join(", "));
        } else {
            QStringList types;
            for (const auto &type : schema[u"type"].toArray())
                types.append(type.toString());
            if (types.isEmpty())
                types.append(schema[u"type"].toString());
            parts.append(escapeHtml(types.join(u" or "_s)));
        }
        if (schema.contains(u"items"))
            parts.append("of " + typeOf(schema[u"items"].toObject()));
        if (schema.contains(u"format"))
            parts.append('(' + text(schema[u"format"]) + ')');
        for (const auto &[key, word] : { std::pair(u"minimum"_s, "at least "), std::pair(u"maximum"_s, "at most "),
                 std::pair(u"maxLength"_s, "up to "), std::pair(u"maxItems"_s, "up to ") }) {
            if (schema.contains(key))
                parts.append(word + QByteArray::number(schema[key].toInteger())
                    + (key == "maxLength"_L1      ? " characters"
                            : key == "maxItems"_L1 ? " items"
                                                   : ""));
        }
        return parts.join(' ');
    }

    /// What a reference to a parameter or response means.
    QJsonObject resolved(const QJsonObject &entry) const
    {
        const QStringList path = entry[u"$ref"].toString().split(u'/');
        if (path.size() != 4)
            return entry;
        return m_document[u"components"][path[2]][path[3]].toObject();
    }

    const QJsonObject &m_document;
    QJsonObject m_schemas;
};

}

QByteArray referencePage(const QJsonObject &document)
{
    return Reference(document).page();
}

}
