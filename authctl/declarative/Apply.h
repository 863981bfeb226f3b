// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "declarative/Documents.h"

#include <QtCore/QJsonArray>

namespace auth::cli {

/// How documents are applied.
struct Application {
    QString owner;
    bool prune = false;
    std::optional<qint64> maxDelete;
    bool dryRun = false;
};

/// Sends the documents of one realm, in one transaction; where the realm is not there and one of them describes it, it is
/// made. Answers the changes, each with its `realm`. \a expect are the versions of a plan.
std::expected<QJsonArray, Failure> applyToRealm(const Invocation &invocation, const RealmDocuments &documents, const Application &how, const QJsonArray &expect = {});

/// The changes of every realm, one after the other. What was done before something failed is in \a done.
std::expected<void, Failure> applyToRealms(const Invocation &invocation, const QList<RealmDocuments> &realms, const Application &how, QJsonArray *done);

/// How a command was asked to apply: --owner, --prune, --max-delete.
std::expected<Application, Failure> howToApply(const Options &options);

/// Everything but what is unchanged, for a person; the changes as data for a program.
int writeChanges(const Invocation &invocation, const QJsonArray &changes);
/// `1 created, 2 updated, 5 unchanged`.
QString summary(const QJsonArray &changes);
bool differs(const QJsonArray &changes);

/// Every document of the invocation's --file, by realm.
std::expected<QList<RealmDocuments>, Failure> documentsOf(const Options &options);

/// A failure where exit code 1 means differences.
int reportComparison(const Options &options, Failure failure);

/// Of the commands that take documents.
inline constexpr Flag kDocumentsFlag { "file", "FILE|DIR|-", "The documents: a file, every .yaml, .yml and .json below a folder, or standard input", 'f' };
inline constexpr Flag kOwnerFlag { "owner", "NAME", "The name of the set that the documents are" };
inline constexpr Flag kPruneFlag { "prune", nullptr, "Delete what the set declared before and declares no more" };
inline constexpr Flag kMaxDeleteFlag { "max-delete", "N", "Refuse to delete more objects than that (default 0)" };
inline constexpr Flag kPlanOutFlag { "plan-out", "FILE", "Write the plan, for: authctl apply plan FILE" };

}
