// SPDX-License-Identifier: GPL-3.0-or-later
#include "Prompt.h"
#include "declarative/Plan.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

/// Deleting is asked about, with the number: who prunes types the set's name.
std::optional<Failure> confirmDeletions(const Invocation &invocation, const QList<RealmDocuments> &realms, Application how)
{
    if (!how.prune)
        return std::nullopt;
    how.dryRun = true;
    QJsonArray changes;
    if (const auto planned = applyToRealms(invocation, realms, how, &changes); !planned)
        return planned.error();
    QStringList doomed;
    for (const auto &change : changes) {
        if (change[u"action"].toString() == "deleted"_L1)
            doomed.append(change[u"kind"].toString() + u' ' + change[u"name"].toString());
    }
    if (doomed.isEmpty())
        return std::nullopt;
    return confirm(invocation.options, Severity::Severe, u"Delete %1?"_s.arg(doomed.join(u", "_s)), how.owner);
}

/// Each document in a transaction of its own; what needs a later one is tried again.
int applyOneByOne(const Invocation &invocation, const QList<RealmDocuments> &realms, const Application &how)
{
    const Options &options = invocation.options;
    QJsonArray changes;
    QList<Failure> failures;
    Application each = how;
    each.prune = false;
    for (const RealmDocuments &realm : realms) {
        QList<Document> waiting = realm.documents;
        while (!waiting.isEmpty()) {
            QList<Document> failed;
            failures.clear();
            for (const Document &document : std::as_const(waiting)) {
                const auto done = applyToRealm(invocation, { realm.realm, { document } }, each);
                if (done) {
                    for (const auto &change : *done)
                        changes.append(change);
                    continue;
                }
                failed.append(document);
                failures.append(done.error());
                if (done.error().exitCode == Unreachable || done.error().exitCode == NotLoggedIn)
                    break;
            }
            const bool stuck = failed.size() == waiting.size() || failures.value(failures.size() - 1).retryable;
            waiting = failed;
            if (stuck)
                break;
        }
        if (waiting.isEmpty() && how.prune) {
            if (const auto pruned = applyToRealm(invocation, realm, how); !pruned)
                failures.append(pruned.error());
            else
                for (const auto &change : *pruned)
                    if (change[u"action"].toString() == "deleted"_L1)
                        changes.append(change);
        }
        if (!failures.isEmpty())
            break;
    }
    const int written = writeChanges(invocation, changes);
    if (failures.isEmpty())
        return written;
    for (const Failure &failure : std::as_const(failures))
        report(options, failure);
    note(options, u"done: %1; %2 failed. Run it again to complete it."_s.arg(summary(changes)).arg(failures.size()));
    return DoneInPart;
}

int applyPlan(const Invocation &invocation, const QString &file)
{
    const Options &options = invocation.options;
    const auto plan = readPlan(file);
    if (!plan)
        return report(options, plan.error());
    QJsonArray changes;
    for (const PlannedRealm &realm : *plan) {
        Application how = realm.how;
        how.dryRun = options.dryRun;
        if (const auto refused = confirmDeletions(invocation, { realm.documents }, how))
            return report(options, *refused);
        const auto done = applyToRealm(invocation, realm.documents, how, realm.expect);
        if (!done) {
            Failure failure = done.error();
            if (!changes.isEmpty())
                failure.message += u" Done before: %1."_s.arg(summary(changes));
            return report(options, failure);
        }
        for (const auto &change : *done)
            changes.append(change);
    }
    return writeChanges(invocation, changes);
}

int apply(const Invocation &invocation)
{
    const Options &options = invocation.options;
    if (!options.arguments.isEmpty()) {
        if (options.arguments[0] != "plan"_L1 || options.arguments.size() != 2 || options.has(u"file"_s))
            return report(options, usageFailure(u"Documents are named with --file; a plan with: authctl apply plan FILE"_s));
        return applyPlan(invocation, options.arguments[1]);
    }
    const auto how = howToApply(options);
    if (!how)
        return report(options, how.error());
    const QString atomic = options.has(u"atomic"_s) ? options.value(u"atomic"_s) : u"true"_s;
    if (atomic != "true"_L1 && atomic != "false"_L1)
        return report(options, usageFailure(u"--atomic takes true or false."_s));
    const auto realms = documentsOf(options);
    if (!realms)
        return report(options, realms.error());
    if (how->dryRun || options.has(u"plan-out"_s))
        return makePlan(invocation, *realms, *how);
    // Before anything is sent, so that a secret that is missing in the last file stops the first.
    for (const RealmDocuments &realm : *realms) {
        if (const auto resolved = withSecrets(realm.documents); !resolved)
            return report(options, resolved.error());
    }
    if (const auto refused = confirmDeletions(invocation, *realms, *how))
        return report(options, *refused);
    if (atomic == "false"_L1)
        return applyOneByOne(invocation, *realms, *how);
    QJsonArray changes;
    if (const auto applied = applyToRealms(invocation, *realms, *how, &changes); !applied)
        return report(options, applied.error());
    return writeChanges(invocation, changes);
}

constexpr Flag kFlags[] = { kDocumentsFlag, kOwnerFlag, kPruneFlag, kMaxDeleteFlag, kPlanOutFlag,
    { "atomic", "true|false", "All of a realm's documents or none (default), or each for itself" } };
constexpr Argument kArguments[] = { { "plan", "With a file: apply the plan that is in it, if nothing has moved since", false },
    { "FILE", "The plan, of --plan-out", false } };
constexpr Verb kVerbs[] = {
    { "", "Make documents true: create and change what they name, in one transaction per realm.", "authctl apply -f realm.yaml",
        api::operation::kApplyConfiguration, Handle::None, { .change = true, .confirm = true }, apply, kFlags, kArguments },
};

}

extern const Noun apply_variant;
const Noun apply_variant { "apply", {}, "Make documents true.", "", "name", "", {}, kVerbs,
    "Only the members that a document names are managed; null takes one back to its default. Secrets are given by reference: "
    "{secretRef: env:NAME}, {secretRef: file:PATH}, or {secretRef: generate}, which makes one where the object is made." };

}
