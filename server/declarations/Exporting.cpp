// SPDX-License-Identifier: GPL-3.0-or-later
#include "declarations/Exporting.h"

#include "declarations/DeclarationStore.h"
#include "declarations/Kind.h"
#include "declarations/Members.h"
#include "declarations/Roles.h"
#include "declarations/Spec.h"

#include <QtCore/QJsonArray>

namespace auth::declarations {

const db::Query kSnapshot { "declaration_snapshot", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY" };

namespace {

using namespace Qt::StringLiterals;

constexpr int kPage = 200;

api::ConfigurationDocument documentOf(const Kind &kind, const QJsonObject &object)
{
    api::ConfigurationDocument document;
    document.apiVersion = u"auth/v1"_s;
    document.kind = QLatin1StringView(kind.name);
    document.metadata.name = object[QLatin1StringView(kind.handle)].toString();
    QJsonObject spec = only(object, kind.members(kind.create) + kind.members(kind.update));
    spec.remove(QLatin1StringView(kind.handle));
    if (kind.secret)
        spec.remove(QLatin1StringView(kind.secret));
    document.spec = spec;
    return document;
}

Task<Result<QList<QJsonObject>>> objectsOf(admin::ContextPointer context, std::shared_ptr<admin::Inside> inside, const Kind *kind)
{
    admin::InsideCall call;
    call.parent = context;
    call.realm = context->realm;
    call.operation = &kind->operation(kind->isRealm() ? kind->get : kind->list);
    call.list.limit = kPage;
    QList<QJsonObject> objects;
    if (kind->isRealm()) {
        objects.append(CO_TRY(co_await inside->call(std::move(call))).body);
        co_return objects;
    }
    do {
        const auto page = CO_TRY(co_await inside->call(call));
        for (const auto &item : page.body[u"items"].toArray())
            objects.append(item.toObject());
        call.list.after = page.body[u"next"].toString();
    } while (!call.list.after.isEmpty());
    co_return objects;
}

}

Task<Result<api::Configuration>> exportDocuments(admin::ContextPointer context, std::shared_ptr<admin::Inside> inside, db::Transaction *transaction)
{
    QHash<std::pair<QString, QString>, QJsonObject> labels;
    for (const auto &declaration : CO_TRY(co_await declaration_store::list(transaction, context->realm->id))) {
        QJsonObject &merged = labels[{ declaration.kind, declaration.name }];
        for (auto label = declaration.labels.begin(); label != declaration.labels.end(); ++label)
            merged.insert(label.key(), label.value());
    }
    api::Configuration configuration;
    QStringList roles;
    for (const auto &role : CO_TRY(co_await objectsOf(context, inside, findKind(u"Role"_s))))
        roles.append(role[u"name"].toString());
    const RolesOfHolders holders = CO_TRY(co_await everyRoleOfHolders(context, inside, roles));
    for (const Kind &kind : kinds()) {
        for (const auto &object : CO_TRY(co_await objectsOf(context, inside, &kind))) {
            auto document = documentOf(kind, object);
            if (QStringList held = holders.value({ QLatin1StringView(kind.holder), document.metadata.name }); kind.hasRoles() && !held.isEmpty()) {
                held.sort();
                QJsonObject spec = document.spec.value();
                spec.insert(u"roles"_s, QJsonArray::fromStringList(held));
                document.spec = spec;
            }
            if (kind.hasMembers) {
                const Members members = CO_TRY(co_await membersOf(context, inside, context->realm, document.metadata.name));
                QJsonObject spec = document.spec.value();
                if (!members.isEmpty())
                    spec.insert(u"members"_s, membersToJson(members));
                document.spec = spec;
            }
            document.realm = QString::fromUtf8(context->realm->name);
            if (const QJsonObject set = labels.value({ document.kind, document.metadata.name }); !set.isEmpty())
                document.metadata.labels = set;
            configuration.documents.append(document);
        }
    }
    co_return configuration;
}

}
