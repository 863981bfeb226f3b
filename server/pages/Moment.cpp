// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/Moment.h"

#include <QtCore/QDateTime>

namespace auth::pages {

Moment moment(Timestamp time, const QLocale &locale)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch().count();
    const auto utc = QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
    return { locale.toString(utc, QLocale::ShortFormat) + QStringLiteral(" UTC"), utc.toString(Qt::ISODate) };
}

}
