// SPDX-License-Identifier: GPL-3.0-or-later
#include "declarative/Plan.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

int plan(const Invocation &invocation)
{
    const auto how = howToApply(invocation.options);
    if (!how)
        return report(invocation.options, how.error());
    const auto realms = documentsOf(invocation.options);
    if (!realms)
        return report(invocation.options, realms.error());
    return makePlan(invocation, *realms, *how);
}

constexpr Flag kFlags[] = { kDocumentsFlag, kOwnerFlag, kPruneFlag, kMaxDeleteFlag, kPlanOutFlag };
constexpr Verb kVerbs[] = {
    { "", "Show what applying documents would change, in a transaction that is rolled back.", "authctl plan -f realm.yaml --plan-out plan.json",
        api::operation::kApplyConfiguration, Handle::None, {}, plan, kFlags },
};

}

extern const Noun plan_variant;
const Noun plan_variant { "plan", {}, "Show what applying documents would change.", "", "name", "", {}, kVerbs };

}
