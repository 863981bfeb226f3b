// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>

class QWidget;

namespace auth::pictures {

/// The texts of \a root, as far as one sees it now, that have less room than they need.
QStringList cutTexts(const QWidget *root);

/// In a made-up language, where every translated text stands in brackets: what \a root says without them. What people
/// called their things is among it, so that somebody has to read it.
QStringList plainTexts(const QWidget *root);

}
