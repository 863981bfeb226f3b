// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/MadeSecrets.h"

#include "app/Dialogs.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonObject>

namespace auth::console {

using namespace Qt::StringLiterals;

void showMadeSecrets(const QString &realm, const QJsonArray &results, QWidget *parent)
{
    QStringList lines;
    for (const auto &result : results) {
        const QJsonObject secrets = result[u"secrets"].toObject();
        for (const auto &secret : secrets)
            lines.append(u"%1: %2"_s.arg(result[u"name"].toString(), secret.toString()));
    }
    if (!lines.isEmpty())
        showSecret(QCoreApplication::translate("MadeSecrets", "Secrets of %1").arg(realm),
            QCoreApplication::translate(
                "MadeSecrets", "This is the only time that they are shown. Give each to its program now."),
            lines.join(u'\n'), parent);
}

}
