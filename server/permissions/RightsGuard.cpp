// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions/RightsGuard.h"

#include "admin/StepUp.h"
#include "realms/ReservedNames.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

}

Result<void> RightsGuard::check(const admin::Context &context, const RightSet &rights, const QString &what) const
{
    const QStringList missing = context.caller.rights.missing(rights);
    if (missing.isEmpty() || context.isPlan)
        return rights.isEmpty() ? Result<void>() : admin::checkStepUpForRights(context);
    return failure(ErrorCode::Forbidden,
        u"%1 has rights in the admin API that you do not have: %2."_s.arg(what, missing.join(u", "_s)));
}

Task<Result<void>> RightsGuard::checkSubject(
    admin::ContextPointer context, SubjectKind kind, Uuid id, QString what) const
{
    const auto holdings = CO_TRY(co_await m_rights->of(context->change, context->realm, kind, id));
    co_return check(*context, holdings.rights, what);
}

Task<Result<void>> RightsGuard::checkRoles(admin::ContextPointer context, QList<RoleId> roles, QString what) const
{
    const auto holdings = CO_TRY(co_await m_rights->ofRoles(context->change, context->realm, std::move(roles)));
    co_return check(*context, holdings.rights, what);
}

Task<Result<RightsGuard::Watch>> RightsGuard::begin(admin::ContextPointer context) const
{
    CO_TRY(co_await m_rights->lockRealm(context->change, context->realm->id));
    if (context->realm->name != kSystemRealm)
        co_return Watch::Nothing;
    const bool found = CO_TRY(co_await m_rights->hasAdministrator(context->change, context->realm));
    co_return found ? Watch::Administrator : Watch::Nothing;
}

Task<Result<RightsGuard::Watch>> RightsGuard::beginFor(admin::ContextPointer context, UserId user, QString name) const
{
    const Watch watch = context->realm->name == kSystemRealm ? CO_TRY(co_await begin(context)) : Watch::Nothing;
    CO_TRY(co_await checkSubject(context, SubjectKind::User, user.value, std::move(name)));
    co_return watch;
}

Task<Result<void>> RightsGuard::end(admin::ContextPointer context, Watch watch) const
{
    if (watch == Watch::Nothing || CO_TRY(co_await m_rights->hasAdministrator(context->change, context->realm)))
        co_return {};
    co_return failure(
        ErrorCode::Conflict, u"This would leave nobody who has every right. Give them to somebody else first."_s);
}

}
