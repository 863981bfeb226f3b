// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Command.h"

#include <QtCore/QList>

namespace auth::cli {

/// The options of every command. Help, completion and the manual are made from the same table.
std::span<const Flag> globalFlags();
/// The options of one command: its own, then those of its groups.
QList<const Flag *> flagsOf(const Verb &verb);
/// How a switch or an option is written: `-o, --output FORMAT`.
QString spelling(const Flag &flag);

/// `user password set`, or `login`.
QString commandName(const Noun &noun, const Verb &verb);
/// The noun of this name or alias; null for none.
const Noun *findNoun(const QString &word);
/// The words of \a arguments that are neither options nor their values.
QStringList wordsOf(const QStringList &arguments);

}
