// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Database.h"
#include "mail/Letter.h"
#include "realms/Realm.h"
#include "users/User.h"

namespace auth::mail {
class Mailer;
}

namespace auth {

/// What owners are told of (security.md S12).
enum class AccountNews : quint8 { PasswordChanged, EmailChanged };

/// The mail that says so.
mail::Letter accountLetter(AccountNews news);

/// What a notice of \a kind says; null where it is not of this kind.
pages::MessageId accountNewsText(const QByteArray &kind);

/// Leaves a notice in \a transaction, and a mail to the address of \a user, as they were before the change; none to an
/// address that nobody verified.
void tellOfAccount(const mail::Mailer *mailer, db::Transaction *transaction, const Realm &realm, const User &user,
    AccountNews news, Timestamp now);

}
