// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Config.h"

#include <expected>

/// The forms that values of settings have. A refusal is a sentence that names the fix.
namespace auth::app::config {

template <typename T>
using Parsed = std::expected<T, QString>;

Parsed<bool> parseBoolean(QByteArrayView text); ///< `true` or `false`.
Parsed<int> parseInteger(QByteArrayView text, qint64 minimum, qint64 maximum);
/// `64KiB`, `1MiB`, or a number of bytes.
Parsed<qsizetype> parseSize(QByteArrayView text, qint64 minimum, qint64 maximum);
/// `250ms`, `15s`, `10m`, `12h`, `30d`. Bounds in milliseconds.
Parsed<std::chrono::milliseconds> parseDuration(QByteArrayView text, qint64 minimum, qint64 maximum);
/// `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080`, `*:8443`.
Parsed<Endpoint> parseEndpoint(QByteArrayView text);
/// `10.0.0.0/8, ::1`: addresses and ranges, separated by commas or spaces.
Parsed<QList<Subnet>> parseSubnets(QByteArrayView text);
/// 32 bytes, in base64, base64url or hexadecimal.
Parsed<QByteArray> parseKey(QByteArrayView text);
/// Scheme and authority as browsers write them (RFC 6454 §6.2): lower case, no default port, no path.
Parsed<QByteArray> parseOrigin(QByteArrayView text);

QByteArray formatSize(qint64 bytes);
QByteArray formatDuration(std::chrono::milliseconds duration);

}
