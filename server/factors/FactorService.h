// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "factors/FactorBypass.h"
#include "factors/FactorKind.h"
#include "mail/Letter.h"

namespace auth {

/// Second factors of people, of one thread: set up, tried, taken away. Whoever calls writes the audit rows.
class FactorService {
public:
    struct Services {
        db::Database *database;
        const Clock *clock;
        RealmKeys *keys;
        const mail::Mailer *mailer;
        const sms::Texter *texter;
    };
    explicit FactorService(const Services &services);

    /// What codes can be sent by.
    Channels channels() const { return m_channels; }

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
    /// Sends a code that is asked for from \a network; false when enough were sent for now.
    Task<Result<bool>> send(db::Transaction *transaction, const FactorKind *kind, RealmPointer realm, UserId userId, FlowId flowId, FactorsOfAccount factors, QString network) const;

    /// Sends \a owner a code to their address, verified or not: whoever types it in the same sign-in reads mail there. False
    /// when enough were sent for now.
    Task<Result<bool>> beginEmail(db::Transaction *transaction, RealmPointer realm, UserId userId, FlowId flowId, mail::Recipient owner, QString network) const;
    /// The code shows that \a address is theirs. Whoever calls notes that.
    Task<Result<FactorVerdict>> confirmEmail(db::Transaction *transaction, RealmPointer realm, UserId userId, FlowId flowId, QString address, QString typed) const;

    /// \a kind is asked for first, as long as the person has it.
    void prefer(db::Transaction *transaction, RealmId realmId, UserId userId, const FactorKind *kind) const;
    /// Sends a code to \a number (E.164), which \a owner says is theirs, in place of one that was begun before; false when
    /// enough were sent for now. It is good in \a session only. ValidationFailed for what is no number.
    Task<Result<bool>> beginPhone(db::Transaction *transaction, RealmPointer realm, UserId userId, SessionId session, QString number, QString locale, QString network) const;
    /// The number that waits for its code.
    Task<Result<std::optional<QString>>> waitingPhone(RealmId realmId, UserId userId, Deadline deadline) const;
    /// The code shows that the number is theirs: it is the account's from here on.
    Task<Result<FactorVerdict>> confirmPhone(db::Transaction *transaction, RealmPointer realm, UserId userId, SessionId session, QString typed) const;
    /// Takes the number away; false where there is none.
    Task<Result<bool>> removePhone(db::Transaction *transaction, RealmId realmId, UserId userId) const;

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
    const mail::Mailer *m_mailer;
    const sms::Texter *m_texter;
    Channels m_channels;
};

}
