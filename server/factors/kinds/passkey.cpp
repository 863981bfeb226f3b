// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/FactorKind.h"

#include <QtCore/QCoreApplication>

namespace auth {

namespace {

bool isOffered(const Realm &realm, const FactorsOfAccount &factors)
{
    return realm.settings.passkeys.enabled && factors.kinds.contains(QLatin1StringView("passkey"));
}

}

// Nothing is typed: the page has a ceremony of its own (WebAuthn Level 3 §7.2).
extern const FactorKind passkey_variant;
const FactorKind passkey_variant {
    .name = "passkey",
    .button = "use-passkey",
    .amr = "pop",
    .preference = 5,
    .standsAlone = true,
    .digits = false,
    .choose = QT_TRANSLATE_NOOP("pages", "factor_use_passkey"),
    .lead = QT_TRANSLATE_NOOP("pages", "factor_passkey_lead"),
    .isOffered = isOffered,
    .verify = nullptr,
    .path = "/sign-in/factor/passkey",
};

}
