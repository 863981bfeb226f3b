// SPDX-License-Identifier: GPL-3.0-or-later
#include "Statements.h"

#include "metrics/Metrics.h"

#include <QtCore/QRegularExpression>

namespace auth::test {

using namespace Qt::StringLiterals;

QMap<QByteArray, qint64> statements()
{
    static const QRegularExpression line(
        u"^auth_database_queries_total\\{query=\"([^\"]+)\"\\} (\\d+)"_s, QRegularExpression::MultilineOption);
    QMap<QByteArray, qint64> counts;
    for (const auto &match : line.globalMatch(QString::fromLatin1(metrics::render())))
        counts[match.captured(1).toLatin1()] = match.captured(2).toLongLong();
    return counts;
}

}
