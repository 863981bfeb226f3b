// SPDX-License-Identifier: GPL-3.0-or-later
#include "declarative/Apply.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

/// 0 where the documents are true already, 1 where they are not, and something else where that could not be found out.
int diff(const Invocation &invocation)
{
    auto how = howToApply(invocation.options);
    if (!how)
        return reportComparison(invocation.options, how.error());
    const auto realms = documentsOf(invocation.options);
    if (!realms)
        return reportComparison(invocation.options, realms.error());
    how->dryRun = true;
    QJsonArray changes;
    if (const auto compared = applyToRealms(invocation, *realms, *how, &changes); !compared)
        return reportComparison(invocation.options, compared.error());
    const int written = writeChanges(invocation, changes);
    return written != Done ? written : differs(changes) ? Failed : Done;
}

constexpr Flag kFlags[] = { kDocumentsFlag, kOwnerFlag, kPruneFlag, kMaxDeleteFlag };
constexpr Verb kVerbs[] = {
    { "", "Compare documents with the server: exit code 0 without differences, 1 with some.", "authctl diff -f realm.yaml",
        api::operation::kApplyConfiguration, Handle::None, {}, diff, kFlags },
};

}

extern const Noun diff_variant;
const Noun diff_variant { "diff", {}, "Compare documents with the server.", "", "name", "", {}, kVerbs };

}
