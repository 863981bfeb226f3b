// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "declarations/Applying.h"

#include <QtCore/QHash>

namespace auth::declarations {

/// The member `roles` of a document: those that people and applications have directly. It is written and read by the
/// operations that give, take and list roles, with their permissions.

/// Sorted; none for null. ValidationFailed where it is no list of names.
Result<QStringList> rolesOfSpec(const QJsonValue &value);

/// Gives and takes what differs from \a wanted. The difference, by pointer; empty where there is none.
Task<Result<QJsonObject>> applyRoles(ApplyingPointer run, const Kind *kind, QString name, QStringList wanted);

/// By kind of holder (`user`) and name.
using RolesOfHolders = QHash<std::pair<QString, QString>, QStringList>;
/// Who has which of \a roles directly: a list for each role, however many people there are.
Task<Result<RolesOfHolders>> everyRoleOfHolders(
    admin::ContextPointer context, std::shared_ptr<admin::Inside> inside, QStringList roles);

}
