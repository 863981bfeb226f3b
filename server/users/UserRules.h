// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Field.h"
#include "core/Result.h"
#include "users/User.h"

namespace auth {

/// What a new user is made from, and what a change of one names. Null removes a member.
struct UserChanges {
    Field<QString> username;
    Field<QString> email;
    Field<bool> emailVerified;
    Field<QString> phoneNumber;
    Field<bool> phoneNumberVerified;
    Field<bool> enabled;
    Field<QStringList> requiredActions; ///< Of kRequiredActions, in any order.
    QJsonObject claims; ///< Standard claims (OpenID Connect Core §5.1) without a member above; null removes one.
};

/// \a base with \a changes, checked whole: every problem at once.
Result<User> applyChanges(User base, const UserChanges &changes);

/// The names by which the user signs in, canonical and in order: user name and e-mail address. They may be the same.
QStringList identifiersOf(const User &user);

}
