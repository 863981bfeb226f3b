// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Listing.h"
#include "keys/RealmKeys.h"
#include "passkeys/ClientData.h"
#include "passkeys/PasskeyStore.h"
#include "realms/RealmDirectory.h"
#include "users/User.h"

namespace auth {

/// Passkeys of one thread: the two ceremonies of WebAuthn Level 3 (§7.1, §7.2), and what becomes of passkeys after.
class PasskeyService {
public:
    static constexpr int kMost = 25; ///< Of one person.

    PasskeyService(db::Database *database, const Clock *clock, RealmKeys *keys, passkeys::RelyingParty relyingParty);

    const passkeys::RelyingParty &relyingParty() const { return m_relyingParty; }
    /// Can passkeys be used in \a realm: does it want them, and is the server reached by a name?
    bool isOffered(const Realm &realm) const { return m_relyingParty.isUsable() && realm.settings.passkeys.enabled; }

    /// What a ceremony belongs to: its answer is good from this browser only, and in this flow or session.
    struct Place {
        Uuid boundTo;
        QByteArray browserHash;
    };

    /// PublicKeyCredentialCreationOptionsJSON (§5.1.8) with a new challenge.
    Task<Result<QJsonObject>> registrationOptions(RealmPointer realm, User user, Place place, Deadline deadline);
    /// Checks what the browser answered, RegistrationResponseJSON, and uses the challenge up whatever comes out.
    /// InvalidRequest and Malformed for what no honest browser sends, NotFound when the challenge is used or too old,
    /// Forbidden for what the realm does not take, Conflict for too many.
    Task<Result<Passkey>> checkRegistration(RealmPointer realm, UserId user, Place place, QByteArray answer, QString label, Deadline deadline);
    /// Conflict when the authenticator's key is somebody's already.
    Task<Result<void>> save(db::Transaction *transaction, Passkey passkey) const;

    /// Whose passkey is asked for; with neither, anybody's of the realm.
    struct Wanted {
        std::optional<UserId> user; ///< Only theirs will do.
        QString identifier; ///< As typed: made-up passkeys stand in where nobody is called so, or has any (security.md E3).
    };
    /// PublicKeyCredentialRequestOptionsJSON (§5.1.9) with a new challenge.
    Task<Result<QJsonObject>> authenticationOptions(RealmPointer realm, passkeys::Ceremony ceremony, Wanted wanted, Place place, Deadline deadline);

    /// A good answer, not yet noted.
    struct Proof {
        Passkey passkey;
        quint32 signCount = 0;
        bool backedUp = false;
        bool userVerified = false;

        /// RFC 8176 §2. A key was proved to be held, with a person at it; with user verification it is two factors.
        QStringList amr() const;
    };
    /// Checks AuthenticationResponseJSON, and uses the challenge up whatever comes out: commit \a transaction also then.
    /// Errors as checkRegistration(); Forbidden also for a suspended passkey. The detail of an error is for the audit log.
    Task<Result<Proof>> checkAuthentication(db::Transaction *transaction, RealmPointer realm, passkeys::Ceremony ceremony, Place place, QByteArray answer) const;
    /// Notes the use in the transaction of the sign-in. False when the counter has not gone on: there may be a copy.
    Task<Result<bool>> use(db::Transaction *transaction, Proof proof) const;
    /// The passkey opens nothing from now on. The caller writes the audit row. False when it is suspended already.
    Task<Result<bool>> suspend(db::Transaction *transaction, Passkey passkey) const;

    Task<Result<std::vector<Passkey>>> listOfUser(RealmId realm, UserId user, Deadline deadline) const;
    using Page = passkeys::store::Page;
    Task<Result<Page>> list(RealmId realm, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec();
    Task<Result<PasskeySeen>> find(RealmId realm, PasskeyId id, Deadline deadline) const;
    /// ValidationFailed with `/label` for what cannot be shown.
    Task<Result<Passkey>> rename(db::Transaction *transaction, Passkey passkey, QString label, std::optional<qint64> ifVersion) const;
    /// Conflict when it is the person's last way in.
    Task<Result<void>> remove(db::Transaction *transaction, Passkey passkey) const;

    /// May one be offered after a sign-in without? Not to who has one, or said no.
    Task<Result<bool>> mayOffer(RealmPointer realm, UserId user, Deadline deadline) const;
    Task<Result<void>> declineOffer(RealmId realm, UserId user, Deadline deadline) const;

private:
    Task<Result<QByteArray>> newChallenge(RealmId realm, Place place, passkeys::Ceremony ceremony, std::optional<UserId> user, Deadline deadline) const;
    Result<QJsonArray> decoys(const Realm &realm, const QString &identifier) const;

    db::Database *m_database;
    const Clock *m_clock;
    RealmKeys *m_keys;
    passkeys::RelyingParty m_relyingParty;
};

/// A passkey as audit rows show it: without key and credential id.
QJsonObject passkeyToJson(const Passkey &passkey);

}
