// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

namespace auth {

// OpenID Connect Core §2 `acr`: how many factors a sign-in proved.
inline constexpr auto kOneFactor = "1";
inline constexpr auto kTwoFactors = "2";

/// RFC 8176 §2: stands in `amr` beside the methods, where they were two factors.
inline constexpr QStringView kMfaMethod(u"mfa");

/// The `acr` that the methods \a amr reach.
inline QByteArray acrOf(const QStringList &amr)
{
    return amr.contains(kMfaMethod) ? kTwoFactors : kOneFactor;
}

}
