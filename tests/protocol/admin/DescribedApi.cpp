// SPDX-License-Identifier: GPL-3.0-or-later
#include "DescribedApi.h"

#include "core/Json.h"

#include <QtCore/QJsonArray>

namespace auth::test {

namespace {

using namespace Qt::StringLiterals;

const QByteArray kNobody = "0190d0c0-0000-7000-8000-00000000dead";

const api::Operation *creatorOf(const QByteArray &collection)
{
    for (const api::Operation &operation : api::operations()) {
        if (operation.kind == api::Operation::Kind::Create && collection == operation.path)
            return &operation;
    }
    return nullptr;
}

}

QByteArrayList pathParameters(const QByteArray &path)
{
    QByteArrayList names;
    for (qsizetype begin = path.indexOf('{'); begin >= 0; begin = path.indexOf('{', begin + 1))
        names.append(path.sliced(begin + 1, path.indexOf('}', begin) - begin - 1));
    return names;
}

DescribedApi::DescribedApi(TestServer &server)
    : m_server(&server)
    // Our own, and larger than what anybody else may send.
    , m_document(parseJsonObject(HttpClient(server).get("/admin/v1/openapi.json").body,
          { .bytes = 16 * 1024 * 1024, .depth = 64, .members = 1'000'000 })
                     .value_or(QJsonObject()))
{
    if (m_document.isEmpty())
        qFatal("the description is not served");
}

QJsonValue DescribedApi::exampleOf(const QJsonObject &schema, const QString &text) const
{
    if (schema.contains(u"$ref"_s)) {
        const QString name = schema[u"$ref"].toString().section(u'/', -1);
        return exampleOf(m_document[u"components"][u"schemas"][name].toObject(), text);
    }
    if (schema.contains(u"examples"_s))
        return schema[u"examples"][0];
    if (schema.contains(u"enum"_s))
        return schema[u"enum"][0];
    const QString type = schema[u"type"].isArray() ? schema[u"type"][0].toString() : schema[u"type"].toString();
    if (type == u"integer")
        return schema[u"minimum"].toInt(1);
    if (type == u"boolean")
        return false;
    if (type == u"array")
        return QJsonArray();
    if (type != u"object")
        // A name, an identifier, and a password that is long enough.
        return text;
    QJsonObject object;
    const auto required = schema[u"required"].toArray();
    for (const auto &name : required)
        object.insert(name.toString(), exampleOf(schema[u"properties"][name.toString()].toObject(), text));
    return object;
}

QJsonObject DescribedApi::described(const api::Operation &operation) const
{
    const QString method = QString::fromLatin1(operation.method).toLower();
    return m_document[u"paths"][QString::fromLatin1(operation.path)][method].toObject();
}

QJsonObject DescribedApi::bodyOf(const api::Operation &operation, const QString &text) const
{
    const QJsonValue body = described(operation)[u"requestBody"];
    return exampleOf(body[u"content"][u"application/json"][u"schema"].toObject(), text).toObject();
}

bool DescribedApi::takes(const api::Operation &operation, const char *name) const
{
    const auto parameters = described(operation)[u"parameters"].toArray();
    return std::any_of(parameters.begin(), parameters.end(), [name](const QJsonValue &parameter) {
        return parameter[u"$ref"].toString() == u"#/components/parameters/"_s + QLatin1StringView(name);
    });
}

bool DescribedApi::make(Place &place, const QByteArray &path, const QByteArray &name) const
{
    const api::Operation *creator = creatorOf(path.left(path.indexOf("/{" + name + '}')));
    if (!creator)
        return false;
    needApplication(place, *creator);
    const Reply created = call(*creator, place, administratorToken(*m_server));
    if (created.status != 201)
        qFatal("%s with what its description demands answers %d: give its schema examples. %s", creator->name,
            created.status, created.body.constData());
    place.insert(name, created.json()[u"id"].toString(created.text(name.constData())).toLatin1());
    return true;
}

DescribedApi::Place DescribedApi::placeFor(const api::Operation &operation) const
{
    Place place { { "realm", m_server->createRealm("place").name() } };
    for (const QByteArray &name : pathParameters(operation.path)) {
        if (!place.contains(name) && !make(place, operation.path, name))
            break;
    }
    if (operation.hasBody)
        needApplication(place, operation);
    return place;
}

void DescribedApi::needApplication(Place &place, const api::Operation &operation) const
{
    const QByteArray application("application");
    if (!place.contains(application) && bodyOf(operation).contains(QString::fromLatin1(application)))
        make(place, "/admin/v1/realms/{realm}/applications/{application}", application);
}

DescribedApi::Place DescribedApi::makePlace() const
{
    Place place { { "realm", m_server->createRealm("place").name() } };
    bool found = true;
    // What stands below something else comes after it.
    while (found) {
        found = false;
        for (const api::Operation &operation : api::operations()) {
            const QByteArrayList names = pathParameters(operation.path);
            const auto missing = std::find_if(
                names.begin(), names.end(), [&place](const QByteArray &name) { return !place.contains(name); });
            if (missing != names.end() && make(place, operation.path, *missing))
                found = true;
        }
    }
    return place;
}

QJsonObject DescribedApi::inPlace(QJsonObject body, const Place &place)
{
    if (body.contains(u"application"_s) && place.contains("application"))
        body[u"application"] = QString::fromLatin1(place["application"]);
    return body;
}

bool DescribedApi::isWhole(const api::Operation &operation, const Place &place)
{
    const QByteArray path = operation.path;
    const QByteArrayList names = pathParameters(path);
    // A user is not yet somebody who may sign in once without their factor: that is there when it was asked for.
    const auto all = api::operations();
    const bool isMadeByAction = operation.kind != api::Operation::Kind::Action
        && std::any_of(all.begin(), all.end(), [&path](const api::Operation &other) {
               return other.kind == api::Operation::Kind::Action && path == other.path;
           });
    if (isMadeByAction)
        return false;
    // An application is not yet a consent to it: what the path ends with has to be made where it is asked for.
    return std::all_of(names.begin(), names.end(), [&](const QByteArray &name) {
        return place.contains(name) && creatorOf(path.left(path.indexOf("/{" + name + '}')));
    });
}

QByteArray DescribedApi::targetOf(const api::Operation &operation, const Place &place)
{
    QByteArray target = operation.path;
    for (const QByteArray &name : pathParameters(operation.path))
        target.replace('{' + name + '}', place.value(name, kNobody));
    return target;
}

Reply DescribedApi::call(const api::Operation &operation, const Place &place, const QByteArray &token) const
{
    HttpClient client(*m_server);
    HeaderList headers;
    if (!token.isEmpty())
        headers.emplaceBack("Authorization", "Bearer " + token);
    if (!operation.hasBody)
        return client.send(operation.method, targetOf(operation, place), headers);
    headers.emplaceBack("Content-Type", "application/json");
    const QJsonObject body = inPlace(bodyOf(operation), place);
    return client.send(operation.method, targetOf(operation, place), headers, toJson(body));
}

}
