// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Failure.h"

#include <QtCore/QJsonObject>

#include <expected>

namespace auth::cli {

/// One object from a file in YAML or JSON; `-` is standard input.
std::expected<QJsonObject, Failure> readObject(const QString &name);

/// The body of a request: the file of --file (YAML or JSON, `-` for standard input), changed by --set, --set-json,
/// --unset, --add and --remove in this order. The types of members come from the description of the API. \a current is
/// the object as it is, for lists that are added to.
std::expected<QJsonObject, Failure> readBody(const Invocation &invocation, const QJsonObject &current = {});

}
