// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>

namespace auth {

struct JsonLimits {
    qsizetype bytes = 256 * 1024;
    int depth = 32;
    int members = 10'000; ///< Members and elements of the whole document.
};

/// Parses outside data: valid UTF-8, no duplicate member names, no NUL and no lone surrogate in strings, bounded depth
/// and size. QJsonDocument alone keeps the last of duplicate keys and replaces lone surrogates (RFC 8725 §2.4 is what
/// such differences lead to). The error's description says where: "line 3, column 14: duplicate member \"aud\"".
Result<QJsonValue> parseJson(QByteArray text, JsonLimits limits = {});
Result<QJsonObject> parseJsonObject(QByteArray text, JsonLimits limits = {});

/// Compact form.
QByteArray toJson(const QJsonObject &object);
QByteArray toJson(const QJsonArray &array);

}
