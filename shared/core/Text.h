// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <optional>

namespace auth {

/// RFC 3629: no overlong forms, no surrogates, nothing over U+10FFFF. QString::fromUtf8 would replace such bytes.
bool isValidUtf8(QByteArrayView bytes);

/// \a bytes as text, or nothing when they are not UTF-8 or contain NUL.
std::optional<QString> decodeUtf8(QByteArrayView bytes);

/// The form under which names and e-mail addresses are unique: NFKC, case-folded, NFKC again, trimmed of spaces. It is
/// computed here and stored in a unique column, never by lower() in SQL, which folds differently.
QString canonicalName(const QString &text);

/// A decimal integer without sign, spaces or leading zeros, at most \a maximum.
std::optional<qint64> parseDecimal(QByteArrayView text, qint64 maximum);

/// Constant-form HTML escaping of text and attribute values, for the places that no template writes.
QByteArray escapeHtml(const QString &text);

/// RFC 3986 percent-encoding of everything but unreserved characters.
QByteArray percentEncode(QByteArrayView bytes);

}
