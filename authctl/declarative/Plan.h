// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "declarative/Apply.h"

namespace auth::cli {

/// What a plan was made of: documents (secrets stay references) and the versions that it saw.
struct PlannedRealm {
    RealmDocuments documents;
    Application how;
    QJsonArray expect;
};

std::expected<void, Failure> writePlan(const QString &file, const QList<RealmDocuments> &realms, const Application &how, const QJsonArray &changes);
std::expected<QList<PlannedRealm>, Failure> readPlan(const QString &file);

/// Shows what applying would do, and keeps it in the file of --plan-out. Answers the exit code.
int makePlan(const Invocation &invocation, const QList<RealmDocuments> &realms, Application how);

}
