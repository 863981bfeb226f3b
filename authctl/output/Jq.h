// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <expected>

namespace auth::cli {

/// The results of the jq program \a expression over \a json, a line each; strings are bare. An error is jq's own
/// sentence. jq computes with doubles: integers beyond 2^53 are rounded.
std::expected<QByteArray, QString> runJq(const QString &expression, const QByteArray &json);

}
