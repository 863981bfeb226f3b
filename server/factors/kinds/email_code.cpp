// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/FactorKind.h"
#include "factors/FactorStore.h"
#include "factors/ShortCode.h"
#include "jobs/Outbox.h"

#include <QtCore/QCoreApplication>

namespace auth {

namespace {

// NIST SP 800-63B-4 §3.1.3.2: ten minutes at most.
constexpr std::chrono::minutes kLifetime { 10 };
constexpr int kMostSends = 3;
constexpr std::chrono::minutes kSendWindow { 10 };

/// A code is bound to the sign-in that asked for it: in another one it is wrong.
QByteArray placeOf(FlowId flowId)
{
    return "sent_codes.email:" + flowId.toBytes();
}

bool isOffered(const Realm &realm, const FactorsOfAccount &factors)
{
    return realm.settings.mfaEmailCodes && !factors.verifiedEmail.isEmpty();
}

QString destination(const FactorsOfAccount &factors)
{
    return maskedEmail(factors.verifiedEmail);
}

Task<Result<bool>> send(FactorSending sending)
{
    const factor_store::Subject subject { sending.realm->id, sending.userId, QStringLiteral("email_code") };
    if (!CO_TRY(co_await factor_store::claimSend(sending.transaction, subject, sending.now, kMostSends, kSendWindow)))
        co_return false;
    const QByteArray code = newNumericCode();
    const QByteArray mac = CO_TRY(shortCodeMac(sending.keys, *sending.realm, placeOf(sending.flowId), code));
    factor_store::keepSentCode(sending.transaction, subject, sending.flowId, mac, sending.now, sending.now + kLifetime);
    const QString digits = QString::fromLatin1(code);
    jobs::Outbox::enqueue(sending.transaction, sending.realm->id, QStringLiteral("mail"),
        { { QStringLiteral("to"), sending.factors.verifiedEmail },
            { QStringLiteral("subject"), QStringLiteral("%1 is your sign-in code").arg(digits) },
            { QStringLiteral("text"),
                QStringLiteral("Your code to sign in to %1 is %2.\n\nIt works once, within ten minutes, in the browser that asked for it."
                               " If you did not ask for it, somebody knows your password: change it.\n")
                    .arg(sending.realm->title(), digits) },
            // Later it is of no use to anybody.
            { QStringLiteral("useful_until"), static_cast<qint64>(std::chrono::floor<std::chrono::seconds>(sending.now + kLifetime).time_since_epoch().count()) } },
        sending.now);
    co_return true;
}

Task<Result<FactorVerdict>> verify(FactorAttempt attempt)
{
    const factor_store::Subject subject { attempt.realm->id, attempt.userId, QStringLiteral("email_code") };
    const QByteArray code = normalizedDigits(attempt.typed, 6, 6).value_or(QByteArray());
    const QByteArray mac = CO_TRY(shortCodeMac(attempt.keys, *attempt.realm, placeOf(attempt.flowId), code));
    const auto used = CO_TRY(co_await factor_store::useSentCode(attempt.transaction, subject, attempt.flowId, mac, attempt.now));
    if (used.blocked)
        co_return FactorVerdict::Blocked;
    if (!used.accepted)
        co_return FactorVerdict::Wrong;
    factor_store::forgetAttempts(attempt.transaction, subject);
    co_return FactorVerdict::Accepted;
}

}

extern const FactorKind email_code_variant;
const FactorKind email_code_variant {
    .name = "email_code",
    .button = "use-email",
    .amr = "otp",
    .preference = 50,
    .standsAlone = true,
    .digits = true,
    .choose = QT_TRANSLATE_NOOP("pages", "factor_use_email"),
    .lead = QT_TRANSLATE_NOOP("pages", "factor_email_lead"),
    .isOffered = isOffered,
    .verify = verify,
    .send = send,
    .destination = destination,
};

}
