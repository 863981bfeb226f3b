// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/FactorsApi.h"

#include "factors/FactorMail.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

std::unexpected<Error> wrongCode()
{
    Error error(ErrorCode::ValidationFailed, u"The code is not the one that the app shows now."_s);
    error.fields.append({ u"/code"_s, u"wrong"_s, error.description });
    return std::unexpected(error);
}

}

Task<Result<User>> FactorsApi::owner(admin::ContextPointer context) const
{
    const User found = CO_TRY(co_await m_users->findByHandle(context->realm->id, context->id("user"), context->deadline()));
    CO_TRY(co_await m_guard->beginFor(context, found.id, found.username));
    co_return co_await m_users->lock(context->change, found.realmId, found.id, std::nullopt);
}

Task<Result<api::UserFactors>> FactorsApi::getUserFactors(admin::ContextPointer context)
{
    const RealmId realm = context->realm->id;
    const User user = CO_TRY(co_await m_users->findByHandle(realm, context->id("user"), context->deadline()));
    api::UserFactors answered;
    for (const Authenticator &authenticator : CO_TRY(co_await m_factors->list(realm, user.id, context->deadline()))) {
        api::Factor factor;
        factor.id = authenticator.id.toString();
        factor.kind = authenticator.kind;
        factor.name = authenticator.name;
        factor.algorithm = QLatin1StringView(totpAlgorithmName(authenticator.parameters.algorithm));
        factor.digits = authenticator.parameters.digits;
        factor.period = authenticator.parameters.period;
        factor.confirmed = authenticator.confirmedAt.has_value();
        factor.createdAt = QString::fromLatin1(toIso(authenticator.createdAt));
        if (authenticator.lastUsedAt)
            factor.lastUsedAt = QString::fromLatin1(toIso(*authenticator.lastUsedAt));
        answered.items.append(factor);
    }
    const FactorsOfAccount factors = CO_TRY(co_await m_factors->ofAccount(realm, user.id, context->deadline()));
    answered.backupCodes = factors.backupCodes;
    if (!factors.preferred.isEmpty())
        answered.preferred = factors.preferred;
    co_return answered;
}

Task<Result<void>> FactorsApi::removeUserFactor(admin::ContextPointer context)
{
    const User user = CO_TRY(co_await owner(context));
    const auto id = AuthenticatorId::parse(context->id("factor").toLatin1());
    if (!id)
        co_return failure(ErrorCode::NotFound, u"There is no such authenticator."_s);
    db::Transaction *transaction = context->change->transaction();
    const QString name = CO_TRY(co_await m_factors->remove(transaction, user.realmId, user.id, *id));
    AuditEvent event = userEvent(*context->change, user, "mfa.removed");
    event.before = QJsonObject { { u"id"_s, id->toString() }, { u"name"_s, name } };
    context->change->record(std::move(event));
    tellOwner(m_mailer, transaction, *context->realm, contactOf(user), FactorNews::Removed, m_clock->now());
    co_return {};
}

Task<Result<api::TotpEnrolment>> FactorsApi::enrolUserTotp(admin::ContextPointer context, api::TotpCreate body)
{
    TotpParameters parameters;
    // The description lets no other name through.
    parameters.algorithm = totpAlgorithmOf(body.algorithm.valueOr(u"SHA1"_s).toLatin1()).value_or(parameters.algorithm);
    parameters.digits = static_cast<int>(body.digits.valueOr(parameters.digits));
    const User user = CO_TRY(co_await owner(context));
    const auto begun = CO_TRY(m_factors->begin(context->change->transaction(), *context->realm, user.id, user.username, body.name.valueOr({}), parameters));
    AuditEvent event = userEvent(*context->change, user, "mfa.enrolment_begun");
    event.data.insert(u"factor"_s, u"totp"_s);
    context->change->record(std::move(event));
    api::TotpEnrolment enrolment;
    enrolment.id = begun.id.toString();
    enrolment.secret = QString::fromLatin1(begun.secret);
    enrolment.uri = begun.uri;
    co_return enrolment;
}

Task<Result<void>> FactorsApi::verifyUserTotp(admin::ContextPointer context, api::TotpCode body)
{
    const User user = CO_TRY(co_await owner(context));
    db::Transaction *transaction = context->change->transaction();
    const auto id = CO_TRY(co_await m_factors->confirm(transaction, context->realm, user.id, body.code));
    if (!id)
        co_return wrongCode();
    AuditEvent event = userEvent(*context->change, user, "mfa.enrolled");
    event.after = QJsonObject { { u"id"_s, id->toString() }, { u"factor"_s, u"totp"_s } };
    context->change->record(std::move(event));
    tellOwner(m_mailer, transaction, *context->realm, contactOf(user), FactorNews::Added, m_clock->now());
    co_return {};
}

Task<Result<api::BackupCodes>> FactorsApi::generateUserBackupCodes(admin::ContextPointer context)
{
    const User user = CO_TRY(co_await owner(context));
    // They stand in for a factor: without one they would be none.
    if (!CO_TRY(co_await m_factors->hasFactor(context->realm, user.id, context->deadline())))
        co_return failure(ErrorCode::Conflict, u"The user has no second factor that backup codes could stand in for."_s);
    db::Transaction *transaction = context->change->transaction();
    const auto codes = CO_TRY(m_factors->generateBackupCodes(transaction, *context->realm, user.id));
    context->change->record(userEvent(*context->change, user, "mfa.backup_codes_made"));
    tellOwner(m_mailer, transaction, *context->realm, contactOf(user), FactorNews::BackupCodesMade, m_clock->now());
    api::BackupCodes answered;
    for (const QByteArray &code : codes)
        answered.codes.append(QString::fromLatin1(code));
    co_return answered;
}

Task<Result<void>> FactorsApi::resetUserFactors(admin::ContextPointer context)
{
    const User user = CO_TRY(co_await owner(context));
    db::Transaction *transaction = context->change->transaction();
    AuditEvent event = userEvent(*context->change, user, "mfa.reset");
    event.reason = context->reason;
    event.data.insert(u"removed"_s, CO_TRY(co_await m_factors->reset(transaction, user.realmId, user.id)));
    context->change->record(std::move(event));
    tellOwner(m_mailer, transaction, *context->realm, contactOf(user), FactorNews::Reset, m_clock->now());
    // security.md S5, T10: what was opened with the old factors ends.
    context->change->revoke(user.realmId, RevocationKind::User, user.id.toBytes());
    context->change->revoked(CO_TRY(co_await m_sessions->endAllOfUser(transaction, user.realmId, user.id, u"second factors reset by an administrator"_s)));
    co_return {};
}

}
