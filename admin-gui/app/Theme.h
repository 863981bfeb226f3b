// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace auth::console {

/// The looks of all windows.
enum class Theme : quint8 { System, Light, Dark };

/// `system`, `light`, `dark`; the first for anything else.
Theme themeNamed(const QString &name);
QString themeName(Theme theme);

/// Changes every window at once. System is what the desktop prefers, as far as Qt sees it.
void applyTheme(Theme theme);

}
