// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/FactorService.h"

#include "core/DisplayText.h"
#include "factors/BackupCodes.h"
#include "factors/FactorMail.h"
#include "factors/FactorStore.h"
#include "factors/SentCodes.h"
#include "factors/ShortCode.h"
#include "factors/TotpSecret.h"
#include "mail/Mailer.h"
#include "sms/Texter.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

constexpr auto kEmailVerification = "email_verification"; // In place of a kind: it is no second factor.

const QString kTotp = u"totp"_s;

}

FactorService::FactorService(const Services &services)
    : m_database(services.database)
    , m_clock(services.clock)
    , m_keys(services.keys)
    , m_mailer(services.mailer)
    , m_texter(services.texter)
    , m_channels { services.mailer->isAvailable(), services.texter->isAvailable() }
{
}

Task<Result<std::vector<Authenticator>>> FactorService::list(RealmId realmId, UserId userId, Deadline deadline) const
{
    co_return co_await factor_store::list(m_database, realmId, userId, deadline);
}

Task<Result<FactorsOfAccount>> FactorService::ofAccount(RealmId realmId, UserId userId, Deadline deadline) const
{
    auto factors = CO_TRY(co_await factor_store::ofAccount(m_database, realmId, userId, m_clock->now(), deadline));
    factors.contact.limitTo(m_channels);
    co_return factors;
}

Task<Result<bool>> FactorService::hasFactor(RealmPointer realm, UserId userId, Deadline deadline) const
{
    const auto factors = CO_TRY(co_await ofAccount(realm->id, userId, deadline));
    co_return !offeredFactors(*realm, factors).empty();
}

Result<FactorService::Enrolment> FactorService::begin(
    db::Transaction *transaction, const Realm &realm, UserId userId, const QString &account, QString name, TotpParameters parameters) const
{
    name = name.normalized(QString::NormalizationForm_C).trimmed();
    if (const QString problem = displayTextProblem(name, 60); !problem.isEmpty()) {
        Error error(ErrorCode::ValidationFailed, u"The name is not valid."_s);
        error.fields.append({ u"/name"_s, u"invalid"_s, problem });
        return std::unexpected(error);
    }
    const QByteArray secret = newTotpSecret(parameters.algorithm);
    Enrolment enrolment { AuthenticatorId::make(*m_clock), toBase32(secret), otpauthUri(secret, parameters, realm.title(), account), parameters };
    factor_store::SealedAuthenticator sealed;
    sealed.authenticator.id = enrolment.id;
    sealed.authenticator.name = name.isEmpty() ? u"Authenticator"_s : name;
    sealed.authenticator.parameters = parameters;
    sealed.authenticator.createdAt = m_clock->now();
    sealed.secretSealed = TRY(sealTotpSecret(m_keys, realm, userId, enrolment.id, secret));
    factor_store::insert(transaction, { realm.id, userId, kTotp }, std::move(sealed));
    return enrolment;
}

Task<Result<std::optional<FactorService::Enrolment>>> FactorService::waiting(
    RealmPointer realm, UserId userId, QString account, AuthenticatorId id, Deadline deadline) const
{
    const auto found = CO_TRY(co_await factor_store::find(m_database, realm->id, userId, id, deadline));
    if (!found || found->authenticator.confirmedAt)
        co_return std::nullopt;
    const Secret secret = CO_TRY(openTotpSecret(m_keys, *realm, userId, id, found->secretSealed));
    const TotpParameters &parameters = found->authenticator.parameters;
    co_return Enrolment { id, toBase32(secret.view()), otpauthUri(secret.view(), parameters, realm->title(), account), parameters };
}

Task<Result<std::optional<AuthenticatorId>>> FactorService::confirm(db::Transaction *transaction, RealmPointer realm, UserId userId, QString typed) const
{
    const factor_store::Subject subject { realm->id, userId, kTotp };
    const auto found = CO_TRY(co_await factor_store::waiting(transaction, subject));
    if (!found)
        co_return failure(ErrorCode::NotFound, u"No authenticator waits for its first code."_s);
    const Authenticator &authenticator = found->authenticator;
    const Secret secret = CO_TRY(openTotpSecret(m_keys, *realm, userId, authenticator.id, found->secretSealed));
    const auto code = normalizedDigits(typed, 6, 8);
    const auto step = code ? matchingTotpStep(secret.view(), authenticator.parameters, *code, m_clock->now()) : std::nullopt;
    if (!step || !CO_TRY(co_await factor_store::confirm(transaction, subject, authenticator.id, *step, m_clock->now())))
        co_return std::nullopt;
    co_return authenticator.id;
}

Task<Result<FactorVerdict>> FactorService::verify(
    db::Transaction *transaction, const FactorKind *kind, RealmPointer realm, UserId userId, FlowId flowId, QString typed) const
{
    co_return co_await kind->verify({ transaction, realm, userId, flowId, std::move(typed), m_keys, m_clock->now() });
}

Task<Result<bool>> FactorService::send(
    db::Transaction *transaction, const FactorKind *kind, RealmPointer realm, UserId userId, FlowId flowId, FactorsOfAccount factors, QString network) const
{
    co_return co_await kind->send({ transaction, realm, userId, flowId, std::move(factors), std::move(network), m_keys, m_mailer, m_texter, m_clock->now() });
}

Task<Result<bool>> FactorService::beginEmail(
    db::Transaction *transaction, RealmPointer realm, UserId userId, FlowId flowId, mail::Recipient owner, QString network) const
{
    const Timestamp now = m_clock->now();
    const auto code = CO_TRY(co_await makeSentCode(
        { transaction, realm, userId, flowId, {}, std::move(network), m_keys, m_mailer, m_texter, now }, kEmailVerification, owner.address, owner.address));
    if (!code)
        co_return false;
    m_mailer->post(transaction, *realm, owner, verificationLetter(*code, now + kSentCodeLifetime), now);
    co_return true;
}

Task<Result<FactorVerdict>> FactorService::confirmEmail(
    db::Transaction *transaction, RealmPointer realm, UserId userId, FlowId flowId, QString address, QString typed) const
{
    co_return co_await useSentCode({ transaction, realm, userId, flowId, std::move(typed), m_keys, m_clock->now() }, kEmailVerification, std::move(address));
}

void FactorService::prefer(db::Transaction *transaction, RealmId realmId, UserId userId, const FactorKind *kind) const
{
    factor_store::prefer(transaction, { realmId, userId, QString::fromLatin1(kind->name) }, m_clock->now());
}

Result<QList<QByteArray>> FactorService::generateBackupCodes(db::Transaction *transaction, const Realm &realm, UserId userId) const
{
    return makeBackupCodes(transaction, m_keys, realm, userId, m_clock->now());
}

Task<Result<QString>> FactorService::remove(db::Transaction *transaction, RealmId realmId, UserId userId, AuthenticatorId id) const
{
    auto name = CO_TRY(co_await factor_store::remove(transaction, realmId, userId, id));
    if (!name)
        co_return failure(ErrorCode::NotFound, u"There is no such authenticator."_s);
    co_return *std::move(name);
}

Task<Result<int>> FactorService::reset(db::Transaction *transaction, RealmId realmId, UserId userId) const
{
    co_return co_await factor_store::removeAll(transaction, realmId, userId);
}

}
