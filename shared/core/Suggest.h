// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace auth {

/// The nearest of \a known by Damerau-Levenshtein distance, at most 2 and less than the length of \a name; empty when
/// there is none.
QString nearestName(const QString &name, const QStringList &known);

/// `There is no field "redirect_uri"; did you mean "redirect_uris"?`
QString unknownNameMessage(const QString &kind, const QString &name, const QStringList &known);

/// \a name as a reference token of a JSON Pointer (RFC 6901 §3).
QString jsonPointerToken(QString name);

}
