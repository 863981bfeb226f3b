// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/ConsoleServer.h"

namespace auth::bench {

/// The program with a context of somebody who is signed in, from its start to its first page.
void measureStart(const QString &realm);
/// A permission matrix of 2,000 × 200.
void measureMatrix();
/// The list \a name in \a realm: its first rows, then on by wheel, by page keys, by dragging to the end until \a rows
/// are read, and back to the top.
void measureList(const QString &name, const QString &realm, int rows);
/// Types each of \a filters key by key, and waits for the first rows.
void measureFilter(const QString &name, const QString &realm, const QStringList &filters);
/// Somebody works for \a minutes: opens, filters, scrolls, edits, discards and closes every page.
void measureUse(const QString &realm, double minutes);

}
