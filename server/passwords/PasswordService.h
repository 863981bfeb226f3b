// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Secret.h"
#include "passwords/HashingPool.h"
#include "passwords/PasswordStore.h"
#include "realms/RealmDirectory.h"

#include <QtCore/QHash>

namespace auth {

/// How checking a password ended.
struct PasswordCheck {
    bool good = false;
    bool tooOld = false; ///< It is good, and the realm wants another one (`force_password_rotation`).
    bool blocked = false; ///< Too much failed before: it was not looked at.
    bool failedBefore = false;
    Uuid account; ///< What failures are counted under.
    QStringList sources; ///< Whose they are.
};

/// A password that passed the policy, hashed: what save() takes.
struct PreparedPassword {
    QByteArray phc;
};

/// The rules of passwords. One per thread; the pool is the process's.
class PasswordService {
public:
    static constexpr qsizetype kMaximumLength = 256; ///< Code points. Longer ones are refused, never cut.

    PasswordService(db::Database* database, HashingPool* pool, const Clock* clock);

    /// Is \a password allowed by the realm's policy: at least RealmSettings::passwordMinLength and at most
    /// kMaximumLength code points after NFC? ValidationFailed with the field `/password` (`invalid`, `too_short`,
    /// `too_long`).
    static Result<void> checkPolicy(const Realm& realm, const Secret& password);
    /// checkPolicy(), then the hash. Takes tens of milliseconds: before the transaction begins. TooManyRequests when
    /// the pool is full.
    Task<Result<PreparedPassword>> prepare(RealmPointer realm, Secret password);
    /// Writes \a password as the account's own in the transaction of the change, whose audit row the caller writes.
    void save(db::Transaction* transaction, RealmId realm, UserId user, PreparedPassword password) const;

    /// Is \a password that of \a user, whom \a identifier names? Without a user, or for one without a password, the answer
    /// is no, after the same query and the same Argon2 run (security.md E1, W13). Where too much failed before (Lockout.h)
    /// the password is not looked at. A hash with other costs than today's is made anew behind the answer. The caller
    /// writes noteFailure() or noteSuccess() with what it writes anyway.
    Task<Result<PasswordCheck>> verify(RealmPointer realm, std::optional<UserId> user, QString identifier,
        Secret password, PasswordSource source, Deadline deadline);
    void noteFailure(db::Transaction* transaction, RealmId realm, const PasswordCheck& check) const;
    /// What failed before at these sources is forgotten. Nothing to do after a first try.
    void noteSuccess(db::Transaction* transaction, RealmId realm, const PasswordCheck& check) const;
    /// Nobody has to wait any more for what \a user or others got wrong.
    void forgetFailures(db::Transaction* transaction, RealmId realm, UserId user) const;
    Task<Result<bool>> hasPassword(RealmPointer realm, UserId user, Deadline deadline) const;

private:
    Task<> rehash(RealmPointer realm, UserId user, Secret password, QByteArray oldPhc);

    PasswordStore m_store;
    HashingPool* m_pool;
    const Clock* m_clock;
    QByteArray m_decoy; // A hash that no password has.
    QHash<std::pair<RealmId, Uuid>, int> m_strangersChecked; // Passwords of an account that are being hashed now.
};

}
