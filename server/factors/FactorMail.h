// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Database.h"
#include "factors/Factor.h"
#include "mail/Letter.h"
#include "realms/Realm.h"
#include "users/User.h"

namespace auth::mail {
class Mailer;
}

namespace auth {

/// What an owner is told of, at once, by mail and on the account page (security.md S12).
enum class FactorNews : quint8 {
    Added,
    Removed,
    BackupCodesMade,
    BackupCodeUsed,
    Reset,
    PasskeyAdded,
    PasskeyRemoved,
    PasskeySuspended,
    PhoneAdded,
    PhoneRemoved,
    BypassOpened,
    BypassUsed,
    Count, ///< How many there are. Stays last.
};

/// The mail that says so. \a backupCodes: how many are left, where one was used.
mail::Letter factorLetter(FactorNews news, int backupCodes = 0);
/// The mail with a code to sign in by.
mail::Letter codeLetter(const QByteArray &code, Timestamp usefulUntil);
/// The mail with a code that shows whose the address is.
mail::Letter verificationLetter(const QByteArray &code, Timestamp usefulUntil);

/// How a mail reaches \a user.
Contact contactOf(const User &user);

/// What a notice of \a kind says; null where it is not of this kind.
pages::MessageId factorNewsText(const QByteArray &kind);

/// Leaves \a owner a notice in \a transaction, and a mail; none to an address that nobody verified.
void tellOwner(const mail::Mailer *mailer, db::Transaction *transaction, const Realm &realm, const Contact &owner,
    FactorNews news, Timestamp now, int backupCodes = 0);

}
