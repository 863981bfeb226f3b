// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/FactorMail.h"
#include "factors/FactorsApi.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

/// Two people have to agree: a machine that one of them runs is nobody else, and nobody spares themselves the factor.
Result<void> checkCaller(const admin::Context &context, const User &user, bool needsPerson)
{
    if (context.caller.isPerson && context.caller.subject == user.id.toString())
        return failure(ErrorCode::Forbidden, u"Nobody spares themselves the second factor: ask another administrator."_s);
    if (needsPerson && !context.caller.isPerson)
        return failure(ErrorCode::Forbidden, u"Two people have to agree here, so an application cannot ask or approve."_s);
    return {};
}

}

api::MfaBypass FactorsApi::answer(const FactorBypass &bypass) const
{
    return api::decodeLeniently<api::MfaBypass>(bypassToJson(bypass, m_clock->now()));
}

Task<Result<QString>> FactorsApi::callerName(admin::ContextPointer context) const
{
    const admin::Caller &caller = context->caller;
    if (!caller.isPerson)
        co_return QString::fromUtf8(caller.clientId);
    co_return CO_TRY(co_await m_users->findByHandle(caller.realm->id, caller.subject, context->deadline())).username;
}

Task<Result<api::MfaBypass>> FactorsApi::getMfaBypass(admin::ContextPointer context)
{
    const RealmId realm = context->realm->id;
    const User user = CO_TRY(co_await m_users->findByHandle(realm, context->id("user"), context->deadline()));
    co_return answer(CO_TRY(co_await m_factors->bypassOf(realm, user.id, context->deadline())));
}

Task<Result<api::MfaBypass>> FactorsApi::requestMfaBypass(admin::ContextPointer context, api::MfaBypassRequest body)
{
    const QString name = CO_TRY(co_await callerName(context));
    const User user = CO_TRY(co_await owner(context));
    const bool waits = context->realm->settings.mfaBypassApproval;
    CO_TRY(checkCaller(*context, user, waits));
    if (!CO_TRY(co_await m_factors->hasFactor(context->realm, user.id, context->deadline())))
        co_return failure(ErrorCode::Conflict, u"The user has no second factor that could be left out."_s);
    db::Transaction *transaction = context->change->transaction();
    AuditEvent event = userEvent(*context->change, user, waits ? "mfa.bypass_requested" : "mfa.bypass_opened");
    FactorBypass bypass;
    bypass.reason = body.reason;
    bypass.minutes = static_cast<int>(body.minutes);
    bypass.requestedBy = context->caller.subject;
    bypass.requestedByName = name;
    bypass = m_factors->requestBypass(transaction, *context->realm, user.id, std::move(bypass));
    event.reason = bypass.reason;
    event.after = bypassToJson(bypass, m_clock->now());
    context->change->record(std::move(event));
    if (!waits)
        tellOwner(m_mailer, transaction, *context->realm, contactOf(user), FactorNews::BypassOpened, m_clock->now());
    co_return answer(bypass);
}

Task<Result<api::MfaBypass>> FactorsApi::approveMfaBypass(admin::ContextPointer context)
{
    const QString name = CO_TRY(co_await callerName(context));
    const User user = CO_TRY(co_await owner(context));
    CO_TRY(checkCaller(*context, user, true));
    db::Transaction *transaction = context->change->transaction();
    AuditEvent event = userEvent(*context->change, user, "mfa.bypass_opened");
    const FactorBypass bypass = CO_TRY(
        co_await m_factors->approveBypass(transaction, user.realmId, user.id, context->caller.subject, name));
    event.reason = bypass.reason;
    event.after = bypassToJson(bypass, m_clock->now());
    context->change->record(std::move(event));
    tellOwner(m_mailer, transaction, *context->realm, contactOf(user), FactorNews::BypassOpened, m_clock->now());
    co_return answer(bypass);
}

Task<Result<void>> FactorsApi::endMfaBypass(admin::ContextPointer context)
{
    const User user = CO_TRY(co_await owner(context));
    const FactorBypass ended = CO_TRY(co_await m_factors->endBypass(context->change->transaction(), user.realmId, user.id));
    AuditEvent event = userEvent(*context->change, user, "mfa.bypass_ended");
    event.reason = context->reason;
    event.before = bypassToJson(ended, m_clock->now());
    context->change->record(std::move(event));
    co_return {};
}

}
