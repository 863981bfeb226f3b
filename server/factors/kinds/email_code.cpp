// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/FactorMail.h"
#include "factors/SentCodes.h"
#include "factors/ShortCode.h"
#include "mail/Mailer.h"

#include <QtCore/QCoreApplication>

namespace auth {

namespace {

constexpr auto kName = "email_code";

bool isHeld(const FactorsOfAccount &factors)
{
    return !factors.contact.verifiedEmail.isEmpty();
}

bool isOffered(const Realm &realm, const FactorsOfAccount &factors)
{
    return realm.settings.mfaEmailCodes && isHeld(factors);
}

QString destination(const FactorsOfAccount &factors)
{
    return maskedEmail(factors.contact.verifiedEmail);
}

Task<Result<bool>> send(FactorSending sending)
{
    const auto code = CO_TRY(co_await makeSentCode(sending, kName, sending.factors.contact.verifiedEmail));
    if (!code)
        co_return false;
    const Contact &owner = sending.factors.contact;
    sending.mailer->post(sending.transaction, *sending.realm, { owner.verifiedEmail, owner.username, owner.locale },
        codeLetter(*code, sending.now + kSentCodeLifetime), sending.now);
    co_return true;
}

Task<Result<FactorVerdict>> verify(FactorAttempt attempt)
{
    return useSentCode(std::move(attempt), kName);
}

}

extern const FactorKind email_code_variant;
const FactorKind email_code_variant {
    .name = kName,
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
    .isHeld = isHeld,
};

}
