// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Clock.h"

#include <cstdio>

namespace auth {

QByteArray toIso(Timestamp time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date { day };
    const std::chrono::hh_mm_ss clock { time - day };
    char text[40];
    const int length = std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%06dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
        static_cast<int>(clock.subseconds().count()));
    return QByteArray(text, length);
}

}
