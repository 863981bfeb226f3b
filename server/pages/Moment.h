// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"

#include <QtCore/QLocale>
#include <QtCore/QString>

namespace auth::pages {

/// A point in time for `<time>`: scripts show it in the person's own zone.
struct Moment {
    QString text;
    QString iso;
};

Moment moment(Timestamp time, const QLocale &locale);

}
