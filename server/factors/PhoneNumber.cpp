// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/FactorService.h"
#include "factors/FactorStore.h"
#include "factors/SentCodes.h"
#include "factors/ShortCode.h"
#include "sms/Texter.h"

#include <QtCore/QCoreApplication>

namespace auth {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kKind = "phone_number";

/// With another session, or for another number, a code is wrong.
QByteArray placeOf(SessionId session, const QString &number)
{
    return "phone_verifications:" + session.toBytes() + ':' + number.toLatin1();
}

}

Task<Result<bool>> FactorService::beginPhone(db::Transaction *transaction, RealmPointer realm, UserId userId,
    SessionId session, QString number, QString locale, QString network) const
{
    const auto to = normalizedPhone(number);
    if (!to) {
        Error error(ErrorCode::ValidationFailed, u"A number such as +14155550123 is needed here (E.164)."_s);
        error.fields.append({ u"/phone_number"_s, u"invalid"_s, error.description });
        co_return std::unexpected(error);
    }
    const Timestamp now = m_clock->now();
    const factor_store::Subject subject { realm->id, userId, QString::fromLatin1(kKind) };
    if (!CO_TRY(co_await claimSend(
            { transaction, realm, userId, subject.kind, *to, std::move(network), m_keys, now })))
        co_return false;
    const QByteArray code = newNumericCode();
    const QByteArray mac = CO_TRY(shortCodeMac(m_keys, *realm, placeOf(session, *to), code));
    factor_store::keepPhone(transaction, subject, *to, mac, now, now + kSentCodeLifetime);
    sms::Text text { *to, std::move(locale), QT_TRANSLATE_NOOP("pages", "sms_phone_text") };
    text.parameters = { { "code", QString::fromLatin1(code) } };
    text.usefulUntil = now + kSentCodeLifetime;
    m_texter->post(transaction, *realm, text, now);
    co_return true;
}

Task<Result<std::optional<QString>>> FactorService::waitingPhone(
    RealmId realmId, UserId userId, Deadline deadline) const
{
    co_return co_await factor_store::waitingPhone(m_database, realmId, userId, m_clock->now(), deadline);
}

Task<Result<FactorVerdict>> FactorService::confirmPhone(
    db::Transaction *transaction, RealmPointer realm, UserId userId, SessionId session, QString typed) const
{
    const factor_store::Subject subject { realm->id, userId, QString::fromLatin1(kKind) };
    const auto number = CO_TRY(co_await factor_store::waitingPhone(transaction, realm->id, userId, m_clock->now()));
    const QByteArray code = normalizedDigits(typed, 6, 6).value_or(QByteArray());
    const QByteArray mac = CO_TRY(shortCodeMac(m_keys, *realm, placeOf(session, number.value_or(QString())), code));
    const auto used = CO_TRY(co_await factor_store::confirmPhone(transaction, subject, mac, m_clock->now()));
    if (used.blocked)
        co_return FactorVerdict::Blocked;
    if (!used.accepted)
        co_return FactorVerdict::Wrong;
    factor_store::forgetAttempts(transaction, subject);
    co_return FactorVerdict::Accepted;
}

Task<Result<bool>> FactorService::removePhone(db::Transaction *transaction, RealmId realmId, UserId userId) const
{
    co_return co_await factor_store::removePhone(transaction, realmId, userId, m_clock->now());
}

}
