// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

namespace auth::cli {

/// What a command of `batch` wrote.
struct Captured {
    QByteArray out;
    QByteArray err;
};

/// From now on data and messages go into \a target; null: to the process's own standard output and error.
void capture(Captured *target);

/// Data, to standard output. A reader that went away ends the process, as it does those that are killed by SIGPIPE;
/// output that cannot be written ends it with exit code 1.
void writeText(const QByteArray &text);
/// The same, through a pager where standard output is a terminal and it is longer than the screen.
void writeLong(const QByteArray &text, bool mayPage);
/// A line for a person, or an error object, to standard error.
void writeError(const QByteArray &line);

}
