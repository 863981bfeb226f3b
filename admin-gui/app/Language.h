// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace auth::console {

/// Has the program speak \a language (`de`); empty: the desktop's. `qps-ploc` is nobody's, longer and with accents, and
/// `qps-plocm` the same from right to left: they show what translators are not given, and what has too little room.
/// Call it once, before there is a window.
void setLanguage(const QString &language);

}
