// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Layouts.h"

#include <QtCore/QSettings>
#include <QtWidgets/QSplitter>

namespace auth::console {

using namespace Qt::StringLiterals;

void keepSplitter(QSplitter *splitter, const QString &name)
{
    const QString key = u"layout/"_s + name;
    splitter->restoreState(QSettings().value(key).toByteArray());
    QObject::connect(splitter, &QSplitter::splitterMoved, splitter,
        [splitter, key] { QSettings().setValue(key, splitter->saveState()); });
}

}
