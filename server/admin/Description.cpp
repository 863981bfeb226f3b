// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Description.h"

#include "admin/Routes.h"
#include "core/Json.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>

namespace auth::admin {

namespace {

using namespace Qt::StringLiterals;

const QJsonObject &description()
{
    // Our own: it parses.
    static const QJsonObject document
        = parseJsonObject(openApiDocument(), { .bytes = 16 * 1024 * 1024, .depth = 64, .members = 1'000'000 })
              .value_or(QJsonObject());
    return document;
}

QByteArray styleSheet()
{
    QFile file(u":/admin/reference.css"_s);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    Q_UNUSED(opened);
    return file.readAll();
}

http::Response cached(http::Response response)
{
    response.setHeader("Cache-Control", "public, max-age=300");
    return response;
}

Task<Result<http::Response>> serveDocument(http::Request)
{
    co_return cached(http::Response::json(openApiDocument()));
}

Task<Result<http::Response>> servePage(http::Request)
{
    static const QByteArray page = referencePage(description());
    http::Response response = http::Response::text(page, "text/html; charset=utf-8");
    response.setHeader("Content-Security-Policy",
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    response.setHeader("Referrer-Policy", "no-referrer");
    co_return cached(std::move(response));
}

Task<Result<http::Response>> serveStyle(http::Request)
{
    static const QByteArray style = styleSheet();
    co_return cached(http::Response::text(style, "text/css; charset=utf-8"));
}

Task<Result<http::Response>> serveKinds(http::Request)
{
    QJsonArray kinds;
    for (const QString &kind : declaredKinds(description()))
        kinds.append(kind);
    co_return cached(http::Response::json(QJsonObject { { u"kinds"_s, kinds } }));
}

Task<Result<http::Response>> serveSchema(http::Request request)
{
    const QJsonObject schema = declaredSchema(description(), request.pathParameter("kind"));
    if (schema.isEmpty())
        co_return failure(ErrorCode::NotFound, u"There is no such kind."_s);
    http::Response response = http::Response::json(schema);
    response.setHeader("Content-Type", "application/schema+json");
    co_return cached(std::move(response));
}

QString referred(const QJsonValue &schema)
{
    return schema[u"$ref"].toString().section(u'/', -1);
}

/// Copies what \a schema refers to into \a definitions, and points there.
QJsonValue localized(const QJsonValue &schema, const QJsonObject &schemas, QJsonObject &definitions)
{
    if (schema.isArray()) {
        QJsonArray list;
        for (const auto &item : schema.toArray())
            list.append(localized(item, schemas, definitions));
        return list;
    }
    if (!schema.isObject())
        return schema;
    QJsonObject object = schema.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        *member = localized(*member, schemas, definitions);
    if (const QString name = referred(object); !name.isEmpty()) {
        object[u"$ref"_s] = u"#/$defs/"_s + name;
        if (!definitions.contains(name)) {
            definitions.insert(name, QJsonObject());
            definitions[name] = localized(schemas[name], schemas, definitions);
        }
    }
    return object;
}

/// Does an operation on one object of \a kind end with \a rest?
bool hasOperation(const QJsonObject &document, const QString &kind, QLatin1StringView rest)
{
    const QJsonObject paths = document[u"paths"].toObject();
    const QString collection = u"/admin/v1/realms/{realm}/%1s/"_s.arg(kind.toLower());
    const QStringList names = paths.keys();
    return std::any_of(names.begin(), names.end(), [&collection, rest](const QString &path) {
        return path.startsWith(collection) && path.endsWith(QString(u'}' + rest)) && path.count(u'/') == 8;
    });
}

}

QStringList declaredKinds(const QJsonObject &document)
{
    const QJsonObject schemas = document[u"components"][u"schemas"].toObject();
    const QJsonObject paths = document[u"paths"].toObject();
    QStringList kinds;
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const bool collection = path.key() == "/admin/v1/realms"_L1
            || (path.key().startsWith("/admin/v1/realms/{realm}/"_L1) && path.key().count(u'/') == 5);
        const QString body
            = referred(path.value()[u"post"][u"requestBody"][u"content"][u"application/json"][u"schema"]);
        if (collection && body.endsWith("Create"_L1) && schemas.contains(body.chopped(6)))
            kinds.append(body.chopped(6));
    }
    kinds.sort();
    return kinds;
}

QJsonObject declaredSchema(const QJsonObject &document, const QString &kind)
{
    if (!declaredKinds(document).contains(kind))
        return {};
    const QJsonObject schemas = document[u"components"][u"schemas"].toObject();
    QJsonObject definitions;
    QJsonObject spec = localized(schemas[kind + u"Create"_s], schemas, definitions).toObject();
    // What metadata.name says need not be said again.
    QJsonArray needed;
    for (const auto &name : spec[u"required"].toArray()) {
        if (name != u"name"_s && name != u"username"_s && name != u"client_id"_s)
            needed.append(name);
    }
    spec[u"required"_s] = needed;
    spec[u"additionalProperties"_s] = false;
    QJsonObject properties = spec[u"properties"].toObject();
    if (hasOperation(document, kind, "/roles/add"_L1)) {
        properties.insert(u"roles"_s,
            QJsonObject { { u"type"_s, u"array"_s }, { u"items"_s, QJsonObject { { u"type"_s, u"string"_s } } },
                { u"description"_s, u"The names of the roles that it has directly."_s } });
    }
    if (hasOperation(document, kind, "/members/add"_L1)) {
        const QJsonObject name { { u"type"_s, u"string"_s }, { u"description"_s, u"The user name."_s } };
        const QJsonObject roles { { u"type"_s, u"array"_s }, { u"items"_s, QJsonObject { { u"type"_s, u"string"_s } } },
            { u"description"_s, u"The names of the roles that the person has in it."_s } };
        const QJsonObject member { { u"type"_s, u"object"_s }, { u"additionalProperties"_s, false }, { u"required"_s, QJsonArray { u"name"_s } },
            { u"properties"_s, QJsonObject { { u"name"_s, name }, { u"roles"_s, roles } } } };
        properties.insert(u"members"_s,
            QJsonObject { { u"type"_s, u"array"_s }, { u"items"_s, member }, { u"description"_s, u"The people who belong to it."_s } });
    }
    spec[u"properties"_s] = properties;
    definitions.insert(u"spec"_s, spec);
    const auto text = [](const QString &about) {
        return QJsonObject { { u"type"_s, u"string"_s }, { u"description"_s, about } };
    };
    return { { u"$schema"_s, u"https://json-schema.org/draft/2020-12/schema"_s }, { u"title"_s, kind },
        { u"type"_s, u"object"_s }, { u"additionalProperties"_s, false },
        { u"required"_s, QJsonArray { u"apiVersion"_s, u"kind"_s, u"metadata"_s } },
        { u"properties"_s,
            QJsonObject { { u"apiVersion"_s, QJsonObject { { u"const"_s, u"auth/v1"_s } } },
                { u"kind"_s, QJsonObject { { u"const"_s, kind } } },
                { u"realm"_s, text(u"The realm that it is in; where there is none, the one of the command."_s) },
                { u"metadata"_s,
                    QJsonObject { { u"type"_s, u"object"_s }, { u"required"_s, QJsonArray { u"name"_s } },
                        { u"properties"_s,
                            QJsonObject { { u"name"_s, text(u"Its name, user name or client_id."_s) },
                                { u"labels"_s,
                                    QJsonObject { { u"type"_s, u"object"_s },
                                        { u"additionalProperties"_s,
                                            QJsonObject { { u"type"_s, u"string"_s } } } } } } } } },
                { u"spec"_s, QJsonObject { { u"$ref"_s, u"#/$defs/spec"_s } } } } },
        { u"$defs"_s, definitions } };
}

void addDescriptionRoutes(http::Router *router)
{
    using enum http::RouteStyle;
    router->add({ .pattern = "/admin/v1/openapi.json", .style = Public, .handler = serveDocument });
    router->add({ .pattern = "/admin/v1/docs", .style = Public, .handler = servePage });
    router->add({ .pattern = "/admin/v1/docs/reference.css", .style = Public, .handler = serveStyle });
    router->add({ .pattern = "/admin/v1/schemas", .style = ProblemJson, .handler = serveKinds });
    router->add({ .pattern = "/admin/v1/schemas/{kind}", .style = ProblemJson, .handler = serveSchema });
}

}
