// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>

namespace auth::cli {

/// What can stand in the place of the last of \a words (which may be empty), a line each with its description behind a
/// tab. Asks the server for names only with a token that is at hand, for 300 ms at most, and keeps them for five
/// minutes; never prompts and never logs in.
QByteArray complete(const QStringList &words);

}
