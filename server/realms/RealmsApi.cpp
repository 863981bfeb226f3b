// SPDX-License-Identifier: GPL-3.0-or-later
#include "realms/RealmsApi.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

api::Realm answer(const Realm &realm)
{
    auto answer = api::decodeLeniently<api::Realm>(realmToJson(realm));
    const QJsonObject effective = realm.settings.toJson();
    for (auto setting = effective.begin(); setting != effective.end(); ++setting) {
        const QString origin = realm.settingsSet.contains(setting.key()) ? u"realm"_s : u"server"_s;
        answer.effectiveSettings.insert(
            setting.key(), QJsonObject { { u"value"_s, setting.value() }, { u"origin"_s, origin } });
    }
    return answer;
}

Field<QJsonObject> settings(const Field<api::RealmSettings> &field)
{
    return field.hasValue() ? Field(field.value().toJson()) : Field<QJsonObject>();
}

}

RealmsApi::RealmsApi(RealmService *realms, const SessionService *sessions, const admin::Lists *lists)
    : m_realms(realms)
    , m_sessions(sessions)
    , m_lists(lists)
{
}

Task<Result<api::RealmList>> RealmsApi::listRealms(admin::ContextPointer context)
{
    const auto &spec = RealmService::listSpec();
    auto request = CO_TRY(m_lists->request(*context, spec));
    const auto page = CO_TRY(co_await m_realms->list(std::move(request), context->deadline()));
    api::RealmList list;
    for (const Realm &realm : page.realms)
        list.items.append(answer(realm));
    list.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::Realm>> RealmsApi::createRealm(admin::ContextPointer context, api::RealmCreate body)
{
    RealmChanges changes;
    changes.name = body.name;
    changes.displayName = body.displayName;
    changes.enabled = body.enabled;
    changes.settings = settings(body.settings);
    co_return answer(CO_TRY(co_await m_realms->create(context->change, std::move(changes))));
}

Task<Result<api::Realm>> RealmsApi::getRealm(admin::ContextPointer context)
{
    co_return answer(*context->realm);
}

Task<Result<api::Realm>> RealmsApi::updateRealm(admin::ContextPointer context, api::RealmUpdate body)
{
    RealmChanges changes;
    changes.name = body.name;
    changes.displayName = body.displayName;
    changes.enabled = body.enabled;
    changes.settings = settings(body.settings);
    const Realm realm = CO_TRY(
        co_await m_realms->update(context->change, context->realm->id, std::move(changes), context->ifVersion));
    if (!realm.enabled)
        m_sessions->endAllOfRealm(context->change->transaction(), realm.id, u"realm disabled"_s);
    co_return answer(realm);
}

Task<Result<void>> RealmsApi::deleteRealm(admin::ContextPointer context)
{
    CO_TRY(co_await m_realms->remove(context->change, context->realm->id, context->ifVersion));
    m_sessions->endAllOfRealm(context->change->transaction(), context->realm->id, u"realm deleted"_s);
    co_return {};
}

Task<Result<api::Realm>> RealmsApi::undeleteRealm(admin::ContextPointer context)
{
    co_return answer(CO_TRY(co_await m_realms->undelete(context->change, context->id("realm"), context->ifVersion)));
}

}
