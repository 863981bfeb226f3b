// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

class QJsonObject;

namespace auth::console {

/// A few lines that make a program use an application, to be copied.
struct Snippet {
    QString name; ///< Of the program or library: `openid-client (Node.js)`.
    QString text;
};

/// What fits \a application, as the API has it, of the realm with \a issuer. No secret is in them: a program reads it from
/// its environment.
QList<Snippet> snippetsFor(const QJsonObject &application, const QString &issuer);

}
