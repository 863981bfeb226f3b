// SPDX-License-Identifier: GPL-3.0-or-later
#include "realms/RealmsApi.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

Field<QJsonObject> settings(const Field<api::RealmSettings> &field)
{
    return field.hasValue() ? Field(field.value().toJson()) : Field<QJsonObject>();
}

QStringList texts(const QList<QByteArray> &list)
{
    QStringList texts;
    for (const QByteArray &one : list)
        texts.append(QString::fromLatin1(one));
    return texts;
}

}

api::Realm RealmsApi::answer(const Realm &realm) const
{
    auto answer = api::decodeLeniently<api::Realm>(realmToJson(realm));
    const QJsonObject effective = realm.settings.toJson();
    for (auto setting = effective.begin(); setting != effective.end(); ++setting) {
        const QString origin = realm.settingsSet.contains(setting.key()) ? u"realm"_s : u"server"_s;
        answer.effectiveSettings.insert(
            setting.key(), QJsonObject { { u"value"_s, setting.value() }, { u"origin"_s, origin } });
    }
    answer.issuers = texts(m_realms->issuers().of(realm));
    return answer;
}

Task<Result<QStringList>> RealmsApi::consequencesOf(admin::ContextPointer context, Realm before, Realm after) const
{
    const QStringList now = texts(m_realms->issuers().of(after));
    QStringList consequences;
    for (const QString &issuer : texts(m_realms->issuers().of(before))) {
        if (!now.contains(issuer))
            consequences.append(u"%1 is no issuer any more: everything there is answered 404, and its access tokens are"
                                " refused."_s.arg(issuer));
    }
    if (consequences.isEmpty())
        co_return consequences;
    const auto live = CO_TRY(co_await m_sessions->countLive(after.id, context->deadline()));
    consequences.append(u"Applications that are configured with it have to be told of %1."_s.arg(now.join(u" or "_s)));
    consequences.append(u"%1 refresh tokens go on there; ID tokens that were issued before name the old issuer."_s.arg(live.grants));
    consequences.append(u"%1 sessions of people stay; bookmarks of the old address do not work."_s.arg(live.sessions));
    co_return consequences;
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
    changes.hostNames = body.hostNames;
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
    changes.hostNames = body.hostNames;
    changes.settings = settings(body.settings);
    const RealmPointer before = context->realm;
    const Realm realm
        = CO_TRY(co_await m_realms->update(context->change, before->id, std::move(changes), context->ifVersion));
    if (!realm.enabled)
        m_sessions->endAllOfRealm(context->change->transaction(), realm.id, u"realm disabled"_s);
    auto answered = answer(realm);
    if (const QStringList consequences = CO_TRY(co_await consequencesOf(context, *before, realm)); !consequences.isEmpty())
        answered.consequences = consequences;
    co_return answered;
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
