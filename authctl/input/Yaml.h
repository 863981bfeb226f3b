// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonValue>

namespace auth::cli {

/// One YAML document as JSON, by the core schema of YAML 1.2 (§10.3): `no` is a string, `true` is not. Aliases and
/// anchors are refused (a few lines of them can stand for millions of nodes), and so are custom tags, duplicate keys,
/// more than one document, and a depth over 64.
Result<QJsonValue> parseYaml(const QByteArray &text);

}
