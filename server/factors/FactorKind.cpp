// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/FactorKind.h"

#include "crypto/Hash.h"

#include <algorithm>

namespace auth {

const FactorKind *findFactorKind(QStringView name)
{
    for (const FactorKind *kind : factorKinds()) {
        if (name == QLatin1StringView(kind->name))
            return kind;
    }
    return nullptr;
}

namespace {

void sortByPreference(std::vector<const FactorKind *> *kinds, const QString &preferred)
{
    const auto rank = [&preferred](const FactorKind *kind) { return preferred == QLatin1StringView(kind->name) ? -1 : kind->preference; };
    std::ranges::sort(*kinds, {}, rank);
}

}

std::vector<const FactorKind *> heldFactors(const Realm &realm, const FactorsOfAccount &factors)
{
    std::vector<const FactorKind *> held;
    for (const FactorKind *kind : factorKinds()) {
        if (kind->isHeld ? kind->isHeld(factors) : kind->isOffered(realm, factors))
            held.push_back(kind);
    }
    sortByPreference(&held, factors.preferred);
    return held;
}

std::vector<const FactorKind *> offeredFactors(const Realm &realm, const FactorsOfAccount &factors)
{
    std::vector<const FactorKind *> offered;
    for (const FactorKind *kind : factorKinds()) {
        if (kind->isOffered(realm, factors))
            offered.push_back(kind);
    }
    if (std::none_of(offered.begin(), offered.end(), [](const FactorKind *kind) { return kind->standsAlone; }))
        return {};
    sortByPreference(&offered, factors.preferred);
    return offered;
}

Result<QByteArray> shortCodeMac(RealmKeys *keys, const Realm &realm, const QByteArray &place, const QByteArray &code)
{
    const QByteArray key = TRY(keys->subkey(realm, KeyPurpose::ShortCode));
    return crypto::hmacSha256(key, place + '\0' + code);
}

}
