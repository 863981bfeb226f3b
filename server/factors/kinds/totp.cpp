// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/FactorKind.h"
#include "factors/FactorStore.h"
#include "factors/ShortCode.h"
#include "factors/TotpSecret.h"

#include <QtCore/QCoreApplication>

namespace auth {

namespace {

bool isOffered(const Realm &, const FactorsOfAccount &factors)
{
    return factors.kinds.contains(QLatin1StringView("totp"));
}

Task<Result<FactorVerdict>> verify(FactorAttempt attempt)
{
    const factor_store::Subject subject { attempt.realm->id, attempt.userId, QStringLiteral("totp") };
    const auto held = CO_TRY(co_await factor_store::claim(attempt.transaction, subject, attempt.now));
    if (!held)
        co_return FactorVerdict::Blocked;
    const auto code = normalizedDigits(attempt.typed, 6, 8);
    if (!code)
        co_return FactorVerdict::Wrong;
    for (const auto &candidate : *held) {
        const Secret secret = CO_TRY(openTotpSecret(attempt.keys, *attempt.realm, attempt.userId, candidate.authenticator.id, candidate.secretSealed));
        const auto step = matchingTotpStep(secret.view(), candidate.authenticator.parameters, *code, attempt.now);
        if (!step || !CO_TRY(co_await factor_store::acceptStep(attempt.transaction, subject, candidate.authenticator.id, *step, attempt.now)))
            continue;
        co_return FactorVerdict::Accepted;
    }
    co_return FactorVerdict::Wrong;
}

}

extern const FactorKind totp_variant;
const FactorKind totp_variant {
    .name = "totp",
    .button = "use-totp",
    .amr = "otp",
    .preference = 20,
    .standsAlone = true,
    .digits = true,
    .choose = QT_TRANSLATE_NOOP("pages", "factor_use_totp"),
    .lead = QT_TRANSLATE_NOOP("pages", "factor_totp_lead"),
    .isOffered = isOffered,
    .verify = verify,
};

}
