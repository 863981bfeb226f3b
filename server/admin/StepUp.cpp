// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/StepUp.h"

#include "sessions/Assurance.h"

#include <algorithm>

namespace auth::admin {

namespace {

using namespace Qt::StringLiterals;
using StepUp = api::Operation::StepUp;

/// Does \a body name \a member, `settings.mfa`?
bool names(const QJsonObject &body, QLatin1StringView member)
{
    const auto dot = member.indexOf(u'.');
    if (dot < 0)
        return body.contains(member);
    return names(body[member.first(dot)].toObject(), member.sliced(dot + 1));
}

bool isProtected(const api::Operation &operation, const QJsonObject &body)
{
    if (operation.stepUp != StepUp::Always)
        return false;
    const auto members = operation.stepUpMembers;
    return members.empty() || std::any_of(members.begin(), members.end(), [&body](const char *member) {
        return names(body, QLatin1StringView(member));
    });
}

void addDemand(const Realm &realm, AuthenticationDemand *demand)
{
    const RealmSettings &settings = realm.settings;
    if (settings.stepUp == StepUpPolicy::Off)
        return;
    demand->maxAge = std::min(demand->maxAge.value_or(settings.stepUpMaxAge), settings.stepUpMaxAge);
    if (settings.stepUp == StepUpPolicy::TwoFactors)
        demand->acrValues = QStringList { QString::fromLatin1(kTwoFactors) };
}

Result<void> check(const Context &context, Timestamp now)
{
    const Caller &caller = context.caller;
    if (!caller.isPerson || context.dryRun || context.isPlan)
        return {};
    AuthenticationDemand demand;
    addDemand(*caller.realm, &demand);
    if (context.realm)
        addDemand(*context.realm, &demand);
    const bool stale = demand.maxAge && caller.authTime + *demand.maxAge <= context.askedAt.value_or(now);
    const bool weak = !demand.acrValues.isEmpty() && !caller.twoFactors;
    if (!stale && !weak)
        return {};
    Error error(ErrorCode::InsufficientUserAuthentication,
        weak ? u"This needs a sign-in with two factors: who has none sets one up on the account page."_s
             : u"This needs a more recent sign-in."_s);
    error.demand = std::move(demand);
    return std::unexpected(error);
}

}

Result<void> checkStepUp(const Context &context, const Clock &clock)
{
    return isProtected(*context.operation, context.body) ? check(context, clock.now()) : Result<void>();
}

Result<void> checkStepUpForRights(const Context &context)
{
    return context.operation->stepUp == StepUp::ForRights ? check(context, context.change->clock().now())
                                                          : Result<void>();
}

}
