// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Command.h"
#include "output/Sink.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

namespace auth::cli {

/// The formats that -o knows.
QStringList outputFormats();

/// Data to standard output, in the format that was asked for. Answers the exit code.
int writeList(const Invocation &invocation, const QJsonArray &items);
int writeObject(const Invocation &invocation, const QJsonObject &object);

/// Neither for a program nor narrowed down: a table, where there may be something else in its place.
bool isForPeople(const Options &options);

}
