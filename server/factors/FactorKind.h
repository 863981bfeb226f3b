// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "db/Database.h"
#include "factors/Factor.h"
#include "keys/RealmKeys.h"
#include "pages/PageModel.h"
#include "realms/RealmDirectory.h"

#include <span>

namespace auth::mail {
class Mailer;
}

namespace auth::sms {
class Texter;
}

namespace auth {

/// What somebody typed, in the transaction of the sign-in that it is part of.
struct FactorAttempt {
    db::Transaction *transaction;
    RealmPointer realm;
    UserId userId;
    FlowId flowId; ///< The sign-in.
    QString typed;
    RealmKeys *keys;
    Timestamp now;
};

/// Where a code is to be sent.
struct FactorSending {
    db::Transaction *transaction;
    RealmPointer realm;
    UserId userId;
    FlowId flowId;
    FactorsOfAccount factors;
    QString network; ///< Of who asks for it.
    RealmKeys *keys;
    const mail::Mailer *mailer;
    const sms::Texter *texter;
    Timestamp now;
};

/// One kind of second factor. A file in kinds/, which is all that a new kind needs.
struct FactorKind {
    const char *name; ///< `totp`: in rows and in the admin API.
    const char *button; ///< `use-totp`: of the page that lets people choose.
    const char *amr; ///< RFC 8176 §2.
    int preference; ///< The lowest that a person has is asked for first, unless they prefer another one.
    /// Does it count as having a second factor? Backup codes stand in for one, and are none.
    bool standsAlone;
    bool digits; ///< What is typed are digits only.
    pages::MessageId choose; ///< "Use …", in the list of other ways.
    pages::MessageId lead; ///< What the page asks for; takes `destination`.
    bool (*isOffered)(const Realm &realm, const FactorsOfAccount &factors);
    /// Counts the attempt, and uses the code up where it is good.
    Task<Result<FactorVerdict>> (*verify)(FactorAttempt attempt);
    /// Sends a code first; null where people have it. False: enough were sent for now.
    Task<Result<bool>> (*send)(FactorSending sending) = nullptr;
    QString (*destination)(const FactorsOfAccount &factors) = nullptr; ///< Masked.
    /// The step's own page, where nothing is typed; null: the page with one input, `code`.
    const char *path = nullptr;
    /// Has the person it, also where the realm does not count it as a second factor? Null: it counts wherever they do.
    bool (*isHeld)(const FactorsOfAccount &factors) = nullptr;
};

/// Every kind, from the files in kinds/.
std::span<const FactorKind *const> factorKinds();
const FactorKind *findFactorKind(QStringView name);

/// Those that \a factors let a person choose from, what they prefer first. None where there is none that stands alone.
std::vector<const FactorKind *> offeredFactors(const Realm &realm, const FactorsOfAccount &factors);

/// All that \a factors let a person show who they are by, what they prefer first: also backup codes alone, and what the
/// realm does not count as a second factor.
std::vector<const FactorKind *> heldFactors(const Realm &realm, const FactorsOfAccount &factors);

/// HMAC-SHA256 of a code that people type, under the realm's key for it; \a place keeps codes of one kind or sign-in
/// from being another's.
Result<QByteArray> shortCodeMac(RealmKeys *keys, const Realm &realm, const QByteArray &place, const QByteArray &code);

}
