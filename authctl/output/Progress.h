// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Options.h"

#include <QtCore/QElapsedTimer>

namespace auth::cli {

/// How far something is, on standard error: after a second on a terminal, as lines of JSON with --progress=json, else
/// not at all.
class Progress {
public:
    Progress(const Options &options, QString what);
    ~Progress();
    Q_DISABLE_COPY_MOVE(Progress)

    /// \a total is 0 where nobody knows.
    void update(qsizetype done, qsizetype total = 0);

private:
    enum class Kind : quint8 { None, Line, Json };

    Kind m_kind = Kind::None;
    QString m_what;
    QElapsedTimer m_since;
    QElapsedTimer m_last;
    bool m_shown = false;
};

}
