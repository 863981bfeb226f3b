// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace auth::agents {

/// What a `User-Agent` field (RFC 9110 §10.1.5) says. Nobody vouches for it.
struct UserAgent {
    QString browser; ///< "Firefox"; empty: none that is known.
    QString system; ///< "Linux"; likewise.
};

/// From any thread. What is not known takes a fraction of a millisecond.
UserAgent parseUserAgent(const QString &text);

/// In a few words: "Firefox · Linux". Empty where neither is known.
QString describeUserAgent(const QString &text);
/// The same for programs: a product's name, if it is one word ("authctl"). Whoever calls chooses the text, so that no
/// sentence of theirs may reach a page.
QString describeProgram(const QString &text);

/// Compiles the expressions, which takes some milliseconds, so that nobody waits for it later.
void prepare();

}
