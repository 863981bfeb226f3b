// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

class QWidget;

namespace auth::console {

class MessageBanner;

/// Asks where to, \a name being the proposal, and writes \a content there, whole or not at all. What came of it is said
/// on \a banner.
void saveToFile(QWidget *page, MessageBanner *banner, const QString &title, const QString &name, const QString &filter,
    const QByteArray &content);

}
