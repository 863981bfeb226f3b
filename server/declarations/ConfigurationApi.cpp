// SPDX-License-Identifier: GPL-3.0-or-later
#include "declarations/ConfigurationApi.h"

#include "declarations/Applying.h"
#include "declarations/Exporting.h"
#include "realms/ReservedNames.h"

namespace auth {

using namespace declarations;
using namespace Qt::StringLiterals;

ConfigurationApi::ConfigurationApi(db::Database *database, RealmKeys *keys, admin::InsideMaker inside, admin::Pipeline *pipeline, PasswordService *passwords)
    : m_database(database)
    , m_keys(keys)
    , m_inside(std::move(inside))
    , m_pipeline(pipeline)
    , m_passwords(passwords)
{
}

Task<Result<api::ConfigurationResult>> ConfigurationApi::apply(admin::ContextPointer context, api::ConfigurationApply body, QString realmName)
{
    if (body.prune.valueOr(false) && !body.owner.hasValue())
        co_return refusedAt(u"/owner"_s, u"required"_s, u"Only what a set declared before can be pruned: name it."_s);
    auto prepared = context->isPlan ? QHash<int, std::any>() : CO_TRY(co_await preparePasswords(context, body.documents));
    CO_TRY(co_await context->change->execute(&declaration_store::kLock, declaration_store::lockParams(realmName)));
    const auto run = std::make_shared<Applying>();
    run->context = context;
    run->inside = m_inside(context->change->transaction());
    run->keys = m_keys;
    run->realmName = realmName;
    run->prepared = std::move(prepared);
    if (body.owner.hasValue())
        context->change->annotate(u"owner"_s, body.owner.value());
    run->body = std::move(body);
    auto realm = co_await run->inside->findRealm(realmName.toUtf8(), context->deadline());
    if (!realm && realm.error().code != ErrorCode::NotFound)
        co_return std::unexpected(realm.error());
    if (realm)
        run->realm = *std::move(realm);
    else if (run->body.documents.isEmpty() || !std::any_of(run->body.documents.begin(), run->body.documents.end(), [](const auto &document) { return document.kind == u"Realm"; }))
        co_return failure(ErrorCode::NotFound, u"There is no realm %1, and no document of kind Realm to make it from."_s.arg(realmName));
    co_return co_await applyDocuments(run);
}

Task<Result<QHash<int, std::any>>> ConfigurationApi::preparePasswords(admin::ContextPointer context, QList<api::ConfigurationDocument> documents) const
{
    const Kind *users = findKind(u"User"_s);
    // A realm that is not there has no policy yet, nor people; its own policy is looked at when the account is made.
    const RealmPointer realm = context->realm ? context->realm : context->caller.realm;
    QHash<int, std::any> prepared;
    for (int i = 0; i < documents.size(); ++i) {
        const QJsonValue password = documents[i].spec.valueOr({}).value(QLatin1StringView(users->secret));
        if (documents[i].kind != QLatin1StringView(users->name) || !password.isString())
            continue;
        if (context->realm) {
            admin::InsideCall call;
            call.operation = &users->operation(users->get);
            call.parent = context;
            call.realm = context->realm;
            call.ids = { { users->parameter, documents[i].metadata.name } };
            const auto found = co_await m_pipeline->call(std::move(call));
            if (found || found.error().code != ErrorCode::NotFound)
                continue;
        }
        auto hashed = co_await m_passwords->prepare(realm, Secret(password.toString().toUtf8()));
        if (hashed)
            prepared.insert(i, *std::move(hashed));
        else if (hashed.error().code != ErrorCode::ValidationFailed)
            co_return std::unexpected(hashed.error());
    }
    co_return prepared;
}

Task<Result<api::ConfigurationResult>> ConfigurationApi::plan(admin::ContextPointer context, api::ConfigurationApply body, QString realmName)
{
    context->isPlan = true;
    context->dryRun = true;
    context->change = m_pipeline->changeOf(context);
    auto result = co_await apply(context, std::move(body), std::move(realmName));
    co_await context->change->rollback();
    co_return result;
}

Task<Result<api::ConfigurationResult>> ConfigurationApi::planNewConfiguration(admin::ContextPointer context, api::ConfigurationApply body)
{
    if (!body.realm.hasValue())
        co_return refusedAt(u"/realm"_s, u"required"_s, u"This is needed."_s);
    const QString name = body.realm.value();
    co_return co_await plan(std::move(context), std::move(body), name);
}

Task<Result<api::ConfigurationResult>> ConfigurationApi::planConfiguration(admin::ContextPointer context, api::ConfigurationApply body)
{
    const QString name = QString::fromUtf8(context->realm->name);
    if (body.realm.hasValue() && body.realm.value() != name)
        co_return refusedAt(u"/realm"_s, u"invalid"_s, u"The path names the realm %1."_s.arg(name));
    co_return co_await plan(std::move(context), std::move(body), name);
}

Task<Result<api::ConfigurationResult>> ConfigurationApi::createConfiguration(admin::ContextPointer context, api::ConfigurationApply body)
{
    if (!body.realm.hasValue())
        co_return refusedAt(u"/realm"_s, u"required"_s, u"This is needed."_s);
    const QString name = body.realm.value();
    co_return co_await apply(std::move(context), std::move(body), name);
}

Task<Result<api::ConfigurationResult>> ConfigurationApi::applyConfiguration(admin::ContextPointer context, api::ConfigurationApply body)
{
    const QString name = QString::fromUtf8(context->realm->name);
    if (body.realm.hasValue() && body.realm.value() != name)
        co_return refusedAt(u"/realm"_s, u"invalid"_s, u"The path names the realm %1."_s.arg(name));
    co_return co_await apply(std::move(context), std::move(body), name);
}

Task<Result<api::Configuration>> ConfigurationApi::exportConfiguration(admin::ContextPointer context)
{
    auto transaction = CO_TRY(co_await m_database->begin(context->deadline()));
    CO_TRY(co_await transaction.execute(&kSnapshot, {}));
    const std::shared_ptr<admin::Inside> inside = m_inside(&transaction);
    auto configuration = co_await exportDocuments(context, inside, &transaction);
    co_await transaction.rollback();
    co_return configuration;
}

Task<Result<api::ConfigurationResult>> ConfigurationApi::cloneRealm(admin::ContextPointer context, api::RealmClone body)
{
    if (context->realm->name == kSystemRealm)
        co_return failure(ErrorCode::Conflict, u"The realm of the server's administrators cannot be cloned."_s);
    CO_TRY(co_await context->change->begin());
    const std::shared_ptr<admin::Inside> inside = m_inside(context->change->transaction());
    if (const auto taken = co_await inside->findRealm(body.name.toUtf8(), context->deadline()); taken) {
        Error error(ErrorCode::Conflict, u"A realm of this name exists."_s);
        error.fields.append({ u"/name"_s, u"exists"_s, u"This name is taken."_s });
        co_return std::unexpected(error);
    }
    const auto exported = CO_TRY(co_await exportDocuments(context, inside, context->change->transaction()));
    api::ConfigurationApply documents;
    for (api::ConfigurationDocument document : exported.documents) {
        if (!findKind(document.kind)->isConfiguration)
            continue;
        document.realm = body.name;
        if (findKind(document.kind)->isRealm()) {
            document.metadata.name = body.name;
            QJsonObject spec = document.spec.valueOr({});
            spec.remove(u"host_names"_s);
            if (body.displayName.isNamed())
                spec.insert(u"display_name"_s, body.displayName.valueOr({}));
            document.spec = spec;
        }
        if (findKind(document.kind)->hasMembers) {
            QJsonObject spec = document.spec.valueOr({});
            spec.remove(u"members"_s);
            document.spec = spec;
        }
        documents.documents.append(document);
    }
    context->change->annotate(u"cloned_from"_s, QString::fromUtf8(context->realm->name));
    const QString name = body.name;
    co_return co_await apply(std::move(context), std::move(documents), name);
}

Task<Result<api::Configuration>> ConfigurationApi::getDeclaredConfiguration(admin::ContextPointer context)
{
    auto transaction = CO_TRY(co_await m_database->begin(context->deadline()));
    const auto declared = co_await declaration_store::listOfOwner(&transaction, context->realm->id, context->id("owner"));
    co_await transaction.rollback();
    if (!declared)
        co_return std::unexpected(declared.error());
    if (declared->empty())
        co_return failure(ErrorCode::NotFound, QStringLiteral("There is no such set of documents."));
    api::Configuration configuration;
    for (const Declaration &declaration : *declared) {
        api::ConfigurationDocument document;
        document.apiVersion = u"auth/v1"_s;
        document.kind = declaration.kind;
        document.realm = QString::fromUtf8(context->realm->name);
        document.metadata.name = declaration.name;
        if (!declaration.labels.isEmpty())
            document.metadata.labels = declaration.labels;
        document.spec = declaration.spec;
        configuration.documents.append(document);
    }
    co_return configuration;
}

}
