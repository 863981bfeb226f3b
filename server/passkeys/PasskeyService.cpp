// SPDX-License-Identifier: GPL-3.0-or-later
#include "passkeys/PasskeyService.h"

#include "core/Base64Url.h"
#include "core/DisplayText.h"
#include "core/Random.h"
#include "core/Secret.h"
#include "core/Text.h"
#include "crypto/Hash.h"
#include "passkeys/Answers.h"
#include "passkeys/Verification.h"

#include <QtCore/QJsonArray>

namespace auth {

using namespace Qt::StringLiterals;
using namespace passkeys;

namespace {

constexpr std::chrono::minutes kChallengeLifetime { 5 };
constexpr qsizetype kChallengeSize = 32; ///< WebAuthn §13.4.3: 16 at least.
constexpr qsizetype kLabelLimit = 100;

QString text(QByteArrayView bytes)
{
    return QString::fromLatin1(toBase64Url(bytes));
}

/// The user handle (§5.4.3): realms share their RP ID, and each account its own.
QByteArray userHandle(RealmId realm, UserId user)
{
    const auto bytes = [](const Uuid &id) { return QByteArray(reinterpret_cast<const char *>(id.bytes.data()), 16); };
    return bytes(realm.value) + bytes(user.value);
}

QJsonObject descriptor(QByteArrayView credentialId, const QStringList &transports)
{
    QJsonObject object { { u"type"_s, u"public-key"_s }, { u"id"_s, text(credentialId) } };
    if (!transports.isEmpty())
        object.insert(u"transports"_s, QJsonArray::fromStringList(transports));
    return object;
}

/// Alone a passkey has to be two factors. Beside a password the realm decides.
bool needsVerification(const Realm &realm, Ceremony ceremony)
{
    return ceremony == Ceremony::FirstFactor || realm.settings.passkeys.userVerification;
}

QString verification(const Realm &realm, Ceremony ceremony)
{
    return needsVerification(realm, ceremony) ? u"required"_s : u"preferred"_s;
}

std::unexpected<Error> refused(const QString &what)
{
    return failure(ErrorCode::InvalidRequest, u"The authenticator's answer does not belong to this page."_s, what);
}

std::unexpected<Error> notTaken(const QString &description, const QString &what)
{
    return failure(ErrorCode::Forbidden, description, what);
}

std::unexpected<Error> challengeGone()
{
    return failure(ErrorCode::NotFound, u"That took too long, or was done already. Please try again."_s,
        u"no such challenge of this browser, flow or session and ceremony"_s);
}

/// WebAuthn §7.1 steps 14 to 17, §7.2 steps 15 to 17.
Result<void> checkFlags(const AuthenticatorData &data, const Ceremonial &ceremonial)
{
    if (!constantTimeEquals(data.rpIdHash, crypto::sha256(ceremonial.relyingPartyId)))
        return refused(u"made for another RP ID"_s);
    if (!data.userPresent)
        return refused(u"nobody was present"_s);
    if (ceremonial.userVerification && !data.userVerified)
        return notTaken(u"A passkey is needed that asks for a PIN or a fingerprint."_s, u"no user verification"_s);
    return {};
}

/// What the realm's policy says of a new passkey.
Result<void> checkPolicy(const PasskeyPolicy &policy, const Passkey &passkey, const Attestation &attestation)
{
    if (!policy.synced && passkey.backupEligible)
        return notTaken(u"This realm takes only passkeys that stay on one device."_s, u"backup eligible"_s);
    if (!policy.attestationRoots.isEmpty() && !attestation.anchored)
        return notTaken(u"This realm does not know the maker of this authenticator."_s,
            u"attestation %1 leads to no root"_s.arg(passkey.attestationFormat));
    if (policy.aaguids.isEmpty())
        return {};
    if (!attestation.verified || !policy.aaguids.contains(passkey.aaguid.toString()))
        return notTaken(u"This realm does not take authenticators of this model."_s,
            u"%1, attestation %2"_s.arg(passkey.aaguid.toString(), passkey.attestationFormat));
    return {};
}

Result<QString> checkedLabel(const QString &label)
{
    const QString trimmed = label.trimmed();
    QString problem = trimmed.isEmpty() ? u"A name is needed."_s : displayTextProblem(trimmed, kLabelLimit);
    if (problem.isEmpty())
        return trimmed;
    Error error(ErrorCode::ValidationFailed, u"The passkey cannot be called so."_s);
    error.fields.append({ u"/label"_s, u"invalid"_s, problem });
    return std::unexpected(error);
}

}

QStringList PasskeyService::Proof::amr() const
{
    QStringList methods { u"pop"_s, u"user"_s };
    if (userVerified)
        methods.append(u"mfa"_s);
    return methods;
}

QJsonObject passkeyToJson(const Passkey &passkey)
{
    QJsonObject object {
        { u"id"_s, passkey.id.toString() },
        { u"user_id"_s, passkey.userId.toString() },
        { u"label"_s, passkey.label },
        { u"synced"_s, passkey.backupEligible },
        { u"backed_up"_s, passkey.backedUp },
        { u"user_verified"_s, passkey.userVerified },
        { u"transports"_s, QJsonArray::fromStringList(passkey.transports) },
        { u"attestation_format"_s, passkey.attestationFormat },
        { u"attested"_s, passkey.attested },
        { u"sign_count"_s, qint64 { passkey.signCount } },
        { u"suspended"_s, passkey.isSuspended() },
        { u"created_at"_s, QString::fromLatin1(toIso(passkey.createdAt)) },
        { u"version"_s, passkey.version },
    };
    if (!passkey.aaguid.isNull())
        object.insert(u"aaguid"_s, passkey.aaguid.toString());
    if (passkey.lastUsedAt)
        object.insert(u"last_used_at"_s, QString::fromLatin1(toIso(*passkey.lastUsedAt)));
    return object;
}

PasskeyService::PasskeyService(db::Database *database, const Clock *clock, RealmKeys *keys, RelyingParty relyingParty)
    : m_database(database)
    , m_clock(clock)
    , m_keys(keys)
    , m_relyingParty(std::move(relyingParty))
{
}

Task<Result<QByteArray>> PasskeyService::newChallenge(RealmId realm, Place place, Ceremony ceremony, std::optional<UserId> user, Deadline deadline) const
{
    const Timestamp now = m_clock->now();
    store::Challenge challenge { realm, place.boundTo, ceremony, randomBytes(kChallengeSize), place.browserHash, user, now, now + kChallengeLifetime };
    const QByteArray value = challenge.value;
    CO_TRY(co_await store::saveChallenge(m_database, std::move(challenge), deadline));
    co_return value;
}

Task<Result<QJsonObject>> PasskeyService::registrationOptions(RealmPointer realm, User user, Place place, Deadline deadline)
{
    const auto known = CO_TRY(co_await store::listOfUser(m_database, realm->id, user.id, deadline));
    QJsonArray excluded;
    for (const Passkey &passkey : known)
        excluded.append(descriptor(passkey.credentialId, passkey.transports));
    const QByteArray challenge = CO_TRY(co_await newChallenge(realm->id, place, Ceremony::Registration, user.id, deadline));
    QJsonArray algorithms;
    for (const CoseAlgorithm algorithm : kCoseAlgorithms)
        algorithms.append(QJsonObject { { u"type"_s, u"public-key"_s }, { u"alg"_s, static_cast<int>(algorithm) } });
    co_return QJsonObject {
        { u"rp"_s, QJsonObject { { u"id"_s, QString::fromLatin1(m_relyingParty.id) }, { u"name"_s, realm->title() } } },
        { u"user"_s,
            QJsonObject { { u"id"_s, text(userHandle(realm->id, user.id)) }, { u"name"_s, user.username }, { u"displayName"_s, user.title() } } },
        { u"challenge"_s, text(challenge) },
        { u"pubKeyCredParams"_s, algorithms },
        { u"timeout"_s, static_cast<qint64>(std::chrono::milliseconds(kChallengeLifetime).count()) },
        { u"excludeCredentials"_s, excluded },
        // Preferred: a security key without room for names is still a second factor.
        { u"authenticatorSelection"_s,
            QJsonObject { { u"residentKey"_s, u"preferred"_s }, { u"requireResidentKey"_s, false }, { u"userVerification"_s, verification(*realm, Ceremony::Registration) } } },
        { u"attestation"_s, realm->settings.passkeys.attestation ? u"direct"_s : u"none"_s },
        { u"extensions"_s, QJsonObject { { u"credProps"_s, true } } },
    };
}

Task<Result<Passkey>> PasskeyService::checkRegistration(RealmPointer realm, UserId user, Place place, QByteArray answer, QString label, Deadline deadline)
{
    const auto parsed = CO_TRY(RegistrationAnswer::parse(answer));
    // §7.1 steps 5 to 11.
    const auto client = CO_TRY(ClientData::parse(parsed.clientData, Ceremony::Registration, m_relyingParty));
    // Step 8: the challenge is ours, of this place and person, and used now for the only time.
    const Timestamp now = m_clock->now();
    store::Challenge asked { realm->id, place.boundTo, Ceremony::Registration, client.challenge, place.browserHash, {}, now, {} };
    const auto taken = CO_TRY(co_await store::takeChallenge(m_database, std::move(asked), parsed.credentialId, deadline));
    if (!taken || taken->userId != user)
        co_return challengeGone();
    if (!isOffered(*realm))
        co_return notTaken(u"This realm takes no passkeys."_s, u"passkeys are disabled"_s);
    // Steps 12 to 20.
    const auto object = CO_TRY(AttestationObject::parse(parsed.attestationObject));
    const Ceremonial ceremonial { m_relyingParty.id, client.hash, needsVerification(*realm, Ceremony::Registration) };
    CO_TRY(checkFlags(object.data, ceremonial));
    if (object.data.credential->id != parsed.credentialId)
        co_return refused(u"another credential id outside than inside"_s);
    // Steps 21 to 24.
    const auto attestation = CO_TRY(verifyAttestation(object, ceremonial, realm->settings.passkeys.attestationRoots, now));
    Passkey passkey;
    passkey.realmId = realm->id;
    passkey.id = PasskeyId::make(*m_clock);
    passkey.userId = user;
    passkey.credentialId = parsed.credentialId;
    passkey.publicKey = object.data.credential->publicKey;
    passkey.label = CO_TRY(checkedLabel(label));
    passkey.signCount = object.data.signCount;
    passkey.backupEligible = object.data.backupEligible;
    passkey.backedUp = object.data.backedUp;
    passkey.userVerified = object.data.userVerified;
    passkey.transports = parsed.transports;
    passkey.aaguid = object.data.credential->aaguid;
    passkey.attestationFormat = QString::fromUtf8(object.format);
    passkey.attested = attestation.verified;
    passkey.createdAt = now;
    CO_TRY(checkPolicy(realm->settings.passkeys, passkey, attestation));
    // Step 26; the unique index has the last word.
    if (taken->passkey)
        co_return failure(ErrorCode::Conflict, u"This passkey is registered already."_s);
    const auto known = CO_TRY(co_await store::listOfUser(m_database, realm->id, user, deadline));
    if (known.size() >= static_cast<size_t>(kMost))
        co_return failure(ErrorCode::Conflict, u"Nobody may have more than %1 passkeys. Remove one first."_s.arg(kMost));
    co_return passkey;
}

Task<Result<void>> PasskeyService::save(db::Transaction *transaction, Passkey passkey) const
{
    auto saved = co_await store::insert(transaction, std::move(passkey));
    if (!saved && saved.error().code == ErrorCode::Conflict)
        co_return failure(ErrorCode::Conflict, u"This passkey is registered already."_s);
    co_return saved;
}

Result<QJsonArray> PasskeyService::decoys(const Realm &realm, const QString &identifier) const
{
    const QByteArray key = TRY(m_keys->subkey(realm, KeyPurpose::Flow));
    // The same for each try, as a person's own would be.
    const QByteArray id = crypto::hmacSha256(key, "passkey of nobody:" + canonicalName(identifier).toUtf8());
    return QJsonArray { descriptor(id, { u"hybrid"_s, u"internal"_s }) };
}

Task<Result<QJsonObject>> PasskeyService::authenticationOptions(RealmPointer realm, Ceremony ceremony, Wanted wanted, Place place, Deadline deadline)
{
    // The same query for people that do not exist.
    QJsonArray allowed;
    if (wanted.user || !wanted.identifier.isEmpty()) {
        const auto known = CO_TRY(co_await store::listOfUser(m_database, realm->id, wanted.user.value_or(UserId {}), deadline));
        for (const Passkey &passkey : known) {
            if (!passkey.isSuspended())
                allowed.append(descriptor(passkey.credentialId, passkey.transports));
        }
        if (allowed.isEmpty())
            allowed = CO_TRY(decoys(*realm, wanted.identifier));
    }
    const QByteArray challenge = CO_TRY(co_await newChallenge(realm->id, place, ceremony, wanted.user, deadline));
    co_return QJsonObject {
        { u"challenge"_s, text(challenge) },
        { u"timeout"_s, static_cast<qint64>(std::chrono::milliseconds(kChallengeLifetime).count()) },
        { u"rpId"_s, QString::fromLatin1(m_relyingParty.id) },
        { u"allowCredentials"_s, allowed },
        { u"userVerification"_s, verification(*realm, ceremony) },
    };
}

Task<Result<PasskeyService::Proof>> PasskeyService::checkAuthentication(db::Transaction *transaction, RealmPointer realm, Ceremony ceremony, Place place, QByteArray answer) const
{
    const auto parsed = CO_TRY(AuthenticationAnswer::parse(answer));
    // §7.2 steps 9 to 14.
    const auto client = CO_TRY(ClientData::parse(parsed.clientData, ceremony, m_relyingParty));
    store::Challenge asked { realm->id, place.boundTo, ceremony, client.challenge, place.browserHash, {}, m_clock->now(), {} };
    const auto taken = CO_TRY(co_await store::takeChallenge(transaction, std::move(asked), parsed.credentialId));
    if (!taken)
        co_return challengeGone();
    if (!isOffered(*realm))
        co_return notTaken(u"This realm takes no passkeys."_s, u"passkeys are disabled"_s);
    // Step 5: the credential is of whom we asked for; step 6: or of whom the authenticator names.
    if (!taken->passkey)
        co_return refused(u"unknown passkey"_s);
    const Passkey &passkey = *taken->passkey;
    if (taken->userId && *taken->userId != passkey.userId)
        co_return refused(u"the passkey of somebody else"_s);
    if (parsed.userHandle.isEmpty() ? !taken->userId : parsed.userHandle != userHandle(realm->id, passkey.userId))
        co_return refused(u"the user handle is not the owner's"_s);
    if (passkey.isSuspended())
        co_return notTaken(u"This passkey was suspended, since there may be a copy of it."_s, u"suspended passkey"_s);
    // Steps 15 to 18.
    const auto data = CO_TRY(AuthenticatorData::parse(parsed.authenticatorData));
    const Ceremonial ceremonial { m_relyingParty.id, client.hash, needsVerification(*realm, ceremony) };
    CO_TRY(checkFlags(data, ceremonial));
    if (data.backupEligible != passkey.backupEligible)
        co_return refused(u"backup eligibility has changed"_s);
    // Steps 19 to 21.
    const auto key = CO_TRY(CoseKey::parse(passkey.publicKey));
    CO_TRY(verifyAssertion(key, ceremonial, parsed.authenticatorData, parsed.signature));
    co_return Proof { passkey, data.signCount, data.backedUp, data.userVerified };
}

Task<Result<bool>> PasskeyService::use(db::Transaction *transaction, Proof proof) const
{
    return store::use(transaction, std::move(proof.passkey), proof.signCount, proof.backedUp, proof.userVerified, m_clock->now());
}

Task<Result<bool>> PasskeyService::suspend(db::Transaction *transaction, Passkey passkey) const
{
    return store::suspend(transaction, passkey.realmId, passkey.id, m_clock->now());
}

Task<Result<std::vector<Passkey>>> PasskeyService::listOfUser(RealmId realm, UserId user, Deadline deadline) const
{
    return store::listOfUser(m_database, realm, user, deadline);
}

Task<Result<PasskeyService::Page>> PasskeyService::list(RealmId realm, db::ListRequest request, Deadline deadline) const
{
    return store::list(m_database, realm, std::move(request), deadline);
}

const db::ListSpec &PasskeyService::listSpec()
{
    return store::listSpec();
}

Task<Result<PasskeySeen>> PasskeyService::find(RealmId realm, PasskeyId id, Deadline deadline) const
{
    return store::find(m_database, realm, id, deadline);
}

Task<Result<Passkey>> PasskeyService::rename(db::Transaction *transaction, Passkey passkey, QString label, std::optional<qint64> ifVersion) const
{
    const QString checked = CO_TRY(checkedLabel(label));
    co_return co_await store::rename(transaction, passkey.realmId, passkey.userId, passkey.id, checked, ifVersion);
}

Task<Result<void>> PasskeyService::remove(db::Transaction *transaction, Passkey passkey) const
{
    CO_TRY(co_await store::lockUser(transaction, passkey.realmId, passkey.userId));
    // A suspended one is no way in.
    if (!passkey.isSuspended() && !CO_TRY(co_await store::hasOtherWayIn(transaction, passkey.realmId, passkey.userId, passkey.id)))
        co_return failure(ErrorCode::Conflict, u"This passkey is the only way into the account. There has to be another one first: a password, or a second passkey."_s);
    co_return co_await store::remove(transaction, passkey.realmId, passkey.id);
}

Task<Result<bool>> PasskeyService::mayOffer(RealmPointer realm, UserId user, Deadline deadline) const
{
    if (!isOffered(*realm) || !realm->settings.passkeys.offer)
        co_return false;
    co_return co_await store::mayOffer(m_database, realm->id, user, deadline);
}

Task<Result<void>> PasskeyService::declineOffer(RealmId realm, UserId user, Deadline deadline) const
{
    return store::decline(m_database, realm, user, m_clock->now(), deadline);
}

}
