// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "declarations/Applying.h"

#include <QtCore/QMap>

namespace auth::declarations {

/// The member `members` of a document of an organisation: its people, by user name, and the roles that each has in it. It
/// is written and read by the operations that move members and their roles, with their permissions.
struct Member {
    QString name;
    QStringList roles; ///< Sorted.
};
/// By the name without regard to case.
using Members = QMap<QString, Member>;

/// None for null. ValidationFailed where it is no list of members.
Result<Members> membersOfSpec(const QJsonValue &value);
/// Sorted by name.
QJsonArray membersToJson(const Members &members);

/// The members that the organisation \a name has.
Task<Result<Members>> membersOf(admin::ContextPointer context, std::shared_ptr<admin::Inside> inside, RealmPointer realm, QString name);

/// Adds, removes and gives roles to whom \a wanted says otherwise. The difference, by pointer; empty where there is none.
Task<Result<QJsonObject>> applyMembers(ApplyingPointer run, QString name, Members wanted);

}
