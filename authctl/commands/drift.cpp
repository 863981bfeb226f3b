// SPDX-License-Identifier: GPL-3.0-or-later
#include "Session.h"
#include "declarative/Apply.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

/// What applying again would put back: exit code 0 where nothing has drifted, 1 where something has.
int drift(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Application how;
    how.owner = options.value(u"owner"_s);
    how.dryRun = true;
    if (how.owner.isEmpty())
        return reportComparison(options, usageFailure(u"Which set? Name it with --owner."_s));
    Session session(&invocation);
    const auto declared = session.send(session.call(api::operation::kGetDeclaredConfiguration, { { "owner", how.owner } }));
    if (!declared) {
        Failure failure = declared.error();
        failure.next.clear();
        return reportComparison(options, failure);
    }
    if (declared->body[u"documents"].toArray().isEmpty()) {
        Failure failure = usageFailure(u"No set %1 has declared anything in the realm %2."_s.arg(how.owner, options.realm));
        failure.exitCode = NotFound;
        failure.code = u"not_found"_s;
        return reportComparison(options, failure);
    }
    RealmDocuments realm { options.realm, {} };
    for (const auto &document : declared->body[u"documents"].toArray())
        realm.documents.append({ document.toObject(), {}, {}, {} });
    const auto changes = applyToRealm(invocation, realm, how);
    if (!changes)
        return reportComparison(options, changes.error());
    const int written = writeChanges(invocation, *changes);
    return written != Done ? written : differs(*changes) ? Failed : Done;
}

constexpr Flag kFlags[] = { kOwnerFlag };
constexpr Verb kVerbs[] = {
    { "", "Show what has changed since a set of documents was applied: exit code 0 for nothing, 1 for something.", "authctl drift --owner platform",
        api::operation::kGetDeclaredConfiguration, Handle::None, {}, drift, kFlags },
};

}

extern const Noun drift_variant;
const Noun drift_variant { "drift", {}, "Show what has changed since a set of documents was applied.", "", "name", "", {}, kVerbs };

}
