// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QStringList>

namespace auth::cli {

struct TableStyle {
    bool headings = true;
    bool whole = false; ///< Nothing is cut to the terminal's width.
};

/// Aligned, with headings and cut to its width on a terminal; elsewhere a program reads it: whole, tab-separated,
/// without headings.
QByteArray toTable(const QList<QStringList> &rows, const QStringList &headings, TableStyle style);
/// RFC 4180, with line feeds. A cell that a spreadsheet would run as a formula begins with an apostrophe.
QByteArray toCsv(const QList<QStringList> &rows, const QStringList &headings);

}
