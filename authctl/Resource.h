// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Command.h"

#include "api/Call.h"

namespace auth::cli {

/// The version of an object, as the ETag of an answer has it.
std::optional<qint64> versionOf(const api::Answer &answer);

/// Of a list whose objects can be taken back.
inline constexpr Flag kDeletedFlag[] = { { "deleted", nullptr, "What was deleted and can still be taken back" } };

/// The verbs that every resource of the admin API has, over its operations.
int listObjects(const Invocation &invocation);
/// A list that comes whole, without pages.
int listWhole(const Invocation &invocation);
int getObject(const Invocation &invocation);
int createObject(const Invocation &invocation);
int updateObject(const Invocation &invocation);
/// Opens it in an editor and changes what was edited. Where somebody else changed it meanwhile, both are shown again.
int editObject(const Invocation &invocation);
inline constexpr Argument kVersionArgument[] = { { "VERSION", "One that \"history\" lists." } };
/// The versions of the object, newest first.
int listHistory(const Invocation &invocation);
/// Makes the object what it was at the version in kVersionArgument.
int revertObject(const Invocation &invocation);
/// An action without a body that answers the object: undelete and the like.
int actOnObject(const Invocation &invocation);
/// Asks before: [y/N], or for the name where the loss is severe.
int deleteObject(const Invocation &invocation);
int deleteObjectByName(const Invocation &invocation);

}
