// SPDX-License-Identifier: GPL-3.0-or-later
#include "passkeys/PasskeysApi.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

api::Passkey answer(const PasskeySeen &seen)
{
    QJsonObject object = passkeyToJson(seen.passkey);
    object.insert(u"username"_s, seen.username);
    return api::decodeLeniently<api::Passkey>(object);
}

}

PasskeysApi::PasskeysApi(PasskeyService *passkeys, const RightsGuard *guard, const admin::Lists *lists)
    : m_passkeys(passkeys)
    , m_guard(guard)
    , m_lists(lists)
{
}

Task<Result<PasskeySeen>> PasskeysApi::find(admin::ContextPointer context) const
{
    const auto id = PasskeyId::parse(context->id("passkey").toUtf8());
    if (!id)
        co_return failure(ErrorCode::NotFound, u"There is no such passkey."_s);
    co_return co_await m_passkeys->find(context->realm->id, *id, context->deadline());
}

Task<Result<api::PasskeyList>> PasskeysApi::listPasskeys(admin::ContextPointer context)
{
    const auto &spec = PasskeyService::listSpec();
    auto request = CO_TRY(m_lists->request(*context, spec));
    const auto page = CO_TRY(co_await m_passkeys->list(context->realm->id, std::move(request), context->deadline()));
    api::PasskeyList list;
    for (const PasskeySeen &seen : page.passkeys)
        list.items.append(answer(seen));
    list.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::Passkey>> PasskeysApi::getPasskey(admin::ContextPointer context)
{
    co_return answer(CO_TRY(co_await find(context)));
}

Task<Result<api::Passkey>> PasskeysApi::updatePasskey(admin::ContextPointer context, api::PasskeyUpdate body)
{
    const PasskeySeen found = CO_TRY(co_await find(context));
    CO_TRY(co_await m_guard->beginFor(context, found.passkey.userId, found.username));
    const QString label = body.label.valueOr(found.passkey.label);
    const Passkey renamed = CO_TRY(co_await m_passkeys->rename(context->change->transaction(), found.passkey, label, context->ifVersion));
    AuditEvent event = context->change->event(context->realm->id, "passkey.renamed");
    event.target("user", found.passkey.userId.toString(), found.username);
    event.before = passkeyToJson(found.passkey);
    event.after = passkeyToJson(renamed);
    context->change->record(std::move(event));
    co_return answer({ renamed, found.username });
}

Task<Result<void>> PasskeysApi::revokePasskey(admin::ContextPointer context)
{
    const PasskeySeen found = CO_TRY(co_await find(context));
    if (context->ifVersion && *context->ifVersion != found.passkey.version)
        co_return failure(ErrorCode::VersionMismatch, u"The passkey was changed meanwhile."_s);
    CO_TRY(co_await m_guard->beginFor(context, found.passkey.userId, found.username));
    CO_TRY(co_await m_passkeys->remove(context->change->transaction(), found.passkey));
    AuditEvent event = context->change->event(context->realm->id, "passkey.revoked");
    event.target("user", found.passkey.userId.toString(), found.username);
    event.before = passkeyToJson(found.passkey);
    context->change->record(std::move(event));
    co_return {};
}

}
