// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace auth::console {

class Connection;
class RequestDialog;

/// Says in \a dialog, below \a text, until when what is deleted in \a realm can be taken back; without the date while
/// the realm is not read, and where one may not read it.
void explainDeletion(RequestDialog *dialog, Connection *connection, const QString &realm, const QString &text);

}
