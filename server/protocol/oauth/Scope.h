// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace auth::oauth {

/// RFC 6749 §3.3: space-separated tokens of %x21 / %x23-5B / %x5D-7E. Repeated ones are dropped; anything else is
/// InvalidScope.
inline Result<QStringList> parseScope(const QString &text)
{
    QStringList scope;
    for (const auto &token : text.split(u' ')) {
        if (token.isEmpty())
            return failure(ErrorCode::InvalidScope, QStringLiteral("The scope is malformed."));
        for (const QChar character : token) {
            const char16_t unit = character.unicode();
            if (unit < 0x21 || unit > 0x7e || unit == u'"' || unit == u'\\')
                return failure(ErrorCode::InvalidScope, QStringLiteral("The scope is malformed."));
        }
        if (!scope.contains(token))
            scope.append(token);
    }
    return scope;
}

/// Is every member of \a requested in \a allowed?
inline bool isWithin(const QStringList &requested, const QStringList &allowed)
{
    return std::all_of(requested.begin(), requested.end(), [&allowed](const QString &scope) { return allowed.contains(scope); });
}

}
