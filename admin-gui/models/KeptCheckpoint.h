// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QUrl>

#include <optional>

namespace auth::console {

/// What a realm's log was when this console found it intact last, kept where nobody can change it together with the log:
/// a log that was cut, rolled back or written anew since is told apart by it.
struct KeptCheckpoint {
    QByteArray key; ///< A C2SP vkey: the key that the log was signed with.
    QByteArray note; ///< The last checkpoint of that export, signed.
    QByteArray time; ///< Of the export, as its footer says.
};

/// Of this user; nothing where none was kept.
std::optional<KeptCheckpoint> keptCheckpoint(const QUrl &server, const QString &realm);
void keepCheckpoint(const QUrl &server, const QString &realm, const KeptCheckpoint &checkpoint);
void forgetCheckpoint(const QUrl &server, const QString &realm);

}
