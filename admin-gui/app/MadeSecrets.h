// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonArray>

class QWidget;

namespace auth::console {

/// Shows, this one time, the secrets that were made with applied documents (ConfigurationResult::results). Nothing where
/// none were.
void showMadeSecrets(const QString &realm, const QJsonArray &results, QWidget *parent);

}
