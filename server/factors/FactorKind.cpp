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

std::vector<const FactorKind *> offeredFactors(const Realm &realm, const FactorsOfAccount &factors)
{
    std::vector<const FactorKind *> offered;
    for (const FactorKind *kind : factorKinds()) {
        if (kind->isOffered(realm, factors))
            offered.push_back(kind);
    }
    if (std::none_of(offered.begin(), offered.end(), [](const FactorKind *kind) { return kind->standsAlone; }))
        return {};
    const auto rank = [&factors](const FactorKind *kind) {
        return factors.preferred == QLatin1StringView(kind->name) ? -1 : kind->preference;
    };
    std::sort(offered.begin(), offered.end(), [&rank](const FactorKind *a, const FactorKind *b) { return rank(a) < rank(b); });
    return offered;
}

Result<QByteArray> shortCodeMac(RealmKeys *keys, const Realm &realm, const QByteArray &place, const QByteArray &code)
{
    const QByteArray key = TRY(keys->subkey(realm, KeyPurpose::ShortCode));
    return crypto::hmacSha256(key, place + '\0' + code);
}

}
