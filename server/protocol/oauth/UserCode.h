// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace auth::oauth {

/// The code that a person types (RFC 8628 §6.1): eight of twenty consonants, which make no words and are not mistaken
/// for each other; 34 bits.
QByteArray newUserCode();

/// What was typed or followed, without regard to case, hyphens, spaces and the like; nothing when it cannot be a code.
std::optional<QByteArray> normalizedUserCode(const QString &text);

/// As people read it: `WDJB-MJHT`. \a code is normalised.
QString shownUserCode(const QByteArray &code);

}
