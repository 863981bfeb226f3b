// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "factors/FactorBypass.h"
#include "factors/FactorKind.h"

namespace auth {

/// Second factors of people, of one thread: set up, tried, taken away. Whoever calls writes the audit rows.
class FactorService {
public:
    FactorService(db::Database *database, const Clock *clock, RealmKeys *keys)
        : m_database(database)
        , m_clock(clock)
        , m_keys(keys)
    {
    }

    Task<Result<std::vector<Authenticator>>> list(RealmId realmId, UserId userId, Deadline deadline) const;
    Task<Result<FactorsOfAccount>> ofAccount(RealmId realmId, UserId userId, Deadline deadline) const;
    /// Has the person one that stands alone?
    Task<Result<bool>> hasFactor(RealmPointer realm, UserId userId, Deadline deadline) const;

    /// An authenticator app that waits for its first code. What is said of it is never said again.
    struct Enrolment {
        AuthenticatorId id;
        QByteArray secret; ///< Base32.
        QString uri; ///< `otpauth:`
        TotpParameters parameters;
    };
    /// ValidationFailed for a \a name that cannot be shown. In place of one that was begun and not finished.
    Result<Enrolment> begin(db::Transaction *transaction, const Realm &realm, UserId userId, const QString &account, QString name, TotpParameters parameters) const;
    /// The one that waits; nothing when there is none, or it is confirmed: its secret is not shown any more.
    Task<Result<std::optional<Enrolment>>> waiting(RealmPointer realm, UserId userId, QString account, AuthenticatorId id, Deadline deadline) const;
    /// The first code shows that the person has the secret of the authenticator that waits; the step of the code is used
    /// up. Its id, or nothing for a wrong code. NotFound when none waits.
    Task<Result<std::optional<AuthenticatorId>>> confirm(db::Transaction *transaction, RealmPointer realm, UserId userId, QString typed) const;

    /// Tries what was typed as a code of \a kind.
    Task<Result<FactorVerdict>> verify(db::Transaction *transaction, const FactorKind *kind, RealmPointer realm, UserId userId, FlowId flowId, QString typed) const;
    /// Sends a code; false when enough were sent for now.
    Task<Result<bool>> send(db::Transaction *transaction, const FactorKind *kind, RealmPointer realm, UserId userId, FlowId flowId, FactorsOfAccount factors) const;

    /// \a kind is asked for first, as long as the person has it.
    void prefer(db::Transaction *transaction, RealmId realmId, UserId userId, const FactorKind *kind) const;
    /// Ten new backup codes; the old ones end.
    Result<QList<QByteArray>> generateBackupCodes(db::Transaction *transaction, const Realm &realm, UserId userId) const;

    /// The name of what was removed, or NotFound.
    Task<Result<QString>> remove(db::Transaction *transaction, RealmId realmId, UserId userId, AuthenticatorId id) const;
    /// Takes every factor and code away. How many authenticators there were.
    Task<Result<int>> reset(db::Transaction *transaction, RealmId realmId, UserId userId) const;

    /// The person's last one, whatever became of it, or NotFound.
    Task<Result<FactorBypass>> bypassOf(RealmId realmId, UserId userId, Deadline deadline) const;
    /// In place of the last one. Open, or waiting where the realm asks for a second administrator.
    FactorBypass requestBypass(db::Transaction *transaction, const Realm &realm, UserId userId, FactorBypass bypass) const;
    /// Opens what waits. Conflict where nothing does; Forbidden for who asked for it.
    Task<Result<FactorBypass>> approveBypass(
        db::Transaction *transaction, RealmId realmId, UserId userId, QString approver, QString approverName) const;
    /// What was waiting or open, or NotFound.
    Task<Result<FactorBypass>> endBypass(db::Transaction *transaction, RealmId realmId, UserId userId) const;
    /// Uses an open one up: true once, on all nodes.
    Task<Result<bool>> useBypass(db::Transaction *transaction, RealmId realmId, UserId userId) const;

private:
    db::Database *m_database;
    const Clock *m_clock;
    RealmKeys *m_keys;
};

}
