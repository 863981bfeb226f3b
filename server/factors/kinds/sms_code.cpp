// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/SentCodes.h"
#include "factors/ShortCode.h"
#include "sms/Texter.h"

#include <QtCore/QCoreApplication>

namespace auth {

namespace {

constexpr auto kName = "sms_code";

bool isHeld(const FactorsOfAccount &factors)
{
    return !factors.contact.verifiedPhone.isEmpty();
}

bool isOffered(const Realm &realm, const FactorsOfAccount &factors)
{
    return realm.settings.mfaSmsCodes && isHeld(factors);
}

QString destination(const FactorsOfAccount &factors)
{
    return maskedPhone(factors.contact.verifiedPhone);
}

Task<Result<bool>> send(FactorSending sending)
{
    const auto code = CO_TRY(co_await makeSentCode(sending, kName, sending.factors.contact.verifiedPhone));
    if (!code)
        co_return false;
    const Contact &owner = sending.factors.contact;
    sms::Text text { owner.verifiedPhone, owner.locale, QT_TRANSLATE_NOOP("pages", "sms_code_text") };
    text.parameters = { { "code", QString::fromLatin1(*code) } };
    text.usefulUntil = sending.now + kSentCodeLifetime;
    sending.texter->post(sending.transaction, *sending.realm, text, sending.now);
    co_return true;
}

Task<Result<FactorVerdict>> verify(FactorAttempt attempt)
{
    return useSentCode(std::move(attempt), kName);
}

}

// NIST SP 800-63B-4 §3.1.3.3: a restricted authenticator. Asked for where there is nothing better.
extern const FactorKind sms_code_variant;
const FactorKind sms_code_variant {
    .name = kName,
    .button = "use-sms",
    .amr = "sms",
    .preference = 60,
    .standsAlone = true,
    .digits = true,
    .choose = QT_TRANSLATE_NOOP("pages", "factor_use_sms"),
    .lead = QT_TRANSLATE_NOOP("pages", "factor_sms_lead"),
    .isOffered = isOffered,
    .verify = verify,
    .send = send,
    .destination = destination,
    .isHeld = isHeld,
};

}
