// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace auth::app {

/// One thing that is wrong with the configuration.
struct ConfigProblem {
    QByteArray name; ///< The setting; empty where a line names none.
    QString origin; ///< `environment`, `.env:12`, `command line`, or empty where the default or nothing was set.
    QString message; ///< What is wrong and what to do, without secrets.

    /// One line for a person.
    QString text() const
    {
        QString out = QString::fromUtf8(name);
        if (!origin.isEmpty())
            out += out.isEmpty() ? origin : QStringLiteral(" (") + origin + QLatin1Char(')');
        return out + QStringLiteral(": ") + message;
    }
};

}
